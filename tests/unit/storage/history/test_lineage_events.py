"""Lineage events in the history: once each, in their order, and not for ever."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from dte_exporter.config.history import History
from dte_exporter.errors import SourceError
from dte_exporter.lineage.events.sent_event import SentEvent, sent
from dte_exporter.lineage.naming import Name
from dte_exporter.storage.history import lineage_events
from dte_exporter.storage.history.lineage_events import bodies, forget, insert, open_received
from dte_exporter.storage.history.sqlite import SqliteDatabase
from tests.unit.lineage.events.sent_events import NOON, body, event

HISTORY = History(path=Path("history.db"))
DAY = 86_400.0


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    """Give a history that is not there yet, patient as the tests are."""
    made = SqliteDatabase(tmp_path / "history.db", {"check"}, patience=0.05, to_disk=True)
    yield made
    made.close()


def _put(database: SqliteDatabase, *events: SentEvent) -> list[bool]:
    with database.writing() as connection:
        return insert(connection, events, NOON)


def _jobs(folder: Path) -> list[Name | None]:
    return [one.job for one in open_received.open(HISTORY, folder, "received").told()]


def test_an_event_is_kept_once(database: SqliteDatabase) -> None:
    """In one transaction or in two: of each is told whether it was new."""
    assert _put(database, event("a"), event("b"), event("a")) == [True, True, False]
    assert _put(database, event("b"), event("c")) == [False, True]
    with database.reading() as connection:
        assert list(bodies(connection)) == [event(job).body for job in ("a", "b", "c")]


def test_what_they_tell_is_read_page_by_page(
    database: SqliteDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them, in the order in which they came, as often as it is asked for."""
    monkeypatch.setattr(lineage_events, "PAGE", 2)
    _put(database, *map(event, "edcba"))
    teller = open_received.open(HISTORY, tmp_path, "received")

    for _ in range(2):
        assert [one.job for one in teller.told()] == [Name("etl", job) for job in "edcba"]
    assert teller.notices == ()


def test_reading_holds_a_page_and_not_the_whole(database: SqliteDatabase, tmp_path: Path) -> None:
    """Of 40 MB of events less than a tenth is held at once."""
    _put(database, *(sent(body(str(number), ours="x" * 10_000)) for number in range(4_000)))
    teller = open_received.open(HISTORY, tmp_path, "received")

    tracemalloc.start()
    count = sum(1 for _ in teller.told())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 4_000
    assert most < 4_000_000


def test_what_is_older_is_forgotten(database: SqliteDatabase, tmp_path: Path) -> None:
    """By the moment that an event is of, not by when it came: so none that was forgotten can come again."""
    _put(database, event("new"), event("old", "2018-06-01T12:00:00Z"))
    with database.writing() as connection:
        forget(connection, NOON - DAY)

    assert _jobs(tmp_path) == [Name("etl", "new")]


def test_a_clock_that_leaps_ahead_costs_a_day(database: SqliteDatabase, tmp_path: Path) -> None:
    """A year ahead by mistake, for one pass: what lies a day beyond is forgotten, and no more."""
    _put(database, event("new"), event("yesterday", "2018-06-30T12:00:00Z"))
    for before in (NOON - 1.5 * DAY, NOON + 365 * DAY):
        with database.writing() as connection:
            forget(connection, before)

    assert _jobs(tmp_path) == [Name("etl", "new")]


def test_before_there_is_a_history_nothing_was_received(tmp_path: Path) -> None:
    """And none is made by looking."""
    assert _jobs(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_what_this_version_cannot_read_is_told(database: SqliteDatabase, tmp_path: Path) -> None:
    """It hides no other event."""
    _put(database, SentEvent("1", NOON, "{}"), event("a"))
    teller = open_received.open(HISTORY, tmp_path, "received")

    assert [one.job for one in teller.told()] == [Name("etl", "a")]
    assert teller.notices == ("received events: 1 are passed over, which this version takes for none",)


def test_a_history_that_cannot_be_read_is_no_empty_graph(tmp_path: Path) -> None:
    """Else every data set would seem to come from nowhere."""
    (tmp_path / "history.db").write_bytes(b"no database" * 1000)

    with pytest.raises(SourceError, match=r"^the history .*history\.db cannot be read: file is not a database$"):
        _jobs(tmp_path)
