from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import sklearn.metrics as sk
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.checks.model.estimate import expected
from dte_exporter.checks.model.estimate.calibration import Calibration
from dte_exporter.checks.model.estimate.expected import Expectation
from dte_exporter.checks.model.performance.forecasts import Forecasts
from dte_exporter.statistics.scores.scores import Bin, Cell, Tallies, Tally

FUNCTIONS: dict[str, Callable[[Expectation], Any]] = {
    "accuracy": expected.accuracy,
    "f1": expected.f1,
    "roc_auc": expected.roc_auc,
}


def calibration(*worth: tuple[float, int, float]) -> Calibration:
    """Return a calibration of literal bins, each a block: probability, rows of the reference, worth."""
    p, rows, share = (np.array(one, float) for one in zip(*worth, strict=True))
    return Calibration(p, share, np.arange(len(worth)), rows, share)


HALF_AND_HALF = calibration((0.1, 16, 0.25), (0.9, 16, 0.75))
LOW, HIGH = Bin(1, -562), Bin(9, 562)
CURRENT: Tallies = {Cell(None, 0, LOW): Tally(48, 4.8), Cell(None, 1, HIGH): Tally(16, 14.4)}


@st.composite
def expectations(draw: st.DrawFn) -> Expectation:
    """Return rows in cells of few bins, with chances that are neither 0 nor 1."""
    size = draw(st.integers(2, 6))
    rows = np.array(draw(st.lists(st.integers(1, 50), min_size=size, max_size=size)), float)
    chance = np.array(draw(st.lists(st.integers(1, 99), min_size=size, max_size=size)), float) / 100
    predicted = np.array(draw(st.lists(st.integers(0, 1), min_size=size, max_size=size)), float)
    bins = np.sort(np.array(draw(st.lists(st.integers(0, size), min_size=size, max_size=size))))
    bins = np.unique(bins, return_inverse=True)[1]
    return Expectation(rows, chance, predicted, bins, np.zeros(size, int), calibration((0.5, 100, 0.5)))


def test_the_expected_matrix_by_hand() -> None:
    """Of 48 rows worth a quarter 12 are positive and missed, of 16 worth three quarters 12 are found."""
    found = Expectation.of(CURRENT, None, HALF_AND_HALF)
    assert found.matrix == [[36.0, 4.0], [12.0, 12.0]]
    assert found.estimate(expected.accuracy).value == 0.75


def test_rows_without_prediction_or_probability_are_not_estimated() -> None:
    """And rows of one prediction and bin are one cell, whatever their truth."""
    more: Tallies = {
        **CURRENT,
        Cell(None, None, LOW): Tally(9, 0.9),
        Cell(None, 1, None): Tally(9),
        Cell(1, 0, LOW): Tally(2, 0.2),
    }
    assert Expectation.of(more, None, HALF_AND_HALF).rows.tolist() == [50.0, 16.0]


def test_an_interval_ends_where_values_end() -> None:
    """Four rows say next to nothing, but no accuracy is above 1."""
    few = calibration((0.1, 2, 0.1), (0.9, 2, 0.9))
    found = Expectation.of({Cell(None, 1, HIGH): Tally(2, 1.8)}, None, few).estimate(expected.accuracy)
    assert found.value == pytest.approx(0.9)
    assert found.high == 1.0


def test_what_is_not_to_be_expected_is_said() -> None:
    """Rows worth nothing that are predicted negative have neither F1 nor a curve."""
    worthless = calibration((0.1, 16, 0.0), (0.9, 16, 0.75))
    found = Expectation.of({Cell(None, 0, LOW): Tally(5, 0.5)}, None, worthless)
    assert expected.any_positive(found) == "row that is predicted or to be expected positive"
    assert expected.both_expected(found) == "positive and negative rows to be expected"
    assert expected.any_positive(Expectation.of(CURRENT, None, HALF_AND_HALF)) == ""
    assert expected.both_expected(Expectation.of(CURRENT, None, HALF_AND_HALF)) == ""


@pytest.mark.parametrize("name", FUNCTIONS)
@given(found=expectations())
def test_the_slope_is_that_of_the_value(name: str, found: Expectation) -> None:
    """A hundred-thousandth of a positive more or less in a cell changes the value as its slope says."""
    function = FUNCTIONS[name]
    _, slope = function(found)
    for place in range(len(found.rows)):
        step = np.zeros(len(found.rows))
        step[place] = 1e-5 / found.rows[place]
        up, down = (function(replace(found, chance=found.chance + sign * step))[0] for sign in (1, -1))
        assert (up - down) / 2e-5 == pytest.approx(slope[place], rel=1e-4, abs=1e-7)


@given(found=expectations())
def test_known_labels_give_the_realised_values(found: Expectation) -> None:
    """Where every chance is 0 or 1 the expectation is what scikit-learn says of the rows."""
    truth = (found.chance > 0.5).astype(int)
    if truth.min() == truth.max():
        return
    known = replace(found, chance=truth.astype(float))
    weights = {"sample_weight": found.rows}
    assert expected.accuracy(known)[0] == pytest.approx(sk.accuracy_score(truth, found.predicted, **weights))
    assert expected.f1(known)[0] == pytest.approx(sk.f1_score(truth, found.predicted, **weights))
    assert expected.roc_auc(known)[0] == pytest.approx(sk.roc_auc_score(truth, found.bin, **weights))


def test_ninety_five_of_a_hundred_realised_values_lie_in_the_interval() -> None:
    """In 400 worlds with labels of the reference and of now drawn by the same chances, for each of the three."""
    rng = np.random.default_rng(20_151_231)
    places = [Bin(tenth, tenth) for tenth in range(1, 11)]
    p = (np.arange(10) + 0.5) / 10
    worth, before, now = p**1.5, np.full(10, 400), np.linspace(300, 100, 10).astype(int)
    inside = dict.fromkeys(FUNCTIONS, 0)
    for _ in range(400):
        then, today = rng.binomial(before, worth), rng.binomial(now, worth)
        reference: dict[Cell, Tally] = {}
        for place, probability, positive, rows in zip(places, p, then, before, strict=True):
            for truth, count in ((1, int(positive)), (0, int(rows - positive))):
                reference[Cell(truth, None, place)] = Tally(count, count * probability)
        current: Tallies = {
            Cell(None, int(probability > 0.6), place): Tally(int(rows), rows * probability)
            for place, probability, rows in zip(places, p, now, strict=True)
        }
        expectation = Expectation.of(current, None, Calibration.on(Forecasts.of(reference, None)))
        realised = replace(expectation, chance=today / now)
        for name, function in FUNCTIONS.items():
            found = expectation.estimate(function)
            inside[name] += found.low <= function(realised)[0] <= found.high
    assert all(0.92 <= count / 400 <= 0.98 for count in inside.values()), inside
