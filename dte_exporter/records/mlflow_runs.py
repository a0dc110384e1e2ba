"""Runs of checks, logged as runs of an MLflow experiment."""

from typing import TYPE_CHECKING

from dte_exporter.model_registry import LoggedRun

if TYPE_CHECKING:
    from mlflow.tracking import MlflowClient

_MOST_METRICS = 1000
"""What one request may hold: a limit of MLflow's interface."""


def log_run(client: "MlflowClient", run: LoggedRun) -> None:
    """Log `run` as a finished run, at the time at which the check ran."""
    from mlflow.entities import Metric

    started, ended = round(run.at * 1000), round((run.at + run.duration) * 1000)
    created = client.create_run(_experiment(client, run.experiment), started, dict(run.tags), run.name)
    metrics = [Metric(name, value, started, 0) for name, value in run.metrics.items()]
    for first in range(0, len(metrics), _MOST_METRICS):
        client.log_batch(created.info.run_id, metrics=metrics[first : first + _MOST_METRICS])
    client.set_terminated(created.info.run_id, "FINISHED", ended)


def _experiment(client: "MlflowClient", name: str) -> str:
    """Return the identity of the experiment called `name`, which another worker may be making as well."""
    from mlflow.exceptions import MlflowException

    found = client.get_experiment_by_name(name)
    if found is None:
        try:
            return str(client.create_experiment(name))
        except MlflowException as error:
            found = client.get_experiment_by_name(name)
            if found is None:
                raise error
    return str(found.experiment_id)
