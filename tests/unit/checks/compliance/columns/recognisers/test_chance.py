"""How many random numbers pass: what each recogniser says of itself, tried."""

import random
import re

import pytest

from dte_exporter.checks.compliance.columns.recognisers.kinds import COUNTRIES, recognisers
from dte_exporter.checks.compliance.columns.recognisers.scan import scan

FORMS = {
    "payment_card": "4###############",
    "iban": "DE####################",
    "national_id_cz": "######/####",
    "national_id_de": "###########",
    "national_id_es": "########@",
    "national_id_fi": "######-###@",
    "national_id_fr": "1##############",
    "national_id_ie": "#######@",
    "national_id_pl": "###########",
    "national_id_ro": "#############",
    "national_id_se": "######-####",
}


@pytest.mark.parametrize("kind", FORMS)
def test_random_numbers_pass_no_oftener_than_the_recogniser_says(kind: str) -> None:
    """Of 20,000 random numbers of the form, so few are confirmed that the recogniser itself calls it chance."""
    draw = random.Random(kind)
    (one,) = (one for one in recognisers(COUNTRIES) if one.kind == kind)
    finds = scan([_filled(FORMS[kind], draw) for _ in range(20_000)], [one]).kinds[kind]
    assert finds.shaped > 100
    assert not finds.beyond_chance


def _filled(form: str, draw: random.Random) -> str:
    letters = "ABCDEFGHJKLMNPQRSTVWXYZ"
    return re.sub("[#@]", lambda place: draw.choice(letters if place[0] == "@" else "0123456789"), form)
