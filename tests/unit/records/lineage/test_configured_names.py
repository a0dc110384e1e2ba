"""What lineage calls a data set of the config."""

from pathlib import Path
from typing import Any

import pytest

from dte_exporter.config.lineage.known_as import KnownAs
from dte_exporter.config.models import DataSet
from dte_exporter.lineage.naming import Name
from dte_exporter.records.lineage.configured_names import name_of, names_of
from dte_exporter.registry import Registry

REGISTRY = Registry.discover()


def named(**source: Any) -> Name | None:
    """Return the name of a data set with this source, of a config in /work."""
    kind = REGISTRY.sources[source["type"]]
    return name_of(DataSet(source=kind.config.model_validate(source)), Path("/work"))


@pytest.mark.parametrize(
    ("url", "table", "name"),
    [
        ("postgresql://me:secret@shop/shop", "orders", Name("postgres://shop:5432", "shop.public.orders")),
        ("postgresql://shop:5433/shop", "sales.orders", Name("postgres://shop:5433", "shop.sales.orders")),
        ("postgres://shop/shop", "shop.sales.orders", Name("postgres://shop:5432", "shop.sales.orders")),
        ("mysql://shop/shop", "orders", Name("mysql://shop:3306", "shop.orders")),
        ("mariadb://shop/other", "shop.orders", Name("mysql://shop:3306", "shop.orders")),
        ("clickhouse://shop", "orders", Name("clickhouse://shop:8123", "default.orders")),
        ("clickhouse://shop/sales", "orders", Name("clickhouse://shop:8123", "sales.orders")),
        ("snowflake://me@org-one/SHOP/SALES?warehouse=w", "ORDERS", Name("snowflake://org-one", "SHOP.SALES.ORDERS")),
        ("bigquery://project/shop", "orders", Name("bigquery", "project.shop.orders")),
        ("trino://me@shop:8080/hive/sales", "orders", Name("trino://shop:8080", "hive.sales.orders")),
        ("trino://me@shop:8080/hive", "sales.orders", Name("trino://shop:8080", "hive.sales.orders")),
        (
            "redshift://me@one.abc123.eu-west-1.redshift.amazonaws.com/shop",
            "orders",
            Name("redshift://one.eu-west-1:5439", "shop.public.orders"),
        ),
        ("sqlite:///scores.db", "orders", Name("sqlite:///work/scores.db", "orders")),
        ("sqlite:////data/scores.db", "orders", Name("sqlite:///data/scores.db", "orders")),
    ],
)
def test_a_table_is_called_as_the_rules_have_it(url: str, table: str, name: Name) -> None:
    """With the database, and the schema that its system takes where none is named; nobody's password is in it."""
    assert named(type="sql", url=url, table=table) == name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("people.parquet", Name("file", "/work/people.parquet")),
        ("../data/people.parquet", Name("file", "/data/people.parquet")),
        ("/data/people", Name("file", "/data/people")),
        ("/data/people/*.parquet", Name("file", "/data/people")),
        ("*.parquet", Name("file", "/work")),
        ("s3://lake/people/year=*/part.parquet", Name("s3://lake", "people")),
        ("gs://lake/people.parquet", Name("gs://lake", "people.parquet")),
    ],
)
def test_files_are_called_by_their_path(path: str, name: Name) -> None:
    """Those of a glob by the folder that they lie in."""
    assert named(type="files", path=path) == name


@pytest.mark.parametrize(
    "source",
    [
        {"type": "sql", "url": "postgresql://shop/shop", "query": "SELECT 1"},
        {"type": "sql", "url": "mysql://shop", "table": "orders"},
        {"type": "sql", "url": "snowflake://me@org-one/SHOP?warehouse=w", "table": "ORDERS"},
        {"type": "spark", "remote": "sc://spark:15002", "table": "shop.orders"},
    ],
)
def test_what_the_rules_have_no_name_for_has_none(source: dict[str, Any]) -> None:
    """A query, a table of which nobody says in which database it is, and one that only Spark knows the place of."""
    assert named(**source) is None


def test_what_the_config_says_comes_first() -> None:
    """In the one spelling, like all names; after it the name that follows from the source."""
    kind = REGISTRY.sources["files"]
    source = kind.config.model_validate({"type": "files", "path": "people.parquet"})
    known_as = (KnownAs(namespace="postgresql://SHOP/shop", name="public.people"),)

    assert [*names_of(DataSet(source=source, known_as=known_as), Path("/work"))] == [
        Name("postgres://shop:5432", "shop.public.people"),
        Name("file", "/work/people.parquet"),
    ]


def test_tables_with_a_log_are_called_by_their_folder() -> None:
    """On a disk and on a store."""
    assert named(type="delta", path="s3://lake/orders") == Name("s3://lake", "orders")
    assert named(type="iceberg", path="orders") == Name("file", "/work/orders")
