"""The stream to 500 clients: how long a change is under way, with and without three who read it badly."""

import asyncio
import json
import multiprocessing
import os
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from websockets.asyncio.client import ClientConnection, connect

from dev.bench.row import Row
from dte_exporter.clock import SystemClock
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, DataSet, Settings
from dte_exporter.exposition.exposition import Exposition
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.outcome import Evidence
from dte_exporter.storage.snapshot import CheckRecord, Snapshot, SnapshotStore, Values
from dte_exporter.web import Service, create_app
from dte_exporter.web.listen import listening_socket
from dte_exporter.web.server import Server

CLIENTS = 500
SERIES = 10_000
CHANGED = 50
_TICKS, _TICK = 40, 0.25
_SUBJECT = f"stream of {SERIES:,} series to {CLIENTS} clients, {CHANGED} change each time"
_SENT = MetricSpec("dte_bench_sent_timestamp_seconds", "When it was sent.", "bench", ("check", "column"))


def rows() -> list[Row]:
    """Return how long a change is under way: to those who read well alone, then beside those who do not."""
    with _served() as server:
        return asyncio.run(_measured(server))


@dataclass(frozen=True, slots=True)
class _Served:
    """The server's process, where it listens, and the pipe over which it is told to begin a run of changes."""

    pid: int
    port: int
    pipe: Connection


async def _measured(server: _Served) -> list[Row]:
    empty = _resident(server.pid)
    async with _readers(server.port) as readers:
        alone, full = await _underway(server, readers), _resident(server.pid)
        async with _nuisances(server.port):
            beside, troubled = await _underway(server, readers), _resident(server.pid)
    held = f"the process holds {empty:.0f} MB without clients, {full:.0f} MB with them"
    return [
        Row(_SUBJECT, "a change under way, p50", alone[0]),
        Row(_SUBJECT, "a change under way, p99", alone[1], note=held),
        Row(_SUBJECT, "p50 beside a slow, a silent and a garbage-sending client", beside[0], "a change under way, p50"),
        Row(
            _SUBJECT,
            "p99 beside a slow, a silent and a garbage-sending client",
            beside[1],
            "a change under way, p99",
            f"it holds {troubled:.0f} MB",
        ),
    ]


@asynccontextmanager
async def _readers(port: int) -> AsyncIterator[list[ClientConnection]]:
    """Connect those who read well, and let each read the snapshot."""
    readers = []
    for _ in range(CLIENTS):
        reader = await connect(_address(port), max_size=None, compression=None)
        await reader.recv(decode=False)
        readers.append(reader)
    try:
        yield readers
    finally:
        await asyncio.gather(*(reader.close() for reader in readers))


async def _underway(server: _Served, readers: list[ClientConnection]) -> tuple[float, float]:
    """Return the median and the 99th percentile of the seconds from a change to a client that has it."""
    server.pipe.send("begin")
    arrived = chain.from_iterable(await asyncio.gather(*map(_follow, readers)))
    deltas = ((json.loads(told), at) for told, at in arrived if told.startswith(b'{"type":"delta"'))
    taken = sorted(at - delta["changed"][0]["value"] for delta, at in deltas)
    return taken[len(taken) // 2], taken[len(taken) * 99 // 100]


async def _follow(reader: ClientConnection) -> list[tuple[bytes, float]]:
    """Return what a client is told and when, up to the last change, which takes a series away."""
    arrived = [(b"", 0.0)]
    while b'"removed":[{' not in arrived[-1][0]:
        arrived.append((await reader.recv(decode=False), time.time()))
    return arrived


@asynccontextmanager
async def _nuisances(port: int) -> AsyncIterator[None]:
    """Connect one who reads a message a second, one who never reads, and one who sends garbage again and again."""
    slow = await connect(_address(port), max_size=None, max_queue=1, compression=None)
    silent = socket.create_connection(("127.0.0.1", port))
    silent.sendall(_handshake())
    tasks = [asyncio.create_task(_read_slowly(slow)), asyncio.create_task(_send_garbage(port))]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        silent.close()
        await slow.close()


async def _read_slowly(slow: ClientConnection) -> None:
    while True:
        await slow.recv(decode=False)
        await asyncio.sleep(1)


async def _send_garbage(port: int) -> None:
    while True:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(_handshake() + os.urandom(2**14))
        await asyncio.sleep(0.1)
        writer.close()


def _address(port: int) -> str:
    return f"ws://127.0.0.1:{port}/api/v1/stream"


def _handshake() -> bytes:
    return (
        b"GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@contextmanager
def _served() -> Iterator[_Served]:
    """Serve from a process of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,))
    process.start()
    try:
        yield _Served(cast(int, process.pid), ours.recv(), ours)
    finally:
        process.terminate()
        process.join()


def _serve(parent: Connection) -> None:
    asyncio.run(_serve_and_change(parent))


async def _serve_and_change(parent: Connection) -> None:
    store, clock = SnapshotStore(_snapshot()), SystemClock()
    exposition = Exposition(store, {_SENT.name: _SENT}, clock)
    service = SimpleNamespace(
        store=store, exposition=exposition, clock=clock, config=SimpleNamespace(settings=Settings())
    )
    listening = listening_socket("127.0.0.1:0")
    server = Server(create_app(cast(Service, service)), lambda: parent.send(listening.getsockname()[1]))
    serving = asyncio.create_task(server.serve([listening]))
    while not serving.done():
        if await asyncio.to_thread(parent.poll, 0.1) and parent.recv():
            for left in reversed(range(_TICKS)):
                await asyncio.sleep(_TICK)
                store.swap(_changed(store.current, CHANGED if left else CHANGED - 1))


def _snapshot() -> Snapshot:
    settings = CheckSettings(check="drift", dataset="bench", every="1h")
    records = {}
    for name, size in (("still", SERIES - CHANGED), ("moving", CHANGED)):
        check = ConfiguredCheck(name, settings, None, {"bench": DataSet(source=None)}, Path(), "drift")
        records[name] = CheckRecord(check, 3600.0, 7200.0, values=_values(name, size))
    return Snapshot(records)


def _values(check: str, size: int) -> Values:
    now = time.time()
    samples = (Sample(_SENT.name, {"check": check, "column": f"column_{number}"}, now) for number in range(size))
    return Values(tuple(samples), Evidence(), now)


def _changed(snapshot: Snapshot, series: int) -> Snapshot:
    moving = replace(snapshot.records["moving"], values=_values("moving", series))
    return replace(snapshot, records={**snapshot.records, "moving": moving})
