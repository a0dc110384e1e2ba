"""What the commas and points of numbers mean: told by the numbers that leave no choice, or by the config."""

from collections.abc import Iterable
from dataclasses import dataclass

from dte_exporter.tables.text.forms import (
    COMMAS_BETWEEN,
    NEEDS_COMMA,
    NEEDS_POINT,
    NUMBERS,
    POINTS_BETWEEN,
    SPACED,
    Form,
)
from dte_exporter.tables.text.survey import Forms

_SPACES = (" ", "'")


@dataclass(frozen=True, slots=True)
class Numerals:
    """How numbers are written.

    Parameters
    ----------
    decimal : str or None
        The decimal mark, ``.`` or ``,``; None while nothing tells.
    thousands : str or None
        What groups digits, None where the config does not say: the comma or point that is not the decimal mark, then.
    """

    decimal: str | None = None
    thousands: str | None = None

    @property
    def known(self) -> str | None:
        """The decimal mark, also where only its opposite is declared."""
        opposite = {",": ".", ".": ","}
        return self.decimal or opposite.get(self.thousands or "")

    @property
    def numbers(self) -> frozenset[Form]:
        """The forms that are numbers, once the decimal mark is known."""
        contradicting = NEEDS_POINT if self.known == "," else NEEDS_COMMA
        grouped = POINTS_BETWEEN if self.known == "," else COMMAS_BETWEEN
        return NUMBERS - contradicting - (grouped if self.thousands in _SPACES else SPACED)

    @property
    def with_decimals(self) -> frozenset[Form]:
        """The forms that are more than whole numbers of ordinary length."""
        always = {Form.EXPONENT, Form.LONG}
        if self.known == ",":
            return frozenset({Form.COMMA, Form.COMMA_OR_GROUP, Form.POINTS_GROUP_COMMA, Form.SPACED_COMMA, *always})
        return frozenset({Form.POINT, Form.POINT_OR_GROUP, Form.COMMAS_GROUP_POINT, Form.SPACED_POINT, *always})


def numerals_of_file(columns: Iterable[Forms], declared: Numerals) -> Numerals:
    """Return how a file writes numbers: as `declared`, else as those of its columns do that leave no choice."""
    if declared.known:
        return declared
    marks = {mark for mark in map(_certain, columns) if mark}
    return Numerals(marks.pop(), declared.thousands) if len(marks) == 1 else declared


def numerals_of_column(forms: Forms, file: Numerals, declared: Numerals) -> Numerals | None:
    """Return how a column of numbers writes them, None where that cannot be told.

    What the config declares holds; then what the column itself proves; then the comma as decimal mark that other
    columns prove. A point alone is a decimal mark, as everywhere, unless others prove the comma.
    """
    if declared.known:
        return declared
    certain = _certain(forms)
    if certain == "":
        return None
    if certain:
        return Numerals(certain, declared.thousands)
    points, commas = forms.of(Form.POINT_OR_GROUP), forms.of(Form.COMMA_OR_GROUP)
    if points and (commas or file.known == ","):
        return None
    if commas:
        return Numerals(file.known, declared.thousands) if file.known else None
    return Numerals(".", declared.thousands)


def _certain(forms: Forms) -> str | None:
    """Return the decimal mark that the numbers of a column prove, empty where they contradict each other."""
    if forms.of(*NUMBERS, Form.MARK) < forms.present:
        return None
    comma, point = forms.of(*NEEDS_COMMA) > 0, forms.of(*NEEDS_POINT) > 0
    if comma and point:
        return ""
    return "," if comma else "." if point else None
