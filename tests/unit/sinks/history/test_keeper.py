"""What becomes of runs while the history cannot be written, and of a history that is damaged."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from dte_exporter.sinks.history.keeper import Keeper
from dte_exporter.storage.history.kept_run import Entry
from dte_exporter.storage.history.sqlite import SqliteDatabase
from dte_exporter.storage.snapshot import HistoryHealth
from tests.unit.objectives.story import start


def _run(at: float) -> Entry:
    """Return what is kept of a run that started at `at`."""
    return Entry(start().run(at=at).snapshot.records["census"], (), (), {"census": f"{at:g}"})


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    """Give a database whose writers are impatient."""
    made = SqliteDatabase(tmp_path / "data" / "history.db", {"check"}, patience=0.01)
    yield made
    made.close()


@pytest.fixture
def keeper(database: SqliteDatabase) -> Keeper:
    """Return a keeper that lets three runs wait."""
    return Keeper(database, max_waiting=3)


def _kept(database: SqliteDatabase) -> list[float]:
    with database.reading() as connection:
        return [time for (time,) in connection.execute("SELECT time FROM trust_run ORDER BY id")]


def test_runs_are_kept_in_their_order(keeper: Keeper, database: SqliteDatabase) -> None:
    """Also where the clock was set back between them: the state is that of the later run."""
    keeper.keep([_run(1_000.0), _run(500.0)])
    keeper.keep([_run(510.0)])

    with database.reading() as connection:
        state = connection.execute("SELECT written, body FROM trust_state")
    assert _kept(database) == [1_000.0, 500.0, 510.0]
    assert state == [(510.0, "510")]
    assert keeper.health == HistoryHealth(available=True, lost=0)


def test_what_cannot_be_written_waits(keeper: Keeper, database: SqliteDatabase) -> None:
    """Somebody else holds the file: told once, and once more when it is kept again, with nothing lost."""
    keeper.keep([_run(1.0)])
    with capture_logs() as logs:
        with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            keeper.keep([_run(2.0)])
            keeper.keep([_run(3.0)])
            assert keeper.health == HistoryHealth(available=False, lost=0)
            assert keeper.is_behind
        keeper.keep()

    assert _kept(database) == [1.0, 2.0, 3.0]
    assert keeper.health == HistoryHealth(available=True, lost=0)
    assert [(log["event"], log.get("error")) for log in logs] == [
        (
            "the history cannot be kept; results are served as before",
            f"the history {database.path} cannot be written: database is locked",
        ),
        ("the history is kept again", None),
    ]


def test_too_many_that_wait_are_lost_and_counted(keeper: Keeper, database: SqliteDatabase) -> None:
    """The oldest go: the present matters most."""
    database.path.parent.mkdir()
    database.path.mkdir()
    for at in range(5):
        keeper.keep([_run(float(at))])
    assert keeper.health == HistoryHealth(available=False, lost=2)

    database.path.rmdir()
    keeper.keep()

    assert _kept(database) == [2.0, 3.0, 4.0]


def test_a_disk_that_is_full_loses_nothing_that_was_kept(keeper: Keeper, database: SqliteDatabase) -> None:
    """SQLite says so as the disk would: no page can be had. When there is room again, what waited is written."""
    keeper.keep([_run(1.0)])
    with database.writing() as connection:
        ((pages,),) = connection.execute("PRAGMA page_count")
        connection.execute(f"PRAGMA max_page_count = {pages}")
    full = _run(2.0)
    keeper.keep([Entry(full.record, (), (), {"census": "x" * 100_000})])
    assert not keeper.health.available
    assert _kept(database) == [1.0]

    keeper.keep()

    assert _kept(database) == [1.0, 2.0]


@pytest.mark.parametrize("content", [b"no database " * 1_000, b"SQLite format 3\0" + b"\xff" * 8_000])
def test_a_damaged_file_is_set_aside_and_never_deleted(
    keeper: Keeper, database: SqliteDatabase, content: bytes
) -> None:
    """A new history begins at once, and the old lies beside it, byte for byte."""
    database.path.parent.mkdir()
    database.path.write_bytes(content)

    with capture_logs() as logs:
        assert keeper.restore([]).checks == {}
        keeper.keep([_run(1.0)])

    (aside,) = database.path.parent.glob("history.db.damaged-*Z")
    assert aside.read_bytes() == content
    assert _kept(database) == [1.0]
    assert keeper.health == HistoryHealth(available=True)
    assert [(log["event"], log["aside"]) for log in logs] == [
        ("the history is damaged: it was set aside, and begins anew", str(aside))
    ]


def test_damage_that_a_reader_finds_is_looked_after(keeper: Keeper, database: SqliteDatabase) -> None:
    """A sound file stays where it is; of one with a spoilt page the log that belongs to it goes along."""
    keeper.keep([_run(float(at)) for at in range(500)])
    keeper.examine()
    assert list(database.path.parent.glob("*damaged*")) == []

    keeper.close()
    content = bytearray(database.path.read_bytes())
    content[8_192:] = b"\xff" * len(content[8_192:])
    database.path.write_bytes(bytes(content))
    keeper.examine()
    keeper.keep([_run(1.0)])

    assert len(list(database.path.parent.glob("history.db.damaged-*Z"))) == 1
    assert _kept(database) == [1.0]


def test_a_file_that_was_removed_begins_anew(keeper: Keeper, database: SqliteDatabase) -> None:
    """Nothing is written into a file that nobody can find."""
    keeper.keep([_run(1.0)])
    database.path.unlink()
    keeper.keep([_run(2.0)])

    assert _kept(database) == [2.0]


def test_what_waits_can_be_given_up(keeper: Keeper, database: SqliteDatabase) -> None:
    """And is counted."""
    database.path.parent.mkdir()
    database.path.mkdir()
    keeper.keep([_run(1.0), _run(2.0)])

    assert keeper.give_up() == 2
    assert keeper.health == HistoryHealth(available=False, lost=2)
    assert not keeper.is_behind
