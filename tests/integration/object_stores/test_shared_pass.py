"""Checks that fire together over the same objects move each of their bytes once."""

from pathlib import Path

import duckdb
import pytest
import yaml

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute, execute_together
from dte_exporter.worker.job import Firing, Job
from tests.integration.object_stores.conftest import Store

pytestmark = pytest.mark.integration

REGISTRY = Registry.discover()
ROWS = """
    SELECT
        'fm'[1 + i % 2] AS sex,
        hash(i) % 2 AS hired,
        hash(i * 3) % 2 AS worthy,
        (hash(i * 5) % 1_000_003) / 1_000_003 AS chance
    FROM range(50_000) t(i)
"""
CHECKS = {"fair": {"check": "fairness"}, "fair-of-many": {"check": "fairness"}, "right": {"check": "performance"}}
"""What reads two columns, the same once more, and all four."""


def jobs(store: Store, folder: Path) -> tuple[Job, ...]:
    """Put the rows there, and return a job of each check on them."""
    with duckdb.connect() as engine:
        engine.execute(f"COPY ({ROWS}) TO '{folder}/rows.parquet' (FORMAT parquet)")
    store.put("shared/rows.parquet", (folder / "rows.parquet").read_bytes())
    source = {"type": "files", "path": store.address("shared/rows.parquet"), "store": dict(store.written)}
    columns = {"prediction": "hired", "label": "worthy", "probability": "chance", "sensitive": ["sex"]}
    config = {
        "datasets": {"people": {"source": source, "columns": columns}},
        "checks": {name: {**check, "dataset": "people", "every": "1h"} for name, check in CHECKS.items()},
    }
    (folder / "config.yaml").write_text(yaml.safe_dump(config, sort_keys=False))
    checks = load(folder / "config.yaml", REGISTRY).checks.values()
    return tuple(Job(check, 0.0, folder / "cache") for check in checks)


def test_each_byte_of_an_object_is_moved_once(s3: Store, tmp_path: Path) -> None:
    """Apart the columns that two checks read are moved twice; together no more than there is; the values are equal."""
    of_each = jobs(s3, tmp_path)
    size = (tmp_path / "rows.parquet").stat().st_size

    s3.proxy.reset()
    apart = [CheckResult.from_json(execute(job)) for job in of_each]
    moved_apart = s3.proxy.sent("rows.parquet")
    s3.proxy.reset()
    together = [CheckResult.from_json(body) for body in execute_together(Firing(of_each))]
    moved_together = s3.proxy.sent("rows.parquet")

    assert [one.outcome for one in together] == [Outcome.OK] * 3
    assert [one.samples for one in together] == [one.samples for one in apart]
    assert moved_together <= size < moved_apart
