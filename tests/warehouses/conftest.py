"""The stand-ins of warehouses, as the integration tests have them."""

from tests.integration.conftest import eventually, free_port
from tests.integration.warehouses.conftest import clickhouse, home, snowflake

__all__ = ["clickhouse", "eventually", "free_port", "home", "snowflake"]
