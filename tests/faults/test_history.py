"""The history and what can befall it: kills, restarts, disks and readers. Scrapes go on, whatever it is."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from dte_exporter.sinks.history.keeper import Keeper
from dte_exporter.storage.history.sqlite import SqliteDatabase
from tests.faults.exporter import Start
from tests.faults.history_killed import BATCH, KILLS, SERIES, entry

HOURLY = {"check": "toy", "dataset": "people", "how": "succeed", "every": "1h"}
REPOSITORY = Path(__file__).parents[2]


def test_fifty_kills_lose_nothing_that_was_told(tmp_path: Path) -> None:
    """Killed in the midst of writing: the file is sound, and holds every batch that was committed, whole."""
    command = [sys.executable, "-m", "tests.faults.history_killed", str(tmp_path / "history.db")]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPOSITORY, timeout=120).stdout

    rounds = [json.loads(line) for line in told.splitlines()]
    assert [one["verdict"] for one in rounds] == ["ok"] * KILLS
    for before, after in pairwise([{"runs": 0}, *rounds]):
        batches, rest = divmod(after["runs"] - before["runs"], BATCH)
        assert (batches - after["told"], rest) in {(0, 0), (1, 0)}  # the last one may be committed and not yet told
        assert after["points"] % SERIES == 0


def test_a_killed_exporter_takes_up_where_it_was(start: Start) -> None:
    """What is unchanged has its values with their true time, and does not run before it is due: no crash repeats it.

    A check that has changed is another: it runs at once. And a file that is damaged is set aside at the next start.
    """
    exporter = start({"hourly": HOURLY, "changed": HOURLY}, history={})
    exporter.eventually(lambda: exporter.kept("hourly") and exporter.kept("changed"))
    (ran,) = exporter.values("dte_check_last_run_timestamp_seconds", check="hourly")
    exporter.process.send_signal(signal.SIGKILL)
    exporter.process.wait()

    again = start({"hourly": HOURLY, "changed": {**HOURLY, "every": "2h"}}, history={}, folder=exporter.folder)
    assert again.values("dte_check_last_run_timestamp_seconds", check="hourly") == [ran]
    assert again.values("dte_check_last_success_timestamp_seconds", check="hourly") == [ran]
    assert again.findings("hourly") != []
    assert again.findings("changed") == []
    again.eventually(lambda: len(again.kept("changed")[0]) == 2)
    assert again.values("dte_check_runs_total", check="hourly", outcome="ok") == [1]
    assert again.values("dte_check_runs_total", check="changed", outcome="ok") == [1]
    assert again.logged("check ran", check="hourly") == []
    assert again.stop() == 0

    file = exporter.folder / "data" / "history.db"
    spoilt = b"\xff" * file.stat().st_size
    file.write_bytes(spoilt)
    anew = start({"hourly": HOURLY}, history={}, folder=exporter.folder)
    assert anew.values("dte_history_available") == [1]
    assert anew.findings("hourly") == []
    (aside,) = file.parent.glob("history.db.damaged-*Z")
    assert aside.read_bytes() == spoilt
    anew.process.kill()


def test_a_place_that_cannot_be_written_stops_nothing(start: Start) -> None:
    """Checks run and scrapes are answered; a gauge says that nothing is kept, and the log says why, once."""
    exporter = start({}, history={"path": "/proc/history.db"})

    assert exporter.values("dte_history_available") == [0]
    assert exporter.ran("steady", runs=2)["outcome"] == "ok"
    (told,) = exporter.logged("the history cannot be kept; results are served as before")
    assert told["error"].startswith("the history /proc/history.db cannot be written: ")
    assert json.loads(exporter.get("/api/v1/history/objectives"))["error"].startswith("the history /proc/history.db")
    assert exporter.stop() == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of half a MiB, which only root can make."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, text=True)
    if mounted.returncode:
        leave_out = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        leave_out(f"no small disk can be mounted: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_loses_nothing_that_was_kept(small_disk: Path) -> None:
    """Runs wait while there is no room, the oldest go when too many wait, and with room again they are written."""
    database = SqliteDatabase(small_disk / "history.db", {"check"})
    keeper = Keeper(database, max_waiting=20)
    at = 0
    while keeper.health.available:
        at += 1
        keeper.keep([entry(float(at))])
    with database.reading() as connection:
        ((kept,),) = connection.execute("SELECT COUNT(*) FROM trust_run")
        assert connection.execute("PRAGMA integrity_check") == [("ok",)]
    assert kept == at - 1

    subprocess.run(["mount", "-o", "remount,size=8m", small_disk], check=True)
    keeper.keep([entry(float(at + 1))])

    with database.reading() as connection:
        assert connection.execute("SELECT COUNT(*) FROM trust_run") == [(at + 1,)]
    assert (keeper.health.available, keeper.health.lost) == (True, 0)
    keeper.close()


def test_a_disk_that_became_read_only_stops_nothing(small_disk: Path) -> None:
    """As file systems do after an error; when it can be written again, what waited is kept."""
    database = SqliteDatabase(small_disk / "history.db", {"check"})
    keeper = Keeper(database)
    keeper.keep([entry(1.0)])
    keeper.close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    keeper.keep([entry(2.0)])
    assert not keeper.health.available

    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    keeper.keep()

    with database.reading() as connection:
        assert connection.execute("SELECT COUNT(*) FROM trust_run") == [(2,)]
    assert (keeper.health.available, keeper.health.lost) == (True, 0)
    keeper.close()


READER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("BEGIN")
print(connection.execute("SELECT COUNT(*) FROM trust_values").fetchone()[0], flush=True)
sys.stdin.readline()
print(connection.execute("SELECT COUNT(*) FROM trust_values").fetchone()[0], flush=True)
"""
"""Another program, which reads, thinks for a while, and reads again in one transaction."""


def test_a_reader_in_another_process_holds_up_no_writer(tmp_path: Path) -> None:
    """It sees what was there when it began, to its end; the writer, who waits for nobody, writes meanwhile."""
    database = SqliteDatabase(tmp_path / "history.db", {"check"}, patience=0.0)
    keeper = Keeper(database)
    keeper.keep([entry(1.0)])
    command = [sys.executable, "-c", READER, str(database.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        before = reader.stdout.readline()
        for at in range(2, 50):
            keeper.keep([entry(float(at))])
            assert keeper.health.available
        after, _ = reader.communicate("\n")

    assert (before.strip(), after.strip()) == (str(SERIES), str(SERIES))
    with contextlib.closing(sqlite3.connect(database.path)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM trust_values").fetchone() == (49 * SERIES,)
    keeper.close()
