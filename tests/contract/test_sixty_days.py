"""Sixty days of a table as each morning found it: what goes wrong is told on its day, and nothing else is.

The seeded rows have a weekly season and Poisson noise. One day comes two days late, one is loaded twice, one is a
holiday, and a second table loses half a percent of its rows a day from some day on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest
import yaml
from numpy.typing import NDArray

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

REGISTRY = Registry.discover()
FIRST, DAYS = date(2018, 10, 1), 60
BY_WEEKDAY = (1_000, 1_050, 1_000, 950, 1_100, 500, 400)
THANKSGIVING, LATE, DOUBLED = date(2018, 11, 22), date(2018, 11, 14), date(2018, 11, 20)
COLUMBUS_DAY = date(2018, 10, 8)
FALLS_FROM, FALL = 15, 0.995
"""The day, counted from the first, from which on a volume has 98 of 100 rows of the day before."""

CONFIG: dict[str, dict[str, Any]] = {
    "datasets": {
        "orders": {"source": {"type": "files", "path": "orders.parquet"}, "columns": {"time": "at"}},
    },
    "checks": {
        "volume": {"check": "volume", "dataset": "orders", "every": "1d", "holidays": "US-MA"},
        "holidays-unknown": {"check": "volume", "dataset": "orders", "every": "1d"},
        "freshness": {
            "check": "freshness",
            "dataset": "orders",
            "every": "1d",
            "loaded": "loaded_at",
            "max_age": "1d",
            "max_load_age": "1d",
        },
    },
}


def day(place: int) -> date:
    """Return a day, counted from the first."""
    return FIRST + timedelta(days=place)


def expected_rows(place: int) -> float:
    """Return the rows that a day of the first table is drawn from."""
    return BY_WEEKDAY[day(place).weekday()] * (0.1 if day(place) in {THANKSGIVING, COLUMBUS_DAY} else 1)


def falling_rows(place: int) -> float:
    """Return those of the second, which is ten times as large."""
    return 10 * expected_rows(place) * FALL ** max(0, place - FALLS_FROM)


@dataclass(frozen=True)
class Loads:
    """The rows of a table: when each happened, and when it came, in microseconds since the epoch."""

    at: NDArray[np.int64]
    loaded_at: NDArray[np.int64]

    def by(self, moment: datetime) -> pa.Table:
        """Return the table as it was at `moment`."""
        there = self.loaded_at <= micros(moment)
        times = {"at": self.at[there], "loaded_at": self.loaded_at[there]}
        return pa.table({name: pa.array(values, pa.timestamp("us", tz="UTC")) for name, values in times.items()})


def micros(moment: datetime) -> int:
    """Return microseconds since the epoch."""
    return int(moment.timestamp()) * 1_000_000


def midnight(place: int) -> datetime:
    """Return when a day begins, counted from the first."""
    return datetime.combine(day(place), time(), UTC)


def loads(rows_of: Callable[[int], float], *, goes_wrong: bool) -> Loads:
    """Return a table whose days are loaded five hours after their ends, but for what `goes_wrong`."""
    random = np.random.default_rng(18)
    at, loaded_at = [], []
    for place in range(DAYS):
        moments = micros(midnight(place)) + random.integers(0, 86_400, random.poisson(rows_of(place))) * 1_000_000
        is_late, is_twice = goes_wrong and day(place) == LATE, goes_wrong and day(place) == DOUBLED
        at.append(np.tile(moments, 1 + is_twice))
        loaded_at.append(np.full(len(at[-1]), micros(midnight(place + (3 if is_late else 1))) + 5 * 3_600_000_000))
    return Loads(np.concatenate(at), np.concatenate(loaded_at))


@dataclass(frozen=True)
class Mornings:
    """What the checks found at six in the morning after each day, by check and day, the metrics without prefix."""

    found: Mapping[str, Mapping[date, Mapping[str, float]]]

    def where(self, check: str, metric: str, value: float) -> list[date]:
        """Return the days after which a metric had a value."""
        return [one for one, metrics in self.found[check].items() if metrics.get(metric) == value]


def mornings(table: Loads, folder: Path, *names: str) -> Mornings:
    """Run the checks called `names` after each day but those of the first four weeks."""
    (folder / "config.yaml").write_text(yaml.safe_dump(CONFIG))
    configured = load(folder / "config.yaml", REGISTRY).checks
    checks = {name: configured[name] for name in names}
    found: dict[str, dict[date, dict[str, float]]] = {name: {} for name in checks}
    for place in range(29, DAYS):
        now = midnight(place + 1) + timedelta(hours=6)
        pa.parquet.write_table(table.by(now), folder / "orders.parquet")
        for name, check in checks.items():
            result = CheckResult.from_json(execute(Job(check, now.timestamp(), folder / "cache")))
            found[name][day(place)] = {
                "_".join([one.name.removeprefix("dte_quality_"), *filter(None, [one.labels.get("of")])]): one.value
                for one in result.samples
            }
    return Mornings(found)


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Mornings:
    """Return the mornings of the table with a late day, a doubled one and a holiday."""
    return mornings(loads(expected_rows, goes_wrong=True), tmp_path_factory.mktemp("wrong"), *CONFIG["checks"])


@pytest.fixture(scope="module")
def falling(tmp_path_factory: pytest.TempPathFactory) -> Mornings:
    """Return the mornings of the table that loses rows slowly."""
    return mornings(loads(falling_rows, goes_wrong=False), tmp_path_factory.mktemp("falling"), "volume")


def test_a_late_and_a_doubled_day_are_unusual_on_their_day_and_no_other_is(wrong: Mornings) -> None:
    """Of 31 mornings two: after the day that had not come, and after the one that had come twice."""
    assert wrong.where("volume", "volume_unusual", 1) == [LATE, DOUBLED]
    assert wrong.found["volume"][LATE]["volume_rows"] == 0
    assert wrong.found["volume"][DOUBLED]["volume_score"] > 5


def test_a_holiday_is_not_judged_and_spoils_no_past(wrong: Mornings) -> None:
    """Thanksgiving has rows and no score; without a calendar it is the third alarm."""
    assert "volume_score" not in wrong.found["volume"][THANKSGIVING]
    assert wrong.found["volume"][THANKSGIVING]["volume_rows"] < 150
    assert wrong.where("holidays-unknown", "volume_unusual", 1) == [LATE, DOUBLED, THANKSGIVING]


def test_a_late_load_is_not_fresh_on_its_morning_alone(wrong: Mornings) -> None:
    """A day later there are newer rows. The load itself is late too: nothing came for more than a day."""
    assert wrong.where("freshness", "fresh_event", 0) == [LATE]
    assert wrong.where("freshness", "fresh_load", 0) == [LATE]


def test_a_deadline_tells_before_a_run_does(wrong: Mornings) -> None:
    """What was found the morning before says by when the late day had to come, to the second."""
    before = wrong.found["freshness"][LATE - timedelta(days=1)]
    newest = before["newest_event_timestamp_seconds"]

    assert datetime.fromtimestamp(newest, UTC).date() == LATE - timedelta(days=1)
    assert before["freshness_deadline_timestamp_seconds_event"] == newest + 86_400


def test_a_slow_decline_shows_in_the_trend_when_it_does_without_noise(falling: Mornings) -> None:
    """The level falls below nine tenths, where a steady one never is, within a day of when the means do."""
    trends = {one: metrics["volume_trend_ratio"] for one, metrics in falling.found["volume"].items()}
    told = next(one for one, ratio in trends.items() if ratio < 0.9)
    known = next(day(place) for place in range(29, DAYS) if without_noise(place) < 0.9)

    assert abs(told - known) <= timedelta(days=1)


def without_noise(place: int) -> float:
    """Return the trend of the means after a day, worked out by weekday; the first day is no whole one."""
    judged = range(max(1, place - 56), place + 1)
    days = [one for one in judged if day(one) not in {COLUMBUS_DAY, THANKSGIVING, date(2018, 11, 12)}]
    halves = days[: len(days) // 2], days[len(days) // 2 :]
    levels = [
        sum(median(falling_rows(one) for one in half if day(one).weekday() == weekday) for weekday in range(7))
        for half in halves
    ]
    return levels[1] / levels[0]


def test_a_slow_decline_is_no_unusual_day_and_a_steady_table_has_no_trend(wrong: Mornings, falling: Mornings) -> None:
    """The one is what the trend is for; the other stays within a tenth of 1, late and doubled days or not."""
    trends = [metrics["volume_trend_ratio"] for metrics in wrong.found["volume"].values()]

    assert max(abs(ratio - 1) for ratio in trends) < 0.1
    assert falling.where("volume", "volume_unusual", 1) == []
