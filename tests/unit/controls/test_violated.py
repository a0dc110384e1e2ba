"""Since when something breaks the rule of a check."""

from dataclasses import replace

from dte_exporter.checks.compliance.findings import found
from dte_exporter.controls.standing import StandingControl, controls
from dte_exporter.controls.standing import found as evidence
from dte_exporter.controls.violated import violated_since
from dte_exporter.outcome import Evidence
from dte_exporter.storage.snapshot import CheckRecord, Snapshot, Values
from tests.unit.controls.evidence import asked, checked, judged
from tests.unit.objectives.story import SHARE, start


def _after(record: CheckRecord, *runs: tuple[float, int | None]) -> list[float | None]:
    """Return since when the rule is broken after each run: its time, and its violations; None where it failed."""
    told = []
    for at, violations in runs:
        values = None if violations is None else Values(found(violations, 9), Evidence(), at)
        record = replace(record, violated_since=violated_since(record, values))
        told.append(record.violated_since)
    return told


def test_it_is_the_first_of_the_runs_in_a_row_that_found_something() -> None:
    """How many it was does not matter; one run without any ends the row, and one that failed says nothing."""
    runs = ((10.0, 0), (20.0, 3), (30.0, 1), (40.0, None), (50.0, 2), (60.0, 0), (70.0, 1))
    assert _after(checked("erasure", of=None), *runs) == [None, 20.0, 20.0, 20.0, 20.0, None, 70.0]


def test_a_check_that_counts_no_violations_breaks_no_rule() -> None:
    """Whatever else its values are."""
    record = start().record
    assert violated_since(record, Values((SHARE.sample(0.9),), Evidence(), 5.0)) is None


def _control(*records: CheckRecord) -> StandingControl:
    snapshot: Snapshot = judged(*records, erasure=asked("erasure"))
    (standing,) = controls(snapshot, evidence(snapshot, 1.0), 1.0)
    return standing


def test_a_control_is_broken_since_the_first_of_its_checks() -> None:
    """Of two on one data set one since 20, one since 30; without violations there is no such moment."""
    first, second = (
        replace(checked("erasure", "people", of=(1, 9), name=name), violated_since=since)
        for name, since in (("a", 20.0), ("b", 30.0))
    )
    assert _control(first, second).since == 20
    assert _control(checked("erasure", "people", of=(0, 9))).since is None
