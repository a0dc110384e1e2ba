"""Payment cards: numbers that an issuer gives out (ISO/IEC 7812) and whose check digit is right (Luhn).

Cards of 13 digits, which Visa withdrew, are not looked for: they look like the numbers of articles (EAN-13).
"""

import re

from dte_exporter.checks.compliance.columns.recognisers.bounds import ENDS, STARTS
from dte_exporter.checks.compliance.columns.recognisers.recogniser import Recogniser

_WRITTEN = r"\d{12,19}|\d{4}(?:[ -]\d{4}){2,3}(?:[ -]\d{1,3})?|\d{4}[ -]\d{6}[ -]\d{4,5}"
_SHAPE = re.compile(rf"{STARTS}(?P<number>{_WRITTEN}){ENDS}")
_ISSUED = re.compile(
    r"""
      4\d{15}(?:\d{3})?                                             # Visa
    | (?:5[1-5]\d\d | 222[1-9] | 22[3-9]\d | 2[3-6]\d\d | 27[01]\d | 2720)\d{12}   # Mastercard
    | 3[47]\d{13}                                                   # American Express
    | (?:6011 | 64[4-9]\d | 65\d\d)\d{12}                           # Discover
    | 3(?:0[0-5] | [689]\d)\d{11}                                   # Diners Club
    | 35(?:2[89] | [3-8]\d)\d{12} | (?:2131 | 1800)\d{11}           # JCB
    | (?:50[0-3]\d | 5[6-8]\d\d | 6304 | 67\d\d)\d{8,15}            # Maestro
    """,
    re.VERBOSE,
)


def payment_card() -> Recogniser:
    """Return the recogniser of payment cards."""
    return Recogniser("payment_card", _SHAPE, _holds_card, chance=0.1)


def _holds_card(text: str) -> bool:
    from stdnum import luhn

    numbers = (re.sub("[ -]", "", found["number"]) for found in _SHAPE.finditer(text))
    return any(_ISSUED.fullmatch(number) and luhn.is_valid(number) for number in numbers)
