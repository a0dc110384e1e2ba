"""Names by OpenLineage's rules: what several producers call alike is one data set."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openlineage.client.naming import dataset as official

from dte_exporter.lineage.naming import Name, address_name, dataset_name

ORDERS = Name("postgres://shop:5432", "shop.public.orders")


@pytest.mark.parametrize(
    ("namespace", "name"),
    [
        ("postgres://shop:5432", "shop.public.orders"),
        ("postgresql://shop:5432", "shop.public.orders"),
        ("postgres://shop", "shop.public.orders"),
        ("postgres://SHOP:5432", "shop.public.orders"),
        ("postgres://shop:5432/shop", "public.orders"),
        ("postgres://shop:5432/shop/public", "orders"),
        ("postgres://reader:secret@shop:5432", "shop.public.orders"),
        ("postgres://shop:5432/", '"shop"."public"."orders"'),
        (" postgres://shop:5432", "shop.public.`orders`"),
        ("postgres://shop:5432", "shop.public.[orders]"),
        ("postgres://shop:5432", "shop.public%2Eorders"),
    ],
)
def test_a_table_has_one_name(namespace: str, name: str) -> None:
    """However its system, its host, its database and its parts are written."""
    assert dataset_name(namespace, name) == ORDERS


@pytest.mark.parametrize(
    ("namespace", "name"),
    [
        ("postgres://shop:5433", "shop.public.orders"),
        ("postgres://shop2:5432", "shop.public.orders"),
        ("mysql://shop:5432", "shop.public.orders"),
        ("postgres://shop:5432", "shop.public.Orders"),
        ("postgres://shop:5432", "public.orders"),
    ],
)
def test_another_table_has_another_name(namespace: str, name: str) -> None:
    """The port, the host, the system, the case of a name and a part of it tell apart."""
    assert dataset_name(namespace, name) != ORDERS


@pytest.mark.parametrize(
    ("namespace", "name"),
    [
        ("file", "/data/people.parquet"),
        ("file://", "/data/people.parquet"),
        ("file:///", "data/people.parquet"),
        ("file:///data", "people.parquet"),
        ("FILE:", "/data/people.parquet/"),
    ],
)
def test_a_file_has_one_name(namespace: str, name: str) -> None:
    """An absolute path in the namespace file."""
    assert dataset_name(namespace, name) == Name("file", "/data/people.parquet")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/data/people.parquet", Name("file", "/data/people.parquet")),
        ("file:///data/people.parquet", Name("file", "/data/people.parquet")),
        ("s3://Bucket/a/b", Name("s3://Bucket", "a/b")),
        ("s3a://Bucket/a/b/", Name("s3://Bucket", "a/b")),
        ("gcs://bucket/a", Name("gs://bucket", "a")),
        ("abfss://box@People.dfs.core.windows.net/a", Name("abfss://box@people.dfs.core.windows.net", "a")),
        ("s3://bucket", Name("s3://bucket", "/")),
    ],
)
def test_an_address_tells_a_name(address: str, name: Name) -> None:
    """Of files and objects; a bucket keeps its case, and a container of Azure is nobody who asks."""
    assert address_name(address) == name


@pytest.mark.parametrize("namespace", ["bigquery", "default", "arn:aws:glue:eu:1", "unitycatalog"])
def test_what_is_no_address_stays(namespace: str) -> None:
    """Some namespaces are words."""
    assert dataset_name(namespace, "a/B.c") == Name(namespace, "a/B.c")


@pytest.mark.parametrize(
    "theirs",
    [
        official.Postgres("db", "5432", "shop", "public", "orders"),
        official.MySQL("db", "3306", "shop", "orders"),
        official.Snowflake("org", "account", "SHOP", "PUBLIC", "ORDERS"),
        official.BigQuery("project", "shop", "orders"),
        official.Trino("db", "8080", "hive", "shop", "orders"),
        official.Redshift("cluster", "eu-west-1", "5439", "shop", "public", "orders"),
        official.Oracle("db", "1521", "shop", "public", "orders"),
        official.Cassandra("db", "9042", "shop", "orders"),
        official.AWSGlue("eu-west-1", "123456789012", "shop", "orders"),
        official.GCS("bucket", "a/b"),
        official.S3("bucket", "a/b"),
        official.ABFSS("box", "people", "a/b"),
        official.AzureCosmosDB("db", "shop", "orders"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_the_names_of_the_official_client_stay(theirs: official.DatasetNaming) -> None:
    """They are in the one spelling already."""
    assert dataset_name(theirs.get_namespace(), theirs.get_name()) == (theirs.get_namespace(), theirs.get_name())


@given(some.text(max_size=40), some.text(max_size=40))
def test_a_name_in_its_spelling_stays(namespace: str, name: str) -> None:
    """Whatever was written first; the second time nothing changes, and nothing breaks."""
    once = dataset_name(f"s3://{namespace}", name)

    assert dataset_name(*once) == once


def test_no_password_is_in_a_name() -> None:
    """Names become labels that everybody sees."""
    assert "secret" not in str(dataset_name("mysql://me:secret@db/shop", "orders"))
    assert str(ORDERS) == "postgres://shop:5432/shop.public.orders"
