"""Writing recommendations back: what a registry ends up with, told run by run."""

import asyncio
from dataclasses import dataclass, field

from structlog.testing import capture_logs

from dte_exporter.config.registered_model import Retraining
from dte_exporter.objectives.retraining import recommendations
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.sinks.write_back import NONE, RECOMMENDED, WriteBack, tags
from dte_exporter.storage.snapshot import SnapshotStore
from dte_exporter.worker.job import Job, TagJob
from tests.unit.objectives.watched import ACCURACY, MISSING, SHARE, Watched

POLICY = Retraining(max_drop=0.02, after_runs=1, clear_runs=1)


class StandingClock:
    """A clock that stands."""

    def now(self) -> float:
        return 0.0

    def monotonic(self) -> float:
        return 0.0


@dataclass
class Written:
    """A registry that takes tags, or is away, with a sink that writes to it."""

    watched: Watched
    away: bool = False
    jobs: list[TagJob] = field(default_factory=list)
    tags: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.store = SnapshotStore()
        self.sink = WriteBack(self.store, self._run, StandingClock())

    def follow(self) -> "Written":
        """Let the sink notice what became of the watched model, and write it down."""
        asyncio.run(self._follow())
        return self

    async def _follow(self) -> None:
        self.store.swap(self.watched.snapshot)
        self.sink.notice("any")
        self.sink.notice("any")
        if self.sink._writing is not None:
            await self.sink._writing

    async def _run(self, job: Job) -> CheckResult:
        assert isinstance(job, TagJob)
        self.jobs.append(job)
        if self.away:
            return CheckResult(Outcome.SOURCE_ERROR, "MLflow does not answer")
        of = self.tags.setdefault((job.model, job.version), {})
        for key, value in job.tags.items():
            of.pop(key, None)
            if value is not None:
                of[key] = value
        return CheckResult(Outcome.OK)


def _fallen(watched: Watched | None = None) -> Watched:
    """Return a model whose accuracy fell from 0.80 to 0.70 on 2 January 1970."""
    watched = watched or Watched(POLICY, write_back=True).read(accuracy=0.80)
    return watched.measured(ACCURACY, 0.70, at=86_400.0)


def test_a_recommendation_reads_as_tags() -> None:
    """That it is recommended, for which reasons, on what evidence and since when."""
    (one,) = recommendations(_fallen().snapshot)

    assert tags(one) == {
        "dte.retraining_recommended": "true",
        "dte.retraining_reasons": "performance",
        "dte.retraining_values": "performance=0.7",
        "dte.retraining_since": "1970-01-02T00:00:00+00:00",
    }


def test_what_decided_by_interval_tells_its_better_end() -> None:
    """A reader of the tag sees that the fall is no chance."""
    watched = Watched(POLICY.model_copy(update={"decide": "interval"})).read(accuracy=0.80)
    (one,) = recommendations(watched.measured(ACCURACY, 0.70, interval=(0.64, 0.7551)).snapshot)

    assert tags(one)["dte.retraining_values"] == "performance=0.7 (at best 0.7551)"


def test_a_reason_without_a_value_is_told_without_one() -> None:
    """Drift, where the policy makes it one, has its evidence elsewhere."""
    policy = POLICY.model_copy(update={"drift": "retrain"})
    (one,) = recommendations(Watched(policy).read(accuracy=0.8).judged(SHARE, 0.9).snapshot)

    assert list(tags(one).values()) == ["true", "drift", "", ""]


def test_what_is_recommended_is_tagged_and_cleared_again() -> None:
    """The tags come with the alarm and go with it; what others tagged stays."""
    written = Written(_fallen())
    written.tags["scorer", "1"] = {"owner": "risk"}
    written.follow()

    assert written.tags["scorer", "1"].keys() == {"owner", *NONE}
    written.watched.measured(ACCURACY, 0.80)
    assert written.follow().tags["scorer", "1"] == {"owner": "risk"}


def test_only_changes_are_written() -> None:
    """Once after a start, since nobody knows what the process before left; not again while all stays as it is."""
    written = Written(Watched(POLICY, write_back=True).read(accuracy=0.80))
    written.tags["scorer", "1"] = {RECOMMENDED: "true"}
    written.follow()

    assert written.tags["scorer", "1"] == {}
    written.watched.measured(ACCURACY, 0.80)
    assert len(written.follow().jobs) == 1
    _fallen(written.watched)
    written.follow()
    written.watched.measured(ACCURACY, 0.69)
    assert len(written.follow().jobs) == 2


def test_what_cannot_be_written_is_tried_again() -> None:
    """One attempt and one warning a run while the registry is away; when it is back, it is told."""
    written = Written(_fallen(), away=True)
    with capture_logs() as logs:
        written.follow().follow()
    warnings = [log["message"] for log in logs if log["log_level"] == "warning"]
    written.away = False

    assert (len(written.jobs), warnings) == (2, ["MLflow does not answer"] * 2)
    assert written.follow().tags["scorer", "1"][RECOMMENDED] == "true"


def test_a_version_that_is_no_longer_in_force_is_cleared() -> None:
    """When the alias moves, the old version's tags go; the new one has none."""
    written = Written(_fallen()).follow()
    written.watched.read("2", accuracy=0.80)

    assert written.follow().tags == {("scorer", "1"): {}, ("scorer", "2"): {}}


def test_blocked_retraining_is_not_tagged() -> None:
    """Broken data take the recommendation back."""
    written = Written(_fallen()).follow()
    written.watched.judged(MISSING, 0.9)

    assert written.follow().tags["scorer", "1"] == {}


def test_nothing_is_written_unasked() -> None:
    """Without write_back, and before the registry was read, there is nothing to write."""
    assert Written(_fallen(Watched(POLICY).read(accuracy=0.80))).follow().jobs == []
    assert Written(Watched(POLICY, write_back=True).lost()).follow().jobs == []


def test_stopping_ends_what_is_being_written() -> None:
    """A registry that hangs does not keep the process; stopping before anything was written is nothing."""

    async def hang(job: Job) -> CheckResult:
        await asyncio.Event().wait()
        raise AssertionError

    async def stop() -> bool:
        sink = WriteBack(SnapshotStore(_fallen().snapshot), hang, StandingClock())
        await sink.stop()
        sink.notice("any")
        await asyncio.sleep(0)
        await sink.stop()
        return sink._writing is not None and sink._writing.cancelled()

    assert asyncio.run(stop())
