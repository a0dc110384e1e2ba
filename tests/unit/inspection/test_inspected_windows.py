from pathlib import Path

import pytest

from tests.unit.inspection.conftest import Inspecting

CONFIG = """\
datasets:
  loans:
    source: {{type: files, path: loans.csv}}
    columns: {columns}
    windows:
      reference: {reference}
      current: {current}
checks:
  fair: {{check: fairness, dataset: loans, every: 1h}}
"""
COLUMNS = "{prediction: approved, sensitive: [sex], time: at}"


@pytest.fixture(autouse=True)
def loans(folder: Path) -> None:
    """Have a loan of 2017 and one of 2018."""
    (folder / "loans.csv").write_text("approved,sex,at,year\n1,f,2017-05-01,2017\n0,m,2018-05-01,2018\n")


def test_a_predicate_that_names_missing_columns_is_told(inspected: Inspecting) -> None:
    """Each of them; where it has a short form, at the window itself."""
    found = inspected(
        CONFIG.format(columns=COLUMNS, reference="yeer = 2017 and sexx = 'f'", current="{where: yaer = 2018}")
    )

    has = "it has approved, sex, at, year"
    assert found.problems == (
        "config.yaml:6: datasets.loans.windows.reference: "
        f"'yeer' is no column of the source (did you mean 'year'?): {has}",
        "config.yaml:6: datasets.loans.windows.reference: "
        f"'sexx' is no column of the source (did you mean 'sex'?): {has}",
        "config.yaml:7: datasets.loans.windows.current.where: "
        f"'yaer' is no column of the source (did you mean 'year'?): {has}",
    )


def test_a_predicate_that_does_not_fit_the_types_is_told(inspected: Inspecting) -> None:
    """As a run would tell it."""
    (problem,) = inspected(CONFIG.format(columns=COLUMNS, reference="year + sex = 1", current="year = 2018")).problems

    assert problem.startswith(
        "config.yaml:6: datasets.loans.windows.reference: the window 'year + sex = 1' does not fit"
    )


@pytest.mark.parametrize("window", ["year = 2016", "{from: 2016-01-01, to: 2016-06-01}", "{to: 2016-01-01}"])
def test_an_empty_window_is_told(inspected: Inspecting, window: str) -> None:
    """No row will ever lie in it unless the past changes."""
    (problem,) = inspected(CONFIG.format(columns=COLUMNS, reference=f"{window}", current="year = 2018")).problems

    assert problem.startswith("config.yaml:6: datasets.loans.windows.reference: no row lies in '")
    assert problem.endswith("': compare it with what the data holds")


@pytest.mark.parametrize(
    "window",
    [
        "{last: 7d, lag: 1d}",
        "last month",
        "{last: 5 rows, where: year = 2019}",
        "{from: 2018-12-01}",
        "{from: 2018-12-01, to: 2019-02-01}",
    ],
)
def test_an_empty_window_that_rows_may_still_come_to_is_a_note(inspected: Inspecting, window: str) -> None:
    """Tomorrow it may be full: it moves with now, or does not end before it."""
    found = inspected(CONFIG.format(columns=COLUMNS, reference="year = 2017", current=window))

    (note,) = found.notes
    assert found.problems == ()
    assert note.startswith("config.yaml:7: datasets.loans.windows.current: note: no row lies in ")
    assert note.endswith(" now")


def test_a_reference_that_is_told_by_the_current_window_is_looked_at(inspected: Inspecting) -> None:
    """The newest row, and the one before it; a year ago on that weekday there is none."""
    newest = "{last: 1 rows}"
    assert inspected(CONFIG.format(columns=COLUMNS, reference="{previous: 1 rows}", current=newest)).problems == ()
    weekday = CONFIG.format(columns=COLUMNS, reference="{same_weekday: 4}", current="{last: 7d}")
    notes = inspected(weekday).notes
    assert [note.partition("note: ")[2] for note in notes] == [
        "no row lies in 'same_weekday: 4' now",
        "no row lies in 'last: 1w' now",
    ]


def test_a_time_column_that_is_no_time_is_told_once(inspected: Inspecting) -> None:
    """At its place, not at each of the windows that need it."""
    columns = COLUMNS.replace("at}", "year}")
    found = inspected(CONFIG.format(columns=columns, reference="{to: 2018-01-01}", current="{from: 2018-01-01}"))

    assert found.problems == (
        "config.yaml:4: datasets.loans.columns.time: 'year' is of type int64: a window of time needs dates or "
        "timestamps: declare columns.types.year, such as timestamp or epoch_seconds",
    )


@pytest.mark.parametrize(("reference", "notes"), [("year = 2017", 0), ("approved = 1", 1)])
def test_a_time_that_no_window_spans_may_be_a_period(inspected: Inspecting, reference: str, notes: int) -> None:
    """Nothing is said of one that windows are told apart by; of another a note."""
    columns = COLUMNS.replace("at}", "year}")
    found = inspected(CONFIG.format(columns=columns, reference=reference, current="sex = 'm'"))

    assert (found.problems, len(found.notes)) == ((), notes)


BETWEEN = """\
datasets:
  loans:
    source: {type: files, path: loans.csv}
    columns: {prediction: approved, features: {exclude: [at]}}
    windows: {reference: {dataset: training}, current: {dataset: loans}}
  training:
    source: {type: files, path: training.csv}
checks:
  drift: {check: drift, dataset: loans, every: 1h}
"""


def test_features_of_two_types_are_told(inspected: Inspecting) -> None:
    """A run would lose each of them; what is left out, and what the types of the other file settle, is fine."""
    Path("training.csv").write_text("approved,sex,at,year\n1,0,x,first\n0,1,y,second\n")

    assert inspected(BETWEEN).problems == (
        "config.yaml:5: datasets.loans.windows: column 'sex' is of type int64 in the reference window and of "
        "type string in the current window: declare columns.types.sex where it is not read as it should be, or leave "
        "it out by columns.features.exclude",
    )


def test_a_feature_that_one_file_lacks_is_told(inspected: Inspecting) -> None:
    """There is nothing to hold it against."""
    Path("training.csv").write_text("approved,sex\n1,f\n1,m\n")

    assert inspected(BETWEEN).problems == (
        "config.yaml:5: datasets.loans.windows: column 'year' is missing in the reference window and of type int64 in "
        "the current window: give both data sets the column, or leave it out by columns.features.exclude",
    )


def test_a_window_of_a_data_set_that_cannot_be_read_is_told_there_alone(inspected: Inspecting) -> None:
    """One missing file is one problem."""
    (problem,) = inspected(BETWEEN).problems

    assert problem.startswith("config.yaml:7: datasets.training.source: no file at 'training.csv'")


@pytest.mark.parametrize(
    ("training", "windows"),
    [
        ("approved,sex,at,year\n0,m,2018-05-01,2018\n1,f,2017-05-01,2017\n", "current: {dataset: loans}"),  # a copy
        ("", "current: {dataset: loans, where: year > 0}"),
        ("", "current: {dataset: loans, where: year < 2030}"),
    ],
)
def test_windows_of_the_same_rows_are_told(inspected: Inspecting, training: str, windows: str) -> None:
    """A copy in another order, or predicates that all rows meet: a run would have nothing to compare."""
    Path("training.csv").write_text(training or Path("loans.csv").read_text())

    assert inspected(BETWEEN.replace("current: {dataset: loans}", windows)).problems == (
        "config.yaml:5: datasets.loans.windows: the reference and the current window hold the same 2 rows, so there is "
        "nothing to compare: set datasets.loans.windows.reference to other rows, such as those that the model was "
        "trained on",
    )


def test_windows_of_the_same_rows_are_no_matter_to_checks_of_one(inspected: Inspecting) -> None:
    """Fairness looks at the current one alone."""
    text = CONFIG.format(columns=COLUMNS, reference="year > 0", current="year < 2030")

    assert inspected(text).problems == ()
