"""A hundred thousand lineage events: how fast the service takes them for good, and what the graph of them costs."""

import asyncio
import http.client
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from dev.bench.measure import in_child
from dev.bench.row import Row
from dev.bench.service import _resident, _url
from dte_exporter.clock import SystemClock
from dte_exporter.config.history import History
from dte_exporter.config.lineage.receive import Receive
from dte_exporter.lineage.events.sent_event import SentEvent, sent
from dte_exporter.lineage.fold import fold
from dte_exporter.sinks.lineage_inbox import LineageInbox
from dte_exporter.sinks.lineage_intake import LineageIntake
from dte_exporter.storage.history.lineage_events import insert, open_received
from dte_exporter.storage.history.sqlite import SqliteDatabase
from dte_exporter.storage.snapshot import SnapshotStore

EVENTS, JOBS, COLUMNS = 100_000, 1_000, 20
TAKEN = 5_000
SENDERS = 16
_SUBJECT = f"lineage of {EVENTS:,} events"
_ONE = "one event kept for good, of as many as one sender sends"
_CONFIG = """\
history: {path: history.db}
lineage: {receive: {}}
datasets: {orders: {source: {type: files, path: orders.csv}}}
checks: {lineage: {check: lineage, every: 1d}}
"""


def rows() -> list[Row]:
    """Return the seconds an event, sent alone or at once, and the seconds and memory of reading and folding all."""
    alone, together = (in_child("dev.bench.lineage:taking", at_once)[0] for at_once in (1, SENDERS))
    over_http, megabytes = _over_http()
    with tempfile.TemporaryDirectory() as folder:
        size = in_child("dev.bench.lineage:fill", folder)[0]
        (read, told), reading = in_child("dev.bench.lineage:reading", folder)
        (folded, jobs), folding = in_child("dev.bench.lineage:folding", folder)
    note = f"{SENDERS} senders; {{0:,.0f}} events/s"
    return [
        Row(_SUBJECT, _ONE, alone, note=f"each alone on the disk; {1 / alone:,.0f} events/s"),
        Row(_SUBJECT, "the same, sent at once", together, _ONE, note.format(1 / together)),
        Row(
            _SUBJECT,
            "the same, over HTTP",
            over_http,
            _ONE,
            f"{note.format(1 / over_http)}; the service then holds {megabytes:.0f} MB",
        ),
        Row(_SUBJECT, "reading all from the history", read, note=f"{size / 2**20:,.0f} MB, {reading:.0f} MB at most"),
        Row(_SUBJECT, "reading and folding all", folded, note=f"{told:,} into {jobs:,} jobs, {folding:.0f} MB at most"),
    ]


def _event(number: int) -> bytes:
    """Return the start or the end of a run of one of many jobs, which reads two data sets and writes a third."""
    run, is_end = divmod(number, 2)
    job = run % JOBS
    at = datetime.now(UTC) - timedelta(seconds=(EVENTS - number) / 10)
    members: dict[str, Any] = {
        "eventType": "COMPLETE" if is_end else "START",
        "eventTime": at.isoformat(),
        "producer": "https://example.com/etl",
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
        "run": {"runId": str(UUID(int=run))},
        "job": {"namespace": "etl", "name": f"job-{job}"},
        "inputs": [_dataset(job), _dataset(job // 2)],
        "outputs": [_dataset(job + 1, is_output=True)],
    }
    return json.dumps(members).encode()


def _dataset(number: int, is_output: bool = False) -> dict[str, Any]:
    facet = {"_producer": "https://example.com/etl", "_schemaURL": "https://openlineage.io/spec/facets/1-0-0/X.json"}
    schema = {**facet, "fields": [{"name": f"column_{place}", "type": "VARCHAR"} for place in range(COLUMNS)]}
    facets: dict[str, Any] = {"schema": schema}
    source = {"namespace": "postgres://shop:5432", "name": f"shop.public.table_{number - 1}"}
    if is_output:
        made = {f"column_{place}": {"inputFields": [{**source, "field": f"column_{place}"}]} for place in range(5)}
        facets["columnLineage"] = {**facet, "fields": made}
    return {"namespace": "postgres://shop:5432", "name": f"shop.public.table_{number}", "facets": facets}


def taking(at_once: int) -> float:
    """Return the seconds that one event takes to be looked at and kept, where so many senders wait for theirs."""
    bodies = [_event(number) for number in range(TAKEN if at_once > 1 else TAKEN // 10)]

    async def take(folder: str) -> float:
        database = SqliteDatabase(Path(folder) / "history.db", {"check"}, to_disk=True)
        intake = LineageIntake(
            LineageInbox(database, SystemClock(), lambda: None), SnapshotStore(), SystemClock(), Receive
        )
        intake.start()
        waiting = iter(bodies)

        async def send() -> None:
            for body in waiting:
                await intake.take(body)

        started = time.perf_counter()
        await asyncio.gather(*(send() for _ in range(at_once)))
        seconds = time.perf_counter() - started
        await intake.stop()
        return seconds / len(bodies)

    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:  # on a disk, which /tmp may not be
        return asyncio.run(take(folder))


def _over_http() -> tuple[float, float]:
    """Return the seconds an event at the real service, sent from another process, and the MB that it then holds."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        (Path(folder) / "config.yaml").write_text(_CONFIG)
        command = [sys.executable, "-m", "dte_exporter", "serve", "--web.listen-address", "127.0.0.1:0"]
        process = subprocess.Popen(
            [*command, "--config.file", "config.yaml"], stderr=subprocess.PIPE, text=True, cwd=folder
        )
        try:
            port = int(_url(process.stderr or ()).rpartition(":")[2])
            seconds, _ = in_child("dev.bench.lineage:sending", port)
            return float(seconds), _resident(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate()


def sending(port: int) -> float:
    """Return the seconds an event that several senders send to a service, each by one connection."""
    events = [_event(number) for number in range(TAKEN)]

    def send(sender: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for body in events[sender::SENDERS]:
            connection.request("POST", "/api/v1/lineage", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 201, answer.status

    started = time.perf_counter()
    with ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(send, range(SENDERS)))
    return (time.perf_counter() - started) / TAKEN


def fill(folder: str) -> int:
    """Put all events into a history, and return how many bytes it has."""
    database = SqliteDatabase(Path(folder) / "history.db", {"check"})
    for start in range(0, EVENTS, 10_000):
        with database.writing() as connection:
            insert(connection, _events(start, start + 10_000), time.time())
    database.close()
    with sqlite3.connect(Path(folder) / "history.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return os.stat(Path(folder) / "history.db").st_size  # noqa: PTH116  of a file that is there


def _events(start: int, end: int) -> Iterator[SentEvent]:
    yield from (sent(_event(number)) for number in range(start, end))


def reading(folder: str) -> tuple[float, int]:
    """Return the seconds of reading what all events tell, and how many they are."""
    started = time.perf_counter()
    count = sum(1 for _ in open_received.open(History(path=Path("history.db")), Path(folder), "received").told())
    return time.perf_counter() - started, count


def folding(folder: str) -> tuple[float, int]:
    """Return the seconds of reading and folding all, and how many jobs the graph has."""
    started = time.perf_counter()
    graph = fold(open_received.open(History(path=Path("history.db")), Path(folder), "received").told())
    return time.perf_counter() - started, len(graph.jobs)
