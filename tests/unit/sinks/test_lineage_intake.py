"""What becomes of an event, by its clock and by what there is, and that it is counted."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from dte_exporter.config.configured import Config
from dte_exporter.config.governance.governance import Governance
from dte_exporter.config.history import History
from dte_exporter.config.lineage.lineage_section import Lineage
from dte_exporter.config.lineage.receive import Receive
from dte_exporter.config.models import Settings
from dte_exporter.errors import HistoryError
from dte_exporter.lineage.events.event import UnfitEventError
from dte_exporter.sinks import lineage_intake
from dte_exporter.sinks.lineage_inbox import LineageInbox
from dte_exporter.sinks.lineage_intake import LineageIntake
from dte_exporter.storage.history.sqlite import SqliteDatabase
from dte_exporter.storage.snapshot import Reception, SnapshotStore
from tests.unit.lineage.events.sent_events import NOON, body
from tests.unit.objectives.story import METRICS
from tests.unit.web.running import ManualClock

Taking = Callable[[LineageIntake], Awaitable[None]]


@pytest.fixture(autouse=True)
def _shown_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test wait for a count to be shown."""
    monkeypatch.setattr(lineage_intake, "SHOWN_AFTER", 0.0)


@pytest.fixture
def store() -> SnapshotStore:
    """Return a store in which nothing is shown."""
    return SnapshotStore()


@pytest.fixture
def intake(tmp_path: Path, store: SnapshotStore) -> Iterator[LineageIntake]:
    """Give an intake at noon of a day, for what is at most a week old."""
    database = SqliteDatabase(tmp_path / "history.db", {"check"}, patience=0.01)
    clock = ManualClock(NOON)
    yield LineageIntake(LineageInbox(database, clock, lambda: None), store, clock, lambda: Receive(keep="7d"))
    database.close()


def _counts(intake: LineageIntake, store: SnapshotStore, taking: Taking) -> Mapping[Reception, int] | None:
    """Return the counts that are shown after `taking`."""

    async def run() -> None:
        intake.start()
        await taking(intake)
        await intake.stop()
        await asyncio.sleep(0.001)

    asyncio.run(run())
    return store.current.received


def test_an_event_and_the_same_again(intake: LineageIntake, store: SnapshotStore) -> None:
    """Both are kept, by one entry."""

    async def twice(intake: LineageIntake) -> None:
        assert await intake.take(body()) == "accepted"
        assert await intake.take(body()) == "duplicate"

    assert _counts(intake, store, twice) == {"accepted": 1, "duplicate": 1}


@pytest.mark.parametrize("at", ["2018-07-02T12:00:00Z", "2018-06-24T12:00:00Z"])
def test_a_clock_may_be_a_day_ahead_and_an_event_as_old_as_is_kept(
    intake: LineageIntake, store: SnapshotStore, at: str
) -> None:
    """To the second."""

    async def at_the_edge(intake: LineageIntake) -> None:
        await intake.take(body(at=at))

    assert _counts(intake, store, at_the_edge) == {"accepted": 1}


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("2018-07-02T12:00:01Z", "eventTime is more than a day ahead of the clock here: set that of the producer"),
        ("2018-06-24T11:59:59Z", "eventTime is longer ago than the 1w for which lineage.receive keeps events"),
    ],
)
def test_what_cannot_be_of_now_is_refused(intake: LineageIntake, store: SnapshotStore, at: str, sentence: str) -> None:
    """And the sentence says whose clock to look at, or which setting."""

    async def skewed(intake: LineageIntake) -> None:
        with pytest.raises(UnfitEventError) as refusal:
            await intake.take(body(at=at))
        assert str(refusal.value) == sentence

    assert _counts(intake, store, skewed) == {"refused": 1}


def test_what_cannot_be_kept_now_is_deferred(tmp_path: Path, store: SnapshotStore) -> None:
    """It is no fault of the event."""
    (tmp_path / "file").touch()
    database, clock = SqliteDatabase(tmp_path / "file" / "history.db", {"check"}), ManualClock(NOON)
    intake = LineageIntake(LineageInbox(database, clock, lambda: None), store, clock, Receive)

    async def away(intake: LineageIntake) -> None:
        with pytest.raises(HistoryError):
            await intake.take(body())

    assert _counts(intake, store, away) == {"deferred": 1}


def test_many_counts_are_shown_at_once(
    intake: LineageIntake, store: SnapshotStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A snapshot for each would be rendered for each."""

    async def hundred(intake: LineageIntake) -> None:
        for _ in range(100):
            intake.count("refused")

    assert _counts(intake, store, hundred) == {"refused": 100}
    assert store.current.sequence == 2  # that there is none yet, and that there are a hundred


def _config(folder: Path, history: History | None, receive: Receive | None) -> Config:
    told = Governance(lineage=Lineage(receive=receive))
    return Config(folder / "config.yaml", Settings(history=history), {}, {}, {}, governance=told)


def test_without_a_history_there_is_no_intake(tmp_path: Path, store: SnapshotStore) -> None:
    """There is nowhere to keep events."""
    config = _config(tmp_path, None, Receive())

    assert lineage_intake.lineage_intake(lambda: config, METRICS, store, ManualClock()) is None


def test_whether_events_are_received_follows_the_config_in_force(tmp_path: Path, store: SnapshotStore) -> None:
    """Counters are shown from the first run of a check on that follows the reload."""
    configs = [_config(tmp_path, History(), None)]
    intake = lineage_intake.lineage_intake(lambda: configs[-1], METRICS, store, ManualClock(NOON))
    assert intake is not None

    async def reloaded(intake: LineageIntake) -> None:
        intake.notice("a check")
        assert store.current.received is None
        configs.append(_config(tmp_path, History(), Receive()))
        intake.notice("a check")
        assert store.current.received == {}
        assert await intake.take(body()) == "accepted"

    assert _counts(intake, store, reloaded) == {"accepted": 1}
    configs.append(replace(configs[-1], governance=None))
    assert intake.asked() is None
