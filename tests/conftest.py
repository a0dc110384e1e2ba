import os
from collections.abc import Iterator

import pytest
import structlog
from coverage import Coverage
from hypothesis import settings

from dte_exporter.main_module import declare_main

# Arrow's own allocator reserves a gigabyte, which counts against the memory limit of runs in the tests' process.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

# Tests that ask PySpark or MLflow themselves may run in a process that pytest-xdist has begun without a main module.
declare_main()

# A law holds however slow the machine is; time belongs to the benchmarks.
settings.register_profile("laws", deadline=None, print_blob=True)
settings.load_profile("laws")


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """Forget the level and format that a verb of the command line has set in this process."""
    yield
    structlog.reset_defaults()


def pytest_sessionfinish() -> None:
    """Write what coverage has seen here before the end is told: pytest-xdist kills who then takes ten seconds to go."""
    if (seen := Coverage.current()) is not None:
        seen.stop()
        seen.save()
