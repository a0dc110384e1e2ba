"""What `tools/quality-validator/` offers: each of its commands is run on a real file, as a CI system would."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from junitparser import JUnitXml

REPOSITORY = Path(__file__).parents[2]
TOOL = REPOSITORY / "tools/quality-validator"
ACTION: Mapping[str, Any] = yaml.safe_load((TOOL / "action.yml").read_text())
HOOKS: list[Mapping[str, Any]] = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
WORKFLOW: Mapping[str, Any] = yaml.safe_load((TOOL / "example-workflow.yml").read_text())
_EXPRESSION = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a repository with two files of loans, in the later of which a key is there twice."""
    (tmp_path / "data").mkdir()
    rows = "SELECT {key} AS id, 20 + i % 50 AS age FROM range(200) t(i)"
    for name, key in (("loans-last-year", "i"), ("loans", "greatest(i, 1)")):
        duckdb.sql(f"COPY ({rows.format(key=key)}) TO '{tmp_path}/data/{name}.csv' (FORMAT csv, HEADER)")
    return tmp_path


def _run(command: list[str], folder: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": programs, **variables}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def _step(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(one for one in ACTION["runs"]["steps"] if one.get("name") == name)
    return found


def _variables(given: Mapping[str, str]) -> dict[str, str]:
    """Return what GitHub makes of the step's variables: each is an input, given or by default."""
    defaults = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()}
    inputs = {**defaults, **given}
    return {
        name: _EXPRESSION.sub(lambda found: inputs[found[1]], text) for name, text in _step("Validate")["env"].items()
    }


def test_the_action_validates_what_the_example_gives_it(folder: Path) -> None:
    """The inputs of the example are the action's own; the step ends with 3 and leaves both reports."""
    steps = WORKFLOW["jobs"]["validate"]["steps"]
    (given,) = (one["with"] for one in steps if "quality-validator" in one.get("uses", ""))
    assert set(given) <= set(ACTION["inputs"])
    asked = {name: text for name, text in given.items() if name != "contract"}
    ended = _run(["bash", "-e", "-o", "pipefail", "-c", _step("Validate")["run"]], folder, **_variables(asked))

    assert ended.returncode == 3, ended.stderr
    assert ended.stdout.count("1 failed") == 1
    assert "<!doctype html>" in (folder / "validation.html").read_text()
    cases = [case for suite in JUnitXml.fromfile(str(folder / "validation.xml")) for case in suite if case.result]
    assert [case.result[0].message for case in cases] == [
        "duplicate_keys of id: 1 of 200 rows have a key that another row has already"
    ]


def test_a_hostile_name_of_a_file_is_one_argument(folder: Path) -> None:
    """Neither an option nor a command of the shell."""
    (folder / "--html; touch hacked .csv").write_text("id\n1\n")
    variables = _variables({"file": "--html; touch hacked .csv"})
    ended = _run(["bash", "-e", "-c", _step("Validate")["run"]], folder, **variables)

    assert ended.returncode == 0, ended.stderr
    assert not (folder / "hacked").exists()


def test_no_expression_stands_in_a_script() -> None:
    """What GitHub puts in place of one would be read by the shell: they come as variables."""
    scripts = [one["run"] for one in ACTION["runs"]["steps"] if "run" in one]

    assert len(scripts) == 2
    assert not any("${{" in one for one in scripts)


def test_actions_of_others_are_pinned() -> None:
    """To a commit, with the version beside it."""
    texts = [(TOOL / name).read_text() for name in ("action.yml", "example-workflow.yml")]
    used = [line for text in texts for line in text.splitlines() if "uses:" in line and "quality-validator" not in line]

    assert len(used) == 3
    assert all(re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line) for line in used)


def test_the_hook_runs_what_the_readme_shows(folder: Path) -> None:
    """The entry of the hook with the arguments of the example, but for the contract."""
    (example,) = re.findall(r"```yaml\n(.*?)```", (TOOL / "README.md").read_text(), re.DOTALL)
    (used,) = yaml.safe_load(example)["repos"][0]["hooks"]
    hook = {one["id"]: one for one in HOOKS}[used["id"]]
    file, *options = used["args"]
    assert options[0] == "--contract"
    ended = _run([*shlex.split(hook["entry"]), file], folder)

    assert ended.returncode == 3, ended.stderr
    assert re.match(used["files"], file)


def test_pre_commit_takes_the_hooks() -> None:
    """By its own reading of the file."""
    checked = _run(["pre-commit", "validate-manifest", ".pre-commit-hooks.yaml"], REPOSITORY)

    assert checked.returncode == 0, checked.stdout


def test_what_is_suggested_is_read_by_others(folder: Path) -> None:
    """JSON and YAML, as the how-to's command writes them."""
    ended = _run(["dte-exporter", "validate", "data/loans-last-year.csv", "--suggest", "rules"], folder)

    assert ended.returncode == 0, ended.stderr
    suite = json.loads((folder / "rules/loans-last-year.suite.json").read_text())
    contract = yaml.safe_load((folder / "rules/loans-last-year.contract.yaml").read_text())
    assert suite["name"] == contract["name"] == "loans-last-year"
