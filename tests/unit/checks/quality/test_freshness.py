from typing import Any

import pytest

from dte_exporter.checks.quality.freshness.freshness import Params, freshness, needs
from dte_exporter.config.models import Columns
from dte_exporter.config.roles import ColumnKind, Roles, resolve
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings
from dte_exporter.statistics.arrivals.newest_times import Newest, NewestTimes, NewestTimesPlan

KINDS = {"at": ColumnKind.TIME, "loaded_at": ColumnKind.TIME}


def roles(time: str | None = "at") -> Roles:
    """Return the roles of a table with two columns of times."""
    return resolve(Columns(time=time), KINDS)


def found(newest: float | None, now: float, ahead: int = 0, **params: Any) -> Findings:
    """Return what the check says of a newest event."""
    statistic = NewestTimes({"at": Newest(newest, ahead, 2)}, {"current": 9})
    return freshness.compute({"newest": statistic}, Params(**params), roles(), now)


def values(findings: Findings) -> dict[str, float]:
    """Return the values by metric."""
    return {one.name.removeprefix("dte_quality_"): one.value for one in findings.samples}


@pytest.mark.parametrize(("now", "fresh"), [(1_060, 1), (1_060.5, 0)])
def test_data_are_fresh_up_to_the_deadline(now: float, fresh: int) -> None:
    """At the very moment they are still."""
    assert values(found(1_000, now, max_age="1m")) == {
        "newest_event_timestamp_seconds": 1_000,
        "freshness_deadline_timestamp_seconds": 1_060,
        "fresh": fresh,
    }


def test_without_an_event_nothing_is_fresh() -> None:
    """Which is a verdict, while there is neither a newest nor a deadline."""
    findings = found(None, 1_000, ahead=3, max_age="1m")

    assert values(findings) == {"fresh": 0}
    assert findings.undefined == ("there is no newest event: column 'at' has no time up to now",)


def test_without_a_longest_age_there_is_no_verdict() -> None:
    """The newest event is told alone."""
    assert values(found(1_000, 2_000)) == {"newest_event_timestamp_seconds": 1_000}


@pytest.mark.parametrize(("ahead", "what"), [(1, "1 row has a time"), (1_200, "1,200 rows have a time")])
def test_what_lies_ahead_is_said(ahead: int, what: str) -> None:
    """In words, with their number."""
    (notice,) = found(1_000, 1_000, ahead).notices

    assert notice == f"{what} in column 'at' that lies ahead of the run: it makes nothing fresh"


def test_rows_without_a_time_are_left_out() -> None:
    """They are counted under the column that they lack."""
    assert [(one.column, one.rows, one.window) for one in found(1, 1).left_out] == [("at", 2, "current")]


def test_each_column_is_asked_for_once() -> None:
    """Of a table whose rows happen when they are loaded one column is both."""
    assert needs(Params(loaded="loaded_at"), roles()) == {"newest": NewestTimesPlan(("at", "loaded_at"))}
    assert needs(Params(loaded="at"), roles()) == {"newest": NewestTimesPlan(("at",))}
    assert needs(Params(time="loaded_at"), roles()) == {"newest": NewestTimesPlan(("loaded_at",))}
    assert needs(Params(loaded="at"), roles(None)) == {"newest": NewestTimesPlan(("at",))}


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({}, r"^freshness looks at times: set columns\.time"),
        ({"loaded": "loaded_at", "max_age": "1d"}, r"^max_age is of events: set columns\.time"),
        ({"time": "at", "max_load_age": "1d"}, "^max_load_age is of loads: set loaded"),
    ],
)
def test_an_age_of_nothing_is_refused(params: dict[str, str], message: str) -> None:
    """The sentence says which column to name."""
    with pytest.raises(CheckError, match=message):
        needs(Params.model_validate(params), roles(None))
