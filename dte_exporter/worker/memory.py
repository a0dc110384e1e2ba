"""The memory that a run may hold, enforced by the kernel."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from dte_exporter.tables import duckdb_engine


@contextmanager
def limited_to(limit: int) -> Iterator[None]:
    """Let this process hold `limit` bytes of data, and DuckDB a share of them, until the block ends.

    RLIMIT_DATA counts what is allocated; RLIMIT_AS would also count what libraries merely map, and break imports.

    Raises
    ------
    MemoryError
        Inside the block, from whatever allocates past the limit.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    duckdb_engine.limit_memory(limit)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
