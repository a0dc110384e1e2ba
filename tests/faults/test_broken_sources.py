"""Every way in which rows can be wrong, each a check or two of one running exporter that goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.exporter import Exporter, Start, people, save

BROKEN: dict[str, Callable[[Path], None]] = {
    "missing": lambda path: None,
    "empty": lambda path: path.touch(),
    "no-rows": lambda path: save(path, "false"),
    "column-gone": lambda path: save(path, "true", label=""),
    "text-for-numbers": lambda path: save(path, "true", age="'old'"),
    "words-for-classes": lambda path: save(path, "true", prediction="'c' || i % 3"),
    "no-prediction": lambda path: save(path, "true", prediction="NULL::INT"),
    "no-age": lambda path: save(path, "true", age="NULL::DOUBLE"),
    "one-group": lambda path: save(path, "true", sex="'f'"),
    "one-class": lambda path: save(path, "true", label="1"),
}


def _truncate(path: Path) -> None:
    save(path, "true")
    path.write_bytes(path.read_bytes()[:-100])


@pytest.fixture(scope="module")
def exporter(start: Start, tmp_path_factory: pytest.TempPathFactory) -> Exporter:
    """Return an exporter with a fairness and a drift check on each broken file."""
    folder = tmp_path_factory.mktemp("broken")
    for name, make in {**BROKEN, "truncated": _truncate}.items():
        make(folder / f"{name}.parquet")
    datasets = {name: people(f"{name}.parquet") for name in [*BROKEN, "truncated"]}
    checks: dict[str, Any] = {
        f"{kind}-{name}": {"check": kind, "dataset": name, "every": "1h"}
        for name in datasets
        for kind in ("fairness", "drift")
    }
    return start(checks, datasets, folder)


@pytest.mark.parametrize(
    ("check", "outcome", "message"),
    [
        ("fairness-missing", "source_error", "no file at 'missing.parquet'"),
        ("drift-missing", "source_error", "no file at 'missing.parquet'"),
        ("fairness-empty", "no_data", "empty.parquet is empty"),
        ("drift-empty", "no_data", "empty.parquet is empty"),
        ("fairness-no-rows", "no_data", "the window holds no rows"),
        ("drift-no-rows", "no_data", "the current window holds no rows"),
        ("fairness-truncated", "source_error", "truncated.parquet cannot be read as parquet"),
        ("drift-truncated", "source_error", "truncated.parquet cannot be read as parquet"),
        ("fairness-column-gone", "source_error", "the source has no column 'label'"),
        ("fairness-words-for-classes", "check_error", "columns.positive"),
    ],
)
def test_a_check_that_cannot_be_says_why_and_invents_nothing(
    exporter: Exporter, check: str, outcome: str, message: str
) -> None:
    """Outcome and message tell what is wrong with the rows; there is a duration, and not one value."""
    run = exporter.ran(check)
    assert (run["outcome"], exporter.outcome(check)) == (outcome, outcome)
    assert message in run["message"]
    assert run["duration_seconds"] > 0
    assert exporter.values("dte_check_duration_seconds", check=check) == [run["duration_seconds"]]
    assert exporter.values("dte_check_success", check=check) == [0]
    assert exporter.findings(check) == []


def test_predictions_that_are_all_missing_define_no_rate(exporter: Exporter) -> None:
    """Nothing is compared: the outcome is undefined, the message says why, and no rate is 0."""
    run = exporter.ran("fairness-no-prediction")
    assert (run["outcome"], run["values_undefined"]) == ("undefined", 1)
    assert "no row has both a group and a prediction" in run["message"]
    assert exporter.findings("fairness-no-prediction") == []


def test_a_column_that_is_all_missing_has_no_score_and_the_others_have(exporter: Exporter) -> None:
    """Age is undefined and said to be; prediction and label are scored; of no feature there is no share."""
    run = exporter.ran("drift-no-age")
    assert (run["outcome"], run["values_undefined"]) == ("ok", 1)
    assert exporter.values("dte_drift_detected", check="drift-no-age", column="age") == []
    assert len(exporter.values("dte_drift_detected", check="drift-no-age")) == 2
    assert exporter.values("dte_drift_columns_ratio", check="drift-no-age") == []


@pytest.mark.parametrize(
    ("check", "column"),
    [
        ("drift-column-gone", "label"),
        ("drift-text-for-numbers", "age"),
        ("drift-words-for-classes", "prediction"),
    ],
)
def test_a_column_of_another_type_costs_its_own_score_alone(exporter: Exporter, check: str, column: str) -> None:
    """The check goes on with the other two columns; the sentence is in the evidence, with both types."""
    run = exporter.ran(check)
    assert (run["outcome"], run["values_undefined"]) == ("ok", 1)
    assert exporter.values("dte_drift_detected", check=check, column=column) == []
    assert len(exporter.values("dte_drift_detected", check=check)) == 2


def test_one_group_alone_has_rates_and_no_disparity(exporter: Exporter) -> None:
    """A difference to nobody is undefined, not 0. Of the 200 of 2018, i % 3 is 1 for 66: a rate of 0.33."""
    run = exporter.ran("fairness-one-group")
    assert run["outcome"] == "ok"
    assert run["values_undefined"] > 0
    assert exporter.values("dte_fairness_group_selection_rate", check="fairness-one-group") == [66 / 200]
    assert exporter.values("dte_fairness_demographic_parity_difference", check="fairness-one-group") == []


def test_one_class_alone_has_no_false_positive_rate(exporter: Exporter) -> None:
    """Where all labels are 1 nothing can be falsely positive: equalized odds is undefined, equal opportunity is not."""
    run = exporter.ran("fairness-one-class")
    assert run["outcome"] == "ok"
    assert run["values_undefined"] > 0
    assert exporter.values("dte_fairness_group_false_positive_rate", check="fairness-one-class") == []
    assert exporter.values("dte_fairness_equalized_odds_difference", check="fairness-one-class") == []
    assert len(exporter.values("dte_fairness_equal_opportunity_difference", check="fairness-one-class")) == 1


def test_the_others_go_on(exporter: Exporter) -> None:
    """The service answers, is ready, and the steady check runs again."""
    assert "ready" in exporter.get("/-/ready")
    assert exporter.still_serves()
    assert exporter.values("dte_checks_pending") == [0]
    assert exporter.stop() == 0
