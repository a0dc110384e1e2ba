"""The runs that make a data set: when one last ended well, how many failed since, and whether it took long."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from dte_exporter.lineage.graph import Job, Run
from dte_exporter.lineage.told import ENDS

MIN_PAST = 3
"""Runs that a median of the past takes, at least."""


@dataclass(frozen=True, slots=True)
class ProducingRuns:
    """What is known of the runs that make one data set.

    Parameters
    ----------
    last_success : float or None
        When one last ended well, in seconds since the epoch; None where none is known to have.
    failed : int
        Runs in a row, up to the last, that ended otherwise, over all jobs that make it.
    duration : float or None
        Seconds that the last took which ended well.
    usual : float or None
        The median of what those before it took, of the same job; None where they are too few.
    """

    last_success: float | None
    failed: int
    duration: float | None
    usual: float | None


def producing_runs(producers: Iterable[Job]) -> ProducingRuns | None:
    """Return what is known of the runs of `producers`; None where no run of theirs has ended."""
    ended = [[run for run in job.runs if run.state in ENDS] for job in producers]
    if not any(ended):
        return None
    succeeded = [[run for run in runs if run.state == "complete"] for runs in ended]
    last = max((runs for runs in succeeded if runs), key=lambda runs: runs[0].at, default=[])
    past = [*_durations(last[1:])]
    return ProducingRuns(
        last_success=last[0].at if last else None,
        failed=sum(map(_failed, ended)),
        duration=last[0].duration if last else None,
        usual=median(past) if len(past) >= MIN_PAST else None,
    )


def _failed(runs: Sequence[Run]) -> int:
    """Return how many of `runs`, the newest first, ended badly since one ended well."""
    return next((place for place, run in enumerate(runs) if run.state == "complete"), len(runs))


def _durations(runs: Iterable[Run]) -> Iterator[float]:
    yield from (run.duration for run in runs if run.duration is not None)
