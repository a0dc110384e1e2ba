"""The exporter beside a real ``mlflow server``: an alias that moves, a server that goes away, tags that come back."""

import os
import pickle
import sqlite3
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from dev.demo.make_mlflow_store import Trained, make, register

if TYPE_CHECKING:
    from mlflow.tracking import MlflowClient

Eventually = Callable[[Callable[[], bool], str], None]

pytestmark = pytest.mark.integration

PEOPLE = Path(__file__).parents[2] / "deploy/demo/acs_employment.parquet"


class Planted:
    """An artifact that makes a file when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (self.trace,))


@dataclass
class Mlflow:
    """A real server on a store of SQLite."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(self.port)]
        command += ["--backend-store-uri", f"sqlite:///{self.folder}/mlflow.db", "--workers", "1"]
        command += ["--artifacts-destination", str(self.folder / "artifacts")]
        with (self.folder / "mlflow.log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true"},
            )

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(timeout=60)

    def answers(self) -> bool:
        """Return whether it is up."""
        try:
            return httpx.get(f"{self.url}/health", timeout=5).is_success
        except httpx.TransportError:
            return False

    @property
    def client(self) -> "MlflowClient":
        """MLflow's own client."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # how MLflow uses its libraries is not ours to warn of
            from mlflow.tracking import MlflowClient

            return MlflowClient(self.url, self.url)

    def log_importances(self, version: str, **importances: float) -> None:
        """Log them with the run that trained a version, as autologging does."""
        run = self.client.get_model_version("credit", version).run_id
        assert run is not None
        self.client.log_dict(run, importances, "feature_importance_gain.json")

    def tags(self, version: str) -> dict[str, str]:
        """Return the tags of a version of the model."""
        return dict(self.client.get_model_version("credit", version).tags)


@dataclass
class Exporter:
    """The real exporter."""

    url: str

    def values(self, name: str, label: str = "check", **labels: str) -> dict[str, float]:
        """Return the values of one name in one scrape by the value of a label."""
        try:
            body = httpx.get(f"{self.url}/metrics", timeout=5).text
        except httpx.TransportError:
            return {}
        return {
            sample.labels[label]: sample.value
            for family in text_string_to_metric_families(body)
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        }

    def outcome(self, check: str) -> str:
        """Return the outcome of the last run of a check, empty before the first."""
        outcomes = self.values("dte_check_outcome", "outcome", check=check)
        return next((outcome for outcome, value in outcomes.items() if value), "")

    def importance_share(self) -> float | None:
        """Return the share of the importance that has drifted, None where there is none."""
        return self.values("dte_drift_importance_ratio").get("moved")

    def steady_runs(self) -> float:
        """Return how often the check that needs no MLflow has succeeded."""
        return self.values("dte_check_runs_total", "outcome", check="steady").get("ok", 0)


@pytest.fixture
def mlflow(tmp_path: Path, free_port: Callable[[], int], eventually: Eventually) -> Iterator[Mlflow]:
    """Serve a registry whose model is of 2016, with an artifact that would betray who loads it."""
    artifact = tmp_path / "artifacts" / "model"
    artifact.mkdir(parents=True)
    (artifact / "model.pkl").write_bytes(pickle.dumps(Planted(tmp_path / "loaded")))
    (artifact / "MLmodel").write_text(
        "flavors:\n  python_function:\n    loader_module: mlflow.sklearn\n    model_path: model.pkl\n"
    )
    make(tmp_path / "mlflow.db", [Trained("credit", {"accuracy": 0.75}, 1.45e9, source=artifact.as_uri())])
    with sqlite3.connect(tmp_path / "mlflow.db") as store:  # handed out by the server, as its own default is
        store.execute("UPDATE experiments SET artifact_location = 'mlflow-artifacts:/training'")
        store.execute("UPDATE runs SET artifact_uri = 'mlflow-artifacts:/training/first/artifacts'")
    server = Mlflow(tmp_path, free_port())
    server.start()
    try:
        eventually(server.answers, f"mlflow server did not come up; its log is {tmp_path}/mlflow.log")
        server.log_importances("1", AGEP=1, SCHL=3)
        yield server
    finally:
        server.stop()


@pytest.fixture
def exporter(
    mlflow: Mlflow, tmp_path: Path, free_port: Callable[[], int], eventually: Eventually
) -> Iterator[Exporter]:
    """Serve a config with that registry, twice, and a check that needs none."""
    address = f"127.0.0.1:{free_port()}"
    config = {
        "datasets": {
            "people": {
                "source": {"type": "files", "path": str(PEOPLE)},
                "columns": {
                    **{"prediction": "prediction", "sensitive": ["sex"]},
                    "features": {"include": ["AGEP", "SCHL"]},
                },
                "windows": {"reference": "year = 2015", "current": "year = 2018"},
            }
        },
        "checks": {
            "steady": {"check": "fairness", "dataset": "people", "every": "1s"},
            "moved": {
                **{"check": "drift", "dataset": "people", "every": "1s", "importances_of": "credit"},
                "columns": {"AGEP": {"threshold": 0}, "SCHL": {"threshold": 1}},  # always drifted, and never
            },
        },
        "models": {
            "credit": {
                **{"tracking_uri": mlflow.url, "alias": "champion", "every": "1s", "timeout": "60s"},
                **{"stale_after": "10m", "retraining": {"max_age": "52w"}, "write_back": True},
            },
            "discover": {"tracking_uri": mlflow.url, "every": "1s", "timeout": "60s", "stale_after": "10m"},
        },
    }
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(config))
    command = [sys.executable, "-m", "dte_exporter", "serve", "--config.file", str(tmp_path / "config.yaml")]
    with (tmp_path / "exporter.log").open("wb") as log:
        process = subprocess.Popen([*command, "--web.listen-address", address], stdout=log, stderr=log)
    serving = Exporter(f"http://{address}")
    try:
        eventually(lambda: serving.outcome("credit") == "ok", f"the registry was not read; see {tmp_path}/exporter.log")
        yield serving
    finally:
        process.terminate()
        process.wait(timeout=60)


def test_a_registry_is_followed_wherever_it_goes(exporter: Exporter, mlflow: Mlflow, eventually: Eventually) -> None:
    """One story, since starting both takes long; each step is what a user would see."""
    _shows(exporter, "1", 0.75)
    eventually(lambda: exporter.importance_share() == 0.25, "the importances of version 1 were not read")
    _is_tagged(exporter, mlflow, eventually)
    _follows_the_alias(exporter, mlflow, eventually)
    _outlives_the_server(exporter, mlflow, eventually)
    _loaded_nothing(mlflow)


def _shows(exporter: Exporter, version: str, accuracy: float) -> None:
    """See the version, what was logged of it, and nothing of any other."""
    logged = {"metric": "accuracy", "check": "credit"}
    assert exporter.values("dte_model_version_info", "version", check="credit") == {version: 1.0}
    assert exporter.values("dte_model_logged_metric", "version", **logged) == {version: accuracy}


def _is_tagged(exporter: Exporter, mlflow: Mlflow, eventually: Eventually) -> None:
    """See that a model of 2016 is too old, in the scrape and by MLflow's own client."""
    reasons = exporter.values("dte_model_retraining_recommended", "reason", model="credit")
    assert reasons == {"performance": 0.0, "estimated_performance": 0.0, "age": 1.0}
    eventually(lambda: "dte.retraining_since" in mlflow.tags("1"), "the recommendation was not written back")
    assert mlflow.tags("1")["dte.retraining_recommended"] == "true"
    assert mlflow.tags("1")["dte.retraining_reasons"] == "age"


def _follows_the_alias(exporter: Exporter, mlflow: Mlflow, eventually: Eventually) -> None:
    """Make a retrained version champion: its series take the place of the old ones, and the old tags go."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        register(mlflow.url, [Trained("credit", {"accuracy": 0.875}, time.time(), alias="challenger")])
    assert mlflow.client.get_model_version_by_alias("credit", "challenger").version == "2"
    _shows(exporter, "1", 0.75)
    mlflow.log_importances("2", AGEP=3, SCHL=1)
    mlflow.client.set_registered_model_alias("credit", "champion", "2")

    eventually(
        lambda: "2" in exporter.values("dte_model_version_info", "version", check="credit"), "the alias moved alone"
    )
    _shows(exporter, "2", 0.875)
    assert set(exporter.values("dte_model_retraining_recommended", "reason", model="credit").values()) == {0.0}
    eventually(lambda: exporter.importance_share() == 0.75, "drift is still weighed by version 1, since no row changed")
    eventually(lambda: mlflow.tags("1") == {}, "the old version is still tagged")
    assert mlflow.tags("2") == {}


def _outlives_the_server(exporter: Exporter, mlflow: Mlflow, eventually: Eventually) -> None:
    """Stop the server: its entries are in error and all else goes on; when it is back nobody restarts anything."""
    mlflow.stop()
    for entry in ("credit", "discover"):
        eventually(lambda entry=entry: exporter.outcome(entry) == "source_error", "its absence was not noticed")  # type: ignore[misc]  # a default binds the loop's
    _shows(exporter, "2", 0.875)
    eventually(lambda: exporter.importance_share() is None, "drift is weighed by importances that nobody has read")
    assert exporter.outcome("moved") == "ok"
    assert exporter.values("dte_drift_columns_ratio") == {"moved": 0.5}
    before = exporter.steady_runs()
    eventually(lambda: exporter.steady_runs() > before, "the other check stopped as well")

    mlflow.start()
    for entry in ("credit", "discover"):
        eventually(lambda entry=entry: exporter.outcome(entry) == "ok", "its return was not noticed")  # type: ignore[misc]  # a default binds the loop's
    eventually(lambda: exporter.importance_share() == 0.75, "its importances were not read again")


def _loaded_nothing(mlflow: Mlflow) -> None:
    """See that the planted artifact left no trace, and that it does when somebody loads it."""
    trace = mlflow.folder / "loaded"
    assert not trace.exists()
    pickle.loads((mlflow.folder / "artifacts/model/model.pkl").read_bytes())
    assert trace.exists()
