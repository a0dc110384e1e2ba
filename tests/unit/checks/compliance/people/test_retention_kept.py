from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dte_exporter.checks.compliance.calendar.deadlines import end_of_period, over_by
from dte_exporter.checks.compliance.people.retention_kept import Params, retention_kept
from dte_exporter.config.governance.calendar_words import Period
from dte_exporter.errors import CheckError, NoDataError
from dte_exporter.outcome import Findings

Counts = Callable[[Findings], tuple[float, float]]
FoundBy = Callable[..., Findings]

PERIODS = st.builds(Period, months=st.integers(0, 120), days=st.integers(1, 400))


def oldest(findings: Findings) -> float | None:
    """Return the start of the oldest row."""
    values = {one.name: one.value for one in findings.samples}
    return values.get("dte_compliance_oldest_row_timestamp_seconds")


def test_a_row_is_past_from_the_day_after_its_last(found_by: FoundBy, counts: Counts) -> None:
    """Of one year before 10 March 2026: the row of 9 March 2025 ended yesterday, that of 10 March ends today."""
    rows = {"at": [datetime(2025, 3, 9, 23, 59), datetime(2025, 3, 10), datetime(2026, 1, 1)]}
    findings = found_by(retention_kept, rows, {"keep": "P1Y"}, columns={"time": "at"})
    assert counts(findings) == (1, 3)
    assert oldest(findings) == datetime(2025, 3, 9, 23, 59, tzinfo=UTC).timestamp()


def test_days_are_those_of_the_configs_time_zone(found_by: FoundBy, counts: Counts) -> None:
    """23:30 in UTC on 9 March is 10 March in Berlin, and not yet past."""
    rows = {"at": [datetime(2025, 3, 9, 23, 30)]}
    berlin = {"calendar": {"timezone": "Europe/Berlin"}}
    assert counts(found_by(retention_kept, rows, {"keep": "P1Y"}, columns={"time": "at"})) == (1, 1)
    assert counts(found_by(retention_kept, rows, {"keep": "P1Y"}, columns={"time": "at"}, **berlin)) == (0, 1)


def test_an_event_elsewhere_may_start_it(found_by: FoundBy, counts: Counts) -> None:
    """Two contracts of a ended, the last of them recently; b's ended long ago; c's never did."""
    rows = {"person": ["a", "b", "b", "c"]}
    tables = {"contracts": {"subject": ["a", "a", "b"], "ended_at": ["2019-01-01", "2026-01-01", "2019-01-01"]}}
    params = {"keep": "P3Y", "started": {"dataset": "contracts"}}
    findings = found_by(retention_kept, rows, params, tables, {"subject": "person"})
    assert counts(findings) == (2, 3)
    assert findings.details["not started"] == 1


@pytest.mark.parametrize(
    ("hold", "violations"),
    [
        ({"subject": ["a"], "since": ["2026-03-01"], "until": [None]}, 0),
        ({"subject": ["a", "a"], "since": [None, None], "until": ["2026-03-11", None]}, 0),
        ({"subject": ["a"], "since": ["2026-03-11"], "until": [None]}, 1),
        ({"subject": ["a"], "since": [None], "until": ["2026-03-10"]}, 1),
        ({"subject": ["b"], "since": [None], "until": [None]}, 1),
    ],
)
def test_a_hold_excuses_while_it_stands(
    hold: dict[str, Any], violations: int, found_by: FoundBy, counts: Counts
) -> None:
    """On 10 March at noon, and the person whom it is on; the oldest row is then another one."""
    rows = {"person": ["a", "c"], "at": [datetime(2019, 1, 1), datetime(2026, 1, 1)]}
    params = {"keep": "P3Y", "holds": {"dataset": "holds", "since": "since", "until": "until"}}
    findings = found_by(retention_kept, rows, params, {"holds": hold}, {"subject": "person", "time": "at"})
    assert counts(findings) == (violations, 2)
    assert oldest(findings) == datetime(2019 if violations else 2026, 1, 1, tzinfo=UTC).timestamp()


def test_rows_that_have_not_started_have_no_oldest(found_by: FoundBy, counts: Counts) -> None:
    """Nothing is examined."""
    findings = found_by(retention_kept, {"at": ["", None]}, {"keep": "P3Y", "start": "at"})
    assert (counts(findings), oldest(findings)) == ((0, 0), None)


def test_without_rows_there_is_nothing_to_examine(found_by: FoundBy) -> None:
    """An empty table is not one that keeps its retention."""
    with pytest.raises(NoDataError, match="the current window holds no rows"):
        found_by(retention_kept, {"at": []}, {"keep": "P3Y", "start": "at"})


def test_retention_has_one_start(found_by: FoundBy) -> None:
    """None and two are refused."""
    with pytest.raises(CheckError, match=r"retention runs from a start: set start, started or columns.time"):
        found_by(retention_kept, {"at": ["2019-01-01"]}, {"keep": "P3Y"})
    with pytest.raises(ValidationError, match="retention starts once"):
        Params.model_validate({"keep": "P3Y", "start": "at", "started": {"dataset": "contracts"}})


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), PERIODS)
def test_the_bound_is_the_latest_start_whose_period_is_over(today: date, period: Period) -> None:
    """Its period ended yesterday or before; of the day after, it has not."""
    bound = over_by(today, period)
    assert end_of_period(bound, period) < today
    assert end_of_period(date.fromordinal(bound.toordinal() + 1), period) >= today


def test_a_period_from_a_leap_day_ends_with_february() -> None:
    """Six years from 29 February 2024 end on 28 February 2030."""
    assert end_of_period(date(2024, 2, 29), Period(months=72, days=0)) == date(2030, 2, 28)
