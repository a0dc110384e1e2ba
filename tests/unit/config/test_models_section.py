"""``models:``: entries that run by themselves, beside checks or alone, and what is wrong with them."""

from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import SecretStr

from dte_exporter.config.loading.json_schema import json_schema
from dte_exporter.config.loading.load import load
from dte_exporter.config.models import Model
from dte_exporter.config.registered_model import LoggedMetrics, Retraining
from dte_exporter.declared_source import Source
from dte_exporter.metric import Better, MetricSpec
from dte_exporter.outcome import Findings
from dte_exporter.registry import Check, Example, Registry
from tests.unit.config.conftest import Loading, Refusing


class Record(Model):
    """A source of models with a secret."""

    type: Literal["mlflow"] = "mlflow"
    url: str
    token: SecretStr | None = None


class Discovery(Model):
    """A source of many models."""

    type: Literal["discover"] = "discover"
    url: str


def _nothing(*_: Any) -> Any:
    return Findings(())


@pytest.fixture
def registry(registry: Registry) -> Registry:
    """Add to the toys what reads the records of models."""
    specs = (
        MetricSpec("dte_toy_version_info", "A toy.", "toy", ("check",)),
        MetricSpec("dte_model_accuracy", "A toy.", "model", ("check",), better=Better.HIGHER),
    )
    kind = Check("registered-model", Model, _nothing, specs, _nothing, Example({}, {}, ""), "Reads.", (), on="models")
    sources = [Source("mlflow", Record, _nothing, "models"), Source("discover", Discovery, _nothing, "models")]
    return Registry([*registry.checks.values(), *registry.sources.values(), kind, *sources])


def test_models_need_no_data_sets_and_no_checks(loaded: Loading) -> None:
    """An entry becomes a check of its own name, with its own label, every 5m; it reads no data set."""
    check = loaded("models: {credit: {url: here}}").checks["credit"]

    assert (check.settings.check, check.settings.model, check.settings.dataset) == ("registered-model", "credit", "")
    assert (check.settings.every, check.datasets, check.pillar) == (300.0, {}, "toy")
    assert check.params.source == Record(url="here")
    assert check.params.retraining is None
    assert (check.owner, check.team, check.runbook) == ("", "", "")


def test_an_entry_sets_what_a_check_does(loaded: Loading) -> None:
    """Its own schedule, limits and description; what is exported, and when to retrain."""
    check = loaded(
        "models:\n"
        "  credit:\n"
        "    {type: mlflow, url: here, title: Credit, owner: Risk, cron: 0 3 * * *, timeout: 10s, max_series: 9,\n"
        "     metrics: {include: [accuracy, val_*]}, write_back: true,\n"
        "     retraining: {metric: accuracy, max_drop: 0.1, max_age: 90d}}\n"
    ).checks["credit"]

    assert (check.settings.every, check.settings.cron, check.settings.timeout) == (None, "0 3 * * *", 10.0)
    assert (check.settings.title, check.owner, check.settings.max_series) == ("Credit", "Risk", 9)
    assert check.params.metrics == LoggedMetrics(include=("accuracy", "val_*"))
    assert check.params.retraining == Retraining(metric="accuracy", max_drop=0.1, max_age=90 * 86_400.0)
    assert check.params.write_back


def test_discover_is_understood_without_a_type(loaded: Loading) -> None:
    """It stands for many models, so that it has no label of its own; by its type, any name may."""
    checks = loaded("models: {discover: {url: here}, staging: {type: discover, url: there}}").checks

    assert checks["discover"].params.source == Discovery(url="here")
    assert checks["staging"].params.source == Discovery(url="there")
    assert [check.settings.model for check in checks.values()] == ["", ""]


def test_a_secret_of_an_entry_is_not_shown(loaded: Loading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the tree that the API tells, nor in the parameters."""
    monkeypatch.setenv("TOKEN", "hunter22")
    config = loaded("models: {credit: {url: 'http://joe:${TOKEN}@here', token: '${TOKEN}'}}")

    assert config.source_tree == {"models": {"credit": {"url": "http://joe:${TOKEN}@here", "token": "${TOKEN}"}}}
    assert "hunter22" not in config.checks["credit"].params.source.token.__repr__()


def test_the_same_entry_is_the_same_check(tmp_path: Path, registry: Registry) -> None:
    """Read again it is equal, so that a reload leaves it alone; with another policy it is not."""
    file = tmp_path / "config.yaml"
    file.write_text("models: {credit: {url: here, retraining: {}}}")
    before, again = load(file, registry), load(file, registry)
    file.write_text("models: {credit: {url: here, retraining: {after_runs: 3}}}")

    assert before.checks == again.checks
    assert before.checks != load(file, registry).checks


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("credit: 1", "models.credit: 1 does not fit: write a mapping of keys and values"),
        ("credit: {}", "models.credit.url: is missing"),
        ("credit: {type: mlfow, url: x}", "models.credit.type: 'mlfow' is no model source (did you mean 'mlflow'?)"),
        ("credit: {url: x, evry: 5m}", "models.credit.evry: unknown key (did you mean 'every'?): allowed are "),
        ("credit: {url: x, dataset: apples}", "models.credit.dataset: unknown key"),
        ("credit: {url: x, objectives: {}}", "models.credit.objectives: unknown key"),
        ("credit: {url: x, every: 5m, cron: 0 3 * * *}", "models.credit.cron: every is set as well: keep one"),
        ("credit: {url: x, every: 5m, stale_after: 1m}", "models.credit.stale_after: 1m is shorter than the interval"),
        ("credit: {url: x, write_back: true}", "models.credit: write_back tags what retraining recommends"),
        ("credit: {url: x, retraining: {max_drop: -1}}", "models.credit.retraining.max_drop: -1 does not fit"),
        ("credit: {url: x, retraining: {metric: acuracy}}", "models.credit.retraining.metric: 'acuracy' is no metric"),
        ("credit: {url: x, retraining: {drift: panic}}", "models.credit.retraining.drift: 'panic' does not fit"),
        (
            "credit: {url: x, retraining: {max_drop: 0.1, clear_drop: 0.2}}",
            "models.credit.retraining: clear_drop 0.2 lies above max_drop 0.1",
        ),
    ],
)
def test_what_is_wrong_with_an_entry_is_told(refused: Refusing, entry: str, problem: str) -> None:
    """One sentence, at its place."""
    (told,) = refused(f"models:\n  {entry}\n")

    assert told.startswith(f"config.yaml:2: {problem}")


def test_names_of_entries_and_checks_are_apart(refused: Refusing) -> None:
    """Both become the label check."""
    told = refused(
        "datasets: {apples: {source: {type: shelf, board: upper}}}\n"
        "checks: {credit: {check: weigh, dataset: apples, every: 5m}}\n"
        "models: {credit: {url: here}}\n"
    )

    assert told == ["config.yaml:3: models.credit: there is a check of this name as well: rename one of the two"]


def test_the_check_of_models_is_not_named_in_checks(refused: Refusing) -> None:
    """It runs by itself."""
    (told,) = refused(
        "datasets: {apples: {source: {type: shelf, board: upper}}}\n"
        "checks: {credit: {check: registered-model, dataset: apples, every: 5m}}\n"
    )

    assert "'registered-model' is no check" in told


@pytest.mark.parametrize(("text", "lacking"), [("workers: 1", {"datasets", "checks"}), ("checks: {}", {"datasets"})])
def test_a_file_measures_something(refused: Refusing, text: str, lacking: set[str]) -> None:
    """Without models, data sets and checks are a must; so is the one with the other."""
    told = [problem for problem in refused(text) if "is missing" in problem]

    assert {problem.split(": ")[1] for problem in told} == lacking


def test_an_editor_knows_entries(registry: Registry) -> None:
    """Each source of models has its keys beside those of every entry."""
    entries = json_schema(registry)["$defs"]

    assert {"url", "token", "every", "retraining"} <= entries["MlflowEntry"]["properties"].keys()
    assert entries["DiscoverEntry"]["required"] == ["url"]


@pytest.mark.parametrize(("name", "allowed"), [("accuracy", True), ("val_f1", True), ("f1", False)])
def test_metrics_are_chosen_by_name_or_pattern(name: str, allowed: bool) -> None:
    """A star stands for any characters."""
    assert LoggedMetrics(include=("accuracy", "val_*")).allow(name) is allowed
    assert LoggedMetrics().allow(name)


def test_half_of_the_allowed_fall_clears_by_default() -> None:
    """And the metric itself is the baseline."""
    assert (Retraining().clear, Retraining(max_drop=0.1, clear_drop=0.0).clear) == (0.01, 0.0)
    assert (Retraining().logged, Retraining(metric="f1").logged) == ("accuracy", "f1")
    assert Retraining(baseline="val_accuracy").logged == "val_accuracy"
