"""Results of results: what became of the limits that people set, and how far the data can be trusted."""

from collections.abc import Iterator

from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.objectives import objective, trust
from dte_exporter.objectives.judge import judge
from dte_exporter.storage.snapshot import Snapshot

__all__ = ["SPECS", "judge", "samples"]

SPECS: tuple[MetricSpec, ...] = (*objective.SPECS, *trust.SPECS)
"""Every family of this package."""


def samples(snapshot: Snapshot, now: float) -> Iterator[Sample]:
    """Yield how every objective in `snapshot` stands at `now`, and the trust that follows.

    Parameters
    ----------
    snapshot : Snapshot
        The records, whose checks carry the objectives, and the standings that `judge` made.
    now : float
        Seconds since the Unix epoch: it decides which values are stale.
    """
    objectives = tuple(objective.objectives(snapshot, now))
    for one in objectives:
        yield from objective.samples(one)
    yield from trust.samples(objectives)
