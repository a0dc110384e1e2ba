"""The how-to that wires registers of the GDPR, followed step by step by the real program: what it says comes out."""

import contextlib
import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dte_exporter.cli import app

PAGE = (Path(__file__).parents[2] / "docs/how-to/answer-to-the-gdpr.md").read_text()
STEPS = PAGE.split("## Wire the registers\n")[1].split("\n## ")[0]
REGISTERS = dict(re.findall(r"^`(\w+\.csv)`\n\n```csv\n(.*?)```", STEPS, re.DOTALL | re.MULTILINE))
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", STEPS, re.DOTALL) for line in block.splitlines()]
TABLE = re.findall(r"^\| `(\w+)` \| (\d+) \| (\d+) \|", STEPS, re.MULTILINE)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """Return what came of each command, in the order of the page, in a folder with its registers and its config."""
    folder = tmp_path_factory.mktemp("registers")
    for name, text in REGISTERS.items():
        (folder / name).write_text(text)
    (config,) = re.findall(r"```yaml\n(.*?)```", STEPS, re.DOTALL)
    (folder / "config.yaml").write_text(config)
    with contextlib.chdir(folder):
        return {command: _done(command) for command in COMMANDS}


def _done(command: str) -> Result:
    program, *arguments = shlex.split(command)
    assert program == "dte-exporter"
    form = ["--format", "json"] if arguments[0] == "run" else []
    return CliRunner().invoke(app, [*arguments, *form])


def test_the_page_has_registers_commands_and_a_table() -> None:
    """Else there would be nothing to follow."""
    assert (len(REGISTERS), len(COMMANDS), len(TABLE)) == (6, 4, 5)


def test_each_command_ends_well(done: dict[str, Result]) -> None:
    """And check-config has nothing to remark on the registers."""
    assert {command: one.stderr for command, one in done.items() if one.exit_code} == {}
    assert ": note: " not in done[COMMANDS[1]].stdout


def test_the_figures_of_the_table_come_out(done: dict[str, Result]) -> None:
    """Violations and what was examined, check by check, as the reader counts them by hand."""
    results = json.loads(done[COMMANDS[2]].stdout)["results"]

    samples = {
        one["check"]: {sample["name"]: sample["value"] for sample in one["values"]["samples"]} for one in results
    }
    counted = {
        (check, f"{found['dte_compliance_violations']:.0f}", f"{found['dte_compliance_examined']:.0f}")
        for check, found in samples.items()
    }
    assert counted == set(TABLE)
