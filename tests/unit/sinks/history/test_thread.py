"""The thread that writes: what is noticed is kept, once, and whoever notices never waits."""

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from dte_exporter.sinks.history import thread
from dte_exporter.sinks.history.keeper import Keeper
from dte_exporter.sinks.history.recording import Recorder
from dte_exporter.sinks.history.thread import History
from dte_exporter.storage.history.kept_run import Entry
from dte_exporter.storage.history.past import Past
from dte_exporter.storage.history.sqlite import SqliteDatabase
from dte_exporter.storage.history.stored_values import StoredValues
from dte_exporter.storage.snapshot import HistoryHealth, Snapshot
from tests.unit.objectives.story import METRICS, SHARE, start
from tests.unit.web.running import ManualClock

SCOPE = {"check": "census", "dataset": "people", "model": "scorer"}


class Healths:
    """What is told of the history's health."""

    def __init__(self) -> None:
        self.told: list[HistoryHealth] = []
        self.changed = threading.Event()

    def __call__(self, health: HistoryHealth) -> None:
        """Take note."""
        self.told.append(health)
        self.changed.set()


@pytest.fixture
def database(tmp_path: Path) -> SqliteDatabase:
    """Return a database that is not there yet."""
    return SqliteDatabase(tmp_path / "history.db", {"check"}, patience=0.01)


@pytest.fixture
def history(database: SqliteDatabase) -> Iterator[History]:
    """Give a history that is not started, and end it."""
    made = History(
        Keeper(database),
        Recorder(METRICS, lambda snapshot, now: ()),
        ManualClock(100.0),
        Past(database, StoredValues(database, 3_600)),
    )
    yield made
    made.stop()
    database.close()


def _times(database: SqliteDatabase) -> list[float]:
    with database.reading() as connection:
        return [time for (time,) in connection.execute("SELECT time FROM trust_run ORDER BY id")]


def test_what_is_noticed_before_the_end_is_kept(history: History, database: SqliteDatabase) -> None:
    """Each run once, however often its snapshot is noticed; a check that has not run, or is gone, is passed over."""
    story = start()
    history.start(Healths())
    history.notice(story.snapshot, "census")
    for at in (10.0, 20.0):
        story.run(SHARE.sample(0.5, **SCOPE), at=at)
        history.notice(story.snapshot, "census")
        history.notice(story.snapshot, "census")
    history.notice(story.snapshot, "gone")
    history.stop()

    assert _times(database) == [10.0, 20.0]


def test_what_was_restored_is_not_kept_anew(history: History, database: SqliteDatabase, tmp_path: Path) -> None:
    """A run that was read from the history is in it."""
    story = start().run(SHARE.sample(0.5, **SCOPE), at=10.0)
    history.start(Healths())
    history.notice(story.snapshot, "census")
    history.stop()
    other = History(
        Keeper(database),
        Recorder(METRICS, lambda snapshot, now: ()),
        ManualClock(),
        Past(database, StoredValues(database, 3_600)),
    )
    kept = other.restore([story.record.check])
    other.start(Healths())

    other.notice(Snapshot({"census": start().record.after(kept.checks["census"].last, None)}), "census")
    other.stop()

    assert _times(database) == [10.0]


def test_health_is_told_when_it_changes(history: History, database: SqliteDatabase) -> None:
    """A folder where the file should be: not available, from the first run on, and told once."""
    healths, story = Healths(), start()
    database.path.mkdir()
    history.start(healths)
    for at in (10.0, 20.0):
        history.notice(story.run(at=at).snapshot, "census")
    history.stop()

    assert healths.told == [HistoryHealth(available=False)]
    assert history.health == HistoryHealth(available=False)


def test_it_tries_again_by_itself(history: History, database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    """No run needs to end for what waits to be written."""
    monkeypatch.setattr(thread, "RETRY", 0.01)
    healths = Healths()
    database.path.mkdir()
    history.start(healths)
    history.notice(start().run(at=10.0).snapshot, "census")
    assert healths.changed.wait(60)
    healths.changed.clear()
    database.path.rmdir()
    assert healths.changed.wait(60)
    history.stop()

    assert healths.told == [HistoryHealth(available=False), HistoryHealth(available=True)]
    assert _times(database) == [10.0]


def test_a_fault_of_ours_costs_its_runs_and_not_the_thread(
    history: History, database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is logged with what it was, and the runs are counted as lost; the next run is kept."""
    keep, story, healths = Keeper.keep, start(), Healths()

    def broken(self: Keeper, entries: Iterable[Entry] = ()) -> None:
        monkeypatch.setattr(Keeper, "keep", keep)
        self._waiting.extend(entries)
        raise ZeroDivisionError

    monkeypatch.setattr(Keeper, "keep", broken)
    with capture_logs() as logs:
        history.start(healths)
        history.notice(story.run(at=10.0).snapshot, "census")
        assert healths.changed.wait(60)
        history.notice(story.run(at=20.0).snapshot, "census")
        history.stop()

    assert _times(database) == [20.0]
    assert history.health.lost == 1
    assert logs == [
        {
            "event": "runs cannot be kept in the history",
            "error": "ZeroDivisionError()",
            "runs": 1,
            "log_level": "error",
        }
    ]


def test_whoever_notices_never_waits(history: History) -> None:
    """While the thread hangs in a write, what it cannot take any more is lost, and counted."""
    story = start()
    for at in range(103):
        history.notice(story.run(at=float(at)).snapshot, "census")

    assert history.health.lost == 3


def test_damage_is_looked_after_in_the_thread(history: History, database: SqliteDatabase) -> None:
    """A reader that met it has it set aside."""
    database.path.write_bytes(b"no database " * 1_000)
    history.start(Healths())
    history.past.on_damage()
    history.stop()

    assert len(list(database.path.parent.glob("*damaged-*Z"))) == 1


def test_what_is_old_goes_with_the_first_run_and_then_once_an_hour(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock that never goes back."""
    tended: list[float] = []
    monkeypatch.setattr(Keeper, "tend", lambda self, now: tended.append(now))
    clock = ManualClock(0.0)
    history._clock = clock
    for clock.time in (10.0, 3_609.0, 3_610.0, 5_000.0):
        history._tend()

    assert tended == [10.0, 3_610.0]
