"""Checks that fire together on one table of a server have it read once where they had it read again and again."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute, execute_together
from dte_exporter.worker.job import Firing, Job
from tests.integration.conftest import Eventually
from tests.integration.postgres import Postgres
from tests.integration.test_engines import values

pytestmark = pytest.mark.integration

REGISTRY = Registry.discover()
NOW = 1_577_836_800.0
"""1 January 2020."""

ROWS = """
    CREATE TABLE decisions AS SELECT
        substr('fmd', 1 + i % 3, 1) AS sex,
        i % 2 = 0 AS hired,
        i % 5 IN (0, 2) AS worthy,
        (i::bigint * 7919 % 1009) / 1009.0::float8 AS chance,
        (i::bigint * 104729 % 20011) * 0.37::float8 AS income,
        (i % 97) * 1.25::numeric(12, 2) AS rate,
        TIMESTAMPTZ '2019-12-01 00:00+00' + i * INTERVAL '1 minute' AS moment
    FROM generate_series(1, 40000) AS one(i)
"""
CHECKS: dict[str, dict[str, Any]] = {
    "fair": {"check": "fairness"},
    "right": {"check": "performance"},
    "guessed": {"check": "performance-estimate"},
    "moved": {"check": "drift", "row_limit": 1000},
    "moved-again": {"check": "drift", "row_limit": 1000},
}


COLUMNS = {"prediction": "hired", "label": "worthy", "probability": "chance", "sensitive": ["sex"], "time": "moment"}


@pytest.fixture
def server(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> Postgres:
    """Return a server with the rows."""
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS decisions")
        connection.execute(ROWS)
        connection.execute("ALTER DATABASE postgres SET max_parallel_workers_per_gather = 0")  # each counts as a scan
    monkeypatch.setenv("POSTGRES_URL", postgres.url)
    return postgres


def jobs(folder: Path, datasets: Mapping[str, Any], checks: Mapping[str, Mapping[str, Any]]) -> tuple[Job, ...]:
    """Return a job of each check on data sets of the server."""
    whole = {name: {"source": source(), "columns": COLUMNS, **one} for name, one in datasets.items()}
    every = {name: {"dataset": "people", "every": "1h", **one} for name, one in checks.items()}
    (folder / "config.yaml").write_text(yaml.safe_dump({"datasets": whole, "checks": every}, sort_keys=False))
    found = load(folder / "config.yaml", REGISTRY).checks.values()
    return tuple(Job(check, NOW, folder / "cache") for check in found)


def source(table: str = "decisions") -> dict[str, str]:
    """Return the source of a table."""
    return {"type": "sql", "url": "${POSTGRES_URL}", "table": table}


@pytest.fixture
def scans(postgres: Postgres, eventually: Eventually) -> Callable[[], int]:
    """Return what tells how often the table was read so far, once all sessions have told the server."""

    def read() -> int:
        query = "SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'decisions'"
        others = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'dte-exporter'"
        with psycopg.connect(postgres.url, autocommit=True) as connection:
            eventually(lambda: connection.execute(others).fetchone() == (0,), "a session of a run has not ended")
            (found,) = connection.execute(query).fetchone() or (0,)
            return int(found)

    return read


def test_a_firing_reads_a_table_by_rounds_and_not_by_questions(
    server: Postgres, scans: Callable[[], int], tmp_path: Path
) -> None:
    """Of each window three rounds: first looks, a probe, counts by value or cell. Values are those found apart."""
    windows = {
        "reference": {"from": "2019-12-01", "to": "2019-12-10"},
        "current": {"from": "2019-12-10", "to": "2019-12-28"},
    }
    of_each = jobs(tmp_path, {"people": {"windows": windows}}, CHECKS)

    before = scans()
    apart = [CheckResult.from_json(execute(job)) for job in of_each]
    between = scans()
    together = [CheckResult.from_json(body) for body in execute_together(Firing(of_each))]
    after = scans()

    assert [(one.outcome, one.message) for one in together] == [(Outcome.OK, "")] * 5
    for one, other in zip(together, apart, strict=True):
        assert values(one) == pytest.approx(values(other), rel=1e-12, abs=1e-12)
        assert one.evidence.rows_read == other.evidence.rows_read
    assert (between - before, after - between) == (16, 6)


def test_what_is_refused_to_one_check_is_given_to_others(server: Postgres, tmp_path: Path) -> None:
    """A table that is not there, and a division by zero while rows are read: the rest is asked in the same session."""
    datasets = {
        "people": {},
        "gone": {"source": source("gone")},
        "broken": {"windows": {"current": "100 / (rate - rate) > 0"}},
    }
    checks = {
        "lost": {"check": "fairness", "dataset": "gone"},
        "broken": {"check": "fairness", "dataset": "broken"},
        "fair": {"check": "fairness"},
        "right": {"check": "performance"},
    }

    bodies = execute_together(Firing(jobs(tmp_path, datasets, checks)))

    lost, broken, *rest = (CheckResult.from_json(body) for body in bodies)
    assert (lost.outcome, broken.outcome) == (Outcome.SOURCE_ERROR, Outcome.SOURCE_ERROR)
    assert "division by zero" in broken.message
    assert [(one.outcome, one.message) for one in rest] == [(Outcome.OK, "")] * 2
