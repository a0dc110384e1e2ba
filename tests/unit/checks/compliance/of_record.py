"""Checks of the record of processing, run as a config asks for them: two files, a worker's job, a result."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

REGISTRY = Registry.discover()

DAY = 86_400.0
NOW = 1_543_622_400.0
"""1 December 2018, 00:00 UTC: midnight in Dublin, an hour into the day in Paris, the evening before in New York."""

SOURCE = {"type": "files", "path": "rows.parquet"}


@dataclass(frozen=True)
class Found:
    """What a check found."""

    result: CheckResult

    @property
    def values(self) -> dict[str, float]:
        """The values by series, as ``violations`` or ``transfers none``."""
        told = {}
        for sample in self.result.samples:
            own = (text for label, text in sample.labels.items() if label not in {"check", "dataset"})
            told[" ".join((sample.name.removeprefix("dte_compliance_"), *own))] = sample.value
        return told

    @property
    def counts(self) -> tuple[float, float]:
        """Violations, and what was examined."""
        return self.values["violations"], self.values["examined"]

    @property
    def places(self) -> dict[str, list[str]]:
        """Where something is wrong, and what."""
        places: dict[str, list[str]] = self.result.evidence.details.get("violations", {})
        return places


def configured(kind: str, folder: Path, record: str, **config: Any) -> ConfiguredCheck:
    """Return the check of `kind` that runs by itself, once `record` is the file of the record."""
    (folder / "record.yaml").write_text(record)
    (folder / "config.yaml").write_text(yaml.safe_dump({"compliance": {"record": "record.yaml"}, **config}))
    return load(folder / "config.yaml", REGISTRY).checks[kind]


def found(kind: str, folder: Path, record: str, now: float = NOW, **config: Any) -> Found:
    """Return what the check of `kind` finds in the record at `now`."""
    check = configured(kind, folder, record, **config)
    return Found(CheckResult.from_json(execute(Job(check, now, folder / "cache"))))
