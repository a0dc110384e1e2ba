"""Qualified names of Apache Atlas, as its hooks write them, in the spelling of lineage."""

import pytest

from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column
from dte_exporter.records.lineage.atlas_names import column_of_entity, name_of_entity

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
