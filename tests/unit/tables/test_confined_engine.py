"""What DuckDB may do once a run has opened its files: read them, and nothing else."""

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dte_exporter.tables import duckdb_engine
from tests.unit.tables.test_files import ROWS, opened, write


@pytest.fixture(autouse=True)
def _engine() -> Iterator[None]:
    """Begin and end with a database that may do all things."""
    duckdb_engine.close()
    yield
    duckdb_engine.close()


def confined(base: Path) -> None:
    """Open ``mine.csv`` and confine the engine to it; ``other.csv`` lies beside it."""
    write(base / "mine.csv", ROWS, "(header)")
    write(base / "other.csv", ROWS, "(header)")
    duckdb_engine.confine(opened(base, "mine.csv").files)


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('{base}/other.csv')",
        "select * from '{base}/other.csv'",
        "select * from read_text('{base}/other.csv')",
        "select * from read_blob('/etc/hostname')",
        "select * from glob('{base}/*')",
        "copy (select 1) to '{base}/new.csv'",
        "export database '{base}/new'",
        "attach '{base}/new.db'",
        "attach 'new.db'",
        "install httpfs",
        "load httpfs",
        "set memory_limit = '100GB'",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "set allowed_paths = ['{base}/other.csv']",
        "reset temp_directory",
        "set temp_directory = '{base}'",
        "create secret s (type s3)",
        "pragma enable_logging",
    ],
)
def test_what_a_run_has_no_use_for_is_refused(tmp_path: Path, statement: str) -> None:
    """Whatever a predicate could be made to say."""
    confined(tmp_path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(duckdb.Error):
        duckdb_engine.connection().raw_sql(statement.format(base=tmp_path)).fetchall()
    assert sorted(tmp_path.iterdir()) == before
    assert not Path("new.db").exists()


def test_its_own_files_are_read(tmp_path: Path) -> None:
    """Under whatever name they have."""
    write(tmp_path / "plain.csv", ROWS, "(header)")
    (tmp_path / "plain.csv").rename(tmp_path / "x[1].csv")
    table = opened(tmp_path, "x[1].csv")
    duckdb_engine.confine(table.files)
    assert len(table.execute(table.expression)) == 2


def test_the_next_run_may_open_its_own(tmp_path: Path) -> None:
    """A database ends with its run, and with it what it may not do."""
    confined(tmp_path)
    duckdb_engine.close()
    assert len(opened(tmp_path, "other.csv").execute(opened(tmp_path, "other.csv").expression)) == 2


def own_folder() -> Path:
    """Return this process's."""
    (folder,) = Path(tempfile.gettempdir()).glob(f"dte-exporter-spill-{os.getpid()}-*")
    return folder


def test_what_does_not_fit_into_memory_goes_into_the_own_folder_and_out_of_it(tmp_path: Path) -> None:
    """Never into the working directory; and nobody else can look into it."""
    write(tmp_path / "t.parquet", "select hash(range) as n, repeat('x', 200) || range as s from range(1500000)")
    table = opened(tmp_path, "t.parquet")
    duckdb_engine.limit_memory(250 * 2**20)
    duckdb_engine.confine(table.files)
    here = sorted(Path.cwd().iterdir())
    duckdb_engine.connection().raw_sql(f"create temp table kept as from read_parquet('{tmp_path}/t.parquet')")
    spilled = duckdb_engine.rows_of("select path, size from duckdb_temporary_files()")
    assert sum(size for _, size in spilled) > 10 * 2**20
    assert {Path(path).parent for path, _ in spilled} == {own_folder()}
    assert sorted(Path.cwd().iterdir()) == here
    assert own_folder().stat().st_mode & 0o077 == 0
    duckdb_engine.close()
    assert list(own_folder().iterdir()) == []


KILLED = """
    import os, signal
    from dte_exporter.tables import duckdb_engine
    (duckdb_engine.scratch() / "rows").write_text("what was spilled")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_left_goes_at_the_next_start(tmp_path: Path) -> None:
    """A kill leaves no time to tidy up."""
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED)], env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    (left,) = tmp_path.glob("dte-exporter-spill-*")
    assert [file.read_text() for file in left.rglob("rows")] == ["what was spilled"]
    next_one = "from dte_exporter.tables import duckdb_engine; duckdb_engine.connection()"
    subprocess.run([sys.executable, "-c", next_one], env=environment, check=True)
    assert not left.exists()
    assert list(tmp_path.iterdir()) == []
