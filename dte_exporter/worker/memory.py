"""The memory that a run may hold, enforced by the kernel."""

import re
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.object_store import kept_ranges


@contextmanager
def limited_to(limit: int) -> Iterator[None]:
    """Let this process hold `limit` bytes of data more than now, and DuckDB a share of them, until the block ends.

    RLIMIT_DATA counts what is allocated; RLIMIT_AS would also count what libraries merely map, and break imports.
    What the process holds already is no part of the limit: it is the libraries, and what allocators have reserved.
    DuckDB's database ends with the block, so that nothing of a run is left for the next to find. A process that has
    not loaded DuckDB reads no rows with it, and is not made to load it.

    Raises
    ------
    MemoryError
        Inside the block, from whatever allocates past the limit.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    kept_ranges.limit_memory(limit)
    if "duckdb" in sys.modules:
        duckdb_engine.limit_memory(limit)
    resource.setrlimit(resource.RLIMIT_DATA, (_held() + limit, hard))
    try:
        yield
    finally:
        duckdb_engine.close()
        kept_ranges.forget()
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _held() -> int:
    """Return the bytes of data that this process holds, as RLIMIT_DATA counts them."""
    found = re.search(r"VmData:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) * 1024 if found else 0
