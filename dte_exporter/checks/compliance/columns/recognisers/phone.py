"""Phone numbers: written as people write them, and assigned in the numbering plan of their country (libphonenumber).

A number in international form needs no more. One in national form must be valid in one of the given countries and start
with its trunk prefix where that is 0. One that does not start with a 0 must be written in three groups or more: else it
may as well be an order number. A bare number that is a valid ISBN or PESEL is taken for that, and a date for a date.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.compliance.columns.recognisers.bounds import ENDS, STARTS
from dte_exporter.checks.compliance.columns.recognisers.recogniser import Recogniser

_INTERNATIONAL = r"\(?(?:\+|00)[1-9](?:[ ()/-]{0,2}\d){6,15}"
_DOTTED = r"(?:\d\d\.){4}\d\d|\d{3}\.\d{3}\.\d{3,4}"
_BARE = r"0\d{7,11}"
_TRUNK = r"(?:\(0\d{1,4}\)[ /-]?|0\d{1,4}[ /-])\d{2,8}(?:[ /-]\d{2,8}){0,3}"
_GROUPS = r"(?:\(\d{3}\) ?|\d{3}[ -])\d{3}[ -]\d{3,4}|\d{3} \d\d \d\d \d\d|\d\d \d{3} \d\d \d\d"
_GROUPED = rf"(?<!\d[ -])(?:{_TRUNK}|{_GROUPS})(?![ -]\d)"
_DATE = r"(?:\d{1,2}[ /-]\d{1,2}[ /-]\d{2,4}|\d{4}[ /-]\d\d[ /-]\d\d)(?!\d)(?![ /-]\d\d[ /-])"
_SSN = r"\d{3}-\d\d-\d{4}(?!\d)"
_EXTENSION = r"(?: ?(?:x|ext\.?) ?\d{1,5})?"
_EAN = 13
_SHAPE = re.compile(
    rf"{STARTS}(?!{_DATE}|{_SSN})(?P<number>{_INTERNATIONAL}|{_DOTTED}|{_BARE}|{_GROUPED}){_EXTENSION}{ENDS}"
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The numbering plan of one country."""

    country: str
    trunk: str
    number: re.Pattern[str]

    def may_hold(self, digits: str) -> bool:
        """Return whether `digits` have the form of a number that is dialled within the country."""
        return digits.startswith(self.trunk) and self.number.fullmatch(digits.removeprefix(self.trunk)) is not None


def phone(countries: Iterable[str]) -> Recogniser:
    """Return the recogniser of numbers in international form, and of those in the national form of `countries`."""
    plans = tuple(map(_plan, countries))
    return Recogniser("phone", _SHAPE, lambda text: _holds_phone(text, plans))


def _plan(country: str) -> _Plan:
    from phonenumbers import PhoneMetadata

    known: Any = PhoneMetadata.metadata_for_region(country)
    trunk = "0" if known.national_prefix == "0" else ""
    return _Plan(country, trunk, re.compile(known.general_desc.national_number_pattern))


def _holds_phone(text: str, plans: tuple[_Plan, ...]) -> bool:
    return any(_is_phone(found["number"], plans) for found in _SHAPE.finditer(text))


def _is_phone(written: str, plans: tuple[_Plan, ...]) -> bool:
    digits = re.sub(r"\D", "", written)
    if written.lstrip("(").startswith("+"):
        return _is_valid(f"+{digits}", None)
    if digits == written and _means_something_else(digits):
        return False
    if digits.startswith("00"):
        return _is_valid(f"+{digits[2:]}", None)
    return any(plan.may_hold(digits) and _is_valid(digits, plan.country) for plan in plans)


def _is_valid(number: str, country: str | None) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, country))
    except phonenumbers.NumberParseException:
        return False


def _means_something_else(digits: str) -> bool:
    from stdnum import ean, isbn
    from stdnum.pl import pesel

    return isbn.is_valid(digits) or pesel.is_valid(digits) or (len(digits) == _EAN and ean.is_valid(digits))
