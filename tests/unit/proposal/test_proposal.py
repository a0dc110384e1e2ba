import time
from pathlib import Path

import pytest
import sklearn.datasets

from dte_exporter.config.configured import Config
from dte_exporter.config.loading.load import load
from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.proposal.proposal import propose_config
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

STRANGERS = Path(sklearn.datasets.__file__).parent / "data"
DEMO = Path(__file__).parents[3] / "deploy" / "demo" / "acs_employment.parquet"


def _written(text: str, folder: Path) -> Config:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return load(file, Registry.discover())


def _run(config: Config, check: str, folder: Path) -> CheckResult:
    return CheckResult.from_json(execute(Job(config.checks[check], time.time(), folder / "cache")))


@pytest.mark.parametrize("name", ["iris", "linnerud_exercise"])
def test_a_file_never_seen_gives_gauges(name: str, tmp_path: Path) -> None:
    """Held against another one, the config loads as it is, and its check ends well with values."""
    file = STRANGERS / f"{name}.csv"
    header, *rows = file.read_text().splitlines()
    (tmp_path / "earlier.csv").write_text("\n".join((header, *rows[::2])) + "\n")
    proposed = propose_config(str(file), str(tmp_path / "earlier.csv"), tmp_path / "config.yaml")

    config = _written(proposed.text, tmp_path)

    results = [_run(config, check, tmp_path) for check in config.checks]
    assert [(result.outcome, result.message) for result in results] == [(Outcome.OK, "")] * 2
    told = {sample.name for result in results for sample in result.samples}
    assert {"dte_drift_columns_ratio", "dte_quality_missing_ratio"} <= told


def test_a_file_is_never_held_against_itself(tmp_path: Path) -> None:
    """Alone it is measured by itself, and for the rest what to give is said."""
    proposed = propose_config(str(STRANGERS / "linnerud_exercise.csv"), None, tmp_path / "config.yaml")

    config = _written(proposed.text, tmp_path)
    assert [check.settings.check for check in config.checks.values()] == ["quality"]
    assert "# drift: nothing says which rows came first: name what to hold these against" in proposed.text
    assert _run(config, "linnerud-exercise-quality", tmp_path).outcome is Outcome.OK


def test_a_first_line_of_other_fields_than_the_rest_is_refused(tmp_path: Path) -> None:
    """It is no name of columns, and reading each row as one text would measure nothing."""
    with pytest.raises(SourceError, match=r"wine_data\.csv cannot be read as csv: line 2 has 6 fields instead of 5"):
        propose_config(str(STRANGERS / "wine_data.csv"), None, tmp_path / "config.yaml")


def test_a_first_line_that_is_data_is_said(tmp_path: Path) -> None:
    """In the config, and to the caller."""
    (tmp_path / "bare.csv").write_text("".join(f"{row}.5,2018-01-{row + 1:02}\n" for row in range(20)))
    (tmp_path / "named.csv").write_text("size,day\n" + (tmp_path / "bare.csv").read_text())
    with_numbers = propose_config(str(tmp_path / "bare.csv"), None, tmp_path / "config.yaml")
    with_names = propose_config(str(tmp_path / "named.csv"), None, tmp_path / "config.yaml")

    assert (with_numbers.is_headless, with_names.is_headless) == (True, False)
    assert "Give the file a first line of names" in with_numbers.text
    assert "Give the file a first line of names" not in with_names.text


def test_the_demo_data_is_understood(tmp_path: Path) -> None:
    """Roles, windows and groups are those that people chose for it, and so are the checks."""
    text = propose_config(str(DEMO), None, tmp_path / "config.yaml").text

    config = _written(text, tmp_path)
    columns, windows = config.datasets["acs-employment"].columns, config.datasets["acs-employment"].windows
    assert (columns.key, columns.time, columns.prediction) == ("id", "year", "prediction")
    assert (columns.probability, columns.label) == ("predicted_probability", "employed")
    assert (columns.features.exclude, columns.sensitive) == (("partition",), ("sex", "race"))
    assert (str(windows.reference), str(windows.current)) == ("year = 2015", "year = 2018")
    assert [check.settings.check for check in config.checks.values()] == [
        "quality",
        "drift",
        "fairness",
        "performance",
        "performance-estimate",
    ]


LOANS = "loan,officer,email,decided,age,sex,income,predicted_default,score,default\n" + "".join(
    f"{1000 + row},{('Ann May', 'Jo Day')[row % 2]},u{row}@example.org,2018-{1 + row // 40:02}-01,{20 + row % 50},"
    f"{'fm'[row % 2]},{row * 7 % 97}.5,{row % 3 % 2},{row % 3 * 0.25 + row % 100 * 0.002:.3f},{row % 5 % 2}\n"
    for row in range(400)
)


def test_all_that_a_file_offers_is_proposed_and_ends_well(tmp_path: Path) -> None:
    """Five checks, of which none was asked for; who people are is declared and no feature; age wants bands."""
    (tmp_path / "loans.csv").write_text(LOANS)

    text = propose_config(str(tmp_path / "loans.csv"), None, tmp_path / "config.yaml").text

    config = _written(text, tmp_path)
    dataset = config.datasets["loans"]
    assert dataset.personal_data is not None
    assert dataset.personal_data.columns == {"officer": "user.name", "email": "user.contact.email"}
    assert set(dataset.columns.features.exclude) == {"officer", "email"}
    assert dataset.columns.sensitive == ("sex",)
    assert "# age has 50 values, too many for groups: name its bands in sensitive," in text
    assert "# such as {column: age, bands: [30, 45, 60]} for under 30, 30 to under 45, and so on." in text
    assert "  # Not proposed:" not in text
    kinds = ("quality", "drift", "fairness", "performance", "performance-estimate")
    assert list(config.checks) == [f"loans-{kind}" for kind in kinds]
    assert [_run(config, check, tmp_path).outcome for check in config.checks] == [Outcome.OK] * 5


def test_what_is_proposed_decides_on_evidence_where_there_is_any(tmp_path: Path) -> None:
    """Few rows shall alarm nobody who has only just begun: fairness by intervals, drift by what is significant too."""
    (tmp_path / "loans.csv").write_text(LOANS)

    config = _written(propose_config(str(tmp_path / "loans.csv"), None, tmp_path / "config.yaml").text, tmp_path)

    decided = {
        name: {key: objective.decide for key, objective in check.settings.objectives.items()}
        for name, check in config.checks.items()
    }
    assert decided["loans-fairness"] == {"demographic_parity_difference": "interval", "group_impact_ratio": "interval"}
    assert decided["loans-drift"] == {"columns_ratio": "both"}


PEOPLE = "who,sex,outcome,income,note\n" + "".join(
    f"person {row},{'fm'[row % 2]},{('denied', 'granted')[row % 3 == 0]},{row}.5,{row % 7}\n" for row in range(200)
)


def test_outcomes_are_compared_where_there_are_no_predictions(tmp_path: Path) -> None:
    """They stand for predictions alone: beside labels of their own they would be right in every row."""
    (tmp_path / "people.csv").write_text(PEOPLE)

    text = propose_config(str(tmp_path / "people.csv"), None, tmp_path / "config.yaml").text

    config = _written(text, tmp_path)
    columns = config.datasets["people"].columns
    assert (columns.prediction, columns.label) == ("outcome", None)
    assert (columns.positive, columns.sensitive) == ("granted", ("sex",))
    assert list(config.checks) == ["people-quality", "people-fairness"]
    assert "  # Not proposed:\n  # drift: nothing says which rows came first" in text
    assert "  # performance: no column holds predictions" in text
    result = _run(config, "people-fairness", tmp_path)
    assert (result.outcome, result.message) == (Outcome.OK, "")


def test_a_path_below_the_config_is_relative(tmp_path: Path) -> None:
    """So that the folder can be moved; any other is from the root."""
    (tmp_path / "My People.v2.csv").write_text(PEOPLE)

    beside = _written(propose_config(str(tmp_path / "My People.v2.csv"), None, tmp_path / "config.yaml").text, tmp_path)
    assert beside.datasets["my-people"].source.path == "My People.v2.csv"

    elsewhere = propose_config(str(tmp_path / "My People.v2.csv"), None, tmp_path / "deeper" / "config.yaml").text
    assert f'path: "{tmp_path}/My People.v2.csv"' in elsewhere


def test_a_reference_is_a_data_set_of_its_own(tmp_path: Path) -> None:
    """Columns that it lacks, or has as another kind, are left out, and it is said why."""
    (tmp_path / "now.csv").write_text(PEOPLE)
    (tmp_path / "then.csv").write_text(
        "sex,income,note\n" + "".join(f"{'fm'[row % 2]},{row}.5,{'ab'[row % 2]}\n" for row in range(100))
    )

    text = propose_config(str(tmp_path / "now.csv"), str(tmp_path / "then.csv"), tmp_path / "config.yaml").text

    config = _written(text, tmp_path)
    assert list(config.datasets) == ["now", "now-reference"]
    assert config.datasets["now"].columns.features.exclude == ("who", "outcome", "note")
    assert "the reference has no note, or another kind of it" in text
    result = _run(config, "now-drift", tmp_path)
    assert (result.outcome, result.message) == (Outcome.OK, "")
    assert {sample.labels["column"] for sample in result.samples if "column" in sample.labels} == {"sex", "income"}


def test_files_that_have_nothing_in_common_are_refused(tmp_path: Path) -> None:
    """As is one without rows."""
    (tmp_path / "a.csv").write_text("a\n1\n2\n")
    (tmp_path / "b.csv").write_text("b\n1\n2\n")
    (tmp_path / "c.csv").write_text("a\n")

    with pytest.raises(SourceError, match="the two files have no column in common"):
        propose_config(str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), tmp_path / "config.yaml")
    with pytest.raises(NoDataError, match="no rows"):
        propose_config(str(tmp_path / "c.csv"), None, tmp_path / "config.yaml")


def test_a_name_without_letters_is_called_data(tmp_path: Path) -> None:
    """A data set's name has some."""
    (tmp_path / "数据.csv").write_text(PEOPLE)

    config = _written(propose_config(str(tmp_path / "数据.csv"), None, tmp_path / "config.yaml").text, tmp_path)

    assert list(config.datasets) == ["data"]


@pytest.mark.parametrize("name", ["yes.csv", "2018.csv", "a\nchecks: b.csv"])
def test_names_that_yaml_would_take_for_something_else_are_quoted(name: str, tmp_path: Path) -> None:
    """Neither the name of the file nor that of a column can break the config, or write into it."""
    rows = "".join(f"{place % 2},who {place},m{place}@example.org,{2015 + place % 4}\n" for place in range(300))
    (tmp_path / name).write_text(f'flag,"who\nchecks: evil","mail\nchecks: worse",year\n{rows}')

    config = _written(propose_config(str(tmp_path / name), None, tmp_path / "config.yaml").text, tmp_path)

    check, *_ = config.checks.values()
    assert check.dataset.columns.features.exclude == ("mail\nchecks: worse", "who\nchecks: evil")
    assert check.dataset.personal_data is not None
    assert [*check.dataset.personal_data.columns] == ["mail\nchecks: worse"]
