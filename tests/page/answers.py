"""What an exporter answers, as plain data that can be changed: where the dashboard's tests and pictures begin."""

import json
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dev.generate import sample
from dte_exporter.exposition.description import entries
from dte_exporter.registry import Registry

Value = dict[str, Any]
"""A sample as the stream words it: name, labels, value."""

REPOSITORY = Path(__file__).parents[2]
NOW = sample.NOW


@dataclass
class Answers:
    """All that a page can ask of an exporter.

    Parameters
    ----------
    samples : list of Value
        What ``/metrics`` shows.
    catalogue, checks, results, controls : list
        The lists of the API's answers of these names.
    history : mapping or None
        Series by metric; None where no history is kept.
    lineage : mapping or None
        What is told of the graph; None where no check of lineage has run.
    """

    samples: list[Value]
    catalogue: list[dict[str, Any]]
    checks: list[dict[str, Any]]
    results: list[dict[str, Any]]
    controls: list[dict[str, Any]]
    history: dict[str, Any] | None = field(default_factory=dict)
    lineage: dict[str, Any] | None = None

    def each(self, change: Callable[[Value], None], *names: str) -> None:
        """Change the samples of some metrics."""
        for one in self.samples:
            if one["name"] in names:
                change(one)

    def drop(self, *names: str, **labels: str) -> None:
        """Remove the samples of some metrics (of all, if none is named) that have all of `labels`."""
        self.samples = [
            one
            for one in self.samples
            if (names and one["name"] not in names) or not labels.items() <= one["labels"].items()
        ]

    def add(self, name: str, value: float, **labels: str) -> None:
        """Add a sample."""
        self.samples.append({"name": name, "labels": labels, "value": value})

    def of(self, name: str) -> list[Value]:
        """Return the samples of one metric."""
        return [one for one in self.samples if one["name"] == name]


def demo() -> Answers:
    """Return what the demo's exporter answers, to be changed freely."""
    return deepcopy(_demo())


@cache
def _demo() -> Answers:
    kept = json.loads((REPOSITORY / sample.PLACE).read_text())
    catalogue = [json.loads(json.dumps(entry.as_json())) for entry in entries(Registry.discover())]
    samples = list(_samples(kept["families"], kept["words"]))
    samples.append({"name": "dte_history_available", "labels": {}, "value": 1.0})
    checks, results, controls = (kept[part][part] for part in ("checks", "results", "controls"))
    return Answers(samples, catalogue, checks, results, controls, kept["history"])


def _samples(families: Mapping[str, Any], words: list[str]) -> Iterable[Value]:
    for name, family in families.items():
        for *numbers, value in family["rows"]:
            labels = dict(zip(family["labels"], (words[number] for number in numbers), strict=True))
            yield {"name": name, "labels": labels, "value": value}
