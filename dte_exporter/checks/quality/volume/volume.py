"""Volume: did as many rows come in the last period as its own past lets expect, and is the volume falling.

Definition
    Rows are counted by hour, day or week of the calendar in the data set's time zone. The period that ended last is
    judged by the periods before it that are of its *season*: of the same weekday, of hours the same hour as well, while
    all weeks are alike. Periods with a public holiday of ``holidays`` are left out of the past and not judged
    themselves: what a holiday does to a volume is another thing in every trade.
Formula
    expected = median of the season's rows; score = (rows - expected) / spread, with spread the largest of 1.4826 MAD of
    the season; sqrt(expected) times 1.4826 times the median of |rows - median| / sqrt(median) over all periods, each
    about its own season's median; and sqrt(expected), that of Poisson. A median below 1 counts as 1 under a root.
    unusual = 1 if |score| > threshold. trend = sum of seasonal medians of the later half of the history, with the
    period judged, over that of its earlier half, of seasons that have two periods in both.
Range
    Rows from 0, score unbounded, unusual 0 or 1, trend from 0 on.
Good direction
    Unusual falls; the trend is good at 1.
Undefined
    With fewer than four earlier periods of the season there is no score. The period in which the first row came is
    seldom a whole one, and no past. A holiday has no score. Without two periods of a season in each half, or where the
    earlier half is at 0, there is no trend.
Blind spots
    A period without rows at all has none to be seen by a window that begins after it: give the check all rows, or a
    window as long as ``history``. Rows that come late are missing when their period is judged, unless ``lag`` waits for
    them. A lasting change of level is unusual until it is half of a season's past. Days before and after a holiday, and
    seasons of the year, are not known.
Reference
    Leys, Ley, Klein, Bernard, Licata: Detecting outliers: Do not use standard deviation around the mean, use absolute
    deviation around the median (J. Exp. Soc. Psychol. 49, 2013); McCullagh, Nelder: Generalized Linear Models (1989),
    6.2, on dispersion.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from dte_exporter.checks.quality.volume.past_volumes import LEAST_PAST, Volume, expectation, trend
from dte_exporter.checks.quality.volume.public_days import Place, is_holiday
from dte_exporter.checks.quality.volume.volume_metrics import EXPECTED, ROWS, SCORE, SPECS, THRESHOLD, TREND, UNUSUAL
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.config.types import Duration
from dte_exporter.errors import CheckError
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.registry import Example, check
from dte_exporter.statistics.arrivals.calendar_periods import LENGTHS, Period, days_of, season
from dte_exporter.statistics.arrivals.period_counts import PeriodCounts, PeriodCountsPlan

MOST_PERIODS = 5_000
"""The longest past, so that what leaves the engine is a statistic."""

LEAST_TOLD = 30
"""Rows of a period about people below which they are told as fewer than this."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Params(Model):
    """The parameters of ``check: volume``."""

    time: str | None = Field(default=None, description="The column of times; `columns.time` if left out.")
    period: Period = Field(default="day", description="What rows are counted by, in the data set's time zone.")
    history: Duration = Field(
        default=56 * 86_400.0,
        description="How long before the period that is judged its past begins.",
        json_schema_extra={"default": "8w"},
    )
    lag: Duration | None = Field(
        default=None, description="How long after its end a period is judged at the earliest, where rows come late."
    )
    threshold: float = Field(default=5.0, gt=0, description="The score, or its negative, beyond which it is unusual.")
    holidays: Place | None = Field(
        default=None,
        description="The country, or part of one such as US-MA, whose public holidays are neither past nor judged.",
    )

    @model_validator(mode="after")
    def _long_enough(self) -> Self:
        length = LENGTHS[self.period].total_seconds()
        if not 1 <= self.history / length <= MOST_PERIODS:
            raise ValueError(f"a history has from 1 to {MOST_PERIODS:,} periods: give another history or period")
        return self


EXAMPLE = Example(
    columns={
        "at": [
            datetime(2018, 10, 20, 12, tzinfo=UTC),
            *(
                datetime(2018, 10, 22, hour, tzinfo=UTC) + timedelta(weeks=week)
                for week in range(4)
                for hour in (8, 9, 15, 20)
            ),
            datetime(2018, 11, 25, 23, tzinfo=UTC),
            datetime(2018, 11, 26, 1, tzinfo=UTC),
        ]
    },
    settings={"columns": {"time": "at"}, "params": {"period": "week", "threshold": 1.2}},
    expected={
        "dte_quality_volume_rows": 1,
        "dte_quality_volume_expected_rows": 4,
        "dte_quality_volume_score": -1.5,
        "dte_quality_volume_threshold": 1.2,
        "dte_quality_volume_unusual": 1,
        "dte_quality_volume_trend_ratio": 1,
    },
    working="On Saturday 1 December 2018 the week that ended last is that of Monday, 19 November, with one row. In the"
    " four weeks before it came four each, so no deviation, and the floor of Poisson is sqrt(4) = 2: three too few are"
    " -1.5. The week of the first row is no whole one, and that of 26 November has not ended. Of the five weeks the"
    " earlier half is two of 4 and the later half 4, 4 and 1, whose medians are both 4.",
)


def needs(params: Params, roles: Roles) -> Mapping[str, PeriodCountsPlan]:
    """Return the plan that counts rows by period.

    Raises
    ------
    CheckError
        If no column of times is named.
    """
    time = params.time or roles.time
    if time is None:
        raise CheckError("volume counts rows by when they happened: set columns.time, or time of the check")
    return {"counts": PeriodCountsPlan(time, params.period, params.history, params.lag or 0.0)}


@dataclass(frozen=True, slots=True)
class _Counted:
    """The rows of one period."""

    start: datetime
    volume: Volume
    is_holiday: bool


@check(
    "volume",
    params=Params,
    needs=needs,
    emits=SPECS,
    example=EXAMPLE,
    calculators=("holidays",),
    segmented=True,
)
def volume(statistics: Mapping[str, PeriodCounts], params: Params, roles: Roles, now: float) -> Findings:
    """Return the rows of the period that ended last, what was to be expected of it, and the trend."""
    counts = statistics["counts"]
    *past, last = _counted(counts, params)
    told = [*_judged(last, past, params, counts.timezone), *_trend([*past, last])]
    (window,) = counts.rows
    time = str(params.time or roles.time)
    return Findings(
        samples=tuple(one for one in told if isinstance(one, Sample)),
        undefined=tuple(one for one in told if isinstance(one, str)),
        details=_details([*past, last], counts, bool(roles.about_people)),
        used={window: sum(counts.counts.values())},
        left_out=(LeftOut(time, Reason.MISSING_TIME, counts.untimed, window),),
    )


def _counted(counts: PeriodCounts, params: Params) -> Iterator[_Counted]:
    for start, rows in counts.counts.items():
        days = days_of(params.period, start, counts.timezone)
        of = season(params.period, start, counts.timezone)
        yield _Counted(start, Volume(rows, of), is_holiday(days, params.holidays))


def _judged(last: _Counted, past: Sequence[_Counted], params: Params, timezone: str) -> Iterator[Sample | str]:
    """Yield what is known of the period that ended last, or why it is not."""
    yield ROWS.sample(last.volume.rows)
    yield THRESHOLD.sample(params.threshold)
    when = _words(last, params.period, timezone)
    if last.is_holiday:
        yield f"{when} has a public holiday of {params.holidays}, which is not judged"
        return
    expected = expectation([one.volume for one in past if not one.is_holiday], last.volume.season)
    if expected is None:
        yield f"{when} is not judged yet: it takes {LEAST_PAST} earlier periods of its kind without a holiday"
        return
    score = expected.score(last.volume.rows)
    yield EXPECTED.sample(expected.rows)
    yield SCORE.sample(score)
    yield UNUSUAL.sample(abs(score) > params.threshold)


def _trend(counted: Sequence[_Counted]) -> Iterator[Sample | str]:
    """Yield how the level has moved, or why that is not known."""
    found = trend([one.volume for one in counted if not one.is_holiday])
    if found is None:
        yield "there is no trend yet: it takes two periods of a kind in each half of the history, and rows in the first"
    else:
        yield TREND.sample(found)


def _words(counted: _Counted, period: Period, timezone: str) -> str:
    """Return what people call a period: ``the hour of Friday, 2018-11-30 23:00``."""
    local = counted.start.astimezone(ZoneInfo(timezone))
    return (
        f"the {period} of {_WEEKDAYS[local.weekday()]}, {local:{'%Y-%m-%d %H:%M' if period == 'hour' else '%Y-%m-%d'}}"
    )


def _details(counted: Sequence[_Counted], counts: PeriodCounts, is_of_people: bool) -> dict[str, Any]:
    """Return the rows by period, few ones of people as fewer than a number."""
    zone = ZoneInfo(counts.timezone)
    return {
        "periods": {
            one.start.astimezone(zone).isoformat(timespec="minutes"): _shown(one.volume.rows, is_of_people)
            for one in counted
        },
        "holidays": [one.start.astimezone(zone).date().isoformat() for one in counted if one.is_holiday],
        "not_ended": _shown(counts.later, is_of_people),
    }


def _shown(rows: int, is_of_people: bool) -> int | str:
    return f"<{LEAST_TOLD}" if is_of_people and 0 < rows < LEAST_TOLD else rows
