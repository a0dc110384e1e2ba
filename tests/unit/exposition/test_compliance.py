"""What a scrape says of compliance as time goes by, under a clock that only the test moves."""

from collections.abc import Mapping

import pytest

from dte_exporter.exposition.exposition import Exposition
from dte_exporter.metric import MetricSpec
from dte_exporter.storage.snapshot import Snapshot, SnapshotStore
from tests.unit.controls.evidence import DAY, GAP, GAP_ENDS, asked, checked, judged
from tests.unit.exposition.conftest import ManualClock


def _states(snapshot: Snapshot, catalogue: Mapping[str, MetricSpec], *moments: float) -> list[str]:
    """Return the state that one exposition tells at each moment, rendered anew only where it must be."""
    clock = ManualClock(moments[0])
    exposition = Exposition(SnapshotStore(snapshot), catalogue, clock)
    told = []
    for clock.time in moments:
        lines = exposition.render().body.decode().splitlines()
        (line,) = (one for one in lines if one.startswith("dte_compliance_control_state") and one.endswith(" 1.0"))
        told.append(line.partition('state="')[2].partition('"')[0])
    return told


@pytest.mark.parametrize(
    ("violations", "afterwards"),
    [((1, 1_000_000), "violated"), (None, "no_evidence")],
)
def test_an_accepted_gap_lapses_at_its_date(
    violations: tuple[int, int] | None, afterwards: str, catalogue: Mapping[str, MetricSpec]
) -> None:
    """A second before 1 February 2027 it is accepted, from then on it is what it is: one among a million violates."""
    record = checked("erasure", "people", of=violations, at=GAP_ENDS)
    snapshot = judged(record, erasure=asked("erasure", accepted_gap=GAP))

    assert _states(snapshot, catalogue, GAP_ENDS - 1, GAP_ENDS) == ["accepted_gap", afterwards]


def test_evidence_that_disappears_leaves_no_evidence(catalogue: Mapping[str, MetricSpec]) -> None:
    """Values of a daily check are good for two days; after that the control is not met."""
    snapshot = judged(checked("erasure", "people", of=(0, 7)), erasure=asked("erasure"))

    assert _states(snapshot, catalogue, 2 * DAY - 1, 2 * DAY) == ["met", "no_evidence"]
