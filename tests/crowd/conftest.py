"""The programs that a crowd of checks is watched with, as the integration tests have them."""

from tests.integration.conftest import eventually, exporter, free_port, prometheus

__all__ = ["eventually", "exporter", "free_port", "prometheus"]
