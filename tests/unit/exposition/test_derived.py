"""What is told of checks beside their values: all of it once, then of those of which something has changed."""

from dataclasses import replace

from dte_exporter.exposition.shown import Derived
from dte_exporter.storage.snapshot import Snapshot

NOW = 1_000.0


def told(derived: Derived, snapshot: Snapshot) -> set[str]:
    """Return the checks that are told of, empty for what is of all of them."""
    return {sample.labels.get("check", "") for sample in derived(snapshot, NOW)}


def test_a_check_is_told_of_when_something_of_it_has_changed(snapshot: Snapshot) -> None:
    """After a run of one check only that check, and what is of all; a new one tells of all again."""
    derived, (first, *others) = Derived(), snapshot.records
    assert others
    assert told(derived, snapshot) >= {"", *snapshot.records}
    assert told(derived, snapshot).isdisjoint(snapshot.records)

    ran = replace(snapshot.records[first], skipped_runs=7)
    after = replace(snapshot, records={**snapshot.records, first: ran})
    assert told(derived, after) & set(snapshot.records) == {first}
    assert told(Derived(), after) >= {"", *snapshot.records}
