"""Erasure propagated: are people who were erased gone from every data set that held them.

Definition
    GDPR Art. 17(1) gives people the right to have their data erased, and Art. 19 has every recipient told. Of each
    person in the register of erasures, every data set in ``scope`` is asked whether it still holds a row of that
    person. An erasure that is not done yet is none, and an exception of Art. 17(3) that is written down excuses it.
Formula
    violations = erased people of whom a row is found, or whose recipients were not told where a column says when;
    examined = erased people without an exception.
Range
    Counts from 0 on.
Good direction
    Violations fall: one that is left is one too many.
What it cannot see
    Copies, backups and logs outside the scope; people under another identifier; whether an exception is right, and
    whether a recipient did as told. Who comes back under the same identifier is found as well: give a new one.
Privacy
    Data sets of one engine are joined in it, and only counts leave. Identifiers leave an engine only where the register
    lives in another, as HMAC-SHA256 under ``compliance.digest_key``. Such digests stay personal data (GDPR Art. 4(5),
    recital 26): they live in the worker's memory while it runs, and nowhere else.
Reference
    GDPR Art. 17(1) and (3), 19; EDPB Guidelines 5/2019 on the right to be forgotten; RFC 2104.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from dte_exporter.checks.compliance.cases.erasure import left_behind
from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS, found
from dte_exporter.checks.compliance.people.erased import Erased, ErasedPlan
from dte_exporter.checks.compliance.people.registers import subject_of
from dte_exporter.config.governance.governance import GOVERNANCE
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.config.types import Name
from dte_exporter.errors import CheckError
from dte_exporter.metric import Better, MetricSpec
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

FOUND = MetricSpec(
    "dte_compliance_erased_people_found",
    "Erased people of whom the data set still holds a row; 0 is none.",
    "compliance",
    ("check", "dataset", "found_in"),
    better=Better.LOWER,
    low=0,
    reference="GDPR Art. 17(1)",
)
UNTOLD = MetricSpec(
    "dte_compliance_erased_people_recipients_not_told",
    "Erased people whose recipients have not been told; 0 is none.",
    "compliance",
    ("check", "dataset"),
    better=Better.LOWER,
    low=0,
    reference="GDPR Art. 19",
)


class Params(Model):
    """The parameters of ``check: erasure-propagated``. Columns are those of its own rows, the register of erasures."""

    scope: tuple[Name, ...] = Field(min_length=1, description="The data sets that erased people must be gone from.")
    erased: str = Field(default="erased_at", description="The column of when the erasure was done.")
    exception: str | None = Field(default=None, description="The column of the exception of Art. 17(3), if any.")
    recipients_told: str | None = Field(
        default=None, description="The column of when recipients were told, or that there were none, Art. 19."
    )


EXAMPLE = Example(
    columns={
        "person": ["ada", "bo", "cy", "di", "eve"],
        "erased_at": ["2018-06-01", "2018-06-01", "2018-06-01", "2018-06-01", None],
        "exception": [None, None, "legal claim", None, None],
        "recipients_told_at": ["2018-06-02", None, None, "2018-06-02", None],
    },
    tables={
        "customers": {"subject": ["ada", "cy", "eve", "fay"]},
        "orders": {"subject": ["ada", "ada", "fay"]},
    },
    settings={
        "columns": {"subject": "person"},
        "datasets": {name: {"columns": {"subject": "subject"}} for name in ("customers", "orders")},
        "params": {
            "scope": ["customers", "orders"],
            "exception": "exception",
            "recipients_told": "recipients_told_at",
        },
    },
    expected={
        "dte_compliance_violations": 2.0,
        "dte_compliance_examined": 3.0,
        'dte_compliance_erased_people_found{found_in="customers"}': 1.0,
        'dte_compliance_erased_people_found{found_in="orders"}': 1.0,
        "dte_compliance_erased_people_recipients_not_told": 1.0,
    },
    working=(
        "Of five in the register eve is not erased yet and cy is kept for a legal claim. Of the three others ada is "
        "still among the customers and the orders, and bo is gone, but nobody told the recipients. Two of three."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, ErasedPlan]:
    """Return what is left of erased people.

    Raises
    ------
    CheckError
        If the register or a data set in scope names no column of people.
    """
    subjects: dict[str, str] = {}
    for name in params.scope:
        subject = roles.others[name].subject
        if subject is None:
            raise CheckError(f"people are looked for in data set {name!r}: set datasets.{name}.columns.subject")
        subjects[name] = subject
    register = subject_of(roles, "erasure-propagated")
    columns = (params.erased, params.exception, params.recipients_told)
    return {"erased": ErasedPlan(register, *columns, tuple(subjects.items()))}


def _reads(params: Params) -> Mapping[tuple[str | int, ...], str]:
    return {("scope", place): name for place, name in enumerate(params.scope)}


@check(
    "erasure-propagated",
    params=Params,
    needs=needs,
    emits=[VIOLATIONS, EXAMINED, FOUND, UNTOLD],
    example=EXAMPLE,
    reads=_reads,
    inputs=(GOVERNANCE,),
    cases=left_behind,
)
def erasure_propagated(statistics: Mapping[str, Any], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many erased people are left, and where."""
    erased: Erased = statistics["erased"]
    samples = [*found(erased.violations, erased.people)]
    samples += [FOUND.sample(count, found_in=name) for name, count in erased.found.items()]
    samples += [UNTOLD.sample(erased.untold)] if params.recipients_told else []
    return Findings(tuple(samples), details={"excepted": erased.excepted, "met_by": erased.met_by})
