"""What is read of real stores: models by alias and version, runs of an experiment, and all that have an alias."""

import math
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from dev.demo.make_mlflow_store import Trained
from dte_exporter.checks.model.registered import RegisteredPlan
from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.model_registry import MODELS, ModelVersion, Registered
from dte_exporter.records.mlflow import MlflowDiscovery, MlflowModel, open_discovery, open_model
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from tests.unit.records.conftest import Storing

STORE = "sqlite:///mlflow.db"
OLD = Trained("credit", {"accuracy": 0.75, "f1": 0.5}, at=1000.0, alias="champion")
NEW = Trained("credit", {"accuracy": 0.875}, at=2000.0, alias="challenger")


def _read(folder: Path, entry: str = "credit", **config: Any) -> Registered:
    return open_model.open(MlflowModel(tracking_uri=STORE, **config), folder, entry).read()  # type: ignore[no-any-return]  # an opener gives Any


def _discover(folder: Path, **config: Any) -> Registered:
    return open_discovery.open(MlflowDiscovery(tracking_uri=STORE, **config), folder, "all").read()  # type: ignore[no-any-return]  # an opener gives Any


def test_an_alias_leads_to_its_version(tmp_path: Path, stored: Storing) -> None:
    """Each alias points to one of two versions; the run behind it tells the metrics and when training ended."""
    stored(OLD, NEW)

    champion, challenger = _read(tmp_path, alias="champion"), _read(tmp_path, alias="challenger")

    assert champion.versions == (ModelVersion("credit", "1", "champion", 1000.0, {"accuracy": 0.75, "f1": 0.5}),)
    assert challenger.versions == (ModelVersion("credit", "2", "challenger", 2000.0, {"accuracy": 0.875}),)
    assert champion.rows == {}


def test_a_version_is_read_by_its_number(tmp_path: Path, stored: Storing) -> None:
    """Then no alias is told."""
    stored(OLD, NEW)

    assert _read(tmp_path, version="2").versions == (ModelVersion("credit", "2", "", 2000.0, {"accuracy": 0.875}),)


def test_the_entry_may_have_another_name_than_the_model(tmp_path: Path, stored: Storing) -> None:
    """The label is the entry's, so that it joins what checks of that model say."""
    stored(OLD)

    (version,) = _read(tmp_path, "scorer", name="credit", alias="champion").versions

    assert version.model == "scorer"


def test_a_run_is_found_by_time_or_by_a_metric(tmp_path: Path, stored: Storing) -> None:
    """Of three runs the last to end is the latest, the highest accuracy the best, the lowest error the best."""
    stored(
        Trained("a", {"accuracy": 0.9, "error": 3.0}, at=1000.0, experiment="tuning"),
        Trained("b", {"accuracy": 0.7}, at=3000.0, experiment="tuning"),
        Trained("c", {"accuracy": 0.8, "error": 2.0}, at=2000.0, experiment="tuning"),
    )
    tuning = {"experiment": "tuning"}

    (latest,) = _read(tmp_path, **tuning).versions
    (best,) = _read(tmp_path, **tuning, run="best", metric="accuracy").versions
    (least,) = _read(tmp_path, **tuning, run="best", metric="error", better="lower").versions

    assert (latest.metrics, latest.alias, latest.trained) == ({"accuracy": 0.7}, "latest", 3000.0)
    assert (best.metrics, best.alias) == ({"accuracy": 0.9, "error": 3.0}, "best")
    assert (least.metrics["error"], least.model, len(least.version)) == (2.0, "credit", 32)


def test_what_is_not_a_number_comes_as_it_was_logged(tmp_path: Path, stored: Storing) -> None:
    """Whether it has a value is not the reader's to say."""
    stored(Trained("credit", {"accuracy": math.nan}, at=1000.0))

    assert math.isnan(_read(tmp_path, alias="champion").versions[0].metrics["accuracy"])


def test_every_model_with_the_alias_is_discovered(tmp_path: Path, stored: Storing) -> None:
    """Of three models two have a champion; a tag narrows them to one; what exceeds the maximum is counted."""
    stored(
        Trained("credit", {}, at=1000.0, tags={"team": "risk"}),
        Trained("fraud", {}, at=2000.0),
        Trained("draft", {}, at=3000.0, alias="challenger"),
    )

    assert [one.model for one in _discover(tmp_path).versions] == ["credit", "fraud"]
    assert [one.model for one in _discover(tmp_path, tags={"team": "risk"}).versions] == ["credit"]
    assert [one.model for one in _discover(tmp_path, alias="challenger").versions] == ["draft"]
    assert (len(_discover(tmp_path, max=1).versions), _discover(tmp_path, max=1).left_out) == (1, 1)


def test_discovery_reads_beyond_the_first_page(tmp_path: Path, stored: Storing) -> None:
    """A registry gives 100 models at a time: of 102, all are counted."""
    stored(*(Trained(f"m{number}", {}, at=1000.0) for number in range(102)))

    assert _discover(tmp_path, max=1).left_out == 101


@pytest.mark.parametrize("tags", [{}, {"team": "risk"}])
def test_nothing_to_discover_is_no_error(tmp_path: Path, stored: Storing, tags: dict[str, str]) -> None:
    """A registry without such a model was read, and holds nothing."""
    stored(Trained("draft", {}, at=3000.0, alias="challenger"))

    with pytest.raises(NoDataError, match="no registered model has the alias 'champion'"):
        _discover(tmp_path, tags=tags)


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ({"alias": "winner"}, "MLflow at sqlite:///mlflow.db: Registered model alias winner not found."),
        ({"version": "9"}, r"Model Version \(name=credit, version=9\) not found"),
        ({"alias": "champion", "name": "debit"}, "Registered Model with name=debit not found"),
        ({"experiment": "nothing"}, "MLflow has no experiment 'nothing'"),
    ],
)
def test_what_is_not_there_is_an_error(tmp_path: Path, stored: Storing, config: dict[str, str], sentence: str) -> None:
    """The config names it, so its absence is no emptiness."""
    stored(OLD)

    with pytest.raises(SourceError, match=sentence):
        _read(tmp_path, **config)


def test_an_experiment_without_such_a_run_is_empty(tmp_path: Path, stored: Storing) -> None:
    """It is there, and no finished run in it has the metric."""
    stored(OLD)

    with pytest.raises(NoDataError, match="experiment 'training' has no finished run that logged 'recall'"):
        _read(tmp_path, experiment="training", run="best", metric="recall")


def test_a_version_without_a_run_has_no_metrics(tmp_path: Path, stored: Storing) -> None:
    """Registered by hand from files: its registration stands for the end of its training."""
    stored(OLD)
    with sqlite3.connect(tmp_path / "mlflow.db") as store:
        store.execute("UPDATE model_versions SET run_id = '', creation_time = 5000000")

    (version,) = _read(tmp_path, alias="champion").versions

    assert (version.metrics, version.trained) == ({}, 5000.0)


def test_a_plan_asks_the_registry_anew(tmp_path: Path, stored: Storing) -> None:
    """It gives what the opened registry says, whatever is cached."""
    stored(OLD)
    registry = open_model.open(MlflowModel(tracking_uri=STORE, alias="champion"), tmp_path, "credit")

    assert RegisteredPlan().measure(Sources(inputs={MODELS: registry}), DiskCache(tmp_path)) == registry.read()


def _tags_of_version(folder: Path, version: str) -> dict[str, str]:
    from mlflow.tracking import MlflowClient

    uri = f"sqlite:///{folder / 'mlflow.db'}"
    return dict(MlflowClient(uri, uri).get_model_version("credit", version).tags)


def test_a_version_is_tagged_and_cleared(tmp_path: Path, stored: Storing) -> None:
    """MLflow's own client sees the tags on that version and no other, and sees them go; no tag is no error."""
    stored(OLD, NEW)
    registry = open_model.open(
        MlflowModel(tracking_uri=STORE, name="credit", alias="champion"), tmp_path, "an entry of another name"
    )

    registry.tag("an entry of another name", "1", {"dte.a": "true", "dte.b": None})
    assert (_tags_of_version(tmp_path, "1"), _tags_of_version(tmp_path, "2")) == ({"dte.a": "true"}, {})
    registry.tag("an entry of another name", "1", {"dte.a": None, "dte.b": None})
    assert _tags_of_version(tmp_path, "1") == {}


def test_a_version_that_is_gone_has_nothing_to_clear(tmp_path: Path, stored: Storing) -> None:
    """Somebody deleted it: clearing it is done, tagging it cannot be."""
    stored(OLD)
    registry = open_model.open(MlflowModel(tracking_uri=STORE, alias="champion"), tmp_path, "credit")

    registry.tag("credit", "9", {"dte.a": None})
    with pytest.raises(SourceError, match="not found"):
        registry.tag("credit", "9", {"dte.a": "true"})


def test_a_discovered_model_is_tagged_by_its_own_name(tmp_path: Path, stored: Storing) -> None:
    """The entry stands for many."""
    stored(OLD)

    open_discovery.open(MlflowDiscovery(tracking_uri=STORE), tmp_path, "discover").tag("credit", "1", {"dte.a": "1"})

    assert _tags_of_version(tmp_path, "1") == {"dte.a": "1"}


def test_a_run_is_tagged_where_a_run_was_read(tmp_path: Path, stored: Storing) -> None:
    """An experiment has runs, and no versions."""
    from mlflow.tracking import MlflowClient

    stored(OLD)
    registry = open_model.open(MlflowModel(tracking_uri=STORE, experiment="training"), tmp_path, "credit")
    (version,) = registry.read().versions
    uri = f"sqlite:///{tmp_path / 'mlflow.db'}"

    registry.tag("credit", version.version, {"dte.a": "true", "dte.b": None})
    assert MlflowClient(uri, uri).get_run(version.version).data.tags["dte.a"] == "true"
    registry.tag("credit", version.version, {"dte.a": None})
    assert "dte.a" not in MlflowClient(uri, uri).get_run(version.version).data.tags


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ({}, "give one of alias, version and experiment"),
        ({"alias": "champion", "version": "1"}, "give one of alias, version and experiment"),
        ({"experiment": "tuning", "run": "best"}, "run: best goes with the metric"),
        ({"experiment": "tuning", "metric": "accuracy"}, "run: best goes with the metric"),
    ],
)
def test_there_is_one_way_to_find_a_model(config: dict[str, str], sentence: str) -> None:
    """None or two of them is an error in the config."""
    with pytest.raises(ValueError, match=sentence):
        MlflowModel(tracking_uri=STORE, **config)
