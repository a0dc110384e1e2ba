"""What a worker does before its first job: import the calculators, so that no run pays for them."""

import importlib
import os
import signal

TELEMETRY_OFF = {"DO_NOT_TRACK": "1", "MLFLOW_DISABLE_TELEMETRY": "true"}
"""Environment that keeps the calculators from phoning home."""

PLAIN_ALLOCATOR = {"ARROW_DEFAULT_MEMORY_POOL": "system"}
"""Environment that keeps Arrow from reserving a gigabyte, which RLIMIT_DATA would count in the middle of a run."""

CALCULATORS = ("dte_exporter.tables.duckdb_engine", "fairlearn.metrics", "evidently.legacy.calculations.stattests")


def warm_up() -> None:
    """Import the calculators, find the checks, and open the embedded engine; leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(TELEMETRY_OFF | PLAIN_ALLOCATOR)
    for module in CALCULATORS:
        importlib.import_module(module)
    from dte_exporter.tables.duckdb_engine import connection
    from dte_exporter.worker.execute import registry

    registry()
    connection()
