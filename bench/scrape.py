"""A scrape of 100,000 series: kept bytes against prometheus_client, which renders every scrape anew."""

import asyncio
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import cast

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from bench.row import Row
from dte_exporter.clock import SystemClock
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, DataSet
from dte_exporter.exposition.exposition import Exposition
from dte_exporter.metric import MetricSpec
from dte_exporter.outcome import Evidence
from dte_exporter.storage.snapshot import CheckRecord, Snapshot, SnapshotStore, Values
from dte_exporter.web import Service, create_app
from dte_exporter.web.listen import listening_socket
from dte_exporter.web.server import Server

SERIES = 100_000
_SUBJECT = f"scrape of {SERIES:,} series"
_NOTES = {"identity": "{:,} bytes through the loopback", "gzip": "{:,} bytes, as Prometheus asks; aim: 400 x"}
_DISTANCE = MetricSpec(
    "dte_drift_distance", "How far a column has moved.", "drift", ("check", "dataset", "column", "method")
)


def rows() -> list[Row]:
    """Return the measurements: prometheus_client, then our first scrape after a change, then every other scrape."""
    registry = _registry()
    theirs = _best(lambda: generate_latest(registry), 3)
    theirs_gzip = _best(lambda: gzip.compress(generate_latest(registry)), 2)
    measured = [
        Row(_SUBJECT, "prometheus_client generate_latest", theirs),
        Row(_SUBJECT, "prometheus_client generate_latest, gzip", theirs_gzip),
    ]
    for encoding, against in (("identity", measured[0]), ("gzip", measured[1])):
        with _served() as port:
            first, size = _scrape(port, encoding)
            kept = median(_scrape(port, encoding)[0] for _ in range(100))
        measured += [
            Row(_SUBJECT, f"first after a change over HTTP, {encoding}", first, against.what, "off the event loop"),
            Row(_SUBJECT, f"every other over HTTP, {encoding}", kept, against.what, _NOTES[encoding].format(size)),
        ]
    return measured


@contextmanager
def _served() -> Iterator[int]:
    """Serve the series as the exporter does, from another thread of this process, and yield the port."""
    listening, started = listening_socket("127.0.0.1:0"), threading.Event()
    server = Server(create_app(cast(Service, SimpleNamespace(exposition=_exposition()))), started.set)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
    thread.start()
    started.wait()
    try:
        yield listening.getsockname()[1]
    finally:
        server.stop()
        thread.join()


def _scrape(port: int, encoding: str) -> tuple[float, int]:
    """Return the seconds from connecting to the last byte, and the size of the body."""
    started = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/metrics", headers={"Accept-Encoding": encoding, "Connection": "close"})
    size = len(connection.getresponse().read())
    return time.perf_counter() - started, size


def _best(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def _labels(number: int) -> dict[str, str]:
    return {"check": "bench", "dataset": "bench", "column": f"column_{number}", "method": "wasserstein"}


def _registry() -> CollectorRegistry:
    registry = CollectorRegistry()
    gauge = Gauge(_DISTANCE.name, _DISTANCE.help, _DISTANCE.labels, registry=registry)
    for number in range(SERIES):
        gauge.labels(**_labels(number)).set(number / SERIES)
    return registry


def _exposition() -> Exposition:
    samples = tuple(_DISTANCE.sample(number / SERIES, **_labels(number)) for number in range(SERIES))
    clock, catalogue = SystemClock(), {_DISTANCE.name: _DISTANCE}
    settings = CheckSettings(check="drift", dataset="bench", every="1h")
    check = ConfiguredCheck("bench", settings, None, {"bench": DataSet(source=None)}, Path(), "drift")
    record = CheckRecord(check, 3600.0, 7200.0, values=Values(samples, Evidence(), clock.now()))
    return Exposition(SnapshotStore(Snapshot({"bench": record})), catalogue, clock)
