"""Runs of real checks on literal rows, by segment."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.groups.segmentation import Segmentation
from dte_exporter.config.models import CheckSettings, Columns, DataSet
from dte_exporter.config.windows import Windows
from dte_exporter.metric import Sample
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

REGISTRY = Registry.discover()
PEOPLE = Columns(prediction="hired", label="apt", sensitive=("sex",), key="id")


def rows(cells: Iterable[tuple[str | None, str, int, int, int]]) -> dict[str, list[Any]]:
    """Return columns of people: region, sex, whether hired, whether apt, and how many of these there are."""
    people = [cell[:4] for cell in cells for _ in range(cell[4])]
    columns = dict(zip(("region", "sex", "hired", "apt"), map(list, zip(*people, strict=True)), strict=True))
    return {**columns, "id": [f"{place}" for place in range(len(people))]}


def run(
    folder: Path,
    columns: Mapping[str, Sequence[Any]],
    by: Segmentation | None,
    check: str = "fairness",
    windows: Mapping[str, str] | None = None,
    roles: Columns = PEOPLE,
    **params: Any,
) -> CheckResult:
    """Return what a check finds in `columns`, with a cache of its own."""
    folder.mkdir(exist_ok=True)
    pq.write_table(pa.table(dict(columns)), folder / "people.parquet")
    source = FilesSource(type="files", path="people.parquet")
    dataset = DataSet(source=source, columns=roles, windows=Windows.model_validate(windows or {}))
    kind = REGISTRY.checks[check]
    settings = CheckSettings(check=check, dataset="people", every=60.0, memory_limit="16GiB", by=by)
    configured = ConfiguredCheck("c", settings, kind.params(**params), {"people": dataset}, folder, kind.pillar)
    result = CheckResult.from_json(execute(Job(configured, 0.0, folder / "cache")))
    assert result.outcome is Outcome.OK, result.message
    return result


def of(result: CheckResult, segment: str = "") -> list[Sample]:
    """Return the values of a segment without its label, or those of all rows."""
    found = [sample for sample in result.samples if sample.segment == segment]
    return [
        Sample(sample.name, {label: text for label, text in sample.labels.items() if label != "segment"}, sample.value)
        for sample in found
    ]


def told(result: CheckResult) -> Any:
    """Return what is said of the segments, in JSON types."""
    return json.loads(result.to_json())["evidence"]["segments"]
