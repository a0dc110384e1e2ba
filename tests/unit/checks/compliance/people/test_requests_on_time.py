from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest
from pydantic import ValidationError

from dte_exporter.checks.compliance.people.requests_on_time import Params, requests_on_time
from dte_exporter.outcome import Findings

Counts = Callable[[Findings], tuple[float, float]]
FoundBy = Callable[..., Findings]

DUBLIN = {"calendar": {"country": "IE", "timezone": "Europe/Dublin"}}


def requests(*entries: tuple[str | None, str | None, str | None], **others: Any) -> dict[str, Any]:
    """Return a register of right, receipt and closure."""
    columns = zip(*entries, strict=True) if entries else ((), (), ())
    names = ("right", "received_at", "closed_at")
    return {**{name: pa.array(column, "string") for name, column in zip(names, columns, strict=True)}, **others}


def by_right(findings: Findings, name: str) -> dict[str, float]:
    """Return the values of a metric by right."""
    full = f"dte_compliance_requests_{name}"
    return {one.labels["right"]: one.value for one in findings.samples if one.name == full}


def test_requests_are_judged_by_the_calendar_of_the_config(found_by: FoundBy, counts: Counts) -> None:
    """A month that ends on Easter Sunday 2026: until Tuesday in Ireland, until Monday where no holiday is named."""
    rows = requests(("access", "2026-03-05", "2026-04-07"))
    now = datetime(2026, 5, 1, tzinfo=UTC)
    assert counts(found_by(requests_on_time, rows, {}, now=now, **DUBLIN)) == (0, 1)
    assert counts(found_by(requests_on_time, rows, {}, now=now)) == (1, 1)


def test_the_day_of_receipt_is_told_by_the_time_zone_of_the_config(found_by: FoundBy) -> None:
    """30 June, 23:30 UTC is 1 July in Dublin: due by the end of Friday 1 August 2025, not by that of 30 July."""
    rows = requests(("access", "2025-06-30T23:30:00Z", None))
    now = datetime(2025, 7, 10, tzinfo=UTC)
    expected = datetime(2025, 8, 1, 23, tzinfo=UTC).timestamp()
    assert by_right(found_by(requests_on_time, rows, {}, now=now, **DUBLIN), "deadline_timestamp_seconds") == {
        "access": expected
    }
    utc = found_by(requests_on_time, rows, {}, now=now)
    assert by_right(utc, "deadline_timestamp_seconds") == {"access": datetime(2025, 7, 31, tzinfo=UTC).timestamp()}


def test_rights_are_told_apart_and_other_words_are_not_told(found_by: FoundBy) -> None:
    """A word that is no right, or none, could be anybody's name."""
    rows = requests(("Erasure", "2025-01-02", None), ("ada lovelace", "2025-01-02", None), (None, "2026-03-09", None))
    findings = found_by(requests_on_time, rows, {})
    assert by_right(findings, "overdue") == {"erasure": 1, "other": 1}
    assert by_right(findings, "open") == {"erasure": 1, "other": 2}


def test_the_next_deadline_is_the_earliest_that_has_not_passed(found_by: FoundBy) -> None:
    """On 10 March 2026: one of 9 April, one of 1 April, one overdue, one answered, and one that waits."""
    rows = requests(
        ("access", "2026-03-09", None),
        ("access", "2026-03-01", None),
        ("access", "2026-01-01", None),
        ("access", "2026-02-20", "2026-02-21"),
        ("access", "2026-02-20", None),
        asked=[None] * 4 + ["2026-02-21"],
        answered=pa.nulls(5),
    )
    findings = found_by(requests_on_time, rows, {"paused": "asked", "resumed": "answered"})
    expected = datetime(2026, 4, 2, tzinfo=UTC).timestamp()
    assert by_right(findings, "deadline_timestamp_seconds") == {"access": expected}
    assert by_right(findings, "overdue") == {"access": 1}


def test_an_extension_without_reasons_is_none(found_by: FoundBy, counts: Counts) -> None:
    """Two were told of it in time, one of them why."""
    rows = requests(
        ("access", "2025-12-05", "2026-02-20"),
        ("access", "2025-12-05", "2026-02-20"),
        extended_at=["2025-12-20", "2025-12-20"],
        reasons=["many systems", " "],
    )
    params = {"extended": "extended_at", "reasons": "reasons"}
    assert counts(found_by(requests_on_time, rows, params)) == (1, 2)


def test_a_refusal_is_told_within_the_month(found_by: FoundBy, counts: Counts) -> None:
    """Whatever was extended."""
    rows = requests(
        ("access", "2025-12-05", "2026-02-20"), extended_at=["2025-12-20"], reasons=["many systems"], refused=[True]
    )
    params = {"extended": "extended_at", "reasons": "reasons", "refused": "refused"}
    assert counts(found_by(requests_on_time, rows, params)) == (1, 1)


def test_an_empty_register_says_that_nobody_asked(found_by: FoundBy, counts: Counts) -> None:
    """That is evidence, and no right has a series."""
    findings = found_by(requests_on_time, requests(), {})
    assert counts(findings) == (0, 0)
    assert len(findings.samples) == 2


def test_a_request_without_a_day_of_receipt_cannot_be_judged(found_by: FoundBy, counts: Counts) -> None:
    """It is counted beside the others."""
    findings = found_by(requests_on_time, requests(("access", None, None)), {})
    assert counts(findings) == (0, 0)
    assert findings.details == {"without_a_day_of_receipt": 1}


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"extended": "e"}, "an extension counts with its reasons only: set both extended and reasons"),
        ({"paused": "p"}, "a pause has two ends: set both paused and resumed"),
    ],
)
def test_columns_that_mean_nothing_alone_come_in_pairs(params: dict[str, str], sentence: str) -> None:
    """The sentence names both."""
    with pytest.raises(ValidationError, match=sentence):
        Params.model_validate(params)
