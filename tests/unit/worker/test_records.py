"""A job on the records of a model: from a real store to the bytes of a result."""

import pickle
import sqlite3
from pathlib import Path

import pytest

from dev.demo.make_mlflow_store import Trained, make
from dte_exporter.config.loading.load import load
from dte_exporter.model_registry import LoggedRun
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job, LogJob, TagJob

REGISTRY = Registry.discover()


def _run(folder: Path, text: str) -> CheckResult:
    (folder / "config.yaml").write_text(f"models: {{{text}}}")
    (check,) = load(folder / "config.yaml", REGISTRY).checks.values()
    return CheckResult.from_json(execute(Job(check, 0.0, folder / "cache")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a store of two champions."""
    make(tmp_path / "mlflow.db", [Trained("credit", {"accuracy": 0.75}, 1000.0), Trained("fraud", {}, 2000.0)])
    return tmp_path


def test_a_model_is_told_under_the_name_of_its_entry(folder: Path) -> None:
    """The scope is filled in: the check's name and the model's, which are one; there is no data set."""
    result = _run(folder, "scorer: {name: credit, tracking_uri: 'sqlite:///mlflow.db', alias: champion}")

    assert (result.outcome, result.evidence.rows) == (Outcome.OK, {})
    assert [sample.labels for sample in result.samples if sample.name == "dte_model_logged_metric"] == [
        {"check": "scorer", "model": "scorer", "version": "1", "alias": "champion", "metric": "accuracy"}
    ]


def test_discovered_models_keep_their_own_names(folder: Path) -> None:
    """The check is the entry, the models are those of the registry."""
    result = _run(folder, "discover: {tracking_uri: 'sqlite:///mlflow.db'}")

    found = {(sample.labels["check"], sample.labels["model"]) for sample in result.samples}
    assert found == {("discover", "credit"), ("discover", "fraud")}


def test_an_absent_store_is_an_error_of_the_source(tmp_path: Path) -> None:
    """And an absent model too."""
    result = _run(tmp_path, "credit: {tracking_uri: 'sqlite:///mlflow.db', alias: champion}")

    assert result.outcome is Outcome.SOURCE_ERROR
    assert result.message.startswith("no file of an MLflow store at sqlite:///mlflow.db")


def test_an_empty_registry_is_no_data(folder: Path) -> None:
    """It was read, and holds no such model."""
    result = _run(folder, "discover: {tracking_uri: 'sqlite:///mlflow.db', alias: nobody}")

    assert result.outcome is Outcome.NO_DATA


def test_tags_are_written_by_a_job_of_their_own(folder: Path) -> None:
    """Its result is an outcome like any other: a version that is not there is an error of the source."""
    (folder / "config.yaml").write_text("models: {credit: {tracking_uri: 'sqlite:///mlflow.db', alias: champion}}")
    check = load(folder / "config.yaml", REGISTRY).checks["credit"]

    def tag(version: str) -> CheckResult:
        job = TagJob(check, 0.0, folder, "credit", version, {"dte.retraining_recommended": "true"})
        return CheckResult.from_json(execute(pickle.loads(pickle.dumps(job))))

    assert tag("1") == CheckResult(Outcome.OK)
    assert tag("9").outcome is Outcome.SOURCE_ERROR
    with sqlite3.connect(folder / "mlflow.db") as store:
        assert store.execute("SELECT key, value FROM model_version_tags").fetchall() == [
            ("dte.retraining_recommended", "true")
        ]


def test_runs_are_logged_by_a_job_of_their_own(folder: Path) -> None:
    """The experiment is made at the first, and each is a finished run with its metrics, tags and times."""
    from mlflow.tracking import MlflowClient

    (folder / "config.yaml").write_text("models: {credit: {tracking_uri: 'sqlite:///mlflow.db', alias: champion}}")
    check = load(folder / "config.yaml", REGISTRY).checks["credit"]
    metrics = {f"drift/distance/c{n}": n / 8 for n in range(1001)}

    for at in (60.0, 120.0):
        job = LogJob(check, 0.0, folder, LoggedRun("trust", "drifting", at, 2.5, metrics, {"dte.dataset": "people"}))
        assert CheckResult.from_json(execute(pickle.loads(pickle.dumps(job)))) == CheckResult(Outcome.OK)

    client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
    experiment = client.get_experiment_by_name("trust")
    assert experiment is not None
    runs = client.search_runs([experiment.experiment_id], order_by=["attributes.start_time ASC"])
    assert [(run.info.start_time, run.info.end_time, run.info.status) for run in runs] == [
        (60_000, 62_500, "FINISHED"),
        (120_000, 122_500, "FINISHED"),
    ]
    assert [(run.data.metrics, run.info.run_name, run.data.tags["dte.dataset"]) for run in runs] == [
        (metrics, "drifting", "people")
    ] * 2
