import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dte_exporter.errors import SinkError
from dte_exporter.sinks.textfile import Textfile

FORMER, NEXT = b"dte_toy_weight 1.0\n", b"dte_toy_weight 2.0\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the file, as a former run has left it."""
    file = tmp_path / "dte.prom"
    file.write_bytes(FORMER)
    return file


def test_the_file_is_replaced_and_nothing_else_is_left(file: Path) -> None:
    """node_exporter would read whatever else ends in .prom."""
    Textfile(file).put(NEXT)
    assert file.read_bytes() == NEXT
    assert list(file.parent.iterdir()) == [file]


def test_it_need_not_have_been_there(tmp_path: Path) -> None:
    """The first run writes it."""
    Textfile(tmp_path / "new.prom").put(NEXT)
    assert (tmp_path / "new.prom").read_bytes() == NEXT


def test_another_user_may_read_it(file: Path) -> None:
    """node_exporter seldom is who measures: the mode is that of any new file here."""
    Textfile(file).put(NEXT)
    (other := file.with_name("other")).touch()
    assert file.stat().st_mode == other.stat().st_mode


@pytest.mark.parametrize("point", ["pathlib.Path.open", "os.fsync", "pathlib.Path.replace"])
def test_a_run_that_is_killed_leaves_the_file_as_it_was(file: Path, point: str) -> None:
    """Killed before it writes, before the disk has it, before it takes the place: what is read is the former, whole."""
    killed = f"""
import os, pathlib, signal
from dte_exporter.sinks.textfile import Textfile
sink = Textfile(pathlib.Path({str(file)!r}))
{point} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
sink.put({NEXT!r})
"""
    ended = subprocess.run([sys.executable, "-c", killed], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert file.read_bytes() == FORMER
    assert [one.name for one in file.parent.glob("*.prom")] == ["dte.prom"]


def test_a_full_disk_is_said_and_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The draft goes too, so that the disk is not fuller than before."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SinkError, match=r"--textfile: .*dte\.prom cannot be written: No space left on device"):
        Textfile(file).put(NEXT)
    assert file.read_bytes() == FORMER
    assert list(file.parent.iterdir()) == [file]


def test_a_name_that_node_exporter_does_not_read_is_refused() -> None:
    """The mistake would else be found when nothing arrives."""
    with pytest.raises(SinkError, match=r"node_exporter reads no file but those that end in \.prom: dte\.txt does not"):
        Textfile(Path("dte.txt"))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Before anything is measured."""
    with pytest.raises(SinkError, match=r"no file can be written in .*nowhere: make the folder, or name another"):
        Textfile(tmp_path / "nowhere" / "dte.prom")
