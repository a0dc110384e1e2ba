from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from dte_exporter.checks.compliance.people.breach_notified import breach_notified
from dte_exporter.outcome import Findings

Counts = Callable[[Findings], tuple[float, float]]
FoundBy = Callable[..., Findings]

NAMES = ("aware_at", "notified_at", "risk", "documented", "people_told_at")


def incidents(*entries: tuple[Any, ...]) -> dict[str, Any]:
    """Return a register of awareness, notification, risk, whether it is documented, and when people were told."""
    columns = zip(*entries, strict=True) if entries else ((),) * 5
    types = ("string", "string", "string", "bool", "string")
    return {name: pa.array(column, type_) for name, column, type_ in zip(NAMES, columns, types, strict=True)}


@pytest.mark.parametrize(
    ("entry", "faults"),
    [
        (("2026-02-06 16:20", "2026-02-09 16:59", "some", True, None), {}),  # Friday to Monday
        (("2026-02-06 16:20", "2026-02-09 17:01", "some", True, None), {"late": 1}),
        (("2026-02-06 16:20", None, "some", True, None), {"overdue": 1}),
        (("2026-03-07 12:01", None, "some", True, None), {}),  # has until 13:00 today
        (("2026-03-07 11:59", None, "some", True, None), {}),  # has until this very moment
        (("2026-03-07 10:59", None, "some", True, None), {"overdue": 1}),
        (("2026-02-06 16:20", None, "low", True, None), {}),  # Art. 33(1): unlikely to be a risk
        (("2026-02-06 16:20", None, "low", False, None), {"not documented": 1}),  # Art. 33(5): documented all the same
        (("2026-02-06 16:20", None, None, True, None), {"overdue": 1}),  # a risk that is not named is one
        (("2026-02-06 16:20", "2026-02-07", "HIGH", True, "2026-02-09 16:20"), {}),
        (("2026-02-06 16:20", "2026-02-07", "high", True, "2026-02-09 16:21"), {"people not told": 1}),
        (("2026-02-06 16:20", "2026-02-07", "high", True, None), {"people not told": 1}),
        (("2026-03-10 10:00", None, "high", True, None), {}),  # two hours ago
    ],
)
def test_each_duty_has_its_own_condition(
    entry: tuple[Any, ...], faults: dict[str, int], found_by: FoundBy, counts: Counts
) -> None:
    """On Tuesday 10 March 2026 at noon."""
    findings = found_by(breach_notified, incidents(entry), {})
    assert findings.details["faults"] == faults
    assert counts(findings) == (bool(faults), 1)


def test_an_incident_is_one_violation_however_much_is_wrong(found_by: FoundBy, counts: Counts) -> None:
    """Neither notified, nor told, nor documented; and two incidents that say the same are two."""
    rows = incidents(*[("2026-01-06 16:20", None, "high", False, None)] * 2)
    findings = found_by(breach_notified, rows, {})
    assert counts(findings) == (2, 2)
    assert findings.details["faults"] == {"overdue": 2, "people not told": 2, "not documented": 2}


def test_people_need_not_be_told_of_what_cannot_be_read(found_by: FoundBy, counts: Counts) -> None:
    """Art. 34(3)(a): the data were encrypted."""
    rows = {**incidents(("2026-02-06", "2026-02-07", "high", True, None)), "exempt": ["encrypted"]}
    assert counts(found_by(breach_notified, rows, {"people_exempt": "exempt"})) == (0, 1)


def test_the_words_for_risks_are_the_registers_own(found_by: FoundBy, counts: Counts) -> None:
    """Whatever language it is kept in."""
    rows = incidents(("2026-02-06", None, "Gering", True, None), ("2026-02-06", "2026-02-07", "hoch", True, None))
    assert counts(found_by(breach_notified, rows, {"low": ["gering"], "high": ["hoch"]})) == (1, 2)


def test_the_next_deadline_is_the_earliest_of_those_that_wait(found_by: FoundBy) -> None:
    """Known yesterday at 9:30 and today at 9:30; one of low risk and one overdue wait for nothing."""
    rows = incidents(
        ("2026-03-10 09:30", None, "some", True, None),
        ("2026-03-09 09:30", None, "some", True, None),
        ("2026-03-08 09:30", None, "low", True, None),
        ("2026-01-08 09:30", None, "some", True, None),
    )
    values = {one.name: one.value for one in found_by(breach_notified, rows, {}).samples}
    expected = datetime(2026, 3, 12, 10, tzinfo=UTC).timestamp()
    assert values["dte_compliance_breaches_deadline_timestamp_seconds"] == expected
    assert values["dte_compliance_breaches_overdue"] == 1


def test_an_empty_register_says_that_nothing_happened(found_by: FoundBy, counts: Counts) -> None:
    """Nobody waits, so there is no next deadline."""
    findings = found_by(breach_notified, incidents(), {})
    assert counts(findings) == (0, 0)
    assert len(findings.samples) == 4


def test_an_incident_without_a_moment_of_awareness_cannot_be_judged(found_by: FoundBy, counts: Counts) -> None:
    """It is counted beside the others."""
    findings = found_by(breach_notified, incidents((None, None, "some", True, None)), {})
    assert counts(findings) == (0, 0)
    assert findings.details["without_a_moment_of_awareness"] == 1
