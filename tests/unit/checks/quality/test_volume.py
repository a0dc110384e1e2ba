from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from dte_exporter.checks.quality.volume.public_days import is_holiday
from dte_exporter.checks.quality.volume.volume import Params, needs, volume
from dte_exporter.config.models import Columns, PersonalData
from dte_exporter.config.roles import ColumnKind, resolve
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings
from dte_exporter.statistics.arrivals.period_counts import PeriodCounts, PeriodCountsPlan

LAST = datetime(2018, 11, 22, tzinfo=UTC)
"""A Thursday, and Thanksgiving."""


def found(counts: list[int], personal: PersonalData | None = None, **params: Any) -> Findings:
    """Return what the check says of days with so many rows, the last of them a Thursday."""
    starts = [LAST - timedelta(days=place) for place in range(len(counts))][::-1]
    statistic = PeriodCounts(dict(zip(starts, counts, strict=True)), 3, 2, {"current": sum(counts) + 5}, "UTC")
    roles = resolve(Columns(time="at"), {"at": ColumnKind.TIME, "who": ColumnKind.CATEGORY}, personal or PersonalData())
    return volume.compute({"counts": statistic}, Params(**params), roles, 0.0)


def values(findings: Findings) -> dict[str, float]:
    """Return the values by metric."""
    return {one.name.removeprefix("dte_quality_volume_"): one.value for one in findings.samples}


def test_a_day_far_below_is_unusual() -> None:
    """Twenty rows where 100 came each day are eight deviations too few."""
    assert values(found([100] * 28 + [20])) == {
        "rows": 20,
        "expected_rows": 100,
        "score": -8,
        "threshold": 5,
        "unusual": 1,
        "trend_ratio": 1,
    }


def test_a_day_at_the_threshold_is_not() -> None:
    """Only beyond it: 150 rows are five deviations too many."""
    assert values(found([100] * 28 + [150]))["unusual"] == 0
    assert values(found([100] * 28 + [151]))["unusual"] == 1


def test_too_little_past_is_said_and_nothing_is_made_up() -> None:
    """After three weeks there are three Thursdays: neither a score nor a verdict."""
    findings = found([100] * 22)

    assert values(findings).keys() == {"rows", "threshold", "trend_ratio"}
    assert findings.undefined == (
        "the day of Thursday, 2018-11-22 is not judged yet: it takes 4 earlier periods of its kind without a holiday",
    )
    assert found([5, 5]).undefined[1] == (
        "there is no trend yet: it takes two periods of a kind in each half of the history, and rows in the first"
    )


def test_a_holiday_is_not_judged() -> None:
    """Thanksgiving is one in the United States and a day like others in Ireland."""
    findings = found([100] * 35 + [20], holidays="US-MA")

    assert "unusual" not in values(findings)
    assert findings.undefined == ("the day of Thursday, 2018-11-22 has a public holiday of US-MA, which is not judged",)
    assert values(found([100] * 35 + [20], holidays="IE"))["unusual"] == 1


def test_few_rows_about_people_are_told_as_few() -> None:
    """Of a table about people 29 rows of a day are fewer than 30; none are none."""
    personal = PersonalData(quasi_identifiers=("who",))
    told = {
        kind: found([0, 29, 30], data).details["periods"] for kind, data in (("people", personal), ("things", None))
    }

    assert list(told["people"].values()) == [0, "<30", 30]
    assert list(told["things"].values()) == [0, 29, 30]


def test_rows_without_a_time_are_left_out() -> None:
    """They are counted under the column that they lack."""
    assert [(one.column, one.rows, one.window) for one in found([5, 5]).left_out] == [("at", 2, "current")]


def test_the_column_of_time_is_counted_by() -> None:
    """Unless the check names another; without any it says what to set."""
    roles = resolve(Columns(time="at"), {"at": ColumnKind.TIME})

    assert needs(Params(), roles) == {"counts": PeriodCountsPlan("at", "day", 56 * 86_400.0, 0.0)}
    assert needs(Params(time="then", lag="2h"), roles)["counts"].lag == 7_200
    with pytest.raises(CheckError, match=r"set columns\.time, or time of the check"):
        needs(Params(), resolve(Columns(), {}))


@pytest.mark.parametrize("params", [{"period": "week", "history": "3d"}, {"period": "hour", "history": "40w"}])
def test_a_history_has_from_one_to_5000_periods(params: dict[str, str]) -> None:
    """Less than one period is no past, and more than 5,000 are no statistic."""
    with pytest.raises(ValidationError, match="a history has from 1 to 5,000 periods"):
        Params.model_validate(params)


@pytest.mark.parametrize("place", ["us", "USA", "US_MA", ""])
def test_a_place_is_written_as_iso_3166_has_it(place: str) -> None:
    """Two capital letters, and the part behind a hyphen."""
    with pytest.raises(ValidationError, match="write a country as ISO 3166-1 has it"):
        Params(holidays=place)


def test_a_place_without_a_calendar_is_said() -> None:
    """The library knows no holidays of Nowhere."""
    with pytest.raises(CheckError, match="no public holidays of 'XX' are known"):
        is_holiday([date(2018, 11, 22)], "XX")
