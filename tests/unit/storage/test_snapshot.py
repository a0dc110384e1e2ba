from pathlib import Path

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings
from dte_exporter.metric import Sample
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, SnapshotStore, Values

CHECK = ConfiguredCheck("c", CheckSettings(check="toy", dataset="d"), None, {}, Path(), "toy")
RECORD = CheckRecord(CHECK, interval=60.0, stale_after=150.0)
GOOD = Values((Sample("dte_toy_share", {}, 0.5),), Evidence(), at=1000.0)
OK = Run(Outcome.OK, "", started=1000.0, duration=1.0)
FAILED = Run(Outcome.SOURCE_ERROR, "gone", started=1060.0, duration=1.0)


def test_values_vanish_exactly_when_they_are_stale() -> None:
    """At the last moment they are there, at the next they are not."""
    record = RECORD.after(OK, GOOD)
    assert record.stale_at == 1150.0
    assert record.fresh(1149.999) == GOOD
    assert record.fresh(1150.0) is None


def test_before_the_first_good_run_there_are_no_values() -> None:
    """Nothing is invented, and nothing can grow stale."""
    assert (RECORD.stale_at, RECORD.fresh(0.0)) == (None, None)


def test_a_failed_run_says_so_and_leaves_the_last_good_values_their_true_time() -> None:
    """A network hiccup must not resolve a firing alert."""
    record = RECORD.after(OK, GOOD).after(FAILED, None)
    assert record.last == FAILED
    assert record.values == GOOD


def test_runs_are_counted_by_outcome() -> None:
    """Two failures after a success."""
    record = RECORD.after(OK, GOOD).after(FAILED, None).after(FAILED, None)
    assert record.runs == {Outcome.OK: 1, Outcome.SOURCE_ERROR: 2}


def test_failed_runs_are_counted_in_a_row() -> None:
    """Whatever the failure; one run that ends ok begins anew."""
    undefined = Run(Outcome.UNDEFINED, "nothing to divide by", started=1120.0, duration=1.0)
    failing = RECORD.after(OK, GOOD).after(FAILED, None).after(undefined, None)
    assert (RECORD.failed_runs, failing.failed_runs) == (0, 2)
    assert failing.after(OK, GOOD).failed_runs == 0


def test_a_snapshot_shows_the_same_until_the_next_value_grows_stale() -> None:
    """The soonest moment in the future counts, whatever lies behind."""
    later = RECORD.after(OK, Values((), Evidence(), at=2000.0))
    snapshot = Snapshot({"a": RECORD.after(OK, GOOD), "b": later, "c": RECORD})
    assert snapshot.valid_until(1000.0) == 1150.0
    assert snapshot.valid_until(1150.0) == 2150.0
    assert snapshot.valid_until(2150.0) == float("inf")


def test_each_swap_is_the_successor_of_the_one_before() -> None:
    """Readers can tell that something changed."""
    store = SnapshotStore()
    first = store.current
    store.swap(Snapshot({"a": RECORD}))
    assert (first.sequence, store.current.sequence) == (0, 1)
    assert store.current.records == {"a": RECORD}
