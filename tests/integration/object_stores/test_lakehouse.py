"""Tables with a log on object stores: the log says which objects are read, and of those what a question needs."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake
from pyiceberg.catalog import load_catalog

from dte_exporter.errors import SourceError
from dte_exporter.tables.lakehouse.delta import DeltaSource, open_delta
from dte_exporter.tables.lakehouse.iceberg import IcebergSource, open_iceberg
from dte_exporter.tables.table import Table
from tests.integration.object_stores.conftest import BUCKET, Store

pytestmark = pytest.mark.integration

ROWS = 20_000
BEGIN = datetime(2018, 1, 1)


def scores(year: int) -> pa.Table:
    """Return rows of one year, of which no byte can be spared by compression."""
    chance = np.random.default_rng(year).random((2, ROWS))
    seconds = [BEGIN.replace(year=year) + timedelta(seconds=place) for place in range(ROWS)]
    years = pa.array([year] * ROWS)
    return pa.table({"year": years, "at": pa.array(seconds, pa.timestamp("us")), "one": chance[0], "two": chance[1]})


@pytest.fixture(scope="session")
def delta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Delta table of three years, of which the last is a version of its own."""
    folder = tmp_path_factory.mktemp("delta")
    write_deltalake(str(folder), pa.concat_tables([scores(2015), scores(2016)]), partition_by=["year"])
    write_deltalake(str(folder), scores(2018), mode="append")
    return folder


def put(store: Store, folder: Path, name: str) -> None:
    """Put the table in `folder` there."""
    for file in folder.rglob("*"):
        if file.is_file():
            store.put(f"{name}/{file.relative_to(folder)}", file.read_bytes())


def opened(at: Store, name: str, **settings: Any) -> Table:
    """Return the Delta table behind `name`."""
    told = {"type": "delta", "path": at.address(name), "store": at.settings, **settings}
    table: Table = open_delta.open(DeltaSource.model_validate(told), Path("/nowhere"))
    return table


def behind(store: Store) -> str:
    """Return the address behind the proxy: a thread of this process, which libraries stop that wait for it."""
    return f"http://127.0.0.1:{store.proxy.behind}"


def sums(table: Table, year: int) -> tuple[int, float | None]:
    """Return the rows of a year, and the sum of one of its columns."""
    seen = table.expression.filter(table.expression.year == year)
    ((rows, sum_),) = table.execute(seen.aggregate(rows=seen.count(), sum=seen.one.sum()))
    return rows, sum_


def sent(store: Store, part: str) -> int:
    """Return the bytes that went over the wire of the objects that have `part` in their names."""
    return sum(one.sent for one in store.proxy.passed if part in one.target and "_delta_log" not in one.target)


def test_of_a_version_the_partitions_and_columns_that_are_asked_for_are_read(store: Store, delta: Path) -> None:
    """Of other partitions and versions no byte is sent, nor is any folder of data listed."""
    put(store, delta, "lake")

    now, rows = opened(store, "lake"), scores(2018)
    found = sums(now, 2018)

    assert found == pytest.approx((ROWS, sum(rows["one"].to_pylist())))
    assert sent(store, "year%3D2015") + sent(store, "year=2015") == 0
    size = max(file.stat().st_size for file in (delta / "year=2018").iterdir())
    assert 0 < sent(store, "2018") < size * 0.6  # one of three columns that are not the partition
    listed = [one.target for one in store.proxy.passed if "list-type" in one.target or "comp=list" in one.target]
    assert all("_delta_log" in target for target in listed)
    assert sums(opened(store, "lake", version=0), 2018) == (0, None)


def test_of_a_window_of_time_other_files_are_footers(store: Store, delta: Path) -> None:
    """Parquet's own minimum and maximum say that no row lies in it."""
    put(store, delta, "lake")
    table = opened(store, "lake")
    rows = table.expression
    seen = rows.filter(rows.at >= datetime(2018, 1, 1))

    assert table.execute(seen.aggregate(rows=seen.count(), sum=seen.two.sum()))[0][0] == ROWS
    assert 0 < sent(store, "2015") < 20_000 < ROWS * 8
    assert sent(store, "2018") > ROWS * 8


def test_what_is_not_there_is_told(store: Store, delta: Path) -> None:
    """A version, a data file and a table; a key that is not taken, or a store that does not answer, tells no key."""
    put(store, delta, "lost")
    gone = next(one for one in DeltaTable(str(delta), version=0).file_uris() if "2015" in one)
    store.library.delete(f"lost/{Path(gone).relative_to(delta)}")

    def told(name: str, **settings: Any) -> str:
        with pytest.raises(SourceError) as error:
            sums(opened(store, name, **settings), 2015)
        return str(error.value)

    address = store.address("lost")
    assert told("lost").startswith(f"{address}: a data file is not there any more, at version 1: clean-up")
    straight = {**store.settings, "endpoint": str(store.settings["endpoint"]).replace(store.proxy.url, behind(store))}
    assert told("lost", version=7, store=straight).startswith(
        f"{address} has no version 7: it has the versions from 0, of "
    )
    assert told("nowhere") == f"no Delta table at {store.address('nowhere')!r}: check source.path"
    down = {**store.settings, "endpoint": "http://127.0.0.1:1/devstoreaccount1"}
    assert told("lost", store=down).startswith(f"{address}: nothing answers there (connection refused): check")
    store.proxy.faults += [("status", 403)] * 20
    said = told("lost")
    assert said.startswith(f"{address}: the store refuses who asks (403)")
    assert not [secret for key, secret in store.settings.items() if "key" in key and secret in said]


def test_iceberg_is_read_by_path_and_by_catalog(s3: Store, tmp_path: Path) -> None:
    """With the same keys for metadata and data; of another partition no byte is sent."""
    own = {key: s3.settings[key] for key in ("endpoint", "region", "access_key", "secret_key")}
    told = {
        "s3.endpoint": own["endpoint"],
        "s3.region": own["region"],
        "s3.access-key-id": own["access_key"],
        "s3.secret-access-key": own["secret_key"],
    }
    properties = {"type": "sql", "uri": f"sqlite:///{tmp_path}/catalog.db", "warehouse": f"s3://{BUCKET}/ice"}
    catalog = load_catalog("default", **properties, **{**told, "s3.endpoint": behind(s3)})
    catalog.create_namespace("a")
    table = catalog.create_table("a.scores", schema=scores(2015).schema)
    with table.update_spec() as spec:
        spec.add_identity("year")
    for year in (2015, 2018):
        table.append(scores(year))
    sources: list[Mapping[str, Any]] = [
        {"path": f"s3://{BUCKET}/ice/a/scores", "store": s3.settings},
        {"catalog": properties, "table": "a.scores", "store": s3.settings},
        {"catalog": {**properties, **told}, "table": "a.scores"},
    ]

    for source in sources:
        s3.proxy.reset()
        found: Table = open_iceberg.open(IcebergSource.model_validate({"type": "iceberg", **source}), tmp_path)
        assert sums(found, 2018) == pytest.approx((ROWS, sum(scores(2018)["one"].to_pylist())))
        assert s3.proxy.passed
        assert not [one for one in s3.proxy.passed if "year%3D2015" in one.target or "year=2015" in one.target]
        assert sent(s3, "2018") > 0
