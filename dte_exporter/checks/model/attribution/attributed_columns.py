"""Which columns may explain a drop: those that the config names, else the features, if they have values to count."""

from collections.abc import Mapping

from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError, MissingColumnError

_COUNTED = (ColumnKind.NUMBER, ColumnKind.CATEGORY, ColumnKind.BOOLEAN)


def attributed_columns(named: tuple[str, ...], roles: Roles) -> Mapping[str, ColumnKind]:
    """Return the columns that may explain a drop, each with its kind.

    Raises
    ------
    MissingColumnError
        If the config names a column that is not there.
    CheckError
        If it names one without values to count, or the label or the prediction, which say themselves what is right.
    """
    for name in named:
        if name not in roles.kinds:
            raise MissingColumnError("the source", name, roles.kinds)
        if roles.kinds[name] not in _COUNTED or name in {roles.label, roles.prediction}:
            raise CheckError(
                f"column {name!r} cannot explain a drop: columns takes numbers, classes and truth values, "
                "neither the label nor the prediction"
            )
    return {name: roles.kinds[name] for name in named or roles.features if roles.kinds[name] in _COUNTED}


def not_compared(named: tuple[str, ...], roles: Roles) -> Mapping[str, str]:
    """Return the features that have no values to count, each with its kind; none where the config names columns."""
    kinds = {} if named else {name: roles.kinds[name] for name in roles.features}
    return {name: str(kind) for name, kind in kinds.items() if kind not in _COUNTED}
