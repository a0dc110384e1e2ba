import resource
import subprocess
import sys

from dte_exporter.worker.memory import limited_to

GREEDY = """
from dte_exporter.worker.memory import limited_to
held_before = bytearray(500 * 2**20)
try:
    with limited_to(400 * 2**20):
        hoard = bytearray(600 * 2**20)
except MemoryError:
    print("refused")
hoard = bytearray(600 * 2**20)
print("allowed again")
"""

FULL = """
from dte_exporter.tables.duckdb_engine import connection
from dte_exporter.worker.memory import limited_to
connection().raw_sql("set temp_directory = ''")  # or it may move to disk what it holds
connection().raw_sql("create temp table held as select hash(range) as n from range(1000000)")
try:
    with limited_to(1):
        pass
except MemoryError:
    print("refused")
"""


def test_what_allocates_past_the_limit_is_refused_until_the_block_ends() -> None:
    """In a process of its own that holds 500 MiB: 600 more are refused under a limit of 400, and granted afterwards."""
    run = subprocess.run([sys.executable, "-c", GREEDY], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:2] == ["refused", "allowed again"]


def test_the_former_limit_comes_back() -> None:
    """A run leaves the worker as it found it."""
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with limited_to(16 * 2**30):
        assert resource.getrlimit(resource.RLIMIT_DATA)[0] > 16 * 2**30
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_a_limit_below_what_the_engine_holds_is_a_memory_error() -> None:
    """So that the run is killed by its limit, and its message names it."""
    run = subprocess.run([sys.executable, "-c", FULL], capture_output=True, text=True, check=True)
    assert run.stdout == "refused\n"
