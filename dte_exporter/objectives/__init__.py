"""Results of results: what became of the limits that people set, and how far the data can be trusted."""

from collections.abc import Iterator

from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.objectives import adherence, framework, objective, retraining, trust
from dte_exporter.objectives.judge import judge
from dte_exporter.objectives.watch import watch
from dte_exporter.storage.snapshot import Snapshot

__all__ = ["SPECS", "judge", "samples", "watch"]

SPECS: tuple[MetricSpec, ...] = (*objective.SPECS, *retraining.SPECS, *trust.SPECS, *adherence.SPECS)
"""Every family of this package."""


def samples(snapshot: Snapshot, now: float) -> Iterator[Sample]:
    """Yield how every objective in `snapshot` stands at `now`, what that means for models, frameworks and trust.

    Parameters
    ----------
    snapshot : Snapshot
        The records, whose checks carry the objectives, the standings that `judge` made and the alarms of `watch`.
    now : float
        Seconds since the Unix epoch: it decides which values are stale.
    """
    objectives = tuple(objective.objectives(snapshot, now))
    for one in objectives:
        yield from objective.samples(one)
    yield from retraining.samples(snapshot)
    yield from trust.samples(objectives)
    yield from adherence.samples(framework.controls(snapshot, objectives, now), snapshot.frameworks)
