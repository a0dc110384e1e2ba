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


def _uncommented(text: str) -> str:
    """Return the proposal as one who agrees with all of it would leave it."""
    lines = text.replace("# sensitive: [", "sensitive: [").replace("# prediction:", "prediction:").splitlines()
    start = next((place for place, line in enumerate(lines) if line.startswith("  # Uncomment")), len(lines))
    return "\n".join([*lines[:start], *(line.replace("  # ", "  ", 1) for line in lines[start + 1 :])])


@pytest.mark.parametrize("name", ["iris", "linnerud_exercise"])
def test_a_file_never_seen_gives_gauges(name: str, tmp_path: Path) -> None:
    """The config loads as it is, and its check ends well with values."""
    proposed = propose_config(str(STRANGERS / f"{name}.csv"), None, tmp_path / "config.yaml")

    config = _written(proposed.text, tmp_path)

    [check] = config.checks
    result = _run(config, check, tmp_path)
    assert (result.outcome, result.message) == (Outcome.OK, "")
    assert any(sample.name == "dte_drift_columns_ratio" for sample in result.samples)


def test_a_first_line_of_other_fields_than_the_rest_is_refused(tmp_path: Path) -> None:
    """It is no name of columns, and reading each row as one text would measure nothing."""
    with pytest.raises(SourceError, match=r"wine_data\.csv cannot be read as csv: line 2 has 6 fields instead of 5"):
        propose_config(str(STRANGERS / "wine_data.csv"), None, tmp_path / "config.yaml")


def test_a_first_line_that_is_data_is_said(tmp_path: Path) -> None:
    """In the config, and to the caller."""
    with_numbers = propose_config(str(STRANGERS / "iris.csv"), None, tmp_path / "config.yaml")
    with_names = propose_config(str(STRANGERS / "linnerud_exercise.csv"), None, tmp_path / "config.yaml")

    assert (with_numbers.is_headless, with_names.is_headless) == (True, False)
    assert "Give the file a first line of names" in with_numbers.text
    assert "Give the file a first line of names" not in with_names.text


def test_the_demo_data_is_understood(tmp_path: Path) -> None:
    """Roles and windows are those that people chose for it; what is sensitive is left to them."""
    text = propose_config(str(DEMO), None, tmp_path / "config.yaml").text

    dataset = _written(text, tmp_path).datasets["acs-employment"]
    columns, windows = dataset.columns, dataset.windows
    assert (columns.key, columns.time, columns.prediction) == ("id", "year", "prediction")
    assert (columns.probability, columns.label) == ("predicted_probability", "employed")
    assert (columns.features.exclude, columns.sensitive) == (("partition",), ())
    assert (str(windows.reference), str(windows.current)) == ("year = 2015", "year = 2018")
    assert "# sensitive: [sex, race]" in text


PEOPLE = "who,sex,outcome,income,note\n" + "".join(
    f"person {row},{'fm'[row % 2]},{('denied', 'granted')[row % 3 == 0]},{row}.5,{row % 7}\n" for row in range(200)
)


def test_what_is_commented_out_works_once_it_is_not(tmp_path: Path) -> None:
    """Sensitive columns, the label in place of a prediction, and the fairness check."""
    (tmp_path / "people.csv").write_text(PEOPLE)
    text = propose_config(str(tmp_path / "people.csv"), None, tmp_path / "config.yaml").text
    assert list(_written(text, tmp_path).checks) == ["people-drift"]

    config = _written(_uncommented(text), tmp_path)

    columns = config.datasets["people"].columns
    assert (columns.prediction, columns.positive, columns.sensitive) == ("outcome", "granted", ("sex",))
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
    rows = "".join(f"{place % 2},who {place}\n" for place in range(300))
    (tmp_path / name).write_text(f'flag,"who\nchecks: evil"\n{rows}')

    config = _written(propose_config(str(tmp_path / name), None, tmp_path / "config.yaml").text, tmp_path)

    (check,) = config.checks.values()
    assert check.dataset.columns.features.exclude == ("who\nchecks: evil",)
