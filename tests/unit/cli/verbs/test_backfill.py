"""Measuring what was from the command line, in real worker processes."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dte_exporter.cli import app

CONFIG = """
history: {keep: 5200w}
datasets:
  hiring:
    source: {type: files, path: hiring.csv}
    timezone: Europe/Paris
    columns: {time: day, prediction: hired, sensitive: [sex]}
    windows: {current: yesterday}
  everybody: {source: {type: files, path: hiring.csv}, columns: {prediction: hired, sensitive: [sex]}}
checks:
  fair: {check: fairness, dataset: hiring, every: 1d, min_group_rows: 1}
  fixed: {check: fairness, dataset: everybody, every: 1d}
"""
HIRED = {"2026-03-28": (0, 2), "2026-03-29": (1, 2), "2026-03-30": (2, 2)}
"""Women and men of two each that were hired, by day; clocks in Paris change on the second."""

VALUES = "SELECT epoch, value FROM trust_values WHERE metric = 'dte_fairness_demographic_parity_difference' ORDER BY 1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the config and its rows."""
    rows = [
        f"{day},{sex},{int(person < hired)}"
        for day, counts in HIRED.items()
        for sex, hired in zip("fm", counts, strict=True)
        for person in range(2)
    ]
    (tmp_path / "hiring.csv").write_text("\n".join(["day,sex,hired", *rows, ""]))
    (tmp_path / "config.yaml").write_text(CONFIG)
    return tmp_path


def _backfill(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["backfill", "--config.file", str(folder / "config.yaml"), *options])


def _kept(folder: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "data/history.db")) as connection:
        return connection.execute(VALUES).fetchall()


def test_each_day_is_measured_at_its_end(folder: Path) -> None:
    """Rates are 1 apart on the 28th, a half on the 29th, 0 on the 30th; midnight in Paris is 23 h, then 22 h."""
    result = _backfill(folder, "--from", "2026-03-29", "--to", "2026-03-31")

    assert (result.exit_code, result.stdout) == (0, "fair: 3 filled in, 0 there already\n")
    assert _kept(folder) == [(1774738800.0, 1.0), (1774821600.0, 0.5), (1774908000.0, 0.0)]


def test_what_is_there_is_passed_over_and_what_fails_is_told(folder: Path) -> None:
    """The second time one day is new, of which there are no rows: it is not kept, and nothing was measured."""
    assert _backfill(folder, "--from", "2026-03-30", "--to", "2026-03-31").exit_code == 0

    again = _backfill(folder, "--from", "2026-03-30", "--to", "2026-04-01", "--check", "fair")

    assert (again.exit_code, again.stdout) == (2, "fair: 0 filled in, 2 there already, 1 no_data\n")
    assert len(_kept(folder)) == 2


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--from", "soon"], "--from: 'soon' is no moment: write 2026-10-01 or 2026-10-01T12:00:00Z"),
        (
            ["--from", "2026-03-30", "--every", "1"],
            "--every: write a duration as a number and a unit (ms, s, m, h, d, w), such as 30s, 5m or 1h30m",
        ),
        (
            ["--from", "2026-03-30", "--check", "fare"],
            "--check: 'fare' is no check (did you mean 'fair'?): known are fair, fixed",
        ),
        (
            ["--from", "2026-03-30", "--check", "fixed"],
            "check 'fixed' means the same rows at any moment: give the current window a last or a calendar, or newest "
            "rows a lag",
        ),
        (
            ["--from", "1920-01-01"],
            "--from: the history keeps 5200w, and would forget 1920-01-01 00:00:00: raise history.keep",
        ),
    ],
)
def test_what_cannot_be_filled_in_is_told_in_a_sentence(folder: Path, options: list[str], sentence: str) -> None:
    """On stderr, with exit code 1, and nothing is run."""
    result = _backfill(folder, *options)

    assert (result.exit_code, result.stderr.strip()) == (1, sentence)
    assert not (folder / "data").exists()


@pytest.mark.parametrize(
    ("history", "sentence"),
    [
        ("", "it keeps no history to be filled: add history: {}"),
        (
            "history: {prometheus: 'http://localhost:9090'}",
            "history.prometheus has the values, and takes none of the past: leave it out to keep them",
        ),
    ],
)
def test_there_must_be_a_history_that_takes_the_past(folder: Path, history: str, sentence: str) -> None:
    """A Prometheus does not, by default."""
    (folder / "config.yaml").write_text(CONFIG.replace("history: {keep: 5200w}", history))

    result = _backfill(folder, "--from", "2026-03-30")

    assert (result.exit_code, result.stderr.strip()) == (1, f"{folder / 'config.yaml'}: {sentence}")
