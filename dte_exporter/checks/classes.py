"""Which class is the positive one, and whether the data can be read so."""

from collections.abc import Iterable

from dte_exporter.config.models import Scalar
from dte_exporter.errors import CheckError
from dte_exporter.statistics.contingency import Level

_TRUE = frozenset({"1", "1.0", "true"})
_FALSE = frozenset({"0", "0.0", "false"})


def is_positive(level: Level, positive: Scalar | None) -> bool:
    """Return whether `level` is the positive class: the one that the config names, else 1 or true."""
    if positive is None:
        return str(level).lower() in _TRUE
    if isinstance(level, str) or isinstance(positive, str):
        return str(level) == str(positive)
    return level == positive


def check_classes(found: Iterable[Level], positive: Scalar | None) -> None:
    """Refuse levels of truth and prediction that cannot be told into positive and not; missing ones are passed over.

    Raises
    ------
    CheckError
        If the config names no positive class and there are others than 0 and 1 (or false and true), or names one
        that does not occur.
    """
    levels = {level for level in found if level is not None}
    if positive is None:
        if not {str(level).lower() for level in levels} <= _TRUE | _FALSE:
            raise CheckError("the classes are not 0 and 1, nor false and true: name the positive one, columns.positive")
    elif levels and not any(is_positive(level, positive) for level in levels):
        raise CheckError(f"no prediction and no label is {positive!r}: check columns.positive")
