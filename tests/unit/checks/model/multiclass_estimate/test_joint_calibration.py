import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.isotonic import IsotonicRegression

from dte_exporter.checks.model.multiclass_estimate.class_scores import ClassScores
from dte_exporter.checks.model.multiclass_estimate.joint_calibration import JointCalibration
from tests.unit.checks.model.multiclass_estimate.matrices import drawn_rows, rows_of

X, Y, Z = (0.6, 0.2, 0.2), (0.2, 0.6, 0.2), (0.2, 0.2, 0.6)
REFERENCE = rows_of([X] * 8 + [Y] * 8 + [Z] * 8, "aaaaaaaabbbbbbbbcccccccc", "aaaaaabbbbbbbbccccccccaa")


def test_worths_are_divided_by_their_sum() -> None:
    """0.6 is worth 3/4, 0.2 and what is below it 1/8, and 0.28, a fifth of the way, 1/4: the sum is 9/8."""
    chance, total = JointCalibration.on(REFERENCE).of(np.array([X, (0.6, 0.28, 0.12)]))
    assert chance == pytest.approx(np.array([[3 / 4, 1 / 8, 1 / 8], [2 / 3, 2 / 9, 1 / 9]]))
    assert total == pytest.approx(np.array([[1], [9 / 8]]))


def test_where_nothing_is_worth_anything_all_classes_are_as_likely() -> None:
    """Each class was seen at 1 alone, and now every score is 0."""
    reference = rows_of([(1, 0, 0), (0, 1, 0), (0, 0, 1)], "abc", "abc")
    chance, total = JointCalibration.on(reference).of(np.zeros((1, 3)))
    assert chance == pytest.approx(np.full((1, 3), 1 / 3))
    assert total == 0


@settings(max_examples=25, deadline=None)
@given(drawn_rows(), drawn_rows())
def test_each_class_is_calibrated_as_scikit_learn_does(reference: ClassScores, current: ClassScores) -> None:
    """And chances add up to 1."""
    chance, total = JointCalibration.on(reference).of(current.scores)
    worth = [
        IsotonicRegression(out_of_bounds="clip").fit(scores, labelled).predict(now)
        for scores, labelled, now in zip(reference.scores.T, reference.labelled.T, current.scores.T, strict=True)
    ]
    assert total[:, 0] == pytest.approx(np.sum(worth, axis=0), abs=1e-12)
    assert chance * total == pytest.approx(np.column_stack(worth) * (total > 0), abs=1e-12)
    assert chance.sum(axis=1) == pytest.approx(np.ones(len(chance)))


@settings(max_examples=25, deadline=None)
@given(drawn_rows(), st.integers(0, 2))
def test_the_variance_is_that_of_a_share_where_one_class_is_looked_at(rows: ClassScores, place: int) -> None:
    """A mean worth, of the reference's own rows, is the share of labels, which varies as labels within blocks do."""
    calibration = JointCalibration.on(rows)
    slope = np.zeros_like(rows.scores)
    slope[:, place] = 1 / len(rows.scores)
    one = calibration.each[place]
    within = one.block_rows @ (one.block_share * (1 - one.block_share)) / len(rows.scores) ** 2
    assert calibration.variance(rows.scores, slope) == pytest.approx(within)
