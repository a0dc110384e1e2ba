"""The history in a real PostgreSQL: the same as in a file, whatever happens to the server."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pydantic import SecretStr

from dte_exporter.config.history import History as Policy
from dte_exporter.config.models import Objective
from dte_exporter.errors import ConfigError, HistoryError
from dte_exporter.lineage.events.sent_event import sent
from dte_exporter.storage.history import lineage_events
from dte_exporter.storage.history.database import Database
from dte_exporter.storage.history.lineage_events import forget, insert, open_received
from dte_exporter.storage.history.past import Past, Span
from dte_exporter.storage.history.postgres import PostgresDatabase
from dte_exporter.storage.history.stored_values import StoredValues
from dte_exporter.storage.history.thinning import tend
from tests.integration.postgres import PASSWORD, Postgres
from tests.unit.lineage.events.sent_events import NOON, body, event
from tests.unit.objectives.story import DISTANCE, SHARE, Story, start
from tests.unit.storage.history.memory import LABELS, Memory

Eventually = Callable[[Callable[[], bool], str], None]

pytestmark = pytest.mark.integration

SCOPE = {"check": "census", "dataset": "people", "model": "scorer"}
SHOWN = {
    "trust_values": 'epoch, pillar, metric, "check", model, "column", method, label_pillar, labels, value, outcome',
    "trust_runs": 'epoch, "check", pillar, dataset, outcome, duration_seconds, used_rows, evidence',
    "trust_changes": 'epoch, "check", objective, subject, before, after, value',
}


class PostgresMemory(Memory):
    """A history in PostgreSQL.

    Parameters
    ----------
    url : str
        The server's address.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(Path())

    def opened(self) -> Database:
        """Return the database of a new process."""
        return PostgresDatabase(self.url, LABELS)


@pytest.fixture
def memory(postgres: Postgres) -> Iterator[PostgresMemory]:
    """Give a history in an empty database."""
    with closing(psycopg.connect(postgres.url, autocommit=True)) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    made = PostgresMemory(postgres.url)
    yield made
    made.keeper.close()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Memory]:
    """Give a history in a file, to compare with."""
    made = Memory(tmp_path / "history.db")
    yield made
    made.keeper.close()


def _story(memory: Memory) -> Story:
    """Keep two runs, and return how they went."""
    story = start(columns_ratio=Objective(max=0.3, after_runs=2))
    for at, share in ((60.0, 0.25), (120.0, 0.5)):
        samples = SHARE.sample(share, **SCOPE), DISTANCE.sample(share / 2, **SCOPE, column="O'Hara %", method="js")
        memory.keep(story.run(*samples, at=at).snapshot, "census", at + 1)
    return story


def _rows(memory: Memory, view: str) -> list[list[Any]]:
    """Return the rows of a view in some order; JSON, which has many texts, as what it stands for."""
    rows = memory.rows(f"SELECT {SHOWN[view]} FROM {view}")
    plain = [[json.loads(cell) if isinstance(cell, str) and cell[:1] == "{" else cell for cell in row] for row in rows]
    return sorted(plain, key=str)


@pytest.mark.parametrize("view", SHOWN)
def test_the_views_show_what_they_show_in_a_file(memory: PostgresMemory, file: Memory, view: str) -> None:
    """The same story, kept in both: the same rows."""
    _story(memory)
    _story(file)

    assert _rows(memory, view) == _rows(file, view)
    assert len(_rows(memory, view)) >= 2


def test_time_is_a_timestamp(memory: PostgresMemory) -> None:
    """With a time zone, as charts want it."""
    _story(memory)

    assert memory.rows("SELECT MAX(time) FROM trust_runs") == [(datetime(1970, 1, 1, 0, 2, tzinfo=UTC),)]


def test_a_restart_goes_on_from_it(memory: PostgresMemory) -> None:
    """Values, counters and the unmet run that was counted."""
    story = _story(memory)

    restored = memory.restart(story.snapshot, 130.0)

    before, after = story.snapshot.records["census"], restored.records["census"]
    assert (after.last, after.values, after.runs) == (before.last, before.values, before.runs)
    assert restored.standings == story.snapshot.standings


@pytest.mark.parametrize("span", [Span(0, 1_000), Span(30, 400, step=30)], ids=["every value", "steps"])
@pytest.mark.parametrize("metric", ["dte_drift_distance", "dte_trust_ratio", "dte_objective_value"])
def test_the_past_is_told_as_from_a_file(memory: PostgresMemory, file: Memory, metric: str, span: Span) -> None:
    """Every value, or steps: the same series with the same points."""
    told = []
    for kept in (memory, file):
        _story(kept)
        told.append(Past(kept.database, StoredValues(kept.database, 3_600)).series(metric, {}, span))

    assert told[0] == told[1] != []


@pytest.mark.parametrize(("policy", "left"), [(Policy(), [(120.0,)]), (Policy(keep=86_400.0), [])])
def test_the_old_goes_as_from_a_file(
    memory: PostgresMemory, file: Memory, policy: Policy, left: list[tuple[float]]
) -> None:
    """A week later one of the two runs is left, or none where nothing is kept for so long."""
    for kept in (memory, file):
        _story(kept)
        tend(kept.database, policy, 8 * 86_400.0)

    assert _rows(memory, "trust_values") == _rows(file, "trust_values")
    assert memory.rows("SELECT epoch FROM trust_runs") == left


def test_a_server_that_goes_away_is_waited_for(
    memory: PostgresMemory, postgres: Postgres, eventually: Eventually
) -> None:
    """What ends meanwhile waits, and is kept when the server is back."""
    story = _story(memory)
    postgres.stop()
    memory.keep(story.run(SHARE.sample(0.6, **SCOPE), at=180.0).snapshot, "census", 181.0)
    assert not memory.keeper.health.available
    with pytest.raises(HistoryError, match="cannot be read") as refusal:
        memory.rows("SELECT 1")
    assert PASSWORD not in str(refusal.value)

    postgres.start(eventually)
    memory.keeper.keep()

    assert memory.keeper.health.available
    assert [time for (time,) in memory.rows("SELECT epoch FROM trust_runs ORDER BY epoch")] == [60.0, 120.0, 180.0]


def test_a_reader_holds_up_no_writer(memory: PostgresMemory) -> None:
    """A dashboard reads in the midst of a write, and sees what was there before."""
    story = _story(memory)
    with closing(psycopg.connect(memory.url)) as reader:
        count = reader.execute("SELECT COUNT(*) FROM trust_runs").fetchone()
        memory.keep(story.run(SHARE.sample(0.6, **SCOPE), at=180.0).snapshot, "census", 181.0)

    assert (count, memory.rows("SELECT COUNT(*) FROM trust_runs")) == ((2,), [(3,)])


def test_a_view_that_others_build_on_grows(memory: PostgresMemory) -> None:
    """A release with one more label adds a column at the end: what a dashboard made of the view stays."""
    _story(memory)
    with closing(psycopg.connect(memory.url, autocommit=True)) as reader:
        reader.execute("CREATE VIEW worst AS SELECT metric, MAX(value) FROM trust_values GROUP BY metric")
    later = PostgresDatabase(memory.url, {"surprise"})

    with later.writing() as connection:
        rows = connection.execute("SELECT DISTINCT surprise, dataset FROM trust_values WHERE \"check\" = 'census'")
    later.close()

    assert rows == [(None, "people")]


def test_a_password_that_does_not_fit_is_not_told(postgres: Postgres) -> None:
    """Neither it nor that of an address that is none."""
    wrong = PostgresDatabase(postgres.url.replace(PASSWORD, "open-sesame"), LABELS)
    with pytest.raises(HistoryError, match="password authentication failed") as refusal, wrong.writing():
        pass
    assert "open-sesame" not in str(refusal.value)
    with pytest.raises(ConfigError, match="is not the address of a PostgreSQL database") as refused:
        PostgresDatabase("postgresql://dte:open%sesame@host/db", LABELS)
    assert "sesame" not in str(refused.value)


def test_nothing_of_a_database_is_moved(postgres: Postgres) -> None:
    """What is damaged there is its administrator's to mend; whether it answers can be told."""
    database = PostgresDatabase(postgres.url, LABELS)
    with pytest.raises(HistoryError, match="nothing is moved in a database of others"):
        database.set_aside()
    database.examine()
    database.close()


def test_lineage_events_are_kept_once_and_read_in_their_order(
    memory: PostgresMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a file: page by page, each of them once, and not for ever; text that JSON escapes stays as it is."""
    monkeypatch.setattr(lineage_events, "PAGE", 2)
    odd = sent(body("ä\0 %s ?"))
    with memory.database.writing() as connection:
        events = (event("b"), event("a"), event("b"), odd, event("old", "2018-06-01T12:00:00Z"))
        assert insert(connection, events, NOON) == [True, True, False, True, True]
    with memory.database.writing() as connection:
        forget(connection, NOON - 86_400)

    told = open_received.open(Policy(url=SecretStr(memory.url)), Path(), "received").told()

    assert [one.job.name for one in told if one.job] == ["b", "a", "ä\0 %s ?"]
