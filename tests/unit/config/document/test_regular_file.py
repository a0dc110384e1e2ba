"""What the exporter itself reads: a regular file, whole, up to a size; and nothing else opens one."""

import ast
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import dte_exporter
from dte_exporter.config.document.document import read
from dte_exporter.config.document.regular_file import UnreadableError, read_regular
from dte_exporter.config.document.secrets import resolve
from dte_exporter.errors import ConfigError

PACKAGE = Path(dte_exporter.__file__).parent


@pytest.fixture(autouse=True)
def _impatient() -> Iterator[None]:
    """Fail a test that waits for a writer who never comes."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


NO_FILES = [
    (os.mkfifo, "is a named pipe, no regular file: put one there, or a link to one"),
    (_socket, "is a socket, no regular file: put one there, or a link to one"),
    (_device, "is a device, no regular file: put one there, or a link to one"),
    (Path.mkdir, "is a folder, no regular file: put one there, or a link to one"),
    (lambda path: path.symlink_to(path), "cannot be read: Too many levels of symbolic links"),
    (lambda path: None, "cannot be read: No such file or directory"),
]


@pytest.mark.parametrize(("make", "sentence"), NO_FILES)
def test_what_is_no_regular_file_is_refused_at_once(
    make: Callable[[Path], None], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is waited for, and nothing is opened that does something when it is opened."""
    monkeypatch.chdir(tmp_path)
    make(Path("x"))
    with pytest.raises(UnreadableError) as caught:
        read_regular(Path("x"), 10, "a config")
    assert str(caught.value) == sentence


def test_a_file_that_takes_the_place_of_another_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe that comes between the look and the opening is not read either."""
    pipe, file = tmp_path / "pipe", tmp_path / "file"
    os.mkfifo(pipe)
    file.touch()
    seen = file.stat()
    monkeypatch.setattr(Path, "stat", lambda self, **_: seen)
    with pytest.raises(UnreadableError, match="is a named pipe"):
        read_regular(pipe, 10, "a config")


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    """As Kubernetes mounts them: a link by way of a link to a folder."""
    (tmp_path / "..2026").mkdir()
    (tmp_path / "..2026" / "x").write_bytes(b"content")
    (tmp_path / "..data").symlink_to("..2026")
    (tmp_path / "x").symlink_to("..data/x")
    assert read_regular(tmp_path / "x", 100, "a config") == b"content"


@pytest.mark.parametrize("size", [0, 1, 2**16, 2**17 - 1, 2**17])
def test_a_file_up_to_the_limit_is_read_whole(size: int, tmp_path: Path) -> None:
    """However many reads it takes."""
    (tmp_path / "x").write_bytes(b"x" * size)
    assert len(read_regular(tmp_path / "x", 2**17, "a config")) == size


def test_a_file_beyond_the_limit_is_refused_and_not_read_to_its_end(tmp_path: Path) -> None:
    """A sparse file of a terabyte is as quick as any."""
    with (tmp_path / "x").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(UnreadableError, match=r"^is larger than 128 KiB: a config is not$"):
        read_regular(tmp_path / "x", 2**17, "a config")


def test_a_name_that_can_be_no_files_is_told(tmp_path: Path) -> None:
    """YAML can write U+0000 in double quotes."""
    with pytest.raises(UnreadableError, match=r"its name holds the character U\+0000: remove it"):
        read_regular(tmp_path / "a\0b", 10, "a config")


def test_a_config_that_is_a_pipe_is_one_sentence(tmp_path: Path) -> None:
    """It names the file and the way out."""
    os.mkfifo(tmp_path / "config.yaml")
    with pytest.raises(ConfigError) as caught:
        read(tmp_path / "config.yaml")
    assert caught.value.problems == (
        f"{tmp_path}/config.yaml: the file is a named pipe, no regular file: put one there, or a link to one",
    )


@pytest.mark.parametrize("name", ["/dev/zero", "pipe", ".", "a\0b"])
def test_a_secret_that_is_no_regular_file_is_one_problem(name: str, tmp_path: Path) -> None:
    """It names the file as the config does."""
    os.mkfifo(tmp_path / "pipe")
    (problem,) = resolve({"a": {"file": name}}, tmp_path, {}).problems
    assert problem.sentence.startswith(f"the file {name!r} ")
    assert problem.sentence.endswith((": put one there, or a link to one", "U+0000: remove it"))


def test_nothing_else_in_the_package_opens_a_file_to_read_it() -> None:
    """But what the package itself ships, what the kernel says of this process, and data, which a worker reads."""
    writing = {"sinks/textfile.py", "places/object_client.py"}
    shipped = {
        "cli/discovery.py",
        "cli/verbs/compliance.py",
        "config/governance/taxonomy.py",
        "reports/compliance_page.py",
        "reports/validation_page.py",
    }
    shipped |= {"web/page/route.py", "web/status/page.py"}
    of_the_kernel = {"worker/memory.py"}
    data = {f"tables/file_formats/{name}.py" for name in ("encoding", "content", "recognition", "replaced")}
    data.add("tables/lakehouse/iceberg_files.py")
    found = {
        module.relative_to(PACKAGE).as_posix()
        for module in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.Call) and _reads(node)
    }
    assert found - writing - shipped - of_the_kernel - data == {"config/document/regular_file.py"}


def _reads(call: ast.Call) -> bool:
    """Return whether it is ``open``, or a method that reads a file; what a source calls ``open`` takes its config."""
    name = ast.unparse(call.func)
    with_a_mode = all(isinstance(each, ast.Constant) for each in call.args)
    return (
        name in {"open", "os.open"}
        or name.endswith((".read_text", ".read_bytes"))
        or (name.endswith(".open") and with_a_mode)
    )
