"""Logging runs: what an experiment is told of a check of its model, and what it is not."""

import asyncio
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from structlog.testing import capture_logs

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings
from dte_exporter.config.registered_model import MODEL_CHECK, RegisteredParams
from dte_exporter.metric import MetricSpec
from dte_exporter.model_registry import LoggedRun
from dte_exporter.outcome import CheckResult, Evidence, Outcome
from dte_exporter.sinks.run_log import RunLog, name_of
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, SnapshotStore, Values
from dte_exporter.worker.job import Job, LogJob
from tests.unit.sinks.test_write_back import StandingClock

PARITY = MetricSpec("dte_fairness_parity", "Parity.", "fairness", ("check", "dataset", "model", "feature", "group"))
INFO = MetricSpec("dte_model_version_info", "Version.", "model", ("check", "model", "version"))
SPECS = {spec.name: spec for spec in (PARITY, INFO)}
NO_EVIDENCE = Evidence()


def record(check: ConfiguredCheck, *found: tuple[MetricSpec, float, dict[str, str]], at: float = 60.0) -> CheckRecord:
    """Return `check` after a run at `at` of two seconds that found something, or nothing."""
    samples = tuple(spec.sample(value, **labels) for spec, value, labels in found)
    outcome = Outcome.OK if found else Outcome.SOURCE_ERROR
    before = CheckRecord(check, 60.0, 180.0)
    return before.after(Run(outcome, "", at, 2.0), Values(samples, NO_EVIDENCE, at) if found else None)


def measured(model: str, *found: tuple[MetricSpec, float, dict[str, str]]) -> CheckRecord:
    """Return a check of the fairness of `model`."""
    settings = CheckSettings(check="fairness", dataset="people", model=model, every=60.0)
    return record(ConfiguredCheck("fair", settings, None, {}, Path(), "fairness"), *found)


def entry(name: str, experiment: str, kind: str = "mlflow", finds: str = "") -> CheckRecord:
    """Return an entry of ``models:``."""
    params = RegisteredParams(source=SimpleNamespace(type=kind), log_experiment=experiment)
    settings = CheckSettings(check=MODEL_CHECK, model="" if kind == "discover" else name, every=60.0)
    check = ConfiguredCheck(name, settings, params, {}, Path(), "model")
    return record(check, (INFO, 1, {"check": name, "model": finds or name, "version": "1"}))


HALF = (PARITY, 0.5, {"feature": "sex", "group": "f"})


@dataclass
class Experiments:
    """What was logged, or was not since the server is away."""

    away: bool = False
    jobs: list[LogJob] = field(default_factory=list)

    def after(self, noticed: str, *records: CheckRecord) -> list[LoggedRun]:
        """Return all that is logged after the check called `noticed` has run."""
        asyncio.run(self._after(noticed, {one.check.name: one for one in records}))
        return [job.logged for job in self.jobs]

    async def _after(self, noticed: str, records: dict[str, CheckRecord]) -> None:
        sink = RunLog(SnapshotStore(Snapshot(records=records)), self._run, SPECS, StandingClock())
        sink.notice(noticed)
        await asyncio.gather(*sink._logging)
        await sink.stop()

    async def _run(self, job: Job) -> CheckResult:
        assert isinstance(job, LogJob)
        self.jobs.append(job)
        return CheckResult(Outcome.SOURCE_ERROR, "MLflow does not answer") if self.away else CheckResult(Outcome.OK)


def test_a_run_is_logged_in_the_experiment_of_its_models_entry() -> None:
    """With its values, its time, and where they come from."""
    experiments = Experiments()

    (run,) = experiments.after("fair", entry("scorer", "trust"), measured("scorer", HALF))

    assert run == LoggedRun(
        experiment="trust",
        name="fair",
        at=60.0,
        duration=2.0,
        metrics={"fairness/parity/sex/f": 0.5},
        tags={"dte.check": "fair", "dte.dataset": "people", "dte.model": "scorer", "dte.kind": "fairness"},
    )
    assert experiments.jobs[0].check.name == "scorer"


def test_the_entry_that_discovered_a_model_logs_its_runs() -> None:
    """Unless the model has an entry of its own, which then decides."""
    discovered = entry("discover", "everything", "discover", finds="scorer")

    assert [run.experiment for run in Experiments().after("fair", discovered, measured("scorer", HALF))] == [
        "everything"
    ]
    assert Experiments().after("fair", discovered, entry("scorer", ""), measured("scorer", HALF)) == []


@pytest.mark.parametrize(
    "records",
    [
        [entry("scorer", ""), measured("scorer", HALF)],
        [entry("scorer", "trust"), measured("other", HALF)],
        [entry("scorer", "trust"), measured("scorer")],
        [replace(entry("scorer", "trust"), values=None), replace(measured("scorer", HALF), last=None)],
    ],
    ids=["unasked", "of another model", "failed", "not yet run"],
)
def test_nothing_else_is_logged(records: list[CheckRecord]) -> None:
    """An experiment holds what was measured of its model, and no run that measured nothing."""
    assert Experiments().after("fair", *records) == []


def test_the_reading_of_the_registry_itself_is_not_logged() -> None:
    """What MLflow was asked is in MLflow already; and a check that is gone has nothing to log."""
    assert Experiments().after("scorer", entry("scorer", "trust")) == []
    assert Experiments().after("gone", entry("scorer", "trust")) == []


def test_a_server_that_is_away_is_told_of() -> None:
    """One warning a run; the next run is logged as ever."""
    with capture_logs() as logs:
        Experiments(away=True).after("fair", entry("scorer", "trust"), measured("scorer", HALF))

    assert [(log["log_level"], log["check"], log["message"]) for log in logs] == [
        ("warning", "fair", "MLflow does not answer")
    ]


def test_stopping_ends_what_is_being_logged() -> None:
    """A server that never answers keeps no process from its end."""

    async def never(job: Job) -> CheckResult:
        await asyncio.Event().wait()
        raise AssertionError

    async def begin_and_stop() -> int:
        records = {"scorer": entry("scorer", "trust"), "fair": measured("scorer", HALF)}
        sink = RunLog(SnapshotStore(Snapshot(records=records)), never, SPECS, StandingClock())
        sink.notice("fair")
        await asyncio.sleep(0)
        await sink.stop()
        return len(sink._logging)

    assert asyncio.run(begin_and_stop()) == 0


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("", "fairness/parity/sex"),
        ("Asian - other", "fairness/parity/sex/Asian - other"),
        ("<30", "fairness/parity/sex/_30-e2233daa"),
        (">30", "fairness/parity/sex/_30-e1a7e9c4"),
        ("..", "fairness/parity/sex/_-8fdfd2d5"),
        ("a/b", "fairness/parity/sex/a_b-e555edcc"),
    ],
)
def test_a_series_has_a_name_that_mlflow_takes(group: str, name: str) -> None:
    """Its labels make its path; what no name may hold is replaced, and what would then look alike is kept apart."""
    from mlflow.utils.validation import _validate_metric_name

    found = name_of(PARITY.sample(0.5, feature="sex", group=group), PARITY)

    _validate_metric_name(found)
    assert found == name
