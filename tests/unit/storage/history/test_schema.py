"""What people query: the views, and how they follow the catalogue."""

import json
import sqlite3
from contextlib import closing

import pytest

from dte_exporter.config.models import Objective
from dte_exporter.errors import HistoryError
from dte_exporter.storage.history.sqlite import SqliteDatabase
from tests.unit.objectives.story import DISTANCE, SHARE, start
from tests.unit.storage.history.memory import Memory

SCOPE = {"check": "census", "dataset": "people", "model": "scorer"}


def _keep(memory: Memory) -> None:
    """Keep one run."""
    story = start(columns_ratio=Objective(max=0.3))
    samples = SHARE.sample(0.5, **SCOPE), DISTANCE.sample(0.2, **SCOPE, column="age", method="wasserstein")
    memory.keep(story.run(*samples, at=60.0).snapshot, "census", 61.0)


def _row(memory: Memory, query: str) -> dict[str, object]:
    """Keep one run, and return the only row that a plain reader, such as a program for charts, gets."""
    _keep(memory)
    with closing(sqlite3.connect(memory.path)) as reader:
        reader.row_factory = sqlite3.Row
        (row,) = reader.execute(query)
        return dict(row)


def test_a_value_is_a_row_with_its_labels_as_columns_and_as_json(memory: Memory) -> None:
    """Time in UTC and in seconds, pillar, check, metric, labels, value, interval and the outcome of its run."""
    row = _row(memory, "SELECT * FROM trust_values WHERE metric = 'dte_drift_distance'")

    labels = {**SCOPE, "column": "age", "method": "wasserstein"}
    assert {key: value for key, value in row.items() if value is not None} == {
        "time": "1970-01-01 00:01:00.000",
        "epoch": 60.0,
        "pillar": "drift",
        "metric": "dte_drift_distance",
        **labels,
        "labels": json.dumps(labels, sort_keys=True),
        "value": 0.2,
        "outcome": "ok",
    }


def test_a_label_that_the_view_has_a_column_for_has_another_name(memory: Memory) -> None:
    """``pillar`` is that of the metric; the label of dte_trust_ratio is ``label_pillar``."""
    row = _row(memory, "SELECT pillar, label_pillar, value FROM trust_values WHERE metric = 'dte_trust_ratio'")

    assert tuple(row.values()) == ("trust", "drift", 0.0)


def test_a_run_is_a_row_with_what_stands_behind_it(memory: Memory) -> None:
    """Outcome, duration, rows, and the evidence as JSON."""
    row = _row(memory, 'SELECT epoch, "check", outcome, duration_seconds, evidence FROM trust_runs')

    evidence = '{"rows": {}, "rows_read": {}, "left_out": [], "windows": {}, "fingerprints": {}}'
    assert tuple(row.values()) == (60.0, "census", "ok", 1.0, evidence)


def test_a_change_is_a_row(memory: Memory) -> None:
    """Which objective, on what, from what to what."""
    row = _row(memory, 'SELECT "check", objective, subject, before, after, value FROM trust_changes')

    assert tuple(row.values()) == ("census", "columns_ratio", "", "unknown", "unmet", 0.5)


def test_a_new_label_is_a_new_column(memory: Memory) -> None:
    """A release that adds a label changes the view, and nothing of what is kept."""
    _keep(memory)
    later = SqliteDatabase(memory.path, {"check", "surprise"})

    with later.writing() as connection:
        rows = connection.execute("SELECT value, surprise FROM trust_values WHERE metric = 'dte_drift_distance'")

    later.close()
    assert rows == [(0.2, None)]


def test_a_history_of_a_later_release_is_left_alone(memory: Memory) -> None:
    """It can neither be read nor written, and it is not damaged."""
    _keep(memory)
    with memory.database.writing() as connection:
        connection.execute("UPDATE trust_meta SET value = '2' WHERE name = 'version'")
    memory.database.close()

    with pytest.raises(HistoryError, match="it is of version 2, and this build reads 1"), memory.database.writing():
        pass
    assert memory.keeper.restore([]).checks == {}
    assert not memory.keeper.health.available
    assert [file.name for file in memory.path.parent.glob("*damaged*")] == []
