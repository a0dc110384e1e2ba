"""Numbers by which states know a person, told by their form and their check digits.

Left out are numbers without a form of their own that one in eleven of all numbers of their length passes for, such as
the Dutch BSN and the Portuguese NIF: every column of order numbers would hold some.
"""

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from dte_exporter.checks.compliance.columns.recognisers.bounds import ENDS, STARTS
from dte_exporter.checks.compliance.columns.recognisers.recogniser import Recogniser

_FORM, _TWO_DIGITS, _LETTER, _DIGIT = 0.0, 0.02, 0.05, 0.1
"""The share of numbers of the form that are valid by chance, by what is checked: nothing more, two digits, a letter, a
digit."""


@dataclass(frozen=True, slots=True)
class NationalId:
    """How one country's number is written and told.

    Parameters
    ----------
    name : str
        What people call it.
    form : str
        How it is written; a pattern without groups.
    modules : tuple of str
        Of python-stdnum; one of them must call it valid. None where its form is all that there is to tell.
    chance : float
        See `Recogniser`.
    """

    name: str
    form: str
    modules: tuple[str, ...]
    chance: float


NATIONAL_IDS = {
    "CZ": NationalId("Rodné číslo", r"\d\d[0-8]\d[0-3]\d/\d{3,4}", ("cz.rc",), _DIGIT),
    "DE": NationalId("Steuerliche Identifikationsnummer", r"[1-9]\d ?\d{3} ?\d{3} ?\d{3}", ("de.idnr",), _DIGIT),
    "ES": NationalId("DNI or NIE", r"(?:\d{8}|[XYZ]-?\d{7})-?[A-HJ-NP-TV-Z]", ("es.dni", "es.nie"), _LETTER),
    "FI": NationalId("Henkilötunnus", r"[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]", ("fi.hetu",), _LETTER),
    "FR": NationalId("NIR", r"[1-478] ?\d\d ?\d\d ?(?:\d\d|2[AB]) ?\d{3} ?\d{3} ?\d\d", ("fr.nir",), _TWO_DIGITS),
    "GB": NationalId(
        "National Insurance number",
        r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?: ?\d\d){3} ?[A-D]",
        (),
        _FORM,
    ),
    "IE": NationalId("PPS number", r"\d{7}[A-W][A-IW]?", ("ie.pps",), _LETTER),
    "IT": NationalId(
        "Codice fiscale",
        r"[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPRST][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]",
        ("it.codicefiscale",),
        _LETTER,
    ),
    "PL": NationalId("PESEL", r"\d{11}", ("pl.pesel",), _DIGIT),
    "RO": NationalId("CNP", r"[1-9]\d{12}", ("ro.cnp",), _DIGIT),
    "SE": NationalId("Personnummer", r"(?:\d\d)?\d{6}[-+]\d{4}", ("se.personnummer",), _DIGIT),
    "US": NationalId("Social Security number", r"\d{3}-\d\d-\d{4}", ("us.ssn",), _FORM),
}
"""By ISO 3166 code."""


def national_id(country: str) -> Recogniser:
    """Return the recogniser of the numbers of `country`."""
    number = NATIONAL_IDS[country]
    shape = re.compile(rf"{STARTS}{number.form}{ENDS}")
    return Recogniser(f"national_id_{country.lower()}", shape, _confirmed_by(shape, number.modules), number.chance)


def _confirmed_by(shape: re.Pattern[str], modules: tuple[str, ...]) -> Callable[[str], bool]:
    if not modules:
        return lambda text: True
    valid = [importlib.import_module(f"stdnum.{module}").is_valid for module in modules]
    return lambda text: any(is_valid(found[0]) for found in shape.finditer(text) for is_valid in valid)
