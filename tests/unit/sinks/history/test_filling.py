"""What runs of the past leave in a history."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.config.models import Objective
from dte_exporter.objectives import SPECS
from dte_exporter.sinks.history.filling import Filling
from dte_exporter.sinks.history.recording import Recorder
from dte_exporter.storage.history.sqlite import SqliteDatabase
from tests.unit.objectives.story import METRICS, SHARE, Story, samples, start

LABELS = {"check": "census", "dataset": "people", "model": "scorer"}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    """Give an empty history."""
    made = SqliteDatabase(tmp_path / "history.db", {"check"})
    yield made
    made.close()


@pytest.fixture
def filling(database: SqliteDatabase) -> Filling:
    """Return what fills it."""
    return Filling(database, Recorder({**METRICS, **{spec.name: spec for spec in SPECS}}, samples))


def _asked(database: SqliteDatabase, query: str) -> list[tuple[Any, ...]]:
    with database.reading() as connection:
        return connection.execute(query)


def _story(at: float) -> Story:
    return start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.5, **LABELS), at=at)


def test_a_run_is_kept_at_the_time_that_it_is_of(filling: Filling, database: SqliteDatabase) -> None:
    """Its value, and how its objective stood then."""
    filling.missing("census", [60.0])
    filling.fill(_story(60.0).snapshot, ["census"], 60.0)

    found = _asked(database, "SELECT metric, epoch, value FROM trust_values ORDER BY metric")
    assert ("dte_drift_columns_ratio", 60.0, 0.5) in found
    assert ("dte_objective_met", 60.0, 0.0) in found
    assert _asked(database, 'SELECT "check", epoch, outcome FROM trust_runs') == [("census", 60.0, "ok")]


def test_what_runs_of_now_tell_is_left_to_them(filling: Filling, database: SqliteDatabase) -> None:
    """No trust of all checks together, no change of an objective, nothing for a restart."""
    filling.missing("census", [60.0])
    filling.fill(_story(60.0).snapshot, ["census"], 60.0)

    assert _asked(database, "SELECT metric FROM trust_values WHERE metric LIKE 'dte_trust%'") == []
    assert _asked(database, "SELECT * FROM trust_changes") == []
    assert _asked(database, "SELECT * FROM trust_state") == []


def test_a_moment_with_a_run_before_the_next_is_not_missing(filling: Filling) -> None:
    """A run at 70 is of the moment 60, not of 120; other checks' runs count for nothing."""
    moments = [0.0, 60.0, 120.0]
    assert filling.missing("census", moments) == moments

    filling.fill(_story(70.0).snapshot, ["census"], 70.0)

    assert filling.missing("census", moments) == [0.0, 120.0]
    assert filling.missing("another", moments) == moments


def test_where_there_are_no_moments_none_is_missing(filling: Filling) -> None:
    """A schedule may not fire at all between two moments."""
    assert filling.missing("census", []) == []
