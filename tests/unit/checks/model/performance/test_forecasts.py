import math
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.checks.model.performance import forecasts
from dte_exporter.checks.model.performance.forecasts import Forecasts
from dte_exporter.checks.model.performance.measure import Lacking, measured
from dte_exporter.statistics.scores.scores import Bin, Cell, Tallies, Tally

Row = tuple[int | None, float]
"""Truth and probability."""


def told(rows: Iterable[Row], bins: int | None = None) -> Forecasts:
    """Return the forecasts of literal rows; each distinct probability is a bin, or there are so many equal ones."""
    tallies: dict[Cell, Tally] = {}
    for truth, p in rows:
        place = int(p * bins) if bins else int(p * 1_000_000)
        cell = Cell(truth, None, Bin(max(1, math.ceil(p * 10)), place))
        one = Tally(1, p, p * p, math.log(max(p, 1e-16)), math.log(max(1 - p, 1e-16)), p, p)
        tallies[cell] = tallies.get(cell, Tally()).merge(one)
    return Forecasts.of(tallies, None)


FOUR = [(1, 0.75), (1, 0.25), (0, 0.25), (0, 0.5)]
ROWS = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1000).map(lambda p: p / 1000)), min_size=1, max_size=40)


def values(found: Forecasts) -> dict[str, float | str]:
    """Return the value of each measure, or what it lacks."""
    return {
        spec.key: value.rows if isinstance(value, Lacking) else value
        for spec, value in measured(forecasts.MEASURES, found)
    }


def test_four_rows_by_hand() -> None:
    """2.5 of 4 pairs in order; precisions 1 and 1/2; squares 1, 9, 1 and 4 sixteenths; gaps 0.5, 0.5 and 0.25."""
    assert values(told(FOUR)) == {
        "roc_auc": 0.625,
        "average_precision": 0.75,
        "log_loss": pytest.approx(math.log(128 / 9) / 4, abs=1e-15),
        "brier_score": pytest.approx(15 / 64, abs=1e-15),
        "expected_calibration_error": pytest.approx(0.3125, abs=1e-15),
    }


def test_rows_of_unknown_order_are_a_tie_with_a_bound() -> None:
    """Two bins hold a positive and a negative each: 1 of 4 pairs in order, 1 not, and 2 that may go either way."""
    low = forecasts.Step(Tally(1, low=0.1, high=0.1), Tally(1, low=0.2, high=0.2))
    high = forecasts.Step(Tally(1, low=0.9, high=0.9), Tally(1, low=0.8, high=0.8))
    found = Forecasts(((Bin(2, -400), low), (Bin(9, 400), high)))
    assert forecasts.roc_auc(found) == 0.5
    assert forecasts.roc_auc_error_bound(found) == 0.25


def test_the_bound_of_average_precision_by_hand() -> None:
    """Two positives and two negatives in one bin: as a tie 1/2 each; at the best 1 each, at the worst 1/3."""
    bin_ = Bin(5, 0)
    positive, negative = Tally(2, low=0.41, high=0.43), Tally(2, low=0.42, high=0.44)
    found = Forecasts(((bin_, forecasts.Step(positive, negative)),))
    assert forecasts.average_precision(found) == 0.5
    assert forecasts.average_precision_error_bound(found) == pytest.approx(0.5, abs=1e-15)


def test_a_certain_and_right_forecast_costs_nothing() -> None:
    """Both losses and the calibration error are 0, and not a negative zero."""
    found = values(told([(1, 1.0), (0, 0.0)]))
    assert [str(found[name]) for name in ("log_loss", "brier_score", "expected_calibration_error")] == ["0.0"] * 3
    assert found["roc_auc"] == 1.0


def test_one_class_alone_has_losses_but_no_curve() -> None:
    """There is no pair to be in order."""
    assert values(told([(0, 0.25), (0, 0.75)])) == {
        "roc_auc": "positive labels",
        "average_precision": "positive labels",
        "log_loss": pytest.approx(-(math.log(0.75) + math.log(0.25)) / 2, abs=1e-15),
        "brier_score": 0.3125,
        "expected_calibration_error": 0.5,
    }
    assert values(told([(1, 0.25)]))["roc_auc"] == "negative labels"


def test_without_labelled_probabilities_everything_is_lacking() -> None:
    """A row without a label has told nothing yet; one without a probability never does."""
    tallies: Tallies = {Cell(None, 1, Bin(5, 0)): Tally(3), Cell(1, 1, None): Tally(2)}
    assert set(values(Forecasts.of(tallies, None)).values()) == {"rows with a label and a probability"}


@given(ROWS, st.sampled_from([1, 3, 16]))
def test_a_curve_of_bins_is_within_its_bound_of_the_curve_of_rows(rows: list[Row], bins: int) -> None:
    """Whatever the rows and the bins."""
    exact, binned = told(rows), told(rows, bins)
    if forecasts.both_classes(exact):
        return
    for name in ("roc_auc", "average_precision"):
        of, bound = getattr(forecasts, name), getattr(forecasts, f"{name}_error_bound")
        assert bound(exact) == 0
        assert abs(of(binned) - of(exact)) <= bound(binned) + 1e-12


@given(ROWS)
def test_turning_all_scores_around_turns_the_area_around(rows: list[Row]) -> None:
    """An area of a becomes 1 - a."""
    found = told(rows)
    if not forecasts.both_classes(found):
        turned = told([(truth, round(1 - p, 3)) for truth, p in rows])
        assert forecasts.roc_auc(turned) == pytest.approx(1 - forecasts.roc_auc(found), abs=1e-12)
