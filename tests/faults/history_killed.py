"""Writers of a history that are killed in the midst of it: ``python -m tests.faults.history_killed FILE``.

Fifty times a child writes batch after batch and tells of each when it is committed; after a few it is killed. What the
file holds then is told as one JSON line a kill.
"""

import contextlib
import json
import os
import signal
import sqlite3
import sys
import time
from itertools import count
from pathlib import Path

from dte_exporter.sinks.history.keeper import Keeper
from dte_exporter.storage.history.kept_run import Entry, Point
from dte_exporter.storage.history.sqlite import SqliteDatabase
from tests.unit.objectives.story import SHARE, start

KILLS = 50
BATCH = 5
SERIES = 20


def write(path: Path, told: int) -> None:
    """Write batches into `path` until killed, and one byte into `told` after each."""
    keeper = Keeper(SqliteDatabase(path, {"check"}))
    for batch in count(int(time.time())):
        keeper.keep([entry(batch + place / BATCH) for place in range(BATCH)])
        if not keeper.is_behind:
            os.write(told, b".")


def entry(at: float) -> Entry:
    """Return a run at `at` of some values, and of a state that is larger than a page."""
    record = start().run(at=at).snapshot.records["census"]
    scope = {"check": "census", "dataset": "people"}
    points = tuple(Point(SHARE.sample(at, **scope, model=str(place)), "drift", at, 600.0) for place in range(SERIES))
    return Entry(record, points, (), {"census": "x" * 4_000})


def kill(path: Path, batches: int, delay: float) -> int:
    """Kill a writer `delay` seconds after it has told of `batches`, and return of how many it had told in all."""
    read, told = os.pipe()
    child = os.fork()
    if not child:
        write(path, told)
    os.close(told)
    heard = 0
    while heard < batches:
        heard += len(os.read(read, 1))
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while rest := os.read(read, 4_096):
        heard += len(rest)
    os.close(read)
    return heard


def holds(path: Path) -> dict[str, object]:
    """Return what the file holds."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        ((verdict,),) = connection.execute("PRAGMA integrity_check").fetchall()
        ((runs,),) = connection.execute("SELECT COUNT(*) FROM trust_run").fetchall()
        ((points,),) = connection.execute("SELECT COUNT(*) FROM trust_point").fetchall()
    return {"verdict": verdict, "runs": runs, "points": points}


def main(path: Path) -> None:
    """Kill one writer after another, each at another moment."""
    for round_ in range(KILLS):
        told = kill(path, 1 + round_ % 3, (round_ % 10) * 0.0007)
        print(json.dumps({"told": told, **holds(path)}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
