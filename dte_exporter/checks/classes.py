"""Which class is the positive one, and whether the data can be read so."""

from collections.abc import Collection, Iterable

from dte_exporter.config.models import Scalar
from dte_exporter.errors import CheckError
from dte_exporter.statistics.contingency import Level

_TRUE = frozenset({"1", "1.0", "true"})
_FALSE = frozenset({"0", "0.0", "false"})


def is_positive(level: Level, positive: Scalar | None) -> bool:
    """Return whether `level` is the positive class: the one that the config names, else 1 or true.

    Predictions and labels may come from two systems, one of which writes 1 and the other ``1.0``, or true and
    ``True``: they are one class, lest all of a column be taken for negative in silence.
    """
    if positive is None:
        return str(level).lower() in _TRUE
    if isinstance(level, str) and isinstance(positive, str):
        return level == positive
    return level == positive or _plain(level) == _plain(positive)


def _plain(level: Level) -> float | str:
    """Return the number or the word that `level` stands for."""
    try:
        return float(str(level))
    except ValueError:
        return str(level).lower()


def class_name(level: Level) -> str:
    """Return the name of the class that `level` is of, so that 1, 1.0 and "1" are one class."""
    return str(int(level)) if isinstance(level, float) and level.is_integer() else str(level)


def check_classes(labels: Iterable[Level], predictions: Iterable[Level], positive: Scalar | None) -> None:
    """Refuse levels that cannot be told into positive and not; missing ones are passed over.

    Raises
    ------
    CheckError
        If the config names no positive class and there are others than 0 and 1 (or false and true), or names one
        that does not occur, or if labels and predictions are written in different words.
    """
    sides = [{level for level in side if level is not None} for side in (labels, predictions)]
    levels = sides[0] | sides[1]
    if positive is None:
        if not {str(level).lower() for level in levels} <= _TRUE | _FALSE:
            raise CheckError("the classes are not 0 and 1, nor false and true: name the positive one, columns.positive")
    elif levels and not any(is_positive(level, positive) for level in levels):
        raise CheckError(f"no prediction and no label is {positive!r}: check columns.positive")
    elif _differ(*sides):
        raise CheckError("no class is both a prediction and a label: write them alike, or all of one would be negative")


def _differ(labels: Collection[Level], predictions: Collection[Level]) -> bool:
    """Return whether two sides share no class, though one has several; one each is what few rows can hold."""
    fewest, most = sorted((len(labels), len(predictions)))
    return fewest >= 1 and most > 1 and set(map(_plain, labels)).isdisjoint(map(_plain, predictions))
