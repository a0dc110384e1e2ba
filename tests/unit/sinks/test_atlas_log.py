"""Verdicts for Apache Atlas: what is written of a data set, and what becomes of it while no server takes it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

from structlog.testing import capture_logs

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.lineage.atlas_settings import AtlasVerdicts, NamedEntity
from dte_exporter.config.lineage.known_as import KnownAs
from dte_exporter.config.models import CheckSettings, DataSet, Objective
from dte_exporter.lineage.entity_verdict import CheckedRun, EntityName, EntityVerdict
from dte_exporter.outcome import CheckResult, Evidence, Outcome
from dte_exporter.sinks import atlas_log
from dte_exporter.sinks.atlas_log import AtlasLog
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, SnapshotStore, Standing, Values
from dte_exporter.worker.job import AtlasJob, Job

SETTINGS = AtlasVerdicts(url="http://atlas", namespaces={"hive_table@prod": "hive://metastore:9083"})
ORDERS = DataSet(source=SimpleNamespace(), known_as=(KnownAs(namespace="hive://metastore:9083", name="shop.orders"),))
TABLE = EntityName("hive_table", "shop.orders@prod")


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


def record(
    name: str, pillar: str, dataset: DataSet = ORDERS, of: str = "orders", started: float = 900.0, after_runs: int = 1
) -> CheckRecord:
    """Return a check that has run well."""
    objective = Objective(max=0.1, after_runs=after_runs)
    reads = {"dataset": of, "objectives": {"ratio": objective}} if of else {}
    settings = CheckSettings.model_validate({"check": pillar, "every": "60s", **reads})
    check = ConfiguredCheck(name, settings, None, {of: dataset} if of else {}, Path("/work"), pillar)
    return CheckRecord(check, 60.0, 10_000.0).after(Run(Outcome.OK, "", started, 2.0), Values((), Evidence(), started))


def standing(unmet: int = 0, judgement: str = "met") -> Standing:
    """Return how an objective stands."""
    return Standing(0.2, judgement, unmet)  # type: ignore[arg-type]  # a test says which in sight


def snapshot(*records: CheckRecord, **standings: Standing) -> Snapshot:
    """Return what is known, with the standing of each check's objective."""
    found = {(name, "ratio", ""): one for name, one in standings.items()}
    return Snapshot(records={one.check.name: one for one in records}, standings=found)


TWO = snapshot(
    record("facts", "quality"),
    record("shift", "drift", started=950.0, after_runs=2),
    facts=standing(1, "unmet"),
    shift=standing(1, "unmet"),
)


@dataclass
class Atlas:
    """A server that takes verdicts, or is away."""

    known: Snapshot = TWO
    settings: AtlasVerdicts | None = SETTINGS
    away: bool = False
    refused: str = ""
    clock: MovingClock = field(default_factory=MovingClock)
    jobs: list[AtlasJob] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = SnapshotStore(self.known)
        self.sink = AtlasLog(self.store, self._run, self.clock, lambda: self.settings)

    async def notice(self, *names: str) -> None:
        """Have runs noticed, and wait until what is written is written."""
        for name in names:
            self.sink.notice(name)
        if self.sink._sending is not None:
            await self.sink._sending

    @property
    def written(self) -> Mapping[EntityName, EntityVerdict]:
        """What was written last of each entity."""
        return {one.entity: one for job in self.jobs for one in job.verdicts}

    async def _run(self, job: Job) -> CheckResult:
        assert isinstance(job, AtlasJob)
        if self.away:
            return CheckResult(Outcome.SOURCE_ERROR, "Apache Atlas at http://atlas answered 503")
        self.jobs.append(job)
        return CheckResult(Outcome.OK, self.refused)


def test_a_data_set_stands_as_all_checks_on_it_say() -> None:
    """One that is unmet for the first of two runs is no breach; the newest run is told, and those that are new."""
    atlas = Atlas()

    asyncio.run(atlas.notice("facts"))

    facts = CheckedRun("facts", "quality", 900.0, 2.0, "ok", unmet=1)
    shift = CheckedRun("shift", "drift", 950.0, 2.0, "ok", unmet=1)
    pillars = {"drift": "unmet", "quality": "breach"}
    assert atlas.written == {TABLE: EntityVerdict(TABLE, "orders", 2, 2, 1, shift, pillars, (facts,))}
    assert atlas.jobs[0].settings == SETTINGS


def test_one_mended_check_does_not_clear_a_data_set() -> None:
    """The breach of another check holds."""
    mended = replace(TWO, records={**TWO.records, "other": record("other", "lineage")})
    atlas = Atlas(mended)

    asyncio.run(atlas.notice("other"))

    told = atlas.written[TABLE]
    assert (told.in_breach, told.pillars["lineage"]) == (1, "unknown")


def test_two_data_sets_that_are_one_entity_are_told_as_one() -> None:
    """Else the checks of one would take off what those of the other put on."""
    atlas = Atlas(
        snapshot(record("facts", "quality"), record("late", "quality", of="late"), facts=standing(1, "unmet"))
    )

    asyncio.run(atlas.notice("late"))

    assert atlas.written[TABLE].in_breach == 1


def test_the_config_says_which_entity_a_data_set_is() -> None:
    """Before any name of lineage; a data set without either is told nowhere, nor a check without one."""
    query = DataSet(source=SimpleNamespace())
    named = SETTINGS.model_copy(update={"entities": {"orders": NamedEntity(qualified_name="ours@prod")}})
    known = snapshot(
        record("facts", "quality"), record("raw", "quality", query, "raw"), record("all", "lineage", of="")
    )
    atlas = Atlas(known, named)

    asyncio.run(atlas.notice("facts", "raw", "all"))

    assert [*atlas.written] == [EntityName("DataSet", "ours@prod")]


def test_a_data_set_that_leaves_the_config_is_cleared_once() -> None:
    """With the next run of any check."""
    file = DataSet(source=SimpleNamespace(path="people.parquet"))
    other = record("people", "quality", file, "people")
    atlas = Atlas(snapshot(record("facts", "quality"), other, facts=standing(1, "unmet")))

    async def story() -> None:
        await atlas.notice("facts", "people")
        atlas.store.swap(snapshot(other))
        await atlas.notice("people")
        await atlas.notice("people")

    asyncio.run(story())
    assert [one.last is None for job in atlas.jobs for one in job.verdicts if one.entity == TABLE] == [False, True]
    assert EntityName("DataSet", "file:///work/people.parquet") in atlas.written


def test_nothing_is_written_where_no_server_is_named() -> None:
    """Nor of a check that there is not, or that nobody has run."""
    atlas, unknown = Atlas(settings=None), Atlas()
    asyncio.run(atlas.notice("facts"))
    asyncio.run(unknown.notice("nothing"))

    first = CheckRecord(TWO.records["facts"].check, 60.0, 180.0)
    unrun = Atlas(snapshot(first))
    asyncio.run(unrun.notice("facts"))

    assert (atlas.jobs, unknown.jobs) == ([], [])
    assert unrun.written[TABLE].runs == ()


def test_what_is_not_taken_is_written_later_as_it_is_then() -> None:
    """After a minute, so that a server that hangs holds up no check; the log says once that it is away."""
    atlas = Atlas(away=True)

    async def story() -> None:
        await atlas.notice("facts")
        atlas.clock.at += atlas_log.PATIENCE
        await atlas.notice("facts")
        atlas.away = False
        atlas.store.swap(snapshot(*TWO.records.values(), facts=standing()))
        await atlas.notice("shift")
        assert atlas.jobs == []
        atlas.clock.at += atlas_log.PATIENCE
        await atlas.notice("shift")

    with capture_logs() as logs:
        asyncio.run(story())
    assert [(one["event"], one.get("message", "")) for one in logs] == [
        ("verdicts cannot be written into Atlas", "Apache Atlas at http://atlas answered 503"),
        ("verdicts are written into Atlas again", ""),
    ]
    assert {run.check for run in atlas.written[TABLE].runs} == {"facts", "shift"}
    assert atlas.written[TABLE].in_breach == 0


def test_an_entity_that_is_refused_is_told_of_once() -> None:
    """It is not tried again before a check on it runs."""
    atlas = Atlas(refused="shop.orders@prod: answered 403")

    with capture_logs() as logs:
        asyncio.run(atlas.notice("facts"))
        asyncio.run(atlas.notice("facts"))

    assert [one["message"] for one in logs] == ["shop.orders@prod: answered 403"]
    assert len(atlas.jobs) == 2


def test_it_ends_while_something_is_written() -> None:
    """Nothing is waited for."""

    async def story() -> None:
        atlas = Atlas()
        atlas.sink.notice("facts")
        await atlas.sink.stop()
        await Atlas().sink.stop()

    asyncio.run(story())
