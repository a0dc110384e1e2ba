"""Text that looks like numbers or dates: read as categories it says nothing, since nearly every one is another."""

import re
from collections.abc import Collection
from enum import StrEnum

from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.repetition import FEW

NEARLY_ALL = 0.9
"""The share of the different texts that must look alike; the others may be marks of what is missing."""


class Looks(StrEnum):
    """What a text looks like, in the words of ``columns.types``."""

    NUMBER = "number"
    DATE = "date"
    TIMESTAMP = "timestamp"


_MARKS = r"[.,'\u2019_ \u00a0\u202f]"
_WHOLE = rf"(?:[1-9]\d{{0,2}}(?:{_MARKS}\d{{3}})+|[1-9]\d{{0,14}}|0)"
_DAY = r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2}))"
_FORMS = {
    Looks.NUMBER: re.compile(rf"[-+\u2212]?(?:{_WHOLE}(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?"),
    Looks.DATE: re.compile(_DAY),
    Looks.TIMESTAMP: re.compile(rf"{_DAY}[T ]\d{{1,2}}:\d{{2}}\S*"),
}
"""A number has no zero before its other digits and at most 15 of them: with more it is a code, and counts nothing."""


def looks_like(pair: Pair[Categories]) -> Looks | None:
    """Return what nearly all of the texts of both sides look like; None for words, and for a few that may be codes."""
    return texts_look_like(pair.reference.known | pair.current.known)


def texts_look_like(texts: Collection[str]) -> Looks | None:
    """Return what nearly all of different `texts` look like, see `looks_like`."""
    return next((looks for looks in Looks if _nearly_all(texts, looks)), None) if len(texts) > FEW else None


def _nearly_all(texts: Collection[str], looks: Looks) -> bool:
    return sum(_FORMS[looks].fullmatch(text.strip()) is not None for text in texts) >= NEARLY_ALL * len(texts)
