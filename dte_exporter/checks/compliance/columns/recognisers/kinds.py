"""Every kind of personal data that is recognised by its pattern."""

import functools
from importlib.util import find_spec

from dte_exporter.checks.compliance.columns.recognisers.national_id import NATIONAL_IDS, national_id
from dte_exporter.checks.compliance.columns.recognisers.patterns import patterns
from dte_exporter.checks.compliance.columns.recognisers.payment_card import payment_card
from dte_exporter.checks.compliance.columns.recognisers.phone import phone
from dte_exporter.checks.compliance.columns.recognisers.recogniser import Recogniser

COUNTRIES = tuple(NATIONAL_IDS)
"""The countries whose national numbers are known."""

_EXTRA = ("presidio_analyzer", "phonenumbers", "stdnum")

CALCULATORS = (*_EXTRA, "scipy.stats")
"""What a check that reads text by text computes with."""


def missing_extra() -> str:
    """Return what to do where the libraries of the recognisers are not installed, an empty text where they are."""
    if all(find_spec(module) for module in _EXTRA):
        return ""
    return 'recognising personal data needs more packages: pip install "dte-exporter[pii]"'


@functools.lru_cache(maxsize=8)
def recognisers(countries: tuple[str, ...]) -> tuple[Recogniser, ...]:
    """Return the recognisers of all kinds, with the phone and identity numbers of `countries`."""
    return (*patterns(), payment_card(), phone(countries), *map(national_id, countries))
