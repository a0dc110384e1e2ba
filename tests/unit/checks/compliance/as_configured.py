"""Checks of rows, run as a config asks for them: a file, a config file, a worker's job, a result."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from dev.generate import example
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Check, Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

REGISTRY = Registry.discover()
ELSEWHERE = "elsewhere"
"""Another data set of the same rows, of which nothing is declared."""


def run(
    check: Check[Any],
    folder: Path,
    rows: Mapping[str, Any],
    params: Mapping[str, Any] = {},
    record: Mapping[str, Any] = {},
    more: Mapping[str, Any] = {},
    **settings: Any,
) -> example.Ran:
    """Return what `check` finds in `rows`, with `settings` of the data set, beside a `record` and `more` checks."""
    pq.write_table(pa.table(dict(rows)), folder / "rows.parquet")
    return run_on(folder / "rows.parquet", check, folder, params, record, more, **settings)


def run_on(
    file: Path,
    check: Check[Any],
    folder: Path,
    params: Mapping[str, Any] = {},
    record: Mapping[str, Any] = {},
    more: Mapping[str, Any] = {},
    **settings: Any,
) -> example.Ran:
    """Return what `check` finds in the rows of `file`; otherwise as `run`."""
    case = replace(check.example, settings={**settings, "params": params}, record=record)
    config = example.config(replace(check, example=case))
    config["datasets"][example.NAME]["source"]["path"] = str(file)
    config["datasets"][ELSEWHERE] = {"source": {"type": "files", "path": str(file)}}
    config["checks"].update(more)
    (folder / "record.yaml").write_text(yaml.safe_dump(dict(record)))
    (folder / "config.yaml").write_text(yaml.safe_dump(config))
    configured = load(folder / "config.yaml", REGISTRY).checks[example.NAME]
    result = CheckResult.from_json(execute(Job(configured, example.NOW, folder / "cache")))
    return example.Ran(check, configured, result)
