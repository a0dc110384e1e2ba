"""Tables with a log on a store, small ones, as tests make them and break them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from deltalake import write_deltalake
from pyiceberg.catalog import load_catalog

from dte_exporter.outcome import CheckResult
from tests.integration.object_stores.conftest import BUCKET, Store
from tests.integration.object_stores.test_lakehouse import behind, put
from tests.integration.test_engines import ran

PEOPLE = pa.table({"hired": [1, 0, 1, 1] * 30, "sex": ["f", "m"] * 60})
"""Of 60 women all are hired, and of 60 men a half."""

DIFFERENCE = 0.5


@dataclass(frozen=True)
class OnStore:
    """A table of two data files on a store.

    Parameters
    ----------
    store : Store
        Where it is.
    source : mapping
        What a config reads it by.
    renamed : callable
        Calls its column ``hired`` otherwise.
    """

    store: Store
    source: Mapping[str, Any]
    renamed: Callable[[str], None]

    def measured(self, folder: Path, **store: str) -> CheckResult:
        """Return what a run gives, with other settings of the store where they are given."""
        source = {**self.source, "store": {**self.source["store"], **store}}
        dataset = {"source": source, "columns": {"prediction": "hired", "sensitive": ["sex"]}}
        check = {"check": "fairness", "dataset": "people", "every": "1h"}
        return ran({"datasets": {"people": dataset}, "checks": {"fair": check}}, folder, "fair")


def delta_on(store: Store, folder: Path) -> OnStore:
    """Return a Delta table that was written in `folder` and put on `store`."""
    lake, name = folder / "lake", f"faults/{folder.name}"

    def renamed(column: str) -> None:
        write_deltalake(str(lake), PEOPLE.rename_columns([column, "sex"]), mode="overwrite", schema_mode="overwrite")
        put(store, lake, name)

    for part in (PEOPLE[:60], PEOPLE[60:]):
        write_deltalake(str(lake), part, mode="append")
    put(store, lake, name)
    return OnStore(store, {"type": "delta", "path": store.address(name), "store": dict(store.written)}, renamed)


def iceberg_on(s3: Store, folder: Path) -> OnStore:
    """Return an Iceberg table on S3, by its folder; its catalog is in `folder`."""
    warehouse = f"s3://{BUCKET}/faults/{folder.name}"
    told = {
        "s3.endpoint": behind(s3),
        "s3.region": s3.settings["region"],
        "s3.access-key-id": s3.settings["access_key"],
        "s3.secret-access-key": s3.settings["secret_key"],
    }
    catalog = load_catalog("default", type="sql", uri=f"sqlite:///{folder}/catalog.db", warehouse=warehouse, **told)
    catalog.create_namespace("a")
    table = catalog.create_table("a.people", schema=PEOPLE.schema)
    for part in (PEOPLE[:60], PEOPLE[60:]):
        table.append(part)

    def renamed(column: str) -> None:
        known = catalog.load_table("a.people")
        with known.update_schema() as schema:
            schema.rename_column(known.schema().find_column_name(1) or "", column)

    source = {"type": "iceberg", "path": f"{warehouse}/a/people", "store": dict(s3.written)}
    return OnStore(s3, source, renamed)
