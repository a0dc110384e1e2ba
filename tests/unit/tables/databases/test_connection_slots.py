import subprocess
import sys
from pathlib import Path

import pytest

from dte_exporter.errors import SourceError
from dte_exporter.tables.databases.connection_slots import slot

HOLDER = """
import sys
from dte_exporter.tables.databases.connection_slots import slot
with slot("warehouse", 1, 0):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Count connections in a folder of the test's own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def test_as_many_as_are_allowed_hold_at_once() -> None:
    """Two of two, and a third of none; another database has slots of its own."""
    with slot("warehouse", 2, 0), slot("warehouse", 2, 0):
        with slot("another", 1, 0):
            pass
        with pytest.raises(SourceError, match=r"all 2 connections that source\.max_connections allows"):
            slot("warehouse", 2, 0).__enter__()


def test_a_slot_is_given_back() -> None:
    """The next holds it at once."""
    for _ in range(3):
        with slot("warehouse", 1, 0):
            pass


def test_the_kernel_gives_back_what_a_killed_process_held() -> None:
    """While it lives its slot is taken, in every process; then it is free."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with pytest.raises(SourceError):
            slot("warehouse", 1, 0).__enter__()
        other.kill()

    with slot("warehouse", 1, 0):
        pass


def test_a_folder_of_somebody_else_is_not_used(folder: Path) -> None:
    """A link that was put there could lead anywhere."""
    with slot("warehouse", 1, 0):
        pass
    (made,) = folder.iterdir()
    assert made.stat().st_mode & 0o077 == 0
    for file in made.iterdir():
        file.unlink()
    made.rmdir()
    made.symlink_to(folder)

    with pytest.raises(SourceError, match="is another user's"):
        slot("warehouse", 1, 0).__enter__()
