import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dte_exporter import __version__
from dte_exporter.cli import app, verbs
from dte_exporter.cli.discovery import Verbs, imported


def test_every_file_of_its_folder_is_a_verb() -> None:
    """No list has to be edited to add one."""
    files = {file.stem for file in Path(verbs.__path__[0]).glob("[!_]*.py")}

    assert {name.replace("-", "_") for name in Verbs()} == files
    assert len(Verbs()) == len(files)


@pytest.mark.parametrize("name", Verbs())
def test_every_verb_explains_itself(name: str) -> None:
    """Its docstring is its help."""
    help_ = Verbs()[name].help

    assert help_
    assert " ".join(help_.split()) in " ".join(CliRunner().invoke(app, [name, "--help"]).stdout.split())


def test_a_list_says_all_of_each_first_sentence() -> None:
    """None is cut off to fit a line, neither of a verb nor of its parts."""
    program = " ".join(CliRunner().invoke(app, ["--help"]).stdout.split())
    parts = " ".join(CliRunner().invoke(app, ["compliance", "--help"]).stdout.split())

    assert "run Run every check once and print what it found; progress goes to stderr. schema Print" in program
    assert "init Write a commented record of processing to begin with: one made-up activity, every field" in parts
    assert "..." not in program.replace("[ARGS]...", "")


@pytest.mark.parametrize("name", Verbs())
def test_a_list_says_of_a_verb_what_the_verb_says_of_itself(name: str) -> None:
    """Though it reads the file and does not import it; verbs that have parts are named too."""
    assert (Verbs()[name].name, Verbs()[name].help) == (name, imported(name).help)
    assert imported(name).name == name


def test_another_word_is_no_verb() -> None:
    """Neither is the name of a function, nor that of a shared file."""
    for name in ("check_config", "discovery", "nothing"):
        with pytest.raises(KeyError):
            Verbs()[name]


def test_a_misspelt_verb_gets_a_hint() -> None:
    """The near miss is named, and the exit code is that of wrong usage."""
    result = CliRunner().invoke(app, ["chek-config"], env={"COLUMNS": "200"})

    assert result.exit_code == 2
    assert "Did you mean 'check-config'?" in result.stderr


def test_the_version_is_that_of_the_package() -> None:
    """One line for scripts to read."""
    result = CliRunner().invoke(app, ["--version"])

    assert (result.exit_code, result.stdout) == (0, f"dte-exporter {__version__}\n")


def test_an_error_of_ours_is_a_line_and_an_exit_code(tmp_path: Path) -> None:
    """No traceback, from the real program."""
    command = [sys.executable, "-m", "dte_exporter", "check-config", "nowhere.yaml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert (done.stdout, done.stderr) == ("", "nowhere.yaml: the file cannot be read: No such file or directory\n")


def test_the_help_imports_no_verb() -> None:
    """Nor anything that one of them needs: the program answers at once."""
    program = (
        "import atexit, sys; from dte_exporter.cli import main;"
        "heavy = {'pydantic', 'yaml', 'sqlglot', 'starlette', 'rich'};"
        "atexit.register(lambda: print(sorted(heavy & set(sys.modules))));"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", program, "--help"], capture_output=True, text=True, check=True)

    assert "check-config" in done.stdout
    assert done.stdout.endswith("\n[]\n")


def test_a_shell_can_complete_the_verbs() -> None:
    """Typer's completion knows those that are found by name."""
    environment = {"_DTE_EXPORTER_COMPLETE": "complete_bash", "COMP_WORDS": "dte-exporter che", "COMP_CWORD": "1"}

    result = CliRunner().invoke(app, [], env=environment, prog_name="dte-exporter")

    assert result.stdout.split() == ["check-config"]
