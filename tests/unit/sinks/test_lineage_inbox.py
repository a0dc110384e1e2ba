"""The thread that keeps events: who is told that one is kept has it on the disk; those that come together share it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from dte_exporter.errors import HistoryError
from dte_exporter.lineage.events.sent_event import SentEvent
from dte_exporter.sinks import lineage_inbox
from dte_exporter.sinks.lineage_inbox import Kept, LineageInbox
from dte_exporter.storage.history.lineage_events import bodies, insert
from dte_exporter.storage.history.sqlite import SqliteDatabase
from tests.unit.lineage.events.sent_events import NOON, event
from tests.unit.web.running import ManualClock

MONTH = 30 * 86_400.0


class Counted(SqliteDatabase):
    """A database that counts its transactions."""

    transactions = 0

    def writing(self) -> Any:
        """Give one more."""
        self.transactions += 1
        return super().writing()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Counted]:
    """Give a database that is not there yet."""
    made = Counted(tmp_path / "history.db", {"check"}, patience=0.01, to_disk=True)
    yield made
    made.close()


def _inbox(database: SqliteDatabase, clock: ManualClock | None = None, keep: float | None = None) -> LineageInbox:
    return LineageInbox(database, clock or ManualClock(NOON), lambda: keep)


async def _kept(inbox: LineageInbox, *events: SentEvent) -> list[Kept | BaseException]:
    """Return what comes of events that are there before the thread is."""
    waiting = [asyncio.ensure_future(inbox.keep(one)) for one in events]
    await asyncio.sleep(0)
    inbox.start()
    came_to = await asyncio.gather(*waiting, return_exceptions=True)
    await asyncio.to_thread(inbox.stop)
    return came_to


def _there(database: SqliteDatabase) -> list[str]:
    with database.reading() as connection:
        return list(bodies(connection))


def test_events_that_come_together_are_committed_together(database: Counted) -> None:
    """One transaction for all, and each is told what came of it."""
    came_to = asyncio.run(_kept(_inbox(database), *map(event, "abca")))

    assert came_to == ["accepted", "accepted", "accepted", "duplicate"]
    assert database.transactions == 1
    assert _there(database) == [event(job).body for job in "abc"]


def test_a_batch_has_its_bound(database: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five events, two at a time: three transactions."""
    monkeypatch.setattr(lineage_inbox, "BATCH", 2)

    assert asyncio.run(_kept(_inbox(database), *map(event, "abcde"))) == ["accepted"] * 5
    assert database.transactions == 3


def test_who_cannot_be_served_is_told_so(tmp_path: Path) -> None:
    """Each of them, and none is said to be kept."""
    (tmp_path / "file").touch()
    database = SqliteDatabase(tmp_path / "file" / "history.db", {"check"})

    came_to = asyncio.run(_kept(_inbox(database), *map(event, "ab")))

    assert [type(one) for one in came_to] == [HistoryError] * 2
    assert str(came_to[0]).endswith("history.db cannot be written: File exists")


def test_a_fault_of_ours_does_not_end_the_thread(database: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever met it is told to come again, and the next is served."""
    faults = [RuntimeError("a bug"), None]

    def broken(*args: Any) -> list[bool]:
        fault = faults.pop(0)
        if fault:
            raise fault
        return insert(*args)

    monkeypatch.setattr(lineage_inbox, "insert", broken)
    monkeypatch.setattr(lineage_inbox, "BATCH", 1)
    with capture_logs() as logs:
        first, second = asyncio.run(_kept(_inbox(database), event("a"), event("b")))

    assert str(first) == "events cannot be kept now"
    assert second == "accepted"
    assert [log["error"] for log in logs] == ["RuntimeError('a bug')"]


def test_who_has_gone_is_told_nothing(database: Counted) -> None:
    """A request that was given up: its event is kept all the same, and the next is served."""
    faults: list[Any] = []

    async def given_up() -> list[Kept | BaseException]:
        asyncio.get_running_loop().set_exception_handler(lambda _, fault: faults.append(fault))
        inbox = _inbox(database)
        gone = asyncio.ensure_future(inbox.keep(event("a")))
        await asyncio.sleep(0)
        gone.cancel()
        return await _kept(inbox, event("b"))

    assert asyncio.run(given_up()) == ["accepted"]
    assert faults == []
    assert _there(database) == [event("a").body, event("b").body]


def test_old_events_are_forgotten_and_not_at_every_turn(database: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    """A month after the moment that they are of, where that is how long they are kept; the next look is in an hour."""
    monkeypatch.setattr(lineage_inbox, "BATCH", 1)
    with database.writing() as connection:
        insert(connection, [event("old")], NOON)
    inbox, new = _inbox(database, ManualClock(NOON + MONTH + 1), MONTH), event("new", "2018-07-31T12:00:00Z")

    asyncio.run(_kept(inbox, new, event("late")))

    assert _there(database) == [new.body, event("late").body]


def test_where_nothing_is_received_nothing_is_forgotten(database: Counted) -> None:
    """Receiving may be off for a while."""
    asyncio.run(_kept(_inbox(database, ManualClock(NOON + 2 * MONTH)), event("old")))
    asyncio.run(_kept(_inbox(database, ManualClock(NOON + 2 * MONTH)), event("older")))

    assert len(_there(database)) == 2


def test_a_history_that_is_away_stops_no_forgetting_later(tmp_path: Path) -> None:
    """It is told in the log, and tried again within the hour."""
    (tmp_path / "file").touch()
    inbox = _inbox(SqliteDatabase(tmp_path / "file" / "history.db", {"check"}), keep=MONTH)

    with capture_logs() as logs:
        asyncio.run(_kept(inbox, event("a")))

    assert [log["event"] for log in logs] == ["old events cannot be forgotten now"]


def test_an_inbox_that_never_began_ends(database: Counted) -> None:
    """Its database is let go of."""
    _inbox(database).stop()
