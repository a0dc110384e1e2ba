"""The history that a config asks for."""

import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from dte_exporter.config.configured import Config
from dte_exporter.config.history import History as Asked
from dte_exporter.config.models import Settings
from dte_exporter.errors import ConfigError, HistoryError
from dte_exporter.sinks.history.assembly import history
from dte_exporter.sinks.history.thread import History
from dte_exporter.storage.history.past import Span
from tests.unit.objectives.story import METRICS
from tests.unit.web.running import ManualClock


def _wanted(folder: Path, asked: Asked | None) -> History | None:
    config = Config(folder / "config.yaml", Settings(history=asked), {}, {}, {})
    return history(config, METRICS, lambda snapshot, now: (), ManualClock())


def test_nothing_is_kept_unasked(tmp_path: Path) -> None:
    """No file is made, and no thread."""
    assert _wanted(tmp_path, None) is None


def test_a_file_lies_beside_the_config(tmp_path: Path) -> None:
    """Wherever the exporter was started."""
    made = _wanted(tmp_path, Asked())

    assert made is not None
    made.restore([])
    assert (tmp_path / "data" / "history.db").exists()
    made.stop()


def test_a_database_needs_its_driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says which extra brings it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setitem(sys.modules, "psycopg.conninfo", None)

    with pytest.raises(ConfigError, match=r"history\.url needs a driver: pip install 'dte-exporter\[postgres\]'"):
        _wanted(tmp_path, Asked(url=SecretStr("postgresql://host/db")))


def test_a_database_that_is_away_stops_nothing(tmp_path: Path) -> None:
    """Nothing is restored, and the health says so."""
    made = _wanted(tmp_path, Asked(url=SecretStr("postgresql://127.0.0.1:1/db")))

    assert made is not None
    assert made.restore([]).checks == {}
    assert not made.health.available


def test_a_prometheus_is_asked_where_there_is_one(tmp_path: Path) -> None:
    """It is away here, which the answer tells."""
    made = _wanted(tmp_path, Asked(prometheus="http://127.0.0.1:1"))

    assert made is not None
    with pytest.raises(HistoryError, match="Prometheus cannot be asked"):
        made.past.series("dte_drift_distance", {}, Span(0, 1))
