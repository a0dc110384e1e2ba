"""Qualified names of Apache Atlas, as its hooks write them, in the spelling of lineage."""

import pytest

from dte_exporter.lineage.entity_verdict import EntityName
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column
from dte_exporter.records.lineage.atlas_names import column_of_entity, entity_of_name, name_of_entity

NAMESPACES = {"prod": "hive://metastore:9083", "rdbms_table@prod": "postgresql://SHOP"}


@pytest.mark.parametrize(
    ("type_name", "qualified", "name"),
    [
        ("hive_table", "shop.orders@prod", ("hive://metastore:9083", "shop.orders")),
        ("hive_table", "shop.orders@test", ("hive://test", "shop.orders")),
        ("rdbms_table", "shop.public.orders@prod", ("postgres://shop:5432", "shop.public.orders")),
        ("kafka_topic", "orders@test", ("kafka://test", "orders")),
        ("aws_s3_object", "s3a://lake/raw/orders@prod", ("s3://lake", "raw/orders")),
        ("aws_s3_bucket", "s3://lake@prod", ("s3://lake", "/")),
        ("hdfs_path", "hdfs://names:8020/data/orders@prod", ("hdfs://names:8020", "data/orders")),
        (
            "adls_gen2_directory",
            "abfss://raw@shop.dfs.core.windows.net/orders",
            ("abfss://raw@shop.dfs.core.windows.net", "orders"),
        ),
        ("hive_table", "shop.orders", ("hive://", "shop.orders")),
    ],
)
def test_a_name_is_read_as_its_hook_writes_it(type_name: str, qualified: str, name: tuple[str, str]) -> None:
    """The cluster behind the @ is the namespace, unless it stands for another, or the name is an address."""
    assert name_of_entity(type_name, qualified, NAMESPACES) == Name(*name)


@pytest.mark.parametrize(
    ("qualified", "column"),
    [
        ("shop.orders.amount@prod", Column(Name("hive://metastore:9083", "shop.orders"), "amount")),
        ("amount@prod", None),
    ],
)
def test_a_column_is_behind_its_table(qualified: str, column: Column | None) -> None:
    """One without a table is of none."""
    assert column_of_entity("hive_column", qualified, NAMESPACES) == column


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        (Name("hive://metastore:9083", "shop.orders"), EntityName("hive_table", "shop.orders@prod")),
        (Name("trino://trino:8080", "lake.shop.orders"), EntityName("DataSet", "lake.shop.orders@query")),
        (Name("s3://lake", "orders"), EntityName("DataSet", "s3://lake/orders")),
        (
            Name("postgres://shop:5432", "shop.public.orders"),
            EntityName("DataSet", "postgres://shop:5432/shop.public.orders"),
        ),
        (Name("file", "/data/orders.parquet"), EntityName("DataSet", "file:///data/orders.parquet")),
    ],
)
def test_the_entity_of_a_name_is_read_back_as_that_name(name: Name, entity: EntityName) -> None:
    """What is written for a data set and what is read of it are one."""
    namespaces = {"hive_table@prod": "hive://metastore:9083", "query": "trino://trino:8080"}

    assert entity_of_name(name, namespaces) == entity
    assert name_of_entity(entity.type_name, entity.qualified, namespaces) == name
