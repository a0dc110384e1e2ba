"""``tests/golden/<check>.prom``: what a scrape shows of each check's own example."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dev.generate.example import NAME, NOW, Ran, run
from dte_exporter.exposition.body import Plain
from dte_exporter.exposition.negotiation import TEXT
from dte_exporter.exposition.pieces import Pieces
from dte_exporter.metric import Sample
from dte_exporter.registry import Check, Registry
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, Values


def make(registry: Registry) -> Mapping[str, str]:
    """Return the golden exposition of every check by its file."""
    return {f"tests/golden/{name}.prom": _exposition(check, registry) for name, check in registry.checks.items()}


def _exposition(check: Check[Any], registry: Registry) -> str:
    """Return the check's own families in the text format, after its example ran through the whole pipeline."""
    with TemporaryDirectory() as folder:
        ran = run(check, registry, Path(folder))
    own = {spec.name: spec for spec in check.emits}
    edition = Pieces(own, Plain()).body(_snapshot(ran), NOW, TEXT)
    return b"".join(edition.followed_by(b"")).decode()


def _snapshot(ran: Ran) -> Snapshot:
    """Return what a scrape would find right after the example ran."""
    last = Run(ran.result.outcome, ran.result.message, started=NOW, duration=0.0)
    values = Values(tuple(_rounded(sample) for sample in ran.result.samples), ran.result.evidence, NOW)
    return Snapshot({NAME: CheckRecord(ran.check, 3600.0, 7200.0).after(last, values)})


def _rounded(sample: Sample) -> Sample:
    """Return the sample to twelve digits: the last bits differ between machines, and 0.4 is easier to read."""
    return Sample(sample.name, sample.labels, float(f"{sample.value:.12g}"))
