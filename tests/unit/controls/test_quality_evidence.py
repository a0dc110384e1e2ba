"""Objectives of quality as evidence: of controls on data quality, and against retraining on what is broken."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dte_exporter.checks.quality.fact_families import FAMILIES
from dte_exporter.cli import app
from dte_exporter.cli.exit import Exit
from dte_exporter.config.loading.load import load
from dte_exporter.config.registered_model import Retraining
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from tests.unit.objectives.watched import ACCURACY, Watched

CONFIG = """\
datasets:
  people:
    source: {type: files, path: people.csv}
    models: [scorer]
checks:
  people-whole:
    check: quality
    dataset: people
    every: 1h
    facts: [missing]
    objectives: {missing_ratio: {max: LIMIT}}
compliance:
  frameworks: {gdpr: {}, eu_ai_act: {}}
"""
QUALITY = {"gdpr-5-data-accurate", "ai-act-10-data-quality"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in a folder with four people, of whom one has no age."""
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text("name,age\na,31\nb,\nc,47\nd,52\n")
    return tmp_path


def _states(limit: str, *, objective: bool = True) -> dict[str, tuple[str, str]]:
    """Return the data set of each control on the quality of data, and its state, once all checks have run."""
    lines = CONFIG.replace("LIMIT", limit).splitlines(keepends=True)
    Path("config.yaml").write_text("".join(line for line in lines if objective or "objectives:" not in line))
    told = CliRunner().invoke(app, ["compliance", "report", "--config.file", "config.yaml", "-o", "report.json"])
    assert told.exit_code == (0 if objective else Exit.NOT_MEASURED), told.stderr
    frameworks = json.loads(Path("report.json").read_text())["frameworks"]
    controls = (control for framework in frameworks for control in framework["controls"])
    found = [one for one in controls if one["id"] in QUALITY]
    return {one["id"]: (one["datasets"][0]["dataset"], one["datasets"][0]["state"]) for one in found}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("limit", "state"), [("0.25", "met"), ("0.2", "violated")])
def test_objectives_of_quality_meet_or_violate_the_controls_on_it(limit: str, state: str) -> None:
    """One age of four is missing: within a quarter, beyond a fifth, under both laws."""
    assert _states(limit) == dict.fromkeys(QUALITY, ("people", state))


@pytest.mark.usefixtures("folder")
def test_facts_without_an_objective_are_no_evidence() -> None:
    """Nobody has said what is enough."""
    assert _states("0", objective=False) == dict.fromkeys(QUALITY, ("", "no_evidence"))


@pytest.mark.parametrize(("limit", "retrain"), [("0.25", {"performance"}), ("0.2", set())])
def test_a_breach_of_quality_holds_back_retraining(limit: str, retrain: set[str], folder: Path) -> None:
    """The model has got worse; on data whose quality is in breach it is looked at, and not trained."""
    Path("config.yaml").write_text(CONFIG.replace("LIMIT", limit))
    check = load(folder / "config.yaml", Registry.discover()).checks["people-whole"]
    result = CheckResult.from_json(execute(Job(check, 0.0, folder / "cache")))
    watched = Watched(Retraining(max_drop=0.02, after_runs=1, min_rows=1)).read(accuracy=0.8).measured(ACCURACY, 0.5)

    watched.ran(check, result.samples, FAMILIES["missing"])

    assert watched.retrain == retrain
    assert ("quality" in watched.investigate) is (not retrain)
