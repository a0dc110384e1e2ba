"""Blank text is no value: in a column of groups, classes or keys it is missing, as null is, whatever the source.

A CSV file may hold either, and one that is written and read again the other. A group without a name could not be told
from the series of all rows, whose label is empty.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.expr.types import Column

_SPACE = "[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
"""A character that `str.isspace` knows: spelt out, since engines name classes apart."""

_BLANK = f"^{_SPACE}*$"
_PADDED = f"^{_SPACE}|{_SPACE}$"


def is_blank(text: str) -> bool:
    """Return whether `text` is empty, or nothing but white space."""
    return not text.strip()


def blank(column: "Column") -> "Column":
    """Return whether the text in `column` is blank; null where there is none."""
    return column.re_search(_BLANK)


def padded(column: "Column") -> "Column":
    """Return whether the text in `column` has white space before or after it; null where there is none, or blank."""
    return column.re_search(_PADDED) & ~blank(column)


def without_blanks(column: "Column") -> "Column":
    """Return `column` with null where it holds blank text; a column of anything else as it is."""
    import ibis

    if not column.type().is_string():
        return column
    return ibis.ifelse(blank(column), ibis.null("string"), column)
