"""What the exporter says of itself: how its checks ran, which files are in force, how busy it is, and what it is."""

from collections.abc import Iterator

from dte_exporter.exposition.exporter import (
    build,
    check_facts,
    check_runs,
    check_segments,
    datasets,
    history_health,
    received_events,
    reloads,
    saturation,
)
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.storage.snapshot import CheckRecord, Snapshot

_PARTS = (check_facts, datasets, reloads, saturation, history_health, received_events, build)

SPECS: tuple[MetricSpec, ...] = (
    *check_runs.SPECS,
    *check_segments.SPECS,
    *(spec for part in _PARTS for spec in part.SPECS),
)
"""Every family of the exporter itself, in the order in which it is shown."""


def samples(snapshot: Snapshot) -> Iterator[Sample]:
    """Yield the values of `SPECS` that are of no single check."""
    for part in _PARTS:
        yield from part.samples(snapshot)


def series(snapshot: Snapshot) -> int:
    """Return how many series `samples` has."""
    return sum(len(tuple(part.samples(snapshot))) for part in _PARTS)


def of_check(record: CheckRecord) -> Iterator[Sample]:
    """Yield the values of `SPECS` that are of one check."""
    yield from check_runs.of_check(record)
    yield from check_segments.of_check(record)
    yield from saturation.of_check(record)
    yield from check_facts.of_check(record)
