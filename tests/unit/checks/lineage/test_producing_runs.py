"""The runs that make a data set."""

import pytest

from dte_exporter.checks.lineage.producing_runs import ProducingRuns, producing_runs
from dte_exporter.lineage.graph import Job, Run
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import RunState


def job(*runs: tuple[RunState, float, float | None]) -> Job:
    """Return a job with `runs`, the newest first, each with its end and its start."""
    return Job(Name("etl", "a"), runs=tuple(Run(str(at), state, at, started) for state, at, started in runs))


def test_the_last_success_and_the_failures_since() -> None:
    """Two runs failed or were aborted after one ended well; what runs yet has not ended."""
    found = producing_runs([job(("running", 50, 50), ("failed", 40, 30), ("aborted", 30, 20), ("complete", 20, 10))])

    assert found == ProducingRuns(last_success=20, failed=2, duration=10, usual=None)


def test_the_usual_is_the_median_of_those_before() -> None:
    """Of 4, 100 and 6 seconds 6; the last took 12."""
    told = job(
        ("complete", 92, 80), ("complete", 74, 70), ("failed", 69, 1), ("complete", 60, -40), ("complete", 36, 30)
    )

    assert producing_runs([told]) == ProducingRuns(last_success=92, failed=0, duration=12, usual=6)


def test_of_several_jobs_the_newest_success_counts_and_failures_add_up() -> None:
    """Each adds to the data set; the one that failed twice never ended well."""
    found = producing_runs([job(("failed", 9, 8), ("failed", 7, 6)), job(("complete", 5, 4)), job(("failed", 2, 1))])

    assert found == ProducingRuns(last_success=5, failed=3, duration=1, usual=None)


@pytest.mark.parametrize("jobs", [[], [job()], [job(("running", 1, 1))]])
def test_where_nothing_has_ended_nothing_is_known(jobs: list[Job]) -> None:
    """No job, no run, or one that runs yet."""
    assert producing_runs(jobs) is None


def test_a_run_without_a_start_has_no_duration() -> None:
    """Its success counts all the same."""
    assert producing_runs([job(("complete", 5, None))]) == ProducingRuns(5, 0, None, None)
