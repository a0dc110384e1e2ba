"""One run of all checks from the command line, in real worker processes."""

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from typer.testing import CliRunner, Result

from dte_exporter.cli import app

CONFIG = """
datasets:
  people:
    source: {type: files, path: people.parquet}
    columns: {prediction: hired, sensitive: [sex]}
  nobody:
    source: {type: files, path: nobody.parquet}
    columns: {prediction: hired, sensitive: [sex]}
checks:
  fair:
    title: Equal chances
    check: fairness
    dataset: people
    every: 1h
    objectives: {demographic_parity_difference: {max: 0.1}, demographic_parity_ratio: {min: 0.3}}
  gone: {check: fairness, dataset: nobody, every: 1h, objectives: {groups_withheld: {max: 0}}}
"""


@pytest.fixture(scope="module")
def config_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a config of a check that ends well, on 100 people, and of one whose file is missing.

    Of 50 women 10 are hired, of 50 men 25: rates 0.2 and 0.5, so 0.3 apart and 0.4 of each other. The men are called
    ``m[/m]``, which would end a style that never began, were it taken for Rich's markup.
    """
    folder = tmp_path_factory.mktemp("run")
    sex, hired = "CASE WHEN i < 50 THEN 'f' ELSE 'm[/m]' END AS sex", "(i < 10 OR i >= 75)::INT AS hired"
    rows = f"SELECT {sex}, {hired} FROM range(100) t(i)"
    duckdb.sql(f"COPY ({rows}) TO '{folder}/people.parquet' (FORMAT parquet)")
    (folder / "config.yaml").write_text(CONFIG)
    return folder / "config.yaml"


def run(config_file: Path, *options: str) -> Result:
    """Return what the command line makes of it."""
    return CliRunner(env={"COLUMNS": "120"}).invoke(app, ["run", "--config.file", str(config_file), *options])


def test_the_table_shows_outcomes_objectives_and_values(config_file: Path) -> None:
    """The unmet objective comes first, with its value and limit; the missing file is named; the sum stands below."""
    result = run(config_file)
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert lines[0].startswith("fair Equal chances ──")
    assert lines[1].startswith("ok 100 rows · ")
    objectives = [line for line in lines if line.endswith(("unmet", " met", "unknown"))]
    assert objectives == [
        "demographic_parity_difference sex 0.3 ≤ 0.1 ✗ unmet",
        "demographic_parity_ratio sex 0.4 ≥ 0.3 ✓ met",
        "groups_withheld ≤ 0 ? unknown",
    ]
    assert "dte_fairness_demographic_parity_difference sex 0.3" in lines
    assert "dte_fairness_group_selection_rate sex, f 0.2" in lines
    assert "sex, m[/m] 0.5" in lines
    assert any(line.startswith("source_error 0 rows · ") for line in lines)
    assert any(line.startswith("no file at 'nobody.parquet'") for line in lines)
    assert lines[-1].startswith("1 of 2 checks ended ok, 1 of 3 objectives met ──")


def test_json_is_what_the_api_answers(config_file: Path) -> None:
    """Checks with their runs, results with their values; a check that failed makes the exit code 2."""
    result = run(config_file, "--format", "json", "--fail-on", "error")
    answer = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [check["last_run"]["outcome"] for check in answer["checks"]] == ["ok", "source_error"]
    values = {value["name"]: value["value"] for value in answer["results"][0]["values"]["samples"]}
    assert values["dte_fairness_demographic_parity_difference"] == pytest.approx(0.3)


def test_openmetrics_is_what_a_scrape_would_get(config_file: Path) -> None:
    """It parses strictly; of the checks only the one named has run, well, but an objective of it is unmet: 3."""
    result = run(config_file, "--check", "fair", "--format", "openmetrics", "--fail-on", "objective")
    parsed = text_string_to_metric_families(result.stdout)
    families = {family.name: family for family in parsed}
    assert result.exit_code == 3
    assert {sample.labels["check"] for sample in families["dte_check_success"].samples} == {"fair"}


def test_a_check_that_is_not_there_is_said(config_file: Path) -> None:
    """With a proposal, before any worker starts."""
    result = run(config_file, "--check", "fare", "--check", "gone")
    assert result.exit_code == 1
    assert result.stderr.startswith("--check: 'fare' is no check")
    assert "fair" in result.stderr
    assert result.stdout == ""


NAMED = """
datasets:
  people:
    source: {type: files, path: people.parquet}
    windows: {reference: "day = 1", current: "day = 2"}
    columns: {features: {exclude: [day]}}
checks:
  moved: {check: drift, dataset: people, every: 1h}
"""


def test_what_is_not_defined_is_named_below_the_run_and_so_is_what_it_notices(tmp_path: Path) -> None:
    """Six texts of which no two are alike: five are named, the sixth is counted; a price that repeats is noticed."""
    names = ", ".join(f"'{column} ' || i || ' of us' AS {column}" for column in "abcdef")
    rows = f"SELECT {names}, (i % 25) || ',5' AS price, 1 + i // 100 AS day FROM range(200) t(i)"
    duckdb.sql(f"COPY ({rows}) TO '{tmp_path}/people.parquet' (FORMAT parquet)")
    (tmp_path / "config.yaml").write_text(NAMED)
    result = run(tmp_path / "config.yaml")
    printed = " ".join(result.stdout.split())
    assert " · 6 not defined " in printed
    for column in "abcde":
        assert f"column '{column}' is left out: its values hardly repeat" in printed
    assert "column 'f'" not in printed
    assert " and 1 more: see explain column 'price' is text that looks like numbers and is read as" in printed


def test_a_log_gets_a_line_for_each_check_that_has_ended(config_file: Path) -> None:
    """On stderr, so that results are alone on stdout."""
    lines = run(config_file, "--format", "json").stderr.splitlines()
    assert sorted(line.partition(": ")[2] for line in lines) == ["fair has ended", "gone has ended"]
    assert [line.partition(": ")[0] for line in lines] == ["1 of 2", "2 of 2"]


def test_a_terminal_shows_how_far_it_is(config_file: Path) -> None:
    """While nothing has ended yet it says that it has started, with the seconds; stdout is none of its concern."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "dte_exporter", "run", "--config.file", str(config_file), "--check", "gone"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment, text=True) as process:
        os.close(theirs)
        shown = _until_hung_up(ours)
        told, _ = process.communicate()
    assert "starting" in shown
    assert "0/1" in shown
    assert "0:00:0" in shown
    assert told.startswith("gone ──")


def _until_hung_up(terminal: int) -> str:
    """Return what comes to `terminal` until nobody is left to write to it."""
    parts = []
    with suppress(OSError):
        while part := os.read(terminal, 4096):
            parts.append(part)
    os.close(terminal)
    return b"".join(parts).decode()
