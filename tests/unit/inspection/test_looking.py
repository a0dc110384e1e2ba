from pathlib import Path

import pytest

from dte_exporter.inspection import looking
from tests.unit.inspection.conftest import Inspecting

LATE = """\
datasets:
  loans:
    source: {type: files, path: loans.csv}
    columns: {key: id, prediction: approved, time: at, features: {exclude: [repaid]}}
    windows: {current: repaid is not null}
    labels: {dataset: outcomes, max_age: 90d}
  outcomes:
    source: {type: files, path: outcomes.csv}
    columns: {key: id, label: repaid, time: known}
checks:
  performance: {check: performance, dataset: loans, every: 1h}
"""

BY_REGION = """\
datasets:
  loans: {{source: {{type: files, path: loans.csv}}, columns: {{key: id, prediction: approved, label: approved}}}}
checks:
  right: {{check: performance, dataset: loans, every: 1h, by: [{}]}}
"""


@pytest.fixture(autouse=True)
def loans(folder: Path) -> None:
    """Have two loans."""
    (folder / "loans.csv").write_text("id,approved,at\n1,1,2018-01-01\n2,0,2018-01-02\n")


def test_labels_that_come_late_are_columns_as_others(inspected: Inspecting) -> None:
    """Windows and checks may ask for them."""
    Path("outcomes.csv").write_text("id,repaid,known\n1,1,2018-02-01\n2,0,2018-02-02\n")

    found = inspected(LATE)

    assert (found.problems, found.notes, found.datasets, found.rows) == ((), (), 2, 4)


def test_labels_that_cannot_be_read_are_told_there_alone(inspected: Inspecting) -> None:
    """Nothing follows from it for the rows, which seem to lack a label."""
    (problem,) = inspected(LATE).problems

    assert problem.startswith("config.yaml:8: datasets.outcomes.source: no file at 'outcomes.csv'")


def test_labels_whose_time_is_none_are_told(inspected: Inspecting) -> None:
    """Rows and labels cannot be met within a maximum age."""
    Path("outcomes.csv").write_text("id,repaid,known\n1,1,5\n2,0,6\n")

    assert inspected(LATE).problems == (
        "config.yaml:6: datasets.loans.labels: the source of labels has times in column 'known' of type int64: "
        "a maximum age needs dates or timestamps",
    )


def test_labels_without_their_key_are_told_once(inspected: Inspecting) -> None:
    """Where the config names the column; the label that would come is among those that there are."""
    Path("loans.csv").write_text("ids,approved,at\n1,1,2018-01-01\n")
    Path("outcomes.csv").write_text("id,repaid,known\n1,1,2018-02-01\n")

    assert inspected(LATE).problems == (
        "config.yaml:4: datasets.loans.columns.key: 'id' is no column of the source (did you mean 'ids'?): "
        "it has ids, approved, at, repaid",
    )


def test_a_check_that_makes_no_sense_on_the_columns_is_told(inspected: Inspecting) -> None:
    """In its own words, at its own place."""
    found = inspected("""\
datasets:
  loans: {source: {type: files, path: loans.csv}, columns: {prediction: approved}}
checks:
  right: {check: performance, dataset: loans, every: 1h}
""")

    assert found.problems == (
        "config.yaml:4: checks.right: performance compares predictions with labels: set columns.label",
    )


def test_what_nobody_foresaw_is_told_without_the_text_of_the_error(
    inspected: Inspecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may hold a value of the data; the next data set is looked at all the same."""

    def surprise(*_: object) -> None:
        raise ZeroDivisionError("hunter2")

    monkeypatch.setattr(looking, "look_at_classes", surprise)
    Path("outcomes.csv").write_text("id,repaid,known\n1,1,2018-02-01\n2,0,2018-02-02\n")

    found = inspected(LATE)

    assert len(found.problems) == 2
    assert all("source: looking at it fails with ZeroDivisionError in " in problem for problem in found.problems)
    assert "hunter2" not in "".join(found.problems)


def test_the_files_of_teams_are_looked_at_too(inspected: Inspecting) -> None:
    """Under the names that they have there, with the lines of that file."""
    Path("credit.yaml").write_text(
        "datasets:\n"
        "  loans: {source: {type: files, path: loans.csv}, columns: {key: ids}}\n"
        "checks:\n"
        "  fair: {check: fairness, dataset: loans, every: 1h}\n"
    )

    assert inspected("include: credit.yaml\n").problems == (
        "credit.yaml:2: datasets.loans.columns.key: 'ids' is no column of the source (did you mean 'id'?): "
        "it has id, approved, at",
    )


def test_how_many_segments_there_are_is_noted(inspected: Inspecting) -> None:
    """Those that are measured, and those that are not; none is named."""
    regions = ["north"] * 40 + ["south"] * 40 + ["atoll"] * 3
    rows = "".join(f"{place},1,{region}\n" for place, region in enumerate(regions))
    Path("loans.csv").write_text(f"id,approved,region\n{rows}")

    found = inspected(BY_REGION.format("region"))

    assert found.problems == ()
    assert found.notes == (
        "config.yaml:4: checks.right.by: note: segments by now: 1 measured, 2 withheld, with too few rows",
    )


@pytest.mark.parametrize(
    ("column", "why"),
    [
        ("at", "column 'at' is of type date, and makes no segments: name columns of categories, booleans or whole "
               "numbers in by"),
        ("regoin", "the current window has no column 'regoin'"),
    ],
)  # fmt: skip
def test_a_column_that_makes_no_segments_is_told(inspected: Inspecting, column: str, why: str) -> None:
    """Before a run would fail of it."""
    (problem,) = inspected(BY_REGION.format(column)).problems

    assert problem.startswith(f"config.yaml:4: checks.right.by: {why}")
