"""One file validated from the command line, in real worker processes."""

import json
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from junitparser import JUnitXml
from typer.testing import CliRunner, Result

from dte_exporter.cli import app

CLEAN = (
    "SELECT i AS id, 20 + i % 50 AS age, CASE WHEN i % 3 = 0 THEN 'f' ELSE 'm' END AS sex, "
    "'person ' || i AS name, TIMESTAMP '2026-01-01' + INTERVAL (i) MINUTE AS moment FROM range(300) t(i)"
)
DIRTY = (
    "SELECT CASE WHEN i < 3 THEN 299 ELSE id END AS id, CASE WHEN i < 40 THEN NULL ELSE age END AS age, "
    "CASE WHEN i >= 260 THEN '[/m] <b>' ELSE sex END AS sex, name, moment FROM (SELECT *, id AS i FROM ({clean}))"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a clean file, and one in which 3 of 300 keys are there twice and 40 ages are missing."""
    found = tmp_path_factory.mktemp("validate")
    for name, query in (("clean.csv", CLEAN), ("dirty.csv", DIRTY.format(clean=CLEAN))):
        duckdb.sql(f"COPY ({query}) TO '{found / name}' (FORMAT csv, HEADER)")
    return found


def validate(folder: Path, *arguments: str) -> Result:
    """Return what the command line makes of it."""
    paths = [str(folder / one) if one.endswith((".csv", ".html", ".xml")) else one for one in arguments]
    return CliRunner(env={"COLUMNS": "160"}).invoke(app, ["validate", *paths])


def test_a_clean_file_ends_with_0_and_its_rules_can_be_suggested(folder: Path) -> None:
    """A line a column with type, rows, missing and distinct values; two files of rules, which are not overwritten."""
    result = validate(folder, "clean.csv", "--suggest", str(folder / "rules"))
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]

    assert result.exit_code == 0
    assert "age int64 300 0 50" in lines
    assert lines[-1].startswith("2 of 2 rules met ──")
    assert {file.name for file in (folder / "rules").iterdir()} == {"clean.suite.json", "clean.contract.yaml"}
    again = validate(folder, "clean.csv", "--suggest", str(folder / "rules"))
    assert (again.exit_code, "it is there already" in again.stderr) == (1, True)


def test_a_dirty_file_ends_with_3_and_says_what_failed(folder: Path) -> None:
    """On the terminal, on a page and to a CI system, with counts; markup in the data stays text everywhere."""
    result = validate(folder, "dirty.csv", "--reference", "clean.csv", "--html", "out.html", "--junit", "out.xml")
    told = " ".join(result.stdout.split())

    assert result.exit_code == 3
    assert "40 of 300 rows have no value; chance explains up to 19" in told
    assert "3 of 300 rows have a key that another row has already" in told
    assert "40 of 300 rows have a value that the reference has not" in told
    failed = [case.name for suite in JUnitXml.fromfile(str(folder / "out.xml")) for case in suite if case.result]
    assert failed == ["missing of age", "out_of_set of sex", "duplicate_keys of id"]
    page = (folder / "out.html").read_text()
    assert re.search(r"✗ 3 of \d+ rules failed", page)
    assert "[/m] &lt;b&gt;" in page


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("gone.csv",), "gone.csv"),
        (("clean.csv", "--key", "idd"), "--key"),
        (("clean.csv", "--reference", "gone.csv"), "gone.csv"),
    ],
)
def test_what_is_wrong_with_the_command_is_one_sentence(
    arguments: tuple[str, ...], sentence: str, folder: Path
) -> None:
    """It ends with 1, and without a traceback."""
    result = validate(folder, *arguments)

    assert result.exit_code == 1
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_without_rows_measures_nothing(folder: Path) -> None:
    """It ends with 2: nothing was found to be well."""
    duckdb.sql(f"COPY (SELECT 1 AS id, 2 AS age LIMIT 0) TO '{folder}/empty.parquet' (FORMAT parquet)")
    result = validate(folder, str(folder / "empty.parquet"))

    assert result.exit_code == 2
    assert "could not be judged" in result.stdout


def test_a_suite_leaves_nothing_behind(folder: Path, tmp_path: Path) -> None:
    """No semaphore of the machine, of which Python would warn at the end, and no other word of a library."""
    suite = tmp_path / "suite.json"
    expectation = {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "id"}}
    suite.write_text(json.dumps({"name": "whole", "expectations": [expectation]}))
    command = [sys.executable, "-m", "dte_exporter", "validate", str(folder / "clean.csv"), "--suite", str(suite)]

    ended = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr.splitlines()) == (0, ["1 of 2: facts has ended", "2 of 2: suite has ended"])
