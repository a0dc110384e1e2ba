"""Checks find on an object store exactly what they find on a disk, and read no more than they need."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from tests.integration.object_stores.conftest import REPOSITORY, Store

pytestmark = pytest.mark.integration

PEOPLE = REPOSITORY / "deploy/demo/acs_employment.parquet"
COLUMNS = {
    "key": "id",
    "prediction": "prediction",
    "probability": "predicted_probability",
    "label": "employed",
    "time": "year",
    "sensitive": ["sex", "race"],
    "features": {"exclude": ["partition"]},
}
WINDOWS = {"reference": "year = 2015", "current": "year = 2018"}
TABLES = {"acs": "*.parquet", "hive": "hive"}
CHECKS = ("fairness", "drift", "performance")


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the demo's file, and with its rows as a table that is partitioned by year."""
    folder = tmp_path_factory.mktemp("tables")
    (folder / "acs.parquet").write_bytes(PEOPLE.read_bytes())
    write = f"COPY (FROM '{PEOPLE}') TO '{folder}/hive' (FORMAT parquet, PARTITION_BY (year))"
    duckdb.connect().execute(write)
    return folder


def config(sources: Mapping[str, Mapping[str, Any]]) -> str:
    """Return a config with every check on every source."""
    datasets = {name: {"source": one, "columns": COLUMNS, "windows": WINDOWS} for name, one in sources.items()}
    checks = {
        f"{name}-{kind}": {"check": kind, "dataset": name, "every": "1h", "objectives": _OBJECTIVES.get(kind, {})}
        for name in sources
        for kind in CHECKS
    }
    return yaml.safe_dump({"datasets": datasets, "checks": checks})


_OBJECTIVES = {"fairness": {"demographic_parity_ratio": {"min": 0.8}}}


def ran(exporter: Path, file: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Return what a run of the config `file` by the real program printed."""
    command: list[str | Path] = [exporter, *(arguments or ("run", "--format", "json", "--config.file")), file]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "AZURE_"))}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def found(printed: str) -> dict[str, Any]:
    """Return of each check the outcome, the values, and what is met."""
    return {
        one["check"]: (
            one["outcome"],
            one["values"]["samples"],
            [(each["objective"], each["subject"], each["met"]) for each in one["objectives"]],
        )
        for one in json.loads(printed)["results"]
    }


@pytest.fixture(scope="session")
def local(tables: Path, exporter: Path) -> dict[str, Any]:
    """Return what is found of the tables on the disk."""
    sources = {name: {"type": "files", "path": f"{tables}/{path}"} for name, path in TABLES.items()}
    (tables / "here.yaml").write_text(config(sources))
    return found(ran(exporter, tables / "here.yaml").stdout)


def put(store: Store, tables: Path) -> None:
    """Put the tables there."""
    for file in tables.rglob("*.parquet"):
        store.put(f"same/{file.relative_to(tables)}", file.read_bytes())


def test_every_value_and_objective_is_that_of_the_file(
    store: Store, tables: Path, local: dict[str, Any], exporter: Path, tmp_path: Path
) -> None:
    """Fairness, drift and performance of one file and of a partitioned table, to the last bits of sums of doubles.

    Threads of the engine add those in the order in which bytes come, and checks that run together have some already.
    """
    put(store, tables)
    settings = dict(store.written)
    sources = {
        name: {"type": "files", "path": store.address(f"same/{path}"), "store": settings}
        for name, path in TABLES.items()
    }
    (tmp_path / "there.yaml").write_text(config(sources))

    remote = ran(exporter, tmp_path / "there.yaml")

    assert {outcome for outcome, *_ in local.values()} == {"ok"}
    assert {met for *_, judged in local.values() for *_, met in judged} == {True, False}
    assert found(remote.stdout) == {
        name: (outcome, [{**one, "value": pytest.approx(one["value"], rel=1e-12)} for one in samples], judged)
        for name, (outcome, samples, judged) in local.items()
    }


def test_of_a_wide_file_three_columns_are_read(store: Store, tmp_path: Path) -> None:
    """A tenth of its bytes at the most, though 3 of its 100 columns are a 33rd: its footer is of all columns."""
    columns = ", ".join(f"hash(range * 100 + {place}) AS c{place}" for place in range(100))
    duckdb.connect().execute(
        f"COPY (SELECT {columns} FROM range(100000)) TO '{tmp_path}/wide.parquet' (FORMAT parquet)"
    )
    content = (tmp_path / "wide.parquet").read_bytes()
    store.put("wide.parquet", content)

    table = store.opened("wide.parquet")
    opening = store.proxy.sent("wide.parquet")
    rows = table.expression
    table.execute(rows.aggregate(one=rows.c3.max(), two=rows.c50.min(), three=rows.c97.nunique()))

    assert len(content) > 50_000_000
    assert opening < 300_000
    assert store.proxy.sent("wide.parquet") < len(content) / 10


def test_of_partitions_those_of_the_window_are_read(store: Store, tables: Path) -> None:
    """A window of one year sends no row of another year over the wire."""
    put(store, tables)
    table = store.opened("same/hive")
    opened = {name: store.proxy.sent(name) for name in ("year=2015/data_0.parquet", "year=2018/data_0.parquet")}
    rows = table.expression
    table.execute(rows.filter(rows.year == 2018).aggregate(mean=rows.predicted_probability.mean()))

    assert store.proxy.sent("year=2015/data_0.parquet") == opened["year=2015/data_0.parquet"]
    assert store.proxy.sent("year=2018/data_0.parquet") > opened["year=2018/data_0.parquet"]
