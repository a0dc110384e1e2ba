"""How much each feature of the data set counts, whoever said so: the config, or the run that trained the model."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from dte_exporter.checks.drift.importance.importance_file import shortened
from dte_exporter.checks.drift.importance.logged_importances import LoggedImportances
from dte_exporter.checks.drift.params import Params

_NAMED = 5
"""As many strange names are told."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The importances that count, and what is to be told of them.

    Parameters
    ----------
    importances : mapping of str to float
        By feature; empty where their share is not asked for, or where there are none.
    undefined, notices : tuple of str
        Why there are none, and what a reader should know.
    details : mapping
        Whose they are.
    """

    importances: Mapping[str, float]
    undefined: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


def weights(params: Params, logged: LoggedImportances | None, features: Collection[str]) -> Weights:
    """Return what the config says, or what was `logged` of these `features`; others in it count nothing."""
    if logged is None:
        return Weights(params.importances)
    if logged.undefined:
        return Weights({}, undefined=(logged.undefined,))
    known = {name: value for name, value in logged.importances.items() if name in features}
    told = {"importances": {**logged.origin, "by_feature": known}}
    strange = [name for name in logged.importances if name not in known]
    if not known:
        where = _where(logged)
        return Weights({}, undefined=(f"{where} names no feature of the data set",), details=told)
    return Weights(known, notices=(_notice(logged, strange),) if strange else (), details=told)


def _notice(logged: LoggedImportances, strange: list[str]) -> str:
    names = ", ".join(map(shortened, strange[:_NAMED]))
    more = f" and {len(strange) - _NAMED} more" if len(strange) > _NAMED else ""
    total = sum(logged.importances.values())
    share = sum(logged.importances[name] for name in strange) / total if total else 0.0
    return (
        f"{_where(logged)} names what is no feature of the data set: {names}{more}; "
        f"{share:.1%} of the importance counts nothing"
    )


def _where(logged: LoggedImportances) -> str:
    origin = logged.origin
    return f"importances of model {origin['model']!r}: artifact {origin['artifact']} of version {origin['version']}"
