"""The history follows runs: each that is noticed is kept before the exporter has stopped, and its health is shown."""

import asyncio
from pathlib import Path

from dte_exporter.sinks.history.history_follower import HistoryFollower
from dte_exporter.sinks.history.keeper import Keeper
from dte_exporter.sinks.history.recording import Recorder
from dte_exporter.sinks.history.thread import History
from dte_exporter.storage.history.past import Past
from dte_exporter.storage.history.sqlite import SqliteDatabase
from dte_exporter.storage.history.stored_values import StoredValues
from dte_exporter.storage.snapshot import SnapshotStore
from tests.unit.objectives.story import METRICS, SHARE, start
from tests.unit.web.running import ManualClock

SCOPE = {"check": "census", "dataset": "people", "model": "scorer"}


def _follower(path: Path, store: SnapshotStore) -> HistoryFollower:
    database = SqliteDatabase(path, {"check"}, patience=0.01)
    recorder = Recorder(METRICS, lambda snapshot, now: ())
    past = Past(database, StoredValues(database, 3_600))
    return HistoryFollower(History(Keeper(database), recorder, ManualClock(100.0), past), store)


def _kept(path: Path) -> list[tuple[str, float]]:
    database = SqliteDatabase(path, {"check"}, patience=0.01)
    with database.reading() as connection:
        rows = [(check, time) for check, time in connection.execute('SELECT "check", time FROM trust_run')]
    database.close()
    return rows


async def _followed(follower: HistoryFollower) -> None:
    follower.start()
    follower.notice("census")
    await follower.stop()
    await asyncio.sleep(0)  # what the thread asked of the loop before it ended


def test_a_run_is_kept_before_the_stop_returns(tmp_path: Path) -> None:
    """It is the last one of the check in the snapshot of that moment."""
    store = SnapshotStore(start().run(SHARE.sample(0.5, **SCOPE), at=10.0).snapshot)

    asyncio.run(_followed(_follower(tmp_path / "history.db", store)))

    assert _kept(tmp_path / "history.db") == [("census", 10.0)]


def test_a_history_that_cannot_be_kept_is_shown_as_such(tmp_path: Path) -> None:
    """The snapshot says so, for the gauge and the page."""
    (tmp_path / "no-folder").write_text("a file is in the way")
    store = SnapshotStore(start().run(SHARE.sample(0.5, **SCOPE), at=10.0).snapshot)

    asyncio.run(_followed(_follower(tmp_path / "no-folder" / "history.db", store)))

    assert store.current.history is not None
    assert not store.current.history.available
