"""Keepers of lineage events that are killed in the midst of it: ``python -m tests.faults.lineage_killed FILE [KILLS]``.

Again and again a child keeps events that are sent ten at a time, and tells of each when it is kept; after some it is
killed. What nobody was told of is sent again to the next, as clients do. What the file holds then is told as one JSON
line a kill.
"""

import asyncio
import contextlib
import json
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from dte_exporter.clock import SystemClock
from dte_exporter.lineage.events.sent_event import SentEvent
from dte_exporter.sinks.lineage_inbox import LineageInbox
from dte_exporter.storage.history.sqlite import SqliteDatabase
from tests.unit.lineage.events.sent_events import event

KILLS = 50
SENDERS = 10


def keep(path: Path, events: Iterator[SentEvent], told: int) -> None:
    """Keep events in `path` until killed, and write a line into `told` after each."""

    async def send(inbox: LineageInbox) -> None:
        for one in events:
            came_to = await inbox.keep(one)
            os.write(told, f"{one.id} {came_to}\n".encode())

    async def all_of_them() -> None:
        inbox = LineageInbox(SqliteDatabase(path, {"check"}, to_disk=True), SystemClock(), lambda: None)
        inbox.start()
        await asyncio.gather(*(send(inbox) for _ in range(SENDERS)))

    asyncio.run(all_of_them())


def kill(path: Path, round_: int, again: list[str], events: int, delay: float) -> list[tuple[str, str]]:
    """Kill a keeper `delay` seconds after it has told of so many `events`, and return of which it had told in all.

    It is sent `again` first, and then events of this round.
    """
    read, told = os.pipe()
    child = os.fork()
    if not child:
        keep(path, (event(job) for job in jobs(round_, again)), told)
    os.close(told)
    heard = b""
    while heard.count(b"\n") < events:
        heard += os.read(read, 4_096)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while rest := os.read(read, 65_536):
        heard += rest
    os.close(read)
    whole = heard[: heard.rfind(b"\n")].decode().splitlines()
    return [(id_, came_to) for id_, _, came_to in (line.partition(" ") for line in whole)]


def jobs(round_: int, again: list[str]) -> Iterator[str]:
    """Yield the jobs that events are sent of, one after the other."""
    yield from again
    yield from (f"{round_}-{number}" for number in count())


def holds(path: Path) -> tuple[str, list[str]]:
    """Return whether the file is sound, and which events it holds."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        ((verdict,),) = connection.execute("PRAGMA integrity_check").fetchall()
        return verdict, [id_ for (id_,) in connection.execute("SELECT id FROM trust_lineage_event")]


def main(path: Path, kills: int) -> None:
    """Kill one keeper after another, each at another moment."""
    told: set[str] = set()
    again: list[str] = []
    for round_ in range(kills):
        heard = kill(path, round_, again, 1 + round_ % 7, (round_ % 10) * 0.0007)
        accepted = {id_ for id_, came_to in heard if came_to == "accepted"}
        known = {id_ for id_, came_to in heard if came_to == "duplicate"}
        verdict, there = holds(path)
        facts = {
            "verdict": verdict,
            "told": len(heard),
            "lost": len((told | accepted | known) - set(there)),
            "doubled": len(there) - len(set(there)),
            "accepted_twice": len(told & accepted),
        }
        print(json.dumps(facts), flush=True)
        told |= accepted | known
        sent = [*again, *(f"{round_}-{number}" for number in range(len(heard) + SENDERS))]
        again = [job for job in sent if event(job).id not in told]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else KILLS)
