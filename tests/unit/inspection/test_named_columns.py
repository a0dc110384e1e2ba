from pathlib import Path

import pytest

from dte_exporter.inspection.named_columns import no_column, shown
from tests.unit.inspection.conftest import Inspecting


@pytest.fixture(autouse=True)
def loans(folder: Path) -> None:
    """Have a file of two loans."""
    (folder / "loans.csv").write_text("loan_id,sex,age,approved\n1,f,31,1\n2,m,42,0\n")


def test_every_column_that_is_not_there_is_told_at_once(inspected: Inspecting) -> None:
    """Each with its own place and line, the nearest that there is, and all that there are."""
    found = inspected("""\
datasets:
  loans:
    source: {type: files, path: loans.csv}
    columns:
      key: loan_idd
      prediction: approved
      sensitive: [sex, gender]
      categorical: [AGE]
      types: {agee: number}
      probabilities: {high: p_high, low: approved, none: age}
      features:
        exclude: [note]
    personal_data:
      columns: {name: user.name}
      pseudonymised: [loan_ids]
      quasi_identifiers: [ages]
checks:
  fair: {check: fairness, dataset: loans, every: 1h}
""")

    has = "it has loan_id, sex, age, approved"
    assert found.problems == (
        "config.yaml:5: datasets.loans.columns.key: "
        f"'loan_idd' is no column of the source (did you mean 'loan_id'?): {has}",
        f"config.yaml:7: datasets.loans.columns.sensitive[1]: 'gender' is no column of the source: {has}",
        "config.yaml:8: datasets.loans.columns.categorical[0]: "
        f"'AGE' is no column of the source (did you mean 'age'?): {has}",
        f"config.yaml:9: datasets.loans.columns.types.agee: "
        f"'agee' is no column of the source (did you mean 'age'?): {has}",
        f"config.yaml:10: datasets.loans.columns.probabilities.high: 'p_high' is no column of the source: {has}",
        f"config.yaml:12: datasets.loans.columns.features.exclude[0]: 'note' is no column of the source: {has}",
        f"config.yaml:14: datasets.loans.personal_data.columns.name: 'name' is no column of the source: {has}",
        "config.yaml:15: datasets.loans.personal_data.pseudonymised[0]: "
        f"'loan_ids' is no column of the source (did you mean 'loan_id'?): {has}",
        "config.yaml:16: datasets.loans.personal_data.quasi_identifiers[0]: "
        f"'ages' is no column of the source (did you mean 'age'?): {has}",
    )


def test_a_source_whose_columns_are_all_there_has_nothing_to_be_told(inspected: Inspecting) -> None:
    """It is read, and its rows are counted."""
    found = inspected("""\
datasets:
  loans:
    source: {type: files, path: loans.csv}
    columns: {key: loan_id, prediction: approved, sensitive: [sex]}
checks:
  fair: {check: fairness, dataset: loans, every: 1h}
""")

    assert (found.problems, found.notes, found.datasets, found.rows) == ((), (), 1, 2)


def test_types_that_do_not_fit_are_all_told(inspected: Inspecting) -> None:
    """Not the first alone."""
    found = inspected("""\
datasets:
  loans:
    source: {type: files, path: loans.csv}
    columns: {prediction: approved, sensitive: [sex], types: {sex: number, age: date}}
checks:
  fair: {check: fairness, dataset: loans, every: 1h}
""")

    assert found.problems == (
        "config.yaml:4: datasets.loans.columns.types.age: column 'age' is declared as date in columns.types, "
        "and 2 of 2 values are none: mend them, or declare another type, or set source.csv.date_format to what they "
        "are written in",
        "config.yaml:4: datasets.loans.columns.types.sex: column 'sex' is declared as number in columns.types, "
        "and 2 of 2 values are none: mend them, or declare another type",
    )


def test_a_list_of_columns_ends_somewhere() -> None:
    """A wide table must not fill the terminal."""
    assert shown([f"c{number}" for number in range(1_042)]) == (
        f"{', '.join(f'c{number}' for number in range(40))} and 1,002 more"
    )


def test_a_name_that_would_break_the_line_is_quoted() -> None:
    """And is proposed to nobody."""
    assert no_column("x\n", ["x\nx", " y", "", "z"]) == (
        r"'x\n' is no column of the source: it has 'x\nx', ' y', '', z"
    )
