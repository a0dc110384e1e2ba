"""Scrapes while checks run: a change between any two, which prometheus_client renders with all the rest each time."""

import asyncio
import multiprocessing
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from dev.bench import fleet
from dev.bench.measure import best, in_child
from dev.bench.row import Row, aimed, at_least, at_most
from dte_exporter.cli.pauses import keep_pauses_short
from dte_exporter.clock import SystemClock
from dte_exporter.config.models import Settings
from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.exposition.exposition import Exposition
from dte_exporter.exposition.upkeep import keep_up
from dte_exporter.registry import Registry
from dte_exporter.storage.snapshot import SnapshotStore
from dte_exporter.web import Service, create_app
from dte_exporter.web.listen import listening_socket
from dte_exporter.web.server import Server

COLUMNS = 40
SERIES_A_CHECK = 442
_AIMS = {100_000: 0.1, 1_000_000: 1.0}
_ACCEPT = {"Accept": "application/openmetrics-text;version=1.0.0", "Accept-Encoding": "gzip"}
_BETWEEN = 0.2
_SCRAPES = 200
_PEER = "prometheus_client generate_latest of all"


def rows() -> list[Row]:
    """Return what a change costs at two sizes, then how long scrapes take, idle and while changes come."""
    return [*(row for series in _AIMS for row in _changes(series)), *_scrapes(167_000)]


def _changes(series: int) -> Iterator[Row]:
    subject = f"a change at {series:,} series"
    yield Row(subject, _PEER, _peer(series))
    (first, change, held), _ = in_child("dev.bench.scrape:changes", series, "gzip")
    yield Row(subject, "the first rendering, in gzip", first, _PEER, "once, off the event loop")
    note = f"{aimed(change, _AIMS[series])}; holds {held:.0f} MB"
    yield Row(subject, "one check changed, in gzip", change, _PEER, note)
    (_, change, held), _ = in_child("dev.bench.scrape:changes", series, "identity")
    note = f"{aimed(change, _AIMS[series])}; holds {held:.0f} MB"
    yield Row(subject, "one check changed, plain", change, _PEER, note)


def _peer(series: int) -> float:
    """Return the seconds that the peer takes; at a million those of a tenth, ten times, since it would take 1 GB."""
    size = min(series, 100_000)
    registry = CollectorRegistry()
    gauge = Gauge("dte_drift_distance", "How far.", ("check", "dataset", "column", "method"), registry=registry)
    for number in range(size):
        gauge.labels("bench", "bench", f"column_{number}", "wasserstein").set(number / size)
    return best(lambda: generate_latest(registry), 2) * series / size


def changes(series: int, encoding: str) -> tuple[float, float, float]:
    """Return the seconds of the first rendering and of the quickest after one check has run, and the MB then held."""
    store = SnapshotStore(fleet.snapshot(series // SERIES_A_CHECK, COLUMNS))
    exposition = Exposition(store, catalogue(Registry.discover()), SystemClock())
    accept = _ACCEPT["Accept"], encoding
    first = best(lambda: exposition.render(*accept), 1)
    numbers = count()

    def change() -> None:
        store.swap(fleet.changed(store.current, next(numbers)))
        exposition.render(*accept)

    return first, best(change, 7), _resident()


def _scrapes(series: int) -> Iterator[Row]:
    subject = f"scrapes of {series:,} series over HTTP, in gzip"
    with _served(series) as (port, pipe):
        _scrape(port)
        idle = sorted(_scrape(port) for _ in range(_SCRAPES))
        plain = sorted(_scrape(port, "identity") for _ in range(_SCRAPES))[_SCRAPES // 2]
        pipe.send("change")
        loaded = sorted(_scrape(port) for _ in range(_SCRAPES))
        pipe.send("end")
        changed, megabytes = pipe.recv()
    p99 = _SCRAPES * 99 // 100
    peer = _peer(series)
    yield Row(subject, _PEER, peer, None, "in process, plain")
    yield Row(subject, "idle, plain, p50", plain, _PEER, at_least(400, plain, peer))
    yield Row(subject, "idle, p50", idle[_SCRAPES // 2])
    yield Row(subject, "idle, p99", idle[p99])
    yield Row(subject, "while checks change, p50", loaded[_SCRAPES // 2], "idle, p50")
    aim = at_most(2, loaded[p99], idle[p99])
    note = f"{changed} changes, one in {_BETWEEN} s; {aim}; the process holds {megabytes:.0f} MB, aim: 200"
    yield Row(subject, "while checks change, p99", loaded[p99], "idle, p99", note)


def _scrape(port: int, encoding: str = "gzip") -> float:
    """Return the seconds from connecting to the last byte, with a pause before it as long as a change takes to come."""
    time.sleep(_BETWEEN / 4)
    started = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/metrics", headers={**_ACCEPT, "Accept-Encoding": encoding, "Connection": "close"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != HTTPStatus.OK:
        raise RuntimeError(f"a scrape was answered by {answer.status}")
    return time.perf_counter() - started


@contextmanager
def _served(series: int) -> Iterator[tuple[int, Connection]]:
    """Serve from a process of its own; yield its port, and the pipe over which it is told to begin to change."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, series))
    process.start()
    try:
        yield ours.recv(), ours
    finally:
        process.terminate()
        process.join()


def _serve(parent: Connection, series: int) -> None:
    keep_pauses_short()
    asyncio.run(_serve_and_change(parent, series))


async def _serve_and_change(parent: Connection, series: int) -> None:
    store, clock = SnapshotStore(fleet.snapshot(series // SERIES_A_CHECK, COLUMNS)), SystemClock()
    exposition = Exposition(store, catalogue(Registry.discover()), clock)
    listening = listening_socket("127.0.0.1:0")
    service = SimpleNamespace(exposition=exposition, config=SimpleNamespace(settings=Settings()))
    app = create_app(cast(Service, service))
    server = Server(app, lambda: parent.send(listening.getsockname()[1]))
    serving = asyncio.create_task(server.serve([listening]))
    upkeep = asyncio.create_task(keep_up(exposition, store, clock))
    changed = 0
    await asyncio.to_thread(parent.recv)
    while not parent.poll():
        await asyncio.sleep(_BETWEEN)
        store.swap(fleet.changed(store.current, changed))
        changed += 1
    parent.send((changed, _resident()))
    upkeep.cancel()
    await serving


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
