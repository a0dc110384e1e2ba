"""One run of one check in a real worker process, and the snapshot after it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from structlog.testing import capture_logs

from dte_exporter.config.configured import Config, ConfiguredCheck
from dte_exporter.config.models import Objective, Settings
from dte_exporter.metric import Better, MetricSpec, Sample
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.scheduling.firing import Firings
from dte_exporter.scheduling.pool import Pool
from dte_exporter.scheduling.runner import Runner
from dte_exporter.scheduling.schedule import EveryTrigger, first_record
from dte_exporter.scheduling.worker import Worker
from dte_exporter.storage.snapshot import Snapshot, SnapshotStore, Standing, Values

Configure = Callable[..., ConfiguredCheck]
pytestmark = pytest.mark.usefixtures("no_orphans")

NOON = 1_767_268_800.0
GROUPS = MetricSpec("dte_fairness_groups", "Groups.", "fairness", ("check",))
DIFFERENCE = MetricSpec(
    "dte_fairness_group_difference", "Difference.", "fairness", ("check", "group"), better=Better.LOWER
)
SPECS = {spec.name: spec for spec in (GROUPS, DIFFERENCE)}


class StillClock:
    """A wall clock that stands at noon, and a stopwatch that gains 2.5 s whenever it is read."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def now(self) -> float:
        """Return noon."""
        return NOON

    def monotonic(self) -> float:
        """Return 2.5 s more than before."""
        self._seconds += 2.5
        return self._seconds


class LaterClock(StillClock):
    """The same, a minute later."""

    def now(self) -> float:
        """Return a minute past noon."""
        return NOON + 60


class Bench:
    """A runner with one real worker, over the checks given."""

    def __init__(
        self,
        work: ModuleType,
        checks: list[ConfiguredCheck],
        max_series: int = 100,
        beside: Callable[[Snapshot], int] = lambda snapshot: 0,
    ) -> None:
        config = Config(Path("/dev/c.yaml"), Settings(max_series=max_series, cache=Path("null")), {}, {}, {})
        records = {check.name: first_record(check, NOON - 60) for check in checks}
        self.store = SnapshotStore(Snapshot(records))
        self.work = work
        self.runner = Runner(self.store, Pool([]), SPECS, StillClock(), config, beside)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Runner]:
        """Give the runner while its worker is there."""
        pool = Pool([Worker(self.work.behave, self.work.prepare, self.work.behave_together)])
        self.runner._firings = Firings(pool, self.runner._clock)
        pool.start()
        try:
            yield self.runner
        finally:
            await pool.close()

    def after(self, *names: str) -> Snapshot:
        """Return the snapshot after runs of these checks."""

        async def run() -> None:
            async with self.open() as runner:
                for name in names:
                    await runner.run(name)

        asyncio.run(run())
        return self.store.current


def test_a_run_that_ends_well_is_recorded_with_its_values(work: ModuleType, configure: Configure) -> None:
    """Outcome, time, duration, rows of both windows and what is undefined; values at the time of their start."""
    record = Bench(work, [configure("succeed")]).after("succeed").records["succeed"]
    assert record.last is not None
    assert record.values is not None
    assert (record.last.outcome, record.last.message, record.last.started) == (Outcome.OK, "", NOON)
    assert (record.last.duration, record.last.rows, record.last.undefined, record.last.dropped) == (2.5, 7, 1, 0)
    assert record.last.lateness == 2.5
    assert record.values.samples == (Sample(GROUPS.name, {"check": "succeed"}, 1.0),)
    assert record.values.at == NOON
    assert record.runs == {Outcome.OK: 1}


def test_a_run_that_finds_the_same_rows_emits_their_values_again(work: ModuleType, configure: Configure) -> None:
    """It is a run like any: outcome, rows, what the budget cut, the time of success; evidence says since when."""
    bench = Bench(work, [configure("find_the_same", max_series=1)])
    first = bench.after("find_the_same").records["find_the_same"]
    assert first.values is not None
    assert first.values.evidence.unchanged_since is None
    bench.runner._clock = LaterClock()

    second, third = (bench.after("find_the_same").records["find_the_same"] for _ in range(2))

    for record in (second, third):
        assert record.values is not None
        assert record.last is not None
        assert (record.values.samples, record.values.at) == (first.values.samples, NOON + 60)
        assert record.values.evidence.unchanged_since == NOON
        assert record.values.evidence.timings == {"open": 0.1}
        assert (record.last.outcome, record.last.rows, record.last.dropped) == (Outcome.OK, 4, 1)
    assert third.runs == {Outcome.OK: 3}


def test_values_of_an_exporter_before_are_computed_once_more(work: ModuleType, configure: Configure) -> None:
    """What the history restored may be of another build, which computes otherwise."""
    bench = Bench(work, [configure("find_the_same")])
    bench.after("find_the_same")
    bench.runner._computed.clear()

    record = bench.after("find_the_same").records["find_the_same"]

    assert record.values is not None
    assert record.values.evidence.unchanged_since is None


def test_the_time_of_every_run_is_added_up(work: ModuleType, configure: Configure) -> None:
    """Whether it succeeds or dies, a worker was busy for 2.5 s each time."""
    assert Bench(work, [configure("succeed"), configure("die")]).after("succeed", "die", "succeed").busy_seconds == 7.5


def test_a_run_that_is_left_out_is_counted_and_nothing_else_changes(work: ModuleType, configure: Configure) -> None:
    """The count outlives runs, whatever comes of them."""
    bench = Bench(work, [configure("succeed"), configure("die")])
    before = bench.store.current.records["succeed"]
    bench.runner.skip("succeed")
    assert bench.store.current.records["succeed"] == replace(before, skipped_runs=1)
    bench.runner.skip("succeed")
    records = bench.after("succeed").records
    assert (records["succeed"].skipped_runs, records["die"].skipped_runs) == (2, 0)


def test_the_record_says_when_the_check_runs_next(work: ModuleType, configure: Configure) -> None:
    """As its trigger does, from the end of the run on."""
    record = Bench(work, [configure("succeed", every=300.0)]).after("succeed").records["succeed"]
    assert record.next_run is not None
    assert NOON < record.next_run <= NOON + 300
    offset = EveryTrigger(300.0, "succeed")._first.timestamp()
    assert (record.next_run - offset) % 300 == pytest.approx(0)


@pytest.mark.parametrize(("name", "outcome"), [("find_no_data", Outcome.NO_DATA), ("die", Outcome.KILLED)])
def test_a_run_that_brings_nothing_leaves_the_last_good_values(
    work: ModuleType, configure: Configure, name: str, outcome: Outcome
) -> None:
    """They keep their time; outcome and duration are those of the run."""
    bench = Bench(work, [configure(name)])
    good = Values((Sample(GROUPS.name, {"check": name}, 9.0),), Evidence(), NOON - 300)
    snapshot = bench.store.current
    bench.store.swap(replace(snapshot, records={name: replace(snapshot.records[name], values=good)}))
    record = bench.after(name).records[name]
    assert record.last is not None
    assert (record.last.outcome, record.last.duration) == (outcome, 2.5)
    assert record.values is good


def test_objectives_are_judged_after_the_run(work: ModuleType, configure: Configure) -> None:
    """The only value is 1, the limit 0.5: unmet once, twice; the standings of other checks stay."""
    bench = Bench(work, [configure("succeed", objectives={"groups": Objective(max=0.5)})])
    other = {("other", "groups", ""): Standing(0.1, "met", 0, 4)}
    bench.store.swap(replace(bench.store.current, standings=other))
    standings = bench.after("succeed", "succeed").standings
    judged = Standing(1.0, "unmet", 2, 0, {"unmet": 2}, since=NOON)
    assert standings == {**other, ("succeed", "groups", ""): judged}


def test_a_failed_run_makes_an_objective_unknown(work: ModuleType, configure: Configure) -> None:
    """It is unknown, and not met."""
    snapshot = Bench(work, [configure("die", objectives={"groups": Objective(max=0.5)})]).after("die")
    assert snapshot.standings["die", "groups", ""].judgement == "unknown"


def test_a_check_has_no_more_series_than_its_budget(work: ModuleType, configure: Configure) -> None:
    """Of the differences 0 to 4 the worst two are kept, and three are counted as cut."""
    record = Bench(work, [configure("find_many", max_series=2)]).after("find_many").records["find_many"]
    assert record.values is not None
    assert record.last is not None
    assert [sample.value for sample in record.values.samples] == [3.0, 4.0]
    assert record.last.dropped == 3


def test_all_checks_together_have_no_more_series_than_the_process(work: ModuleType, configure: Configure) -> None:
    """One series of another check leaves two of three, also where its own were there before."""
    checks = [configure("succeed"), configure("find_many"), configure("never_run")]
    record = Bench(work, checks, max_series=3).after("succeed", "find_many", "find_many").records["find_many"]
    assert record.last is not None
    assert record.values is not None
    assert (record.last.outcome, record.last.message, record.last.dropped) == (Outcome.OK, "", 3)
    assert len(record.values.samples) == 2


def test_what_is_shown_beside_values_leaves_the_less_to_them(work: ModuleType, configure: Configure) -> None:
    """Of seven series five are of the exporter itself, so that two of five differences are left."""
    bench = Bench(work, [configure("find_many")], 7, lambda snapshot: 5 * len(snapshot.records))
    record = bench.after("find_many").records["find_many"]
    assert record.values is not None
    assert [sample.value for sample in record.values.samples] == [3.0, 4.0]


def test_objectives_count_with_what_they_are_on(work: ModuleType, configure: Configure) -> None:
    """Five differences, one objective on each: 2 series of the config, 10 for a first subject, 11 a group, so 34."""
    objectives = {"group_difference": Objective(max=10)}
    bench = Bench(work, [configure("find_many", max_series=34, objectives=objectives)])
    snapshot = bench.after("find_many")
    record = snapshot.records["find_many"]
    assert record.values is not None
    assert record.last is not None
    assert [sample.value for sample in record.values.samples] == [3.0, 4.0]
    assert len(snapshot.standings) == 2
    assert record.last.dropped == 3 * 11


def test_what_stands_already_costs_an_objective_nothing_more(work: ModuleType, configure: Configure) -> None:
    """The second run has the same two groups: their standings are there, and the room is for no third."""
    objectives = {"group_difference": Objective(max=10)}
    bench = Bench(work, [configure("find_many", max_series=34, objectives=objectives)])
    snapshot = bench.after("find_many", "find_many")
    assert [subject for _, _, subject in snapshot.standings] == ["d", "e"]
    last = snapshot.records["find_many"].last
    assert last is not None
    assert last.dropped == 3 * 11


def test_each_run_is_one_line_in_the_log(work: ModuleType, configure: Configure) -> None:
    """One that is not ok is a warning, and says why."""
    with capture_logs() as logs:
        Bench(work, [configure("succeed"), configure("find_no_data")]).after("succeed", "find_no_data")
    good = {"check": "succeed", "outcome": "ok", "duration": 2.5, "rows": 7, "undefined": 1, "notices": 1}
    bad = {"check": "find_no_data", "outcome": "no_data", "duration": 2.5, "rows": 0}
    assert logs == [
        {"log_level": "info", "event": "check ran", **good},
        {"log_level": "warning", "event": "check ran", **bad, "message": "the window holds no rows"},
    ]


async def _hanging(runner: Runner, started: Path) -> asyncio.Task[None]:
    task = asyncio.create_task(runner.run("hang"))
    while not started.exists():
        await asyncio.sleep(0.01)
    return task


def _hang_with(bench: Bench, tmp_path: Path) -> Path:
    config = bench.runner.config
    settings = config.settings.model_copy(update={"cache": Path("started")})
    bench.runner.config = replace(config, path=tmp_path / "c.yaml", settings=settings)
    return tmp_path / "started"


def test_a_cancelled_run_leaves_no_trace(work: ModuleType, configure: Configure, tmp_path: Path) -> None:
    """No outcome, no duration, no value; the worker is free for the next check."""
    bench = Bench(work, [configure("hang"), configure("succeed")])
    started = _hang_with(bench, tmp_path)

    async def cancel() -> None:
        async with bench.open() as runner:
            task = await _hanging(runner, started)
            runner.cancel("hang")
            await task
            await runner.run("succeed")

    asyncio.run(cancel())
    assert bench.store.current.records["hang"].last is None
    assert bench.store.current.records["succeed"].last is not None


def test_cancelling_what_does_not_run_is_no_error(work: ModuleType, configure: Configure) -> None:
    """A reload cancels every check that it ends."""
    Bench(work, [configure("succeed")]).runner.cancel("succeed")


def test_a_check_begun_anew_while_its_former_self_is_stopped_is_tracked(
    work: ModuleType, configure: Configure, tmp_path: Path
) -> None:
    """The end of the cancelled run does not hide the new one: it can be cancelled too."""
    bench = Bench(work, [configure("hang")])
    started = _hang_with(bench, tmp_path)

    async def twice() -> None:
        async with bench.open() as runner:
            first = await _hanging(runner, started)
            started.unlink()
            runner.cancel("hang")
            second = await _hanging(runner, started)
            await first
            runner.cancel("hang")
            await second

    asyncio.run(twice())
    assert bench.store.current.records["hang"].last is None


@pytest.mark.parametrize("successor", ["changed", "removed"])
def test_the_result_of_a_check_that_was_reconfigured_is_dropped(
    work: ModuleType, configure: Configure, successor: str
) -> None:
    """A run that ends just as its check changes does not write into the record of the new one."""
    bench = Bench(work, [configure("succeed")])
    other = {} if successor == "removed" else {"succeed": first_record(configure("succeed", timeout=9.0), NOON)}

    async def reconfigure() -> None:
        async with bench.open() as runner:
            task = asyncio.create_task(runner.run("succeed"))
            await asyncio.sleep(0)
            bench.store.swap(replace(bench.store.current, records=other))
            await task

    asyncio.run(reconfigure())
    assert bench.store.current.records == other
