from pathlib import Path

import duckdb
import pytest

from tests.unit.inspection.conftest import Inspecting

TWO = """\
datasets:
  loans:
    source: {{type: files, path: {path}}}
    columns: {{prediction: approved, sensitive: [sex]}}
  payments:
    source: {{type: files, path: payments.csv}}
    columns: {{key: payment}}
checks:
  fair: {{check: fairness, dataset: loans, every: 1h}}
"""


def test_a_file_that_is_not_there_is_told_and_the_next_is_read(inspected: Inspecting, folder: Path) -> None:
    """By the source's own sentence; what is wrong with one data set hides nothing of another."""
    Path("payments.csv").write_text("id\n1\n2\n3\n")

    found = inspected(TWO.format(path="nowhere.csv"))

    assert found.problems == (
        f"config.yaml:3: datasets.loans.source: no file at 'nowhere.csv' (looked for {folder}/nowhere.csv): "
        "check source.path",
        "config.yaml:7: datasets.payments.columns.key: 'payment' is no column of the source: it has id",
    )
    assert (found.datasets, found.rows) == (1, 3)


def test_a_file_without_rows_is_told(inspected: Inspecting) -> None:
    """Whoever finds it, the source or who counts; nothing that is said of values is said of none."""
    Path("payments.csv").write_text("payment\n")
    duckdb.execute("copy (select 1 as approved, 'f' as sex limit 0) to 'loans.parquet'")

    assert inspected(TWO.format(path="loans.parquet")).problems == (
        "config.yaml:3: datasets.loans.source: it holds no rows",
        "config.yaml:6: datasets.payments.source: payments.csv holds no rows",
    )


def test_files_that_are_passed_over_are_a_note(inspected: Inspecting) -> None:
    """The others are read."""
    Path("payments.csv").write_text("payment,sum\n1,5\n")
    Path("many").mkdir()
    Path("many/a.csv").write_text("approved,sex\n1,f\n0,m\n")
    Path("many/b.backup").write_text("approved,sex\n1,f\n")

    found = inspected(TWO.format(path="many"))

    assert found.problems == ()
    assert found.notes == (
        "config.yaml:3: datasets.loans.source: note: 1 of 2 files at many are not read, since their endings name no "
        "format: rename them, keep them elsewhere, or set source.format",
    )


def test_a_column_that_looks_like_numbers_and_is_text_is_a_note(inspected: Inspecting) -> None:
    """Where the config names it, there; a feature that it does not name, at the source; one left out, nowhere."""
    rows = "".join(f"{place % 2},{place},{place},{place}\n" for place in range(39))
    Path("loans.csv").write_text(f"approved,a,b,c\n{rows}0,x,x,x\n")

    found = inspected("""\
datasets:
  loans:
    source: {type: files, path: loans.csv}
    columns: {prediction: approved, sensitive: [a], features: {exclude: [c]}}
    windows: {reference: approved = 0, current: approved = 1}
checks:
  drift: {check: drift, dataset: loans, every: 1h}
""")

    stray = (
        "looks like numbers and is read as text: 1 of 40 values are none, name what means a missing value in "
        "source.csv.null, or set its type in columns.types"
    )
    assert found.notes == (
        f"config.yaml:3: datasets.loans.source: note: column 'b' {stray}",
        f"config.yaml:4: datasets.loans.columns.sensitive[0]: note: column 'a' {stray}",
    )


def test_what_a_variable_stands_for_is_not_shown(inspected: Inspecting, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence has the reference."""
    monkeypatch.setenv("LOANS_PATH", "hidden-place.csv")
    Path("payments.csv").write_text("payment,sum\n1,5\n")

    (problem,) = inspected(TWO.format(path="'${LOANS_PATH}'")).problems

    assert "hidden-place" not in problem
    assert "no file at '${LOANS_PATH}'" in problem
