"""Models as MLflow records them: one by its alias or version, the best or latest run, or all that have an alias.

Only records are read: names, versions, aliases, times and logged metrics, and of artifacts the small file that somebody
asks for by its name, as text. None is ever loaded.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import Field, model_validator

from dte_exporter.declared_source import Reach, source
from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.model_registry import LoggedFile, LoggedRun, ModelVersion, Registered
from dte_exporter.records.mlflow_artifacts import Trained, logged_file
from dte_exporter.records.mlflow_runs import log_run
from dte_exporter.records.mlflow_server import HURRIED, MlflowServer, connected

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
    trained : callable
        Finds the run that trained the one model that is meant.
    root : Path or None
        The folder that no file may be read outside of, None for none.
    """

    server: MlflowServer
    base: Path
    find: Callable[["MlflowClient"], Registered]
    label: Callable[["MlflowClient", str, str, Tags], None]
    trained: Callable[["MlflowClient"], Trained]
    root: Path | None = None

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

    def file(self, paths: Sequence[str]) -> LoggedFile:
        """Return the first of `paths` among the artifacts of the run that trained the model.

        Raises
        ------
        SourceError
            If the server does not answer, refuses, or has no such model; or the artifact is not to be read.
        NoDataError
            If the run logged none of them.
        """
        with connected(self.server, self.base, HURRIED) as client:
            return logged_file(client, self.trained(client), paths, self.base, self.root)

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
    "mlflow",
    config=MlflowModel,
    holds="models",
    confined=True,
    drivers=("mlflow.tracking", "sqlalchemy"),
    reaches=(Reach("a model in MLflow"),),
)
def open_model(config: MlflowModel, base: Path, name: str, root: Path | None = None) -> Mlflow:
    """Return the records of the one model that the entry called `name` means."""
    if config.experiment:
        return Mlflow(
            config,
            base,
            lambda client: Registered((_told(_run_of(client, config), config, name),)),
            _tag_run,
            lambda client: _trained_by(_run_of(client, config), config),
            root,
        )
    registered = config.name or name
    return Mlflow(
        config,
        base,
        lambda client: Registered((_version(client, _found(client, config, name), name, config.alias),)),
        lambda client, _, version, tags: _tag_version(client, registered, version, tags),
        lambda client: _trained(_found(client, config, name), config.alias),
        root,
    )


@source(
    "discover",
    config=MlflowDiscovery,
    holds="models",
    drivers=("mlflow.tracking", "sqlalchemy"),
    reaches=(Reach("the models of an MLflow registry"),),
)
def open_discovery(config: MlflowDiscovery, base: Path, name: str) -> Mlflow:
    """Return the records of every model that fits; the entry's name names none of them."""
    return Mlflow(config, base, lambda client: _discovered(client, config), _tag_version, lambda _: _no_one_model(name))


def _no_one_model(name: str) -> Trained:
    raise SourceError(f"{name} stands for every model that fits: name an entry of models that is one model")


def _found(client: "MlflowClient", config: MlflowModel, name: str) -> Any:
    """Return the version of the registered model, as MLflow has it."""
    from mlflow.exceptions import MlflowException

    registered = config.name or name
    found = (
        client.get_model_version_by_alias(registered, config.alias)
        if config.alias
        else client.get_model_version(registered, config.version)
    )
    if not found.version:
        raise MlflowException("it answers without a version")
    return found


def _trained(found: Any, alias: str) -> Trained:
    return Trained(str(found.version), alias, f"version {found.version}", found.run_id or "")


def _trained_by(run: Any, config: MlflowModel) -> Trained:
    return Trained(run.info.run_id, config.run, f"run {run.info.run_id}", run.info.run_id)


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
    from mlflow.exceptions import MlflowException

    run = client.get_run(found.run_id) if found.run_id else None
    logged = client.get_logged_model(found.model_id).metrics if found.model_id else None
    metrics = {metric.key: metric.value for metric in logged or ()} | (dict(run.data.metrics) if run else {})
    ended = (run.info.end_time or run.info.start_time) if run else found.creation_timestamp
    if not ended:
        raise MlflowException(f"it says not when version {found.version} was made")
    return ModelVersion(model, str(found.version), alias, ended / 1000, metrics)


def _run_of(client: "MlflowClient", config: MlflowModel) -> Any:
    """Return the run of the experiment, as MLflow has it."""
    experiment = client.get_experiment_by_name(config.experiment)
    if experiment is None:
        raise SourceError(f"MLflow has no experiment {config.experiment!r}")
    direction = "DESC" if config.better == "higher" else "ASC"
    order = f"metrics.`{config.metric}` {direction}" if config.run == "best" else "attributes.end_time DESC"
    runs = client.search_runs([experiment.experiment_id], "attributes.status = 'FINISHED'", order_by=[order])
    run = next((run for run in runs if config.run == "latest" or config.metric in run.data.metrics), None)
    if run is None:
        raise NoDataError(f"experiment {config.experiment!r} has no finished run{_that_logged(config.metric)}")
    return run


def _told(run: Any, config: MlflowModel, name: str) -> ModelVersion:
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
