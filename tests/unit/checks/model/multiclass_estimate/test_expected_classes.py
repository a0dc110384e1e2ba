from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import sklearn.metrics as sk
from hypothesis import given, settings
from hypothesis import strategies as st

from dte_exporter.checks.model.multiclass_estimate import expected_classes as of_classes
from dte_exporter.checks.model.multiclass_estimate.class_scores import ClassScores
from dte_exporter.checks.model.multiclass_estimate.expected_classes import ExpectedClasses, Figure
from dte_exporter.checks.model.multiclass_estimate.joint_calibration import JointCalibration
from dte_exporter.checks.model.multiclass_estimate.realised_classes import REALISED
from tests.unit.checks.model.multiclass_estimate.matrices import drawn_rows, renamed, reordered, rows_of

FIGURES: dict[str, Callable[[ExpectedClasses], Figure]] = {
    "accuracy": of_classes.accuracy,
    "f1_macro": of_classes.f1_macro,
}
VALUES: dict[str, Callable[[ExpectedClasses], float]] = {
    "accuracy": lambda rows: of_classes.accuracy(rows).value,
    "f1_macro": lambda rows: of_classes.f1_macro(rows).value,
    "roc_auc_macro": of_classes.roc_auc_macro,
}
EACH = pytest.mark.parametrize("name", VALUES)
WITH_INTERVAL = pytest.mark.parametrize("name", FIGURES)
FEW = settings(max_examples=25, deadline=None)


def expected(reference: ClassScores, current: ClassScores, share: float = 1.0) -> ExpectedClasses:
    """Return what is to be expected of `current`, calibrated on `reference`."""
    return ExpectedClasses.of(current, JointCalibration.on(reference), share)


def certain(rows: ClassScores) -> ExpectedClasses:
    """Return rows whose chances are their labels."""
    return replace(expected(rows, rows), chance=rows.labelled)


def same(one: ExpectedClasses, other: ExpectedClasses, name: str) -> None:
    """Hold one estimate to another, with its interval, where there is one."""
    if not of_classes.never_expected(one):
        assert VALUES[name](one) == pytest.approx(VALUES[name](other), abs=1e-9)
        if name in FIGURES:
            found, wanted = (each.estimate(FIGURES[name](each)) for each in (one, other))
            assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high), abs=1e-9)


@EACH
@FEW
@given(drawn_rows())
def test_of_what_is_certain_the_expected_is_the_realised(name: str, rows: ClassScores) -> None:
    """A chance of 1 for the label gives the figure that the labels give."""
    assert VALUES[name](certain(rows)) == pytest.approx(REALISED[name](rows))


@FEW
@given(drawn_rows())
def test_the_realised_is_that_of_scikit_learn(rows: ClassScores) -> None:
    """On the same rows."""
    truth, guess = (matrix.argmax(axis=1) for matrix in (rows.labelled, rows.predicted))
    areas = sk.roc_auc_score(truth, rows.scores, multi_class="ovr")
    assert REALISED["accuracy"](rows) == pytest.approx(sk.accuracy_score(truth, guess))
    assert REALISED["f1_macro"](rows) == pytest.approx(sk.f1_score(truth, guess, average="macro"))
    assert REALISED["roc_auc_macro"](rows) == pytest.approx(areas)


@WITH_INTERVAL
@FEW
@given(drawn_rows(), st.data())
def test_a_slope_is_how_a_figure_rises_with_a_chance(name: str, rows: ClassScores, data: st.DataObject) -> None:
    """A small step of one chance moves the figure by the slope times the step."""
    one = expected(rows, rows)
    if of_classes.never_expected(one):
        return
    row, place, step = data.draw(st.integers(0, len(rows.scores) - 1)), data.draw(st.integers(0, 2)), 1e-6
    ends = []
    for sign in (1, -1):
        chance = one.chance.copy()
        chance[row, place] += sign * step
        ends.append(FIGURES[name](replace(one, chance=chance)).value)
    assert FIGURES[name](one).slope[row, place] == pytest.approx((ends[0] - ends[1]) / 2 / step, abs=1e-6)


@WITH_INTERVAL
@FEW
@given(drawn_rows(), st.data())
def test_a_weight_is_how_a_figure_rises_with_rows_like_one(name: str, rows: ClassScores, data: st.DataObject) -> None:
    """One such row more, among a hundred times all rows, moves the figure by its weight over a hundred."""
    times = 100
    one = expected(rows, rows)
    if of_classes.never_expected(one):
        return
    row = data.draw(st.integers(0, len(rows.scores) - 1))
    places = [*list(range(len(rows.scores))) * times, row]
    more = FIGURES[name](expected(rows, reordered(rows, places)))
    found = FIGURES[name](one)
    assert (more.value - found.value) * times == pytest.approx(found.weight[row], abs=5 / times)
    assert found.weight.sum() == pytest.approx(0, abs=1e-9)


@EACH
@FEW
@given(drawn_rows(), drawn_rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    name: str, reference: ClassScores, current: ClassScores, random: object
) -> None:
    """Neither of the reference nor of the current window."""
    shuffled = []
    for rows in (reference, current):
        places = list(range(len(rows.scores)))
        random.shuffle(places)  # type: ignore[attr-defined]  # hypothesis gives a Random
        shuffled.append(reordered(rows, places))
    same(expected(reference, current), expected(shuffled[0], shuffled[1]), name)


@EACH
@FEW
@given(drawn_rows(), drawn_rows(), st.permutations(range(3)))
def test_names_of_classes_change_nothing(
    name: str, reference: ClassScores, current: ClassScores, order: list[int]
) -> None:
    """Each counts the same, whichever comes first."""
    same(expected(reference, current), expected(renamed(reference, order), renamed(current, order)), name)


@WITH_INTERVAL
@FEW
@given(drawn_rows(), drawn_rows())
def test_rows_that_are_there_twice_change_no_value(name: str, reference: ClassScores, current: ClassScores) -> None:
    """In either window; the interval of twice the rows in both is narrower by a root of two."""
    one = expected(reference, current)
    if of_classes.never_expected(one):
        return
    twice = [reordered(rows, list(range(len(rows.scores))) * 2) for rows in (reference, current)]
    found, double = (each.estimate(FIGURES[name](each)) for each in (one, expected(twice[0], twice[1])))
    assert double.value == pytest.approx(found.value, abs=1e-9)
    assert double.high - double.low <= found.high - found.low + 1e-12
    if found.low > 0 and found.high < 1:
        assert (double.high - double.low) * 2**0.5 == pytest.approx(found.high - found.low)


@WITH_INTERVAL
@FEW
@given(drawn_rows(), drawn_rows())
def test_an_interval_holds_its_value_within_0_and_1(name: str, reference: ClassScores, current: ClassScores) -> None:
    """Drawn or not."""
    one = expected(reference, current, 0.5)
    if not of_classes.never_expected(one):
        found = one.estimate(FIGURES[name](one))
        assert 0 <= found.low <= found.value <= found.high <= 1


def test_a_draw_makes_an_interval_wider_where_rows_differ_more_than_labels() -> None:
    """Labels are all but certain, and half of the rows are predicted wrong: which were drawn matters most."""
    rows = rows_of([(1, 0, 0), (0, 1, 0), (0, 0, 1)] * 4, "abcbcaabcbca", "abc" * 4)
    whole, drawn = (
        each.estimate(of_classes.accuracy(each)) for each in (expected(rows, rows, share) for share in (1.0, 0.1))
    )
    assert (whole.low, whole.high) == (0.5, 0.5)
    assert drawn.high - drawn.value == pytest.approx(1.959963984540054 * np.sqrt(0.9 * 12 * (0.5 / 12) ** 2))


def test_a_class_that_is_not_expected_at_all_has_no_curve_and_no_f1() -> None:
    """The mean of F1 is over the others, as scikit-learn's is; there is no mean of the curves."""
    reference = rows_of([(1, 0, 0), (0, 1, 0), (0, 0, 1)], "abc", "abc")
    one = expected(reference, rows_of([(1, 0, 0), (0, 1, 0)], "aa"))
    assert of_classes.never_expected(one) == "rows to be expected of class 'c' and rows of others"
    assert of_classes.f1_macro(one).value == pytest.approx((2 / 3 + 0) / 2)
    assert one.matrix == [[1, 0, 0], [1, 0, 0], [0, 0, 0]]
