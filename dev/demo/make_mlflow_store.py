"""Make an embedded MLflow store with models in it: a file of SQLite that needs no server.

The demo's holds the census model, with what is known of it on the year that it was trained on::

    .venv/bin/python -m dev.demo.make_mlflow_store deploy/demo/mlflow.db
"""

import argparse
import functools
import os
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory


@dataclass(frozen=True, slots=True)
class Trained:
    """A version of a model to register.

    Parameters
    ----------
    model, experiment : str
        Their names; a model that is there already gets one more version.
    metrics : mapping of str to float
        What its run logs.
    at : float
        When its training ended, in seconds since the Unix epoch.
    alias : str
        Which points to it from now on; empty for none.
    source : str
        Where its artifact would be: nobody looks.
    tags : mapping of str to str
        Of the registered model.
    """

    model: str
    metrics: Mapping[str, float]
    at: float
    alias: str = "champion"
    experiment: str = "training"
    source: str = "s3://nowhere/model"
    tags: Mapping[str, str] = field(default_factory=dict)


CENSUS = Trained(
    model="acs_employment",
    experiment="census",
    metrics={"accuracy": 0.82716, "roc_auc": 0.90336, "brier_score": 0.12289},
    at=datetime(2016, 1, 1, tzinfo=UTC).timestamp(),
)
"""The demo's model: its figures on 2015, computed by scikit-learn on the rows of acs_employment.parquet."""


def make(file: Path, trained: Iterable[Trained]) -> None:
    """Write a new store to `file` and register `trained` in it, in their order."""
    file.write_bytes(_empty_store())
    register(f"sqlite:///{file}", trained)


def register(uri: str, trained: Iterable[Trained]) -> None:
    """Register `trained` at the server or in the store at `uri`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # how MLflow uses its libraries is not ours to warn of
        for one in trained:
            _register(uri, one)


def _register(uri: str, one: Trained) -> None:
    from mlflow.exceptions import MlflowException
    from mlflow.tracking import MlflowClient

    client, moment = MlflowClient(uri, uri), round(one.at * 1000)
    experiment = client.get_experiment_by_name(one.experiment)
    identity = experiment.experiment_id if experiment else client.create_experiment(one.experiment, "file:///nowhere")
    run = client.create_run(identity, start_time=moment, run_name=one.model).info.run_id
    for metric, value in one.metrics.items():
        client.log_metric(run, metric, value, timestamp=moment)
    client.set_terminated(run, end_time=moment)
    try:
        client.create_registered_model(one.model, tags=dict(one.tags))
    except MlflowException as error:
        if error.error_code != "RESOURCE_ALREADY_EXISTS":
            raise
    version = client.create_model_version(one.model, one.source, run)
    if one.alias:
        client.set_registered_model_alias(one.model, one.alias, version.version)


@functools.cache
def _empty_store() -> bytes:
    """Return a store with nothing in it: MLflow takes seconds to make one."""
    os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

        file = Path(folder) / "empty.db"
        SqlAlchemyStore(f"sqlite:///{file}", "file:///nowhere")
        return file.read_bytes()


def main() -> None:
    """Write the demo's store to the file that the command line names."""
    parser = argparse.ArgumentParser(description="Make the demo's MLflow store.")
    parser.add_argument("file", type=Path, help="the file to write")
    make(parser.parse_args().file, [CENSUS])


if __name__ == "__main__":
    main()
