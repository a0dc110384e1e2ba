import pytest

from dte_exporter.tables.databases.warehouses.warehouse_address import WarehouseAddress


def test_an_address_is_taken_apart() -> None:
    """What is %-encoded in it is read, and its parameters are by name."""
    url = "snowflake://reader:p%40ss@acme-eu1:8443/SCORING/PUBLIC?warehouse=SMALL&role=READER"

    found = WarehouseAddress.parsed(url, 2, ("warehouse", "role"))

    assert (found.host, found.port, found.user, found.password) == ("acme-eu1", 8443, "reader", "p@ss")
    assert found.named("database", "schema") == {"database": "SCORING", "schema": "PUBLIC"}
    assert found.parameters == {"warehouse": "SMALL", "role": "READER"}
    assert "p@ss" not in repr(found)


def test_what_is_left_out_is_empty() -> None:
    """A project and nothing else is an address."""
    found = WarehouseAddress.parsed("bigquery://acme-scoring", 1, ())

    assert (found.host, found.port, found.user, found.password, found.path) == ("acme-scoring", None, "", "", ())
    assert found.named("dataset") == {}


@pytest.mark.parametrize(
    "url",
    [
        "trino:///hive/scoring",
        "trino://trino.internal/hive/scoring/predictions",
        "trino://trino.internal/hive?impersonate=root",
        "trino://trino.internal/hive?verify",
        "trino://trino.internal:port/hive",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    """Without a host, with a longer path, with a parameter that there is not, or with a port that is none."""
    with pytest.raises(ValueError, match=r"."):
        WarehouseAddress.parsed(url, 2, ("verify",))
