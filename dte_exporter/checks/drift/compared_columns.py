"""Which columns are looked at, how each is read, and which method it gets."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.drift.methods import AUTO, METHODS, ColumnType, Method, default_method
from dte_exporter.checks.drift.params import Choice, Params
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.statistics.distribution.column_pair import Pair

_TYPES = {
    ColumnKind.NUMBER: ColumnType.NUMBER,
    ColumnKind.CATEGORY: ColumnType.CATEGORY,
    ColumnKind.BOOLEAN: ColumnType.CATEGORY,
}


@dataclass(frozen=True, slots=True)
class Scored:
    """A column that is looked at.

    Parameters
    ----------
    name : str
        Its name.
    type : ColumnType
        How it is read.
    choice : Choice
        What the config wants for it.
    """

    name: str
    type: ColumnType
    choice: Choice

    def method(self, pair: Pair[Any]) -> Method:
        """Return the method to score it with, seeing its profiles `pair`."""
        return default_method(pair, self.type) if self.choice.method == AUTO else METHODS[self.choice.method]

    def threshold(self, method: Method) -> float:
        """Return the score from which it has drifted."""
        return method.threshold if self.choice.threshold is None else self.choice.threshold


def scored_columns(params: Params, roles: Roles) -> tuple[Scored, ...]:
    """Return the columns that are looked at: features, prediction, probability and label, each once."""
    return tuple(
        Scored(name, _TYPES[kind], _choice(name, _TYPES[kind], params))
        for name, kind in _considered(roles).items()
        if kind in _TYPES
    )


def left_out(roles: Roles) -> dict[str, str]:
    """Return the columns that have a role but no way to be compared, each with its kind."""
    return {name: str(kind) for name, kind in _considered(roles).items() if kind not in _TYPES}


def require_known(params: Params, roles: Roles) -> None:
    """Refuse a choice for a column that has no role.

    Raises
    ------
    CheckError
        If there is one.
    """
    for name in params.columns:
        if name not in _considered(roles):
            raise _not_looked_at(name)


def require_fitting(params: Params, roles: Roles, refused: Collection[str]) -> None:
    """Refuse a choice that the type of its column does not allow; a column whose type has changed costs only itself.

    Raises
    ------
    CheckError
        If the config chooses for a column that is not compared, or a method that does not fit it.
    """
    for name, choice in params.columns.items():
        if name in refused:
            continue
        type_ = _TYPES.get(_considered(roles)[name])
        if type_ is None:
            raise _not_looked_at(name)
        if not _fits(choice, type_):
            fitting = ", ".join(method.name for method in METHODS.values() if type_ in method.types)
            raise CheckError(f"method {choice.method!r} is not for column {name!r}: use {AUTO} or one of {fitting}")


def _not_looked_at(name: str) -> CheckError:
    return CheckError(
        f"drift does not look at column {name!r}: columns takes features of numbers, classes and booleans, "
        "prediction, probability and label"
    )


def _considered(roles: Roles) -> Mapping[str, ColumnKind]:
    scores = roles.probability, *roles.probabilities.values()
    names = [*roles.features, *filter(None, (roles.prediction, *scores, roles.label))]
    return {name: roles.kinds[name] for name in names}


def _choice(name: str, type_: ColumnType, params: Params) -> Choice:
    """Return the choice for one column: its own, else that for all where it fits."""
    if name in params.columns:
        return params.columns[name]
    return params if _fits(params, type_) else Choice()


def _fits(choice: Choice, type_: ColumnType) -> bool:
    return choice.method == AUTO or type_ in METHODS[choice.method].types
