"""Undeclared personal data: which text columns hold personal data though they are declared free of it.

Definition
    GDPR Art. 25(1) has the principles, such as minimisation, built into the processing, and Art. 32(1) asks for
    security that fits the risk: neither can be done for data that nobody knows are there. Read are the text columns
    that have no category in ``personal_data.columns`` and no role that says that they are about people: a seeded draw
    of values of each is shown to recognisers of e-mail addresses, phone numbers, IBANs, payment cards, IP and MAC
    addresses, crypto wallets and national identity numbers. A kind counts as found in a column if so many finds would
    come by chance in less than 1 of 500 columns: one number in ten has a right check digit, an address is an address.
Formula
    violations = columns in which a kind is found; examined = columns read. The share of a column is values that hold
    the kind / values read; its upper bound is Clopper and Pearson's, near 3 / values read where nothing is found.
Range
    Shares in [0, 1], counts from 0 on.
Good direction
    All fall.
What it cannot see
    Names, addresses and all that has no pattern; values beyond the draw, which the upper bound is for; columns of
    numbers and dates, since every number looks like a phone number. A version of four parts is an IP address to it.
Reference
    GDPR Art. 25(1), 32(1); EDPB Guidelines 4/2019 on Article 25; https://microsoft.github.io/presidio/,
    https://github.com/daviddrysdale/python-phonenumbers, https://arthurdejong.org/python-stdnum/
"""

from collections.abc import Iterator, Mapping

from dte_exporter.checks.compliance.columns.recognisers.kinds import CALCULATORS
from dte_exporter.checks.compliance.columns.scanned import PERSONAL_VALUES, PERSONAL_VALUES_UPPER, ReadingParams, read
from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.texts.drawn_texts import Draw, DrawPlan


class Params(ReadingParams):
    """The parameters of ``check: undeclared-personal-data``."""


EXAMPLE = Example(
    columns={
        "person": ["jo@example.org", "ann@example.org", "sam@example.org", "kim@example.org"],
        "note": ["write to jo@example.org", "paid by 4111 1111 1111 1111", "", "none"],
        "order": ["4500012345", "4500012346", None, "4500012347"],
        "amount": [600000001, 600000002, 600000003, 600000004],
    },
    settings={"personal_data": {"columns": {"person": "user.contact.email"}}},
    expected={
        "dte_compliance_violations": 1.0,
        "dte_compliance_examined": 2.0,
        **{
            f'{metric}{{column="{column}",kind="{kind}"}}': share
            for metric in ("dte_compliance_personal_values_ratio", "dte_compliance_personal_values_ratio_ci_upper")
            for column, kind, share in (
                ("note", "any", 0.5),
                ("note", "email", 0.25),
                ("note", "payment_card", 0.25),
                ("order", "any", 0.0),
            )
        },
    },
    working=(
        "The person is declared, the amounts are no text: notes and orders are read. Of four notes one holds an "
        "address and one a card, so the column of notes holds personal data, by the address: one card in one could be "
        "chance. Of the three orders none does. All values were read, so that the bounds are the shares."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, DrawPlan]:
    """Return a draw of each text column that is declared free of personal data."""
    return {"draw": DrawPlan(tuple(_free(roles)), params.draw)}


def _free(roles: Roles) -> Iterator[str]:
    for column, kind in roles.kinds.items():
        if kind is ColumnKind.CATEGORY and column not in roles.about_people:
            yield column


@check(
    "undeclared-personal-data",
    params=Params,
    needs=needs,
    emits=[VIOLATIONS, EXAMINED, PERSONAL_VALUES, PERSONAL_VALUES_UPPER],
    example=EXAMPLE,
    calculators=CALCULATORS,
)
def undeclared_personal_data(statistics: Mapping[str, Draw], params: Params, roles: Roles, now: float) -> Findings:
    """Return which columns hold personal data, with the counts behind it as evidence."""
    return read(statistics["draw"], params)
