"""What text reads as: numbers and dates that a column holds as text."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.expr.types import Column

_NUMBER = r"^ *[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)? *$"
_DATE = (
    r"^ *[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)? *$"
)


def as_number(text: "Column") -> "Column":
    """Return whether `text` reads as a decimal number, with an exponent or without; null where there is none."""
    return text.re_search(_NUMBER)


def as_date(text: "Column") -> "Column":
    """Return whether `text` reads as a date or time of ISO 8601, with an offset or without; null where there is none.

    A day that its month does not have, such as 31 February, reads as one.
    """
    return text.re_search(_DATE)
