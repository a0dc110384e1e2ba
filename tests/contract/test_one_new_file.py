"""A check is one file: the guide's worked example, put beside the others, is all it takes."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
NEW_FILE = "dte_exporter/checks/fairness/base_rate.py"
METRIC = "dte_fairness_base_rate_difference"
ROWS = "sex,apt\nf,1\nf,0\nf,0\nf,0\nm,1\nm,0\n"
CONFIG = """\
datasets:
  people: {source: {type: files, path: people.csv}, columns: {label: apt, sensitive: [sex]}}
checks:
  rates:
    check: base-rate
    dataset: people
    every: 1h
    min_group_rows: 1
    objectives: {base_rate_difference: {max: 0.2}}
"""

Command = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the package and one file more, a config for it and its rows."""
    folder = tmp_path_factory.mktemp("copy")
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPOSITORY / "dte_exporter", folder / "dte_exporter", ignore=without)
    guide = (REPOSITORY / "community/CONTRIBUTING.md").read_text()
    (code,) = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    (folder / NEW_FILE).write_text(code)
    (folder / "people.csv").write_text(ROWS)
    (folder / "config.yaml").write_text(CONFIG)
    return folder


def _exporter(copy: Path, *arguments: str) -> Command:
    """Run the copy's command line, not that of the repository, and keep the copy out of the coverage."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    return subprocess.run(
        [sys.executable, "-m", "dte_exporter", *arguments],
        cwd=copy,
        env={**environment, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
    )


def _printed(copy: Path, *arguments: str) -> str:
    command = _exporter(copy, *arguments)
    assert command.returncode == 0, command.stderr
    return command.stdout


def _files(folder: Path) -> Mapping[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return {file.relative_to(folder.parent).as_posix(): file.read_bytes() for file in files}


def test_one_file_is_new_and_none_is_changed(copy: Path) -> None:
    """The copy differs from the package by that file, and in nothing else."""
    copied, original = _files(copy / "dte_exporter"), _files(REPOSITORY / "dte_exporter")

    assert copied.keys() - original.keys() == {NEW_FILE}
    assert {file: copied[file] for file in original} == original


def test_the_new_metric_is_in_the_catalogue(copy: Path) -> None:
    """Its declaration is listed with the check that emits it."""
    listed = {metric["name"]: metric for metric in json.loads(_printed(copy, "catalogue", "--format", "json"))}

    assert (listed[METRIC]["check"], listed[METRIC]["key"]) == ("base-rate", "base_rate_difference")


def test_the_new_check_is_explained(copy: Path) -> None:
    """Its docstring and its parameters are what people are told."""
    printed = _printed(copy, "explain", "base_rate_difference")

    assert "The base rate of a group is the share of its rows whose label is positive." in printed
    assert "A group with fewer rows is withheld." in printed


def test_the_config_knows_the_new_check(copy: Path) -> None:
    """Its name, its parameter and an objective on its metric are valid."""
    assert (
        _printed(copy, "check-config", "config.yaml")
        == "config.yaml: 1 data set, 1 check: ok (1 data set read, 6 rows)\n"
    )


def test_the_config_validates_the_new_check(copy: Path) -> None:
    """A parameter out of range, and an objective on a metric that it has not, are told as for any other check."""
    bad = CONFIG.replace("min_group_rows: 1", "min_group_rows: 0").replace("base_rate_difference", "base_rate_ratio")
    (copy / "bad.yaml").write_text(bad)

    command = _exporter(copy, "check-config", "bad.yaml")

    assert command.returncode == 1
    assert "checks.rates.min_group_rows" in command.stderr
    assert "did you mean 'base_rate_difference'?" in command.stderr


def test_editors_know_the_new_check(copy: Path) -> None:
    """The schema offers its name, its parameters and its metrics."""
    schema = json.loads(_printed(copy, "schema"))

    assert '"base-rate"' in json.dumps(schema)
    assert '"base_rate_difference"' in json.dumps(schema)


def test_the_new_metric_is_exposed(copy: Path) -> None:
    """Of four women one is apt, of two men one: 0.25 apart, which its objective judges as any other."""
    lines = _printed(copy, "run", "--config.file", "config.yaml", "--format", "openmetrics").splitlines()

    scope = 'check="rates",dataset="people",model=""'
    assert f'{METRIC}{{{scope},sensitive_feature="sex"}} 0.25' in lines
    assert any(line.startswith("dte_objective_met{") and line.endswith(" 0.0") for line in lines)
