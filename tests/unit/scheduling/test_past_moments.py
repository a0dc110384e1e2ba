"""At which moments of the past a check is measured. Clocks in Paris went back on 25 October 2026, a day of 25 hours."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, DataSet
from dte_exporter.config.windows import Window
from dte_exporter.scheduling.past_moments import follows_now, moments

PARIS = DataSet(source={"type": "files", "path": "orders.csv"}, timezone="Europe/Paris")


def _moments(first: str, last: str, every: float | None = None, **schedule: Any) -> list[str]:
    """Return the moments of a check of rows in Paris, as clocks in Greenwich show them."""
    settings = CheckSettings(check="drift", dataset="orders", **(schedule or {"every": "1d"}))
    check = ConfiguredCheck("orders", settings, None, {"orders": PARIS}, Path("/"), "drift")
    found = moments(check, datetime.fromisoformat(first), datetime.fromisoformat(last), every)
    return [f"{one.astimezone(UTC):%m-%d %H:%M}" for one in found]


def test_a_day_is_one_of_the_data_sets_clocks() -> None:
    """Midnight in Paris is 22 o'clock in Greenwich before the change of clocks, and 23 after it."""
    assert _moments("2026-10-24", "2026-10-27") == ["10-23 22:00", "10-24 22:00", "10-25 23:00", "10-26 23:00"]


def test_hours_pass_whatever_clocks_show() -> None:
    """Twelve hours are twelve hours, also where clocks go back between them."""
    assert _moments("2026-10-25", "2026-10-26", 43_200.0) == ["10-24 22:00", "10-25 10:00", "10-25 22:00"]


def test_a_moment_with_a_zone_is_taken_as_it_is() -> None:
    """The last one belongs to them."""
    assert _moments("2026-10-01T12:00Z", "2026-10-02T12:00Z") == ["10-01 12:00", "10-02 12:00"]


def test_a_cron_fires_as_it_would_have() -> None:
    """At six in the morning of its own time zone, from the first moment on, which belongs to them."""
    schedule: dict[str, Any] = {"cron": "0 6 * * *", "timezone": "UTC"}
    assert _moments("2026-10-25T06:00Z", "2026-10-27T05:00Z", **schedule) == ["10-25 06:00", "10-26 06:00"]


def test_another_distance_takes_the_place_of_the_schedule() -> None:
    """Of a check of each minute a month need not be forty thousand runs."""
    assert _moments("2026-10-01", "2026-10-15", 604_800.0, cron="* * * * *") == [
        "09-30 22:00",
        "10-07 22:00",
        "10-14 22:00",
    ]


@pytest.mark.parametrize(
    ("window", "follows"),
    [
        (Window(last="1d"), True),
        (Window(calendar="last week"), True),
        (Window(last="100 rows", lag="1h"), True),
        (Window(last="100 rows"), False),
        (Window(where="year = 2018"), False),
        (Window(start="2026-01-01"), False),
    ],
    ids=str,
)
def test_windows_that_end_with_now_mean_rows_of_the_past_then(window: Window, follows: bool) -> None:
    """The newest rows have no end without a lag: at any moment they are the newest of today."""
    assert follows_now([Window(where="year = 2017"), window]) is follows


def test_all_rows_follow_nothing() -> None:
    """A check without windows reads what there is."""
    assert not follows_now([None])
