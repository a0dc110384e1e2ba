"""Intervals of performance are those of drawing rows, whichever way the rows were counted, and hold the truth."""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
import sklearn.metrics as sk
from sklearn.calibration import calibration_curve

from dev.simulate.performance import MODELS, Scorer, covered
from dte_exporter.checks.model.performance import portrait
from dte_exporter.checks.model.performance.measure import Lacking
from dte_exporter.config.models import Columns
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.expressions.marginals import WHOLE
from dte_exporter.statistics.scores.scores import Cell, Scores, Tallies
from tests.contract.test_performance_equals_scikit_learn import ACS, Measured

COLUMNS = Columns(prediction="guess", probability="p", label="y")
ROWS = 2_000


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    """Return the first rows of the census of 2018."""
    named = {"prediction": "guess", "employed": "y", "predicted_probability": "p"}
    rows = pd.read_parquet(ACS, columns=["year", *named]).query("year == 2018").rename(columns=named)
    return rows.head(ROWS)[["y", "guess", "p"]].reset_index(drop=True)


@pytest.fixture(scope="module")
def measured(people: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """Return what the check says of them, of bins of a few as well."""
    folder = tmp_path_factory.mktemp("people")
    people.to_parquet(folder / "people.parquet")
    return Measured(folder / "people.parquet", COLUMNS, folder, min_group_rows=1)


FIGURES: dict[str, tuple[str, Callable[..., Any]]] = {
    "accuracy": ("guess", sk.accuracy_score),
    "balanced_accuracy": ("guess", sk.balanced_accuracy_score),
    "precision": ("guess", sk.precision_score),
    "recall": ("guess", sk.recall_score),
    "f1": ("guess", sk.f1_score),
    "roc_auc": ("p", sk.roc_auc_score),
    "average_precision": ("p", sk.average_precision_score),
    "log_loss": ("p", sk.log_loss),
    "brier_score": ("p", sk.brier_score_loss),
}


@pytest.mark.parametrize("name", FIGURES)
def test_an_interval_is_that_of_drawing_real_rows(name: str, people: pd.DataFrame, measured: Measured) -> None:
    """Rows drawn with replacement 200 times vary as the interval says, to within Monte Carlo error."""
    column, function = FIGURES[name]
    rng = np.random.default_rng(17)
    truth, told = people["y"].to_numpy(), people[column].to_numpy()
    drawn = [function(truth[rows], told[rows]) for rows in rng.integers(0, ROWS, (200, ROWS))]
    found = measured.figures()
    width = found[f"{name}_ci_upper"] - found[f"{name}_ci_lower"]
    assert found[f"{name}_ci_lower"] < found[name] < found[f"{name}_ci_upper"]
    assert width == pytest.approx(2 * 1.96 * np.std(drawn), rel=0.2)


def test_the_calibration_curve_is_that_of_scikit_learn(people: pd.DataFrame, measured: Measured) -> None:
    """Ten bins of equal width, each with its share of positives and its mean probability."""
    told = measured.details()["calibration"]
    share, mean = calibration_curve(people["y"], people["p"], n_bins=10)
    assert told["bins_withheld"] == 0
    assert [one["positive_share"] for one in told["bins"]] == pytest.approx(share, abs=1e-12)
    assert [one["mean_probability"] for one in told["bins"]] == pytest.approx(mean, abs=1e-12)
    assert sum(one["rows"] for one in told["bins"]) == ROWS


def test_parts_merged_in_any_order_have_one_interval() -> None:
    """As they have one value, up to the rounding of sums."""
    parts = [Scores((), 256, {WHOLE: _cells(seed)}) for seed in range(3)]
    one, other = (functools.reduce(Scores.merge, order).whole for order in (parts, parts[::-1]))
    assert _values(one) == pytest.approx(_values(other), rel=1e-9)


def test_twice_the_rows_have_the_values_and_narrower_intervals() -> None:
    """Every figure keeps its value; of all that have an interval it is narrower by about a root of two."""
    cells = _cells(17)
    once, twice = _values(cells), _values({cell: tally.merge(tally) for cell, tally in cells.items()})
    for name in once:
        if not name.endswith(("_ci_lower", "_ci_upper")):
            assert twice[name] == pytest.approx(once[name], abs=1e-12)
            ratio = (twice[f"{name}_ci_upper"] - twice[f"{name}_ci_lower"]) / (
                once[f"{name}_ci_upper"] - once[f"{name}_ci_lower"]
            )
            assert ratio == pytest.approx(0.5**0.5, rel=0.25), name


def _cells(seed: int) -> Tallies:
    """Return 400 rows with a calibrated probability."""
    (_, told), *_ = reversed(MODELS[0].draw(400, np.random.default_rng(seed)).subjects)
    return {
        Cell(int(positive), int(bin_.tenth > 5), bin_): tally
        for bin_, step in told.steps
        for positive, tally in ((True, step.positive), (False, step.negative))
        if tally.rows
    }


def _values(cells: Tallies) -> dict[str, float]:
    roles = Roles("guess", "p", "y", None, None, True, (), (), {})
    told = portrait.of_two_classes(cells, roles).values(0.95)
    return {spec.key: value for spec, value in told if not isinstance(value, Lacking)}


@pytest.mark.parametrize("model", [one for one in MODELS[:2] if isinstance(one, Scorer)], ids=lambda one: one.name)
def test_intervals_hold_the_truth_as_often_as_they_promise(model: Scorer) -> None:
    """Of 200 data sets of 500 rows 181 or more: fewer have a chance of one in 400 where 95 % is true."""
    for row in covered(model, 500, 200, 17, only={"accuracy", "f1", "roc_auc"}):
        assert float(row["share covered"]) >= 181 / 200, row["metric"]
