"""A drift check whose importances a registry has: rows stay as they are, and the version in force is another."""

import json
import sqlite3
import warnings
from collections.abc import Mapping
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from dev.demo.make_mlflow_store import Trained, make, register
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from dte_exporter.worker.libraries import libraries

REGISTRY = Registry.discover()
ROWS = {"year": [2015] * 4 + [2018] * 4, "age": [0, 2, 5, 7] * 2, "income": [0, 2, 5, 7, 1, 3, 4, 6]}
CONFIG = """
datasets:
  people:
    source: {type: files, path: people.parquet}
    columns: {features: {exclude: [year]}}
    windows: {reference: year = 2015, current: year = 2018}
checks:
  moved:
    check: drift
    dataset: people
    every: 1h
    method: wasserstein
    threshold: 0.1
    importances_of: churn
    importances_artifact: importance.json
models:
  churn: {tracking_uri: "sqlite:///mlflow.db", alias: champion}
"""


@pytest.fixture
def check(tmp_path: Path) -> ConfiguredCheck:
    """Return the check over rows of which the income has moved, with a champion to which that is a quarter."""
    pyarrow.parquet.write_table(pyarrow.table(ROWS), tmp_path / "people.parquet")
    make(tmp_path / "mlflow.db", [Trained("churn", {}, 1000.0)])
    _log(tmp_path, {"age": 3, "income": 1})
    (tmp_path / "config.yaml").write_text(CONFIG)
    return load(tmp_path / "config.yaml", REGISTRY).checks["moved"]


def _log(folder: Path, importances: Mapping[str, float]) -> None:
    """Log `importances` with the newest version."""
    with sqlite3.connect(folder / "mlflow.db") as store:
        ((run, version),) = store.execute(
            "SELECT run_id, version FROM model_versions ORDER BY version DESC LIMIT 1"
        ).fetchall()
        (folder / f"run{version}").mkdir(exist_ok=True)
        (folder / f"run{version}" / "importance.json").write_text(json.dumps(importances))
        place = (folder / f"run{version}").as_uri()
        store.execute("UPDATE runs SET artifact_uri = ? WHERE run_uuid = ?", (place, run))


def _run(check: ConfiguredCheck, former: CheckResult | None = None) -> CheckResult:
    known = former.evidence.fingerprints if former else {}
    return CheckResult.from_json(execute(Job(check, 0.0, check.base / "cache", known=known)))


def _share(result: CheckResult) -> float | None:
    return next((one.value for one in result.samples if one.name == "dte_drift_importance_ratio"), None)


def test_a_moved_alias_is_seen_though_no_row_has_changed(check: ConfiguredCheck) -> None:
    """By importances of version 1 a quarter has moved; of version 2, which is champion now, three quarters."""
    first = _run(check)
    again = _run(check, first)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # how MLflow uses its libraries is not ours to warn of
        register(f"sqlite:///{check.base}/mlflow.db", [Trained("churn", {}, 2000.0)])
    _log(check.base, {"age": 1, "income": 3})
    moved = _run(check, first)

    assert (first.outcome, _share(first)) == (Outcome.OK, 0.25)
    assert again.unchanged
    assert (moved.unchanged, _share(moved)) == (False, 0.75)
    assert [one.evidence.details["importances"]["version"] for one in (first, moved)] == ["1", "2"]


def test_what_was_logged_anew_is_seen_as_well(check: ConfiguredCheck) -> None:
    """The version is the same, and the file is another."""
    first = _run(check)
    _log(check.base, {"age": 0, "income": 1})

    assert _share(_run(check, first)) == 1.0


def test_where_the_registry_is_away_the_rest_is_computed(check: ConfiguredCheck) -> None:
    """The run ends well, without a share of the importance and with the reason; and the next one looks again."""
    first = _run(check)
    store = check.base / "mlflow.db"
    store.rename(check.base / "away.db")
    away = _run(check, first)
    still_away = _run(check, away)
    (check.base / "away.db").rename(store)

    assert (away.outcome, _share(away)) == (Outcome.OK, None)
    assert {one.name for one in away.samples} >= {"dte_drift_columns_ratio", "dte_drift_distance"}
    assert away.evidence.undefined == (
        "importances of model 'churn': no file of an MLflow store at sqlite:///mlflow.db: check tracking_uri",
    )
    assert not still_away.unchanged
    assert _share(_run(check, away)) == 0.25


def test_the_evidence_has_the_identity_of_what_was_logged(check: ConfiguredCheck) -> None:
    """Beside those of the rows."""
    assert _run(check).evidence.fingerprints.keys() == {"reference", "current", "importances"}


def test_a_run_reads_with_the_library_of_the_registry(check: ConfiguredCheck) -> None:
    """It is imported before the time of the run begins."""
    assert "mlflow.tracking" in libraries(check, REGISTRY)


def test_where_the_registry_lies_makes_the_check_another(check: ConfiguredCheck) -> None:
    """A reload that changes the entry of the model begins the check anew, and one that changes nothing does not."""
    file = check.base / "config.yaml"
    assert load(file, REGISTRY).checks["moved"] == check

    file.write_text(CONFIG.replace("champion", "challenger"))

    assert load(file, REGISTRY).checks["moved"] != check
