import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.integration

TOOLS = Path(__file__).parents[2] / "dev/make"


def run(*command: str | Path, **environment: str) -> tuple[int, str]:
    """Return the exit code and all that a command says."""
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment or None)
    return ended.returncode, ended.stdout + ended.stderr


@pytest.fixture
def interpreter(tmp_path: Path) -> Path:
    """Return where a test puts a python3 of its own."""
    return tmp_path / "python3"


def write(program: Path, script: str) -> None:
    """Put a shell script in the place of a program."""
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_a_python_that_is_missing_is_told_with_what_to_install() -> None:
    """No traceback of make: one sentence with the command that helps."""
    assert run(TOOLS / "check_python", "python3-of-nowhere") == (
        1,
        "setup: there is no python3-of-nowhere here: install Python 3.11 or newer "
        "(Debian, Ubuntu: apt-get install python3 python3-venv).\n",
    )


def test_a_python_that_is_too_old_is_told_with_the_way_to_name_another(interpreter: Path) -> None:
    """Its version is in the sentence."""
    write(interpreter, '[ "$1" = --version ] && echo Python 3.10.12 && exit 0; exit 1')
    assert run(TOOLS / "check_python", interpreter) == (
        1,
        "setup: Python 3.10.12 is too old: Python 3.11 or newer is needed; name another with make PYTHON=python3.12.\n",
    )


def test_a_missing_venv_is_told_by_the_package_that_brings_it(interpreter: Path) -> None:
    """Debian's python3 alone cannot make environments."""
    write(interpreter, 'case "$2" in *ensurepip*) exit 1;; esac')
    assert run(TOOLS / "check_python", interpreter) == (
        1,
        f"setup: {interpreter} cannot make virtual environments: install python3-venv "
        "(Debian, Ubuntu: apt-get install python3-venv).\n",
    )


@pytest.mark.parametrize(("script", "verdict", "code"), [("exit 0", "done", 0), ("exit 3", "FAILED (3)", 3)])
def test_a_stage_tells_its_verdict_and_hands_on_the_exit_code(
    interpreter: Path, script: str, verdict: str, code: int
) -> None:
    """What fails in a stage fails the whole."""
    write(interpreter, script)
    ended, said = run(TOOLS / "stage", "some stage", interpreter)
    assert ended == code
    assert f"== some stage: {verdict} in " in said


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_without_prometheus_and_apt_only_ci_fails(tmp_path: Path, ci: str, code: int) -> None:
    """Elsewhere the tests that need it are left out, and that is said."""
    for name in ("bash", "mkdir"):
        (tmp_path / name).symlink_to(f"/bin/{name}")
    ended, said = run(
        TOOLS / "fetch_debian", tmp_path / "bin", "prometheus", "prometheus", "promtool", PATH=str(tmp_path), CI=ci
    )
    assert (ended, said) == (
        code,
        "tools: there is neither prometheus on PATH nor apt-get to fetch it with, "
        "so the tests that need prometheus are left out.\n",
    )


def test_make_help_explains_every_target() -> None:
    """A target that is for people has a sentence in make help."""
    makefile = (TOOLS.parents[1] / "Makefile").read_text()
    targets = {line.removeprefix(".PHONY: ") for line in makefile.splitlines() if line.startswith(".PHONY: ")}
    _, said = run("make", "--no-print-directory", "-C", TOOLS.parents[1], "help")
    assert {line.split()[1] for line in said.splitlines() if line.startswith("  make ")} == targets
