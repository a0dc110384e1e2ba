"""What a restart takes up: values with their times, standings, alarms, and when each check is due."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.metric import Sample
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.scheduling.restoration import restore
from dte_exporter.scheduling.schedule import first_record, is_owed, trigger
from dte_exporter.storage.alarm import Alarm
from dte_exporter.storage.history.restart_state import KeptCheck
from dte_exporter.storage.history.restoring import Kept
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, Standing, Values

Configure = Callable[..., ConfiguredCheck]

LAST = 1_700_000_000.0
"""When the last run before the restart started."""

VALUES = Values((Sample("dte_fairness_some_ratio", {"check": "fair"}, 0.5),), Evidence(rows={"current": 9}), LAST)
STANDING = {("fair", "some_ratio", ""): Standing(0.5, "unmet", 2)}


def kept(at: float = LAST, values: Values | None = VALUES, outcome: Outcome = Outcome.OK) -> KeptCheck:
    """Return what was known of the check when it had run at `at`."""
    return KeptCheck(Run(outcome, "", at, 1.0), values, {Outcome.OK: 7}, 2, STANDING, LAST - 600)


def restored(check: ConfiguredCheck, known: KeptCheck, now: float) -> CheckRecord:
    """Return the record of `check` after a restart at `now`."""
    snapshot = Snapshot({check.name: first_record(check, now)})
    return restore(snapshot, Kept({check.name: known}), now).records[check.name]


def test_values_come_back_with_their_true_time(configure: Configure) -> None:
    """Last run, values, evidence and counters are as they were; the times are those of the run, not of the restart."""
    record = restored(configure(), kept(), LAST + 30)

    assert (record.last, record.values, record.runs) == (kept().last, VALUES, {Outcome.OK: 7})
    assert (record.failed_runs, record.violated_since) == (2, LAST - 600)
    assert record.values is not None
    assert record.values.at == LAST


def test_values_past_their_time_are_not_shown(configure: Configure) -> None:
    """An hour after the last run of a check of every five minutes its values are stale, as if it had hung."""
    record = restored(configure(stale_after=900.0), kept(), LAST + 3_600)

    assert record.values is not None
    assert record.fresh(LAST + 3_600) is None


def test_a_check_waits_until_it_is_due(configure: Configure) -> None:
    """A crash loop repeats no query: the next run is that which the timetable had in store."""
    check = configure(every=3_600.0)
    record = restored(check, kept(), LAST + 30)

    due = trigger(check).get_next_fire_time(None, _moment(LAST)).timestamp()
    assert record.next_run == due
    assert LAST < due <= LAST + 3_600


@pytest.mark.parametrize("outcome", [Outcome.SOURCE_ERROR, Outcome.TIMEOUT])
def test_a_run_that_failed_counts_as_one(configure: Configure, outcome: Outcome) -> None:
    """What failed a moment ago is not tried again because the exporter restarted."""
    record = restored(configure(every=3_600.0), kept(outcome=outcome, values=None), LAST + 1)

    assert record.next_run is not None
    assert record.next_run > LAST + 1


def test_a_check_that_is_overdue_is_owed_a_run(configure: Configure) -> None:
    """What was missed while the exporter was down is made up for, once: an idle worker does it, else its next turn."""
    record = restored(configure(), kept(), LAST + 86_400)

    assert is_owed(record, LAST + 86_400)
    assert record.next_run == first_record(record.check, LAST + 86_400).next_run


def test_a_nightly_check_that_missed_its_night_is_owed_a_run(configure: Configure) -> None:
    """LAST is 22:13 UTC: at 02:59 the firing of 03:00 lies ahead, at 03:10 it was missed."""
    check = configure(cron="0 3 * * *")
    three = LAST - LAST % 86_400 + 86_400 + 3 * 3_600
    before, after = (restored(check, kept(), moment) for moment in (three - 60, three + 600))

    assert (before.next_run, is_owed(before, three - 60)) == (three, False)
    assert (after.next_run, is_owed(after, three + 600)) == (three + 86_400, True)


def test_a_result_of_the_future_is_none(configure: Configure) -> None:
    """The clock was set back: a value whose time has not come cannot age, so it goes, and the check is owed a run."""
    record = restored(configure(), kept(), LAST - 3_600)

    assert record.values is None
    assert is_owed(record, LAST - 3_600)


def test_standings_come_back(configure: Configure) -> None:
    """Two unmet runs before the restart are two unmet runs after it."""
    snapshot = Snapshot({"fair": first_record(configure(), LAST)})

    assert restore(snapshot, Kept({"fair": kept()}), LAST).standings == STANDING


def test_a_check_of_which_nothing_is_known_starts_anew(configure: Configure) -> None:
    """It is pending."""
    snapshot = Snapshot({"fair": first_record(configure(), LAST)})

    assert restore(snapshot, Kept(), LAST) == snapshot


def test_an_alarm_comes_back_if_policy_and_evidence_are_as_they_were(configure: Configure) -> None:
    """Where either check has changed, the alarm is gone, as it is after a reload."""
    checks = {name: configure(name) for name in ("scorer", "measured")}
    snapshot = Snapshot({name: first_record(check, LAST) for name, check in checks.items()})
    alarms = {("scorer", "scorer", "performance", "measured"): Alarm("1", raised=True)}
    both = Kept({"scorer": kept(), "measured": kept()}, alarms)

    assert restore(snapshot, both, LAST).alarms == alarms
    assert restore(snapshot, replace(both, checks={"scorer": kept()}), LAST).alarms == {}
    assert restore(snapshot, replace(both, checks={"measured": kept()}), LAST).alarms == {}


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
