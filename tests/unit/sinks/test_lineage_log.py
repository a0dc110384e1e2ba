"""Runs told to others: what is sent of a run, and what becomes of it while nobody takes it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from structlog.testing import capture_logs

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.lineage.emit import Emit
from dte_exporter.config.lineage.known_as import KnownAs
from dte_exporter.config.models import CheckSettings, DataSet
from dte_exporter.metric import MetricSpec, Unit
from dte_exporter.outcome import CheckResult, Evidence, Outcome
from dte_exporter.sinks import lineage_log
from dte_exporter.sinks.lineage_log import LineageLog
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, SnapshotStore, Standing, Values
from dte_exporter.worker.job import EmitJob, Job

SCOPE = ("check", "dataset")
ROWS = MetricSpec("dte_quality_rows", "Rows.", "quality", SCOPE)
MISSING = MetricSpec("dte_quality_missing_ratio", "Missing.", "quality", (*SCOPE, "column"), Unit.RATIO)
DISTINCT = MetricSpec("dte_quality_distinct_values", "Different.", "quality", (*SCOPE, "column"))
SPECS = {spec.name: spec for spec in (ROWS, MISSING, DISTINCT)}
SETTINGS = Emit(path="events.jsonl")


@dataclass
class MovingClock:
    """A clock that the test moves."""

    at: float = 1_000.0

    def now(self) -> float:
        """Return the time."""
        return self.at

    def monotonic(self) -> float:
        """Return the same."""
        return self.at


def check() -> ConfiguredCheck:
    """Return a check of facts about people, whose labels lie in another data set."""
    people = DataSet(source=SimpleNamespace(path="people.parquet"))
    labels = DataSet(source=SimpleNamespace(), known_as=(KnownAs(namespace="s3://lake", name="labels"),))
    settings = CheckSettings(check="quality", dataset="people", every=60.0)
    return ConfiguredCheck("facts", settings, None, {"labels": labels, "people": people}, Path("/work"), "quality")


def snapshot(outcome: Outcome = Outcome.OK, message: str = "") -> Snapshot:
    """Return what is known after one run of the check."""
    samples = (
        ROWS.sample(200),
        MISSING.sample(0.015, column="age"),
        DISTINCT.sample(40, column="age"),
    )
    values = Values(samples, Evidence(), 60.0) if outcome is Outcome.OK else None
    standings = {
        ("facts", "missing_ratio", "age"): Standing(0.015, "met"),
        ("facts", "missing_ratio", "city"): Standing(None, "unknown"),
        ("facts", "rows", ""): Standing(200, "unmet"),
        ("other", "rows", ""): Standing(200, "met"),
    }
    record = CheckRecord(check(), 60.0, 180.0).after(Run(outcome, message, 60.0, 2.0), values)
    return Snapshot(records={"facts": record}, standings=standings)


@dataclass
class Others:
    """Who is told, or is away."""

    away: bool = False
    settings: Emit | None = SETTINGS
    clock: MovingClock = field(default_factory=MovingClock)
    jobs: list[EmitJob] = field(default_factory=list)
    sink: LineageLog = field(init=False)

    def __post_init__(self) -> None:
        store = SnapshotStore(snapshot())
        self.store = store
        self.sink = LineageLog(store, self._run, SPECS, self.clock, lambda: self.settings)

    async def notice(self, *names: str) -> None:
        """Have runs noticed, and wait until what is sent is sent."""
        for name in names:
            self.sink.notice(name)
        if self.sink._sending is not None:
            await self.sink._sending

    @property
    def events(self) -> list[Mapping[str, Any]]:
        """All that was sent."""
        return [event for job in self.jobs for event in job.events]

    async def _run(self, job: Job) -> CheckResult:
        assert isinstance(job, EmitJob)
        if self.away:
            return CheckResult(Outcome.SOURCE_ERROR, "events cannot be sent to marquez: nobody answered")
        self.jobs.append(job)
        return CheckResult(Outcome.OK)


def test_a_run_is_told_with_its_verdicts_and_counts() -> None:
    """Of the data set that it is about; further ones by their names, and what is unknown is no verdict."""
    others = Others()

    asyncio.run(others.notice("facts"))

    start, end = others.events
    assert (start["eventType"], end["eventType"]) == ("START", "COMPLETE")
    assert end["job"] == {"namespace": "dte-exporter", "name": "facts"}
    assert [one["name"] for one in end["inputs"]] == ["/work/people.parquet", "labels"]
    facets = end["inputs"][0]["inputFacets"]
    assert facets["dataQualityAssertions"]["assertions"] == [
        {"assertion": "missing_ratio", "success": True, "column": "age"},
        {"assertion": "rows", "success": False},
    ]
    assert facets["dataQualityMetrics"]["rowCount"] == 200
    assert facets["dataQualityMetrics"]["columnMetrics"] == {"age": {"nullCount": 3, "distinctCount": 40}}


def test_a_run_that_failed_is_told_to_have() -> None:
    """With the sentence that says why, and no verdict: an objective that is not met is no failure of a run."""
    others = Others()
    others.store.swap(snapshot(Outcome.SOURCE_ERROR, "the rows are gone"))

    asyncio.run(others.notice("facts"))

    end = others.events[1]
    assert end["eventType"] == "FAIL"
    assert end["run"]["facets"]["errorMessage"]["message"] == "the rows are gone"
    assert all("inputFacets" not in one for one in end["inputs"])


def test_nobody_is_told_where_nobody_is_named() -> None:
    """Nor of a check that there is not, or that has not run."""
    others = Others(settings=None)
    asyncio.run(others.notice("facts"))
    named = Others()
    asyncio.run(named.notice("nothing"))

    assert (others.jobs, named.jobs) == ([], [])


def test_what_is_not_taken_is_sent_again_later() -> None:
    """After a minute, in order, so that a server that hangs holds up no check."""
    others = Others(away=True)

    async def story() -> None:
        with capture_logs() as logs:
            await others.notice("facts")
        assert [one["event"] for one in logs] == ["runs cannot be told to others"]
        others.away = False
        await others.notice("facts")
        assert others.jobs == []
        others.clock.at += lineage_log.PATIENCE
        await others.notice("facts")

    asyncio.run(story())
    assert [event["eventType"] for event in others.events] == ["START", "COMPLETE"] * 3


def test_what_waits_is_bounded() -> None:
    """The oldest is lost, and the log says how much."""
    others = Others(away=True)

    async def story() -> None:
        with capture_logs() as logs:
            for _ in range(lineage_log.MOST_WAITING // 2 + 1):
                await others.notice("facts")
        (lost,) = [one for one in logs if one["log_level"] == "error"]
        assert lost["events"] == 2

    asyncio.run(story())


def test_it_ends_while_something_is_sent() -> None:
    """Nothing is waited for."""

    async def story() -> None:
        others = Others()
        others.sink.notice("facts")
        await others.sink.stop()
        await Others().sink.stop()

    asyncio.run(story())
