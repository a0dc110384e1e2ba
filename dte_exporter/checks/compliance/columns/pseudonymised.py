"""Pseudonyms look like pseudonyms: which columns declared pseudonymised hold values that name a person outright.

Definition
    GDPR Art. 4(5) calls data pseudonymised if nobody can tell whose they are without further information that is kept
    apart; Art. 32(1)(a) names it first among the measures of security. An e-mail address, a card or a national number
    needs no further information. A seeded draw of values of each column in ``personal_data.pseudonymised`` is shown to
    the recognisers of ``check: undeclared-personal-data``, by the same rule of chance.
Formula
    violations = columns in which a kind is found; examined = columns declared pseudonymised that hold text. Shares and
    their upper bounds as there.
Range
    Shares in [0, 1], counts from 0 on.
Good direction
    All fall.
What it cannot see
    Whether a pseudonym can be undone: by a key that lies beside it, by trying all values of a digest without a key, or
    by what the other columns tell. Names, which have no pattern. Pseudonyms that are numbers are not read.
Reference
    GDPR Art. 4(5), 25(1), 32(1)(a), recitals 26 and 28; EDPB Guidelines 01/2025 on Pseudonymisation.
"""

from collections.abc import Mapping
from dataclasses import replace

from dte_exporter.checks.compliance.columns.recognisers.kinds import CALCULATORS
from dte_exporter.checks.compliance.columns.scanned import PERSONAL_VALUES, PERSONAL_VALUES_UPPER, ReadingParams, read
from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.texts.drawn_texts import Draw, DrawPlan


class Params(ReadingParams):
    """The parameters of ``check: pseudonymised``."""


EXAMPLE = Example(
    columns={
        "patient": ["5f0c1a", "9be27d", "c3d410"],
        "doctor": ["a41f77", "DE89370400440532013000", "DE75512108001245126199"],
        "age": [31, 58, 44],
    },
    settings={"personal_data": {"pseudonymised": ["patient", "doctor"]}},
    expected={
        "dte_compliance_violations": 1.0,
        "dte_compliance_examined": 2.0,
        **{
            f'{metric}{{column="{column}",kind="{kind}"}}': share
            for metric in ("dte_compliance_personal_values_ratio", "dte_compliance_personal_values_ratio_ci_upper")
            for column, kind, share in (("patient", "any", 0.0), ("doctor", "any", 2 / 3), ("doctor", "iban", 2 / 3))
        },
    },
    working=(
        "Two of three doctors are told by an account. Both numbers of that form have the right check digits, which "
        "chance gives at most once in 50: 0.02 ** 2 = 0.0004 is no chance. No patient is told."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, DrawPlan]:
    """Return a draw of each column that is declared pseudonymised.

    Raises
    ------
    CheckError
        If none is.
    """
    if not roles.personal_data.pseudonymised:
        raise CheckError("no column is declared pseudonymised: set personal_data.pseudonymised")
    return {"draw": DrawPlan(roles.personal_data.pseudonymised, params.draw)}


@check(
    "pseudonymised",
    params=Params,
    needs=needs,
    emits=[VIOLATIONS, EXAMINED, PERSONAL_VALUES, PERSONAL_VALUES_UPPER],
    example=EXAMPLE,
    calculators=CALCULATORS,
)
def pseudonymised(statistics: Mapping[str, Draw], params: Params, roles: Roles, now: float) -> Findings:
    """Return which columns hold plain identifiers, and which could not be read."""
    draw = statistics["draw"]
    unread = [column for column in roles.personal_data.pseudonymised if column not in draw.columns]
    return replace(
        read(draw, params), undefined=tuple(f"column {column!r} holds no text to be read" for column in unread)
    )
