"""When checks run. 2026-01-01 is a Thursday."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.crontab import Crontab
from dte_exporter.outcome import Outcome
from dte_exporter.scheduling.schedule import CronTrigger, EveryTrigger, first_record, is_owed, planned
from dte_exporter.storage.snapshot import CheckRecord, Run

Configure = Callable[..., ConfiguredCheck]
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
INTERVALS = st.sampled_from([0.25, 1.0, 7.0, 60.0, 300.0, 86_400.0, 604_800.0])


def at(text: str) -> float:
    """Return the epoch seconds of a moment in UTC."""
    return datetime.fromisoformat(f"{text}+00:00").timestamp()


@given(INTERVALS, st.text(max_size=20), MOMENTS)
def test_an_interval_fires_at_one_offset_for_ever(interval: float, name: str, now: datetime) -> None:
    """Any two firings lie a whole number of intervals apart, wherever one starts to look."""
    trigger, whole = EveryTrigger(interval, name), timedelta(seconds=interval)
    fires = trigger.get_next_fire_time(None, now)
    assert timedelta(0) < fires - now <= whole
    assert trigger.get_next_fire_time(fires, fires) - fires == whole
    assert (trigger.get_next_fire_time(None, datetime(2020, 1, 1, tzinfo=UTC)) - fires) % whole == timedelta(0)


def test_the_offset_follows_from_the_name_alone() -> None:
    """SHA-256 of "a" starts with ca978112ca1bbdca: 14,598,278,634,844,962,250 µs."""
    fires = EveryTrigger(100.0, "a").get_next_fire_time(None, datetime(1970, 1, 1, tzinfo=UTC))
    assert fires == datetime(1970, 1, 1, 0, 0, 44, 962_250, tzinfo=UTC)


def test_checks_of_one_interval_spread_over_it() -> None:
    """Of a hundred names each tenth of the interval gets some."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    delays = [EveryTrigger(100.0, f"check-{i}").get_next_fire_time(None, start) - start for i in range(100)]
    assert {int(delay.total_seconds() // 10) for delay in delays} == set(range(10))


@pytest.mark.parametrize("trigger", [EveryTrigger(60.0, "a"), CronTrigger(Crontab("* * * * *", "UTC"))])
def test_what_was_missed_is_not_made_up_for(trigger: EveryTrigger | CronTrigger) -> None:
    """A machine that slept for a day runs each check once, then at the next of its times."""
    before = datetime(2026, 1, 1, tzinfo=UTC)
    now = datetime(2026, 1, 2, 0, 0, 30, tzinfo=UTC)
    assert timedelta(0) < trigger.get_next_fire_time(before, now) - now <= timedelta(minutes=1)


@pytest.mark.parametrize("trigger", [EveryTrigger(60.0, "a"), CronTrigger(Crontab("* * * * *", "UTC"))])
def test_a_clock_set_back_does_not_fire_twice(trigger: EveryTrigger | CronTrigger) -> None:
    """What fired stays fired, though the clock says that it is yet to come."""
    before = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert trigger.get_next_fire_time(before, before - timedelta(hours=1)) > before


def test_a_new_check_is_due_when_its_schedule_says(configure: Configure) -> None:
    """At its own offset, within its interval; interval and the life of its values are known before."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    due = EveryTrigger(300.0, "a").get_next_fire_time(None, now).timestamp()
    record = first_record(configure("a", every=300.0, timeout=60.0), now.timestamp())
    assert record == CheckRecord(record.check, 300.0, 660.0, next_run=due)


LAST = at("2026-01-01T00:00")


@pytest.mark.parametrize(
    ("minutes", "owed"),
    [(4, False), (5, True), (60, True), (-1, True)],
    ids=["before its firing", "at it", "long after it", "the clock was set back"],
)
def test_a_run_is_owed_once_a_firing_was_missed(minutes: int, owed: bool, configure: Configure) -> None:
    """The last run began at midnight, and the check runs every five minutes, on the minute."""
    run = Run(Outcome.OK, "", LAST, 1.0)
    record = replace(first_record(configure(cron="*/5 * * * *"), LAST), last=run)
    assert is_owed(record, LAST + 60 * minutes) is owed


def test_a_run_is_owed_to_a_check_that_has_not_run(configure: Configure) -> None:
    """However long it is until it is due."""
    assert is_owed(first_record(configure(cron="0 0 1 1 *"), LAST), LAST)


def test_after_a_run_the_next_is_at_its_own_offset(configure: Configure) -> None:
    """The trigger of the check's name and interval tells when."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    record = planned(CheckRecord(configure("a", every=300.0), 0, 0), now.timestamp())
    assert record.next_run == EveryTrigger(300.0, "a").get_next_fire_time(None, now).timestamp()


def test_a_cron_interval_spans_the_weekend_on_friday(configure: Configure) -> None:
    """A value of Friday at nine is not stale on Monday at nine; one of Monday lives its day, and one more."""
    record = CheckRecord(configure(cron="0 9 * * 1-5", timeout=60.0), 0, 0)
    friday, monday = planned(record, at("2026-01-02T09:00")), planned(record, at("2026-01-05T09:00"))
    assert (friday.next_run, friday.interval, friday.stale_after) == (at("2026-01-05T09:00"), 259_200, 518_460)
    assert (monday.next_run, monday.interval, monday.stale_after) == (at("2026-01-06T09:00"), 86_400, 172_860)


def test_values_of_a_run_between_firings_live_until_there_can_be_new_ones(configure: Configure) -> None:
    """Started on Friday at ten, the next run is 71 hours away, though the gap after it is a day."""
    record = planned(CheckRecord(configure(cron="0 9 * * 1-5"), 0, 0), at("2026-01-02T10:00"))
    assert record.interval == 71 * 3600


def test_a_cron_runs_in_its_time_zone(configure: Configure) -> None:
    """Three in the morning in Tokyo is six in the evening before in UTC."""
    check = configure(cron="0 3 * * *", timezone="Asia/Tokyo")
    assert planned(CheckRecord(check, 0, 0), at("2026-01-01T00:00")).next_run == at("2026-01-01T18:00")


def test_the_config_can_set_how_long_values_live(configure: Configure) -> None:
    """stale_after, where it is given, counts alone."""
    assert first_record(configure(every=300.0, stale_after=42.0), 0.0).stale_after == 42.0
