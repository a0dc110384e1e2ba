"""A check's own example, run the way that a user's check is run: rows in a file, a config, a worker's job, a result."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dev.demo.make_mlflow_store import Trained, make
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.loading.load import load
from dte_exporter.declared_source import Holding
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Check, Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

NAME = "example"
"""The name of the data set, of the model and of the check in the config of an example."""

NOW = 1_543_622_400.0
"""The moment at which examples run: 1 December 2018, 00:00 UTC, an arbitrary one that stands still."""


@dataclass(frozen=True, slots=True)
class Ran:
    """An example that was run.

    Parameters
    ----------
    kind : Check
        Whose example.
    check : ConfiguredCheck
        The check as the config resolves it.
    result : CheckResult
        What the worker answered.
    """

    kind: Check[Any]
    check: ConfiguredCheck
    result: CheckResult

    @property
    def series(self) -> dict[str, float]:
        """The values by series, written as an example expects them: without the labels of the scope."""
        specs = {spec.name: spec for spec in self.kind.emits}
        return {
            sample.name
            + _braced({label: sample.labels[label] for label in specs[sample.name].own_labels}): sample.value
            for sample in self.result.samples
        }


def run(check: Check[Any], registry: Registry, folder: Path, columns: Mapping[str, list[Any]] | None = None) -> Ran:
    """Run the example of `check` in an empty `folder`, on other `columns` than its own where they are given.

    Raises
    ------
    ConfigError
        If the settings of the example are not those of a config.
    """
    configured = written(check, registry, folder, columns)
    return Ran(check, configured, CheckResult.from_json(execute(Job(configured, NOW, folder / "cache"))))


def written(
    check: Check[Any], registry: Registry, folder: Path, columns: Mapping[str, list[Any]] | None = None
) -> ConfiguredCheck:
    """Write the example of `check` into an empty `folder`, as `run` runs it, and return the check as it is resolved.

    Raises
    ------
    ConfigError
        If the settings of the example are not those of a config.
    """
    import yaml

    _WRITERS[check.on](columns or check.example.columns, folder)
    for name, table in check.example.tables.items():
        _write_rows(table, folder, name)
    for name, text in check.example.files.items():
        (folder / name).write_text(text)
    if check.example.record:
        (folder / "record.yaml").write_text(record(check))
    (folder / "config.yaml").write_text(yaml.safe_dump(config(check), sort_keys=False, allow_unicode=True))
    return load(folder / "config.yaml", registry).checks[NAME]


def _write_rows(columns: Mapping[str, list[Any]], folder: Path, name: str = "rows") -> None:
    import pyarrow
    import pyarrow.parquet

    pyarrow.parquet.write_table(pyarrow.table(dict(columns)), folder / f"{name}.parquet")


def _write_records(columns: Mapping[str, list[Any]], folder: Path) -> None:
    """Register a model whose logged metrics are the rows."""
    metrics = dict(zip(columns["metric"], columns["value"], strict=True))
    make(folder / "mlflow.db", [Trained(NAME, metrics, NOW)])


def _write_nothing(columns: Mapping[str, list[Any]], folder: Path) -> None:
    """Leave a check alone with the record of processing, or with files of its own."""


_WRITERS: Mapping[Holding, Callable[[Mapping[str, list[Any]], Path], None]] = {
    "rows": _write_rows,
    "models": _write_records,
    "record": _write_nothing,
    "results": _write_nothing,
    "lineage": _write_nothing,
}


def config(check: Check[Any]) -> dict[str, Any]:
    """Return the config that runs the example of `check`, as a user would write it."""
    if check.on == "models":
        return {"models": {NAME: {"type": "mlflow", "tracking_uri": "sqlite:///mlflow.db", "alias": "champion"}}}
    settings = dict(check.example.settings)
    params = settings.pop("params", {})
    compliance = {"compliance": {"record": "record.yaml"}} if check.example.record else {}
    if check.on == "record":
        checks = {**settings.pop("checks", {}), NAME: {"check": check.name, **params}}
        return {**settings, "checks": checks, **compliance}
    others = settings.pop("datasets", {})
    if check.on == "lineage":
        datasets = {name: {"source": _source(name), **one} for name, one in others.items()}
        return {**settings, "datasets": datasets, "checks": {NAME: {"check": check.name, "every": "1h", **params}}}
    further = {name: {"source": _source(name), **others.get(name, {})} for name in check.example.tables}
    return {
        "datasets": {NAME: {"source": _source("rows"), **settings}, **further},
        "checks": {NAME: {"check": check.name, "dataset": NAME, "model": "scorer", "every": "1h", **params}},
        **compliance,
    }


def record(check: Check[Any]) -> str:
    """Return the record of processing of the example of `check`, as its file has it."""
    import yaml

    text: str = yaml.safe_dump(dict(check.example.record), sort_keys=False, allow_unicode=True)
    return text


def beside(check: Check[Any]) -> dict[str, str]:
    """Return the files that lie beside the config of the example of `check`, each text by its name."""
    return {**check.example.files, **({"record.yaml": record(check)} if check.example.record else {})}


def _source(name: str) -> dict[str, str]:
    return {"type": "files", "path": f"{name}.parquet"}


def _braced(labels: Mapping[str, str]) -> str:
    return "{" + ",".join(f'{label}="{text}"' for label, text in labels.items()) + "}" if labels else ""
