"""Models as MLflow records them: one by its alias or version, the best or latest run, or all that have an alias.

Only records are read: names, versions, aliases, times and logged metrics. No artifact is fetched, let alone loaded.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import Field, model_validator

from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.model_registry import LoggedRun, ModelVersion, Registered
from dte_exporter.records.mlflow_runs import log_run
from dte_exporter.records.mlflow_server import MlflowServer, connected
from dte_exporter.registry import Reach, source

if TYPE_CHECKING:
    from mlflow.tracking import MlflowClient

_PAGE = 100


class MlflowModel(MlflowServer):
    """One model: a registered one by `alias` or `version`, or a `run` of an `experiment`."""

    type: Literal["mlflow"] = "mlflow"
    name: str = Field(default="", description="The registered model; the entry's name by default.")
    alias: str = Field(default="", description="The alias whose version is meant, such as champion.")
    version: str = Field(default="", description="The version, where no alias is meant.")
    experiment: str = Field(default="", description="The experiment, where the model is not registered.")
    run: Literal["best", "latest"] = Field(default="latest", description="Which finished run of the experiment.")
    metric: str = Field(default="", description="The logged metric by which the best run is the best.")
    better: Literal["higher", "lower"] = Field(default="higher", description="Which values of it are better.")

    @model_validator(mode="after")
    def _one_way_to_find_it(self) -> Self:
        if sum(map(bool, (self.alias, self.version, self.experiment))) != 1:
            raise ValueError("give one of alias, version and experiment")
        if (self.run == "best") != bool(self.metric):
            raise ValueError("run: best goes with the metric that it is the best by, and only it does")
        return self


class MlflowDiscovery(MlflowServer):
    """Every registered model that has an alias."""

    type: Literal["discover"] = "discover"
    alias: str = Field(default="champion", min_length=1, description="The alias that a model must have.")
    tags: Mapping[str, str] = Field(default={}, description="Tags that a registered model must have.")
    max: int = Field(default=200, ge=1, description="The most models; further ones are counted.")


Tags = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Mlflow:
    """An MLflow server, with what is meant of it; a `model_registry.ModelRegistry`.

    Parameters
    ----------
    server : MlflowServer
        How it is reached.
    base : Path
        The folder that a file of SQLite is relative to.
    find : callable
        Reads what is meant.
    label : callable
        ``(client, model, version, tags)``: sets and removes tags.
    """

    server: MlflowServer
    base: Path
    find: Callable[["MlflowClient"], Registered]
    label: Callable[["MlflowClient", str, str, Tags], None]

    def read(self) -> Registered:
        """Return what the server says now.

        Raises
        ------
        SourceError
            If it does not answer, refuses, or has no such model.
        NoDataError
            If it answers and nothing fits.
        """
        with connected(self.server, self.base) as client:
            return self.find(client)

    def tag(self, model: str, version: str, tags: Tags) -> None:
        """Set the tags of a version, or of a run where that is what was read; None removes one.

        Raises
        ------
        SourceError
            If the server does not answer, or refuses.
        """
        with connected(self.server, self.base) as client:
            self.label(client, model, version, tags)

    def log(self, run: LoggedRun) -> None:
        """Log `run` in its experiment, which is made where there is none.

        Raises
        ------
        SourceError
            If the server does not answer, or refuses.
        """
        with connected(self.server, self.base) as client:
            log_run(client, run)


@source(
    "mlflow", config=MlflowModel, holds="models", drivers=("mlflow.tracking",), reaches=(Reach("a model in MLflow"),)
)
def open_model(config: MlflowModel, base: Path, name: str) -> Mlflow:
    """Return the records of the one model that the entry called `name` means."""
    if config.experiment:
        return Mlflow(config, base, lambda client: Registered((_run_of(client, config, name),)), _tag_run)
    registered = config.name or name
    return Mlflow(
        config,
        base,
        lambda client: Registered((_registered(client, config, name),)),
        lambda client, _, version, tags: _tag_version(client, registered, version, tags),
    )


@source(
    "discover",
    config=MlflowDiscovery,
    holds="models",
    drivers=("mlflow.tracking",),
    reaches=(Reach("the models of an MLflow registry"),),
)
def open_discovery(config: MlflowDiscovery, base: Path, name: str) -> Mlflow:
    """Return the records of every model that fits; the entry's name names none of them."""
    return Mlflow(config, base, lambda client: _discovered(client, config), _tag_version)


def _registered(client: "MlflowClient", config: MlflowModel, name: str) -> ModelVersion:
    registered = config.name or name
    if config.alias:
        found = client.get_model_version_by_alias(registered, config.alias)
    else:
        found = client.get_model_version(registered, config.version)
    return _version(client, found, name, config.alias)


def _discovered(client: "MlflowClient", config: MlflowDiscovery) -> Registered:
    fitting = [
        model
        for model in _all_models(client)
        if config.alias in model.aliases and config.tags.items() <= dict(model.tags).items()
    ]
    if not fitting:
        raise NoDataError(f"no registered model has the alias {config.alias!r}{' and the tags' if config.tags else ''}")
    versions = tuple(
        _version(client, client.get_model_version_by_alias(model.name, config.alias), model.name, config.alias)
        for model in fitting[: config.max]
    )
    return Registered(versions, left_out=len(fitting) - len(versions))


def _all_models(client: "MlflowClient") -> Iterator[Any]:
    token: str | None = ""
    while token is not None:
        page = client.search_registered_models(max_results=_PAGE, page_token=token or None)
        yield from page
        token = page.token or None


def _version(client: "MlflowClient", found: Any, model: str, alias: str) -> ModelVersion:
    run = client.get_run(found.run_id) if found.run_id else None
    logged = client.get_logged_model(found.model_id).metrics if found.model_id else None
    metrics = {metric.key: metric.value for metric in logged or ()} | (dict(run.data.metrics) if run else {})
    ended = (run.info.end_time or run.info.start_time) if run else found.creation_timestamp
    return ModelVersion(model, str(found.version), alias, ended / 1000, metrics)


def _run_of(client: "MlflowClient", config: MlflowModel, name: str) -> ModelVersion:
    experiment = client.get_experiment_by_name(config.experiment)
    if experiment is None:
        raise SourceError(f"MLflow has no experiment {config.experiment!r}")
    direction = "DESC" if config.better == "higher" else "ASC"
    order = f"metrics.`{config.metric}` {direction}" if config.run == "best" else "attributes.end_time DESC"
    runs = client.search_runs([experiment.experiment_id], "attributes.status = 'FINISHED'", order_by=[order])
    run = next((run for run in runs if config.run == "latest" or config.metric in run.data.metrics), None)
    if run is None:
        raise NoDataError(f"experiment {config.experiment!r} has no finished run{_that_logged(config.metric)}")
    return ModelVersion(name, run.info.run_id, config.run, run.info.end_time / 1000, dict(run.data.metrics))


def _that_logged(metric: str) -> str:
    return f" that logged {metric!r}" if metric else ""


def _tag_version(client: "MlflowClient", name: str, version: str, tags: Tags) -> None:
    from mlflow.exceptions import MlflowException

    try:
        there = client.get_model_version(name, version).tags
    except MlflowException as error:
        if error.error_code == "RESOURCE_DOES_NOT_EXIST" and not any(tags.values()):
            return  # a version that is gone has no tags to remove
        raise
    for key, value in tags.items():
        if value is not None:
            client.set_model_version_tag(name, version, key, value)
        elif key in there:
            client.delete_model_version_tag(name, version, key)


def _tag_run(client: "MlflowClient", _: str, run: str, tags: Tags) -> None:
    there = client.get_run(run).data.tags
    for key, value in tags.items():
        if value is not None:
            client.set_tag(run, key, value)
        elif key in there:
            client.delete_tag(run, key)
