import resource
import subprocess
import sys
from pathlib import Path

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


FAIRNESS = """
datasets:
  people: {source: {type: files, path: people.csv}, columns: {label: fit, prediction: hired, sensitive: [sex]}}
checks:
  fair: {check: fairness, dataset: people, every: 1h, memory_limit: 64MiB}
"""

NEW = """
import json, sys
from pathlib import Path
from dte_exporter.config.loading.load import load
from dte_exporter.worker.execute import execute, registry
from dte_exporter.worker.job import Job
folder = Path(sys.argv[1])
check = load(folder / "config.yaml", registry()).checks["fair"]
before = "fairlearn" in sys.modules
print(before, json.loads(execute(Job(check, 0.0, folder / "cache")))["outcome"], "fairlearn" in sys.modules)
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


def test_the_limit_does_not_count_the_libraries_of_the_check(tmp_path: Path) -> None:
    """Importing Fairlearn takes more than 64 MiB, a run on 300 rows does not."""
    (tmp_path / "people.csv").write_text("sex,fit,hired\n" + "f,1,1\nm,0,0\nf,0,1\n" * 100)
    (tmp_path / "config.yaml").write_text(FAIRNESS)

    run = subprocess.run(
        [sys.executable, "-c", NEW, str(tmp_path)], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert run.stdout == "False ok True\n"
