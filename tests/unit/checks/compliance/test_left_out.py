"""Rows of registers that a rule cannot be held against, since they lack what it asks for: they are told of."""

from collections.abc import Callable
from typing import Any

import pytest

from dte_exporter.checks.compliance.columns.reidentification_risk import reidentification_risk
from dte_exporter.checks.compliance.people.breach_notified import breach_notified
from dte_exporter.checks.compliance.people.decisions_reviewed import decisions_reviewed
from dte_exporter.checks.compliance.people.no_processing_after_withdrawal import no_processing_after_withdrawal
from dte_exporter.checks.compliance.people.notice_given import notice_given
from dte_exporter.checks.compliance.people.requests_on_time import requests_on_time
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.registry import Check
from tests.unit.checks.compliance.as_configured import run

FoundBy = Callable[..., Findings]
OF_PEOPLE = {"subject": "person", "time": "at"}
ROWS = {"person": ["a", "b", "c", "d", "e"], "at": ["2026-01-02", "", None, "2026-01-03", "2026-01-04"]}
INCIDENTS = {
    "aware_at": ["2026-03-01", None],
    "notified_at": ["2026-03-01", None],
    "risk": ["low", "low"],
    "documented": [True, True],
    "people_told_at": [None, None],
}
REVIEWS = {"decision": [1, 1], "asked_at": ["2026-03-01", None], "done_at": [None, None], "overturned": [None, None]}


@pytest.mark.parametrize(
    ("check", "rows", "params", "tables", "left_out"),
    [
        (
            notice_given,
            ROWS,
            {"notices": {"dataset": "notices", "purpose": None}},
            {"notices": {"subject": ["a"], "told_at": ["2026-01-01"]}},
            LeftOut("at", Reason.MISSING_TIME, 2),
        ),
        (
            no_processing_after_withdrawal,
            ROWS,
            {"withdrawals": {"dataset": "withdrawals", "purpose": None}},
            {"withdrawals": {"subject": ["a"], "withdrawn_at": ["2026-02-01"]}},
            LeftOut("at", Reason.MISSING_TIME, 2),
        ),
        (breach_notified, INCIDENTS, {}, None, LeftOut("aware_at", Reason.MISSING_TIME, 1)),
        (
            requests_on_time,
            {"right": ["access"] * 2, "received_at": ["2026-03-01", None], "closed_at": ["2026-03-02", "2026-03-02"]},
            {},
            None,
            LeftOut("received_at", Reason.MISSING_TIME, 1),
        ),
        (
            decisions_reviewed,
            {"id": [1], "exception": ["law"]},
            {"reviews": {"dataset": "reviews"}},
            {"reviews": REVIEWS},
            LeftOut("asked_at", Reason.MISSING_TIME, 1, "datasets.reviews"),
        ),
    ],
    ids=lambda each: each.name if isinstance(each, Check) else None,
)
def test_rows_without_what_the_rule_asks_for_are_told_of(
    check: Check[Any], rows: Any, params: Any, tables: Any, left_out: LeftOut, found_by: FoundBy
) -> None:
    """As evidence, as gauges, and as rows not used."""
    findings = found_by(check, rows, params, tables, OF_PEOPLE if "person" in rows else None)
    gauges = {one.name: one.value for one in findings.samples if "left_out" in one.name}
    used = findings.used[left_out.window]

    assert findings.left_out == (left_out,)
    assert gauges["dte_compliance_left_out_rows"] == left_out.rows
    assert gauges["dte_compliance_left_out_ratio"] == left_out.rows / (used + left_out.rows)


def test_rows_about_nobody_are_told_of(tmp_path: Any) -> None:
    """One of four rows says of no person that it is about them."""
    ran = run(
        reidentification_risk,
        tmp_path,
        {"who": ["a", "a", "b", None], "town": ["X"] * 4},
        columns={"subject": "who"},
        personal_data={"quasi_identifiers": ["town"]},
    )

    assert ran.result.evidence.left_out == (LeftOut("who", Reason.MISSING_SUBJECT, 1),)
    assert (ran.result.evidence.rows, ran.result.evidence.rows_read) == ({"current": 3}, {"current": 4})
    assert ran.series['dte_compliance_left_out_ratio{column="who",reason="missing_subject"}'] == 0.25
