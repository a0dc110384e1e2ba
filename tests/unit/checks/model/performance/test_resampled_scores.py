from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dte_exporter.checks.model.performance import resampled_scores
from dte_exporter.checks.model.performance.resampled_scores import ResampledScores, average_precision

FOUR = ResampledScores.of([1, 0, 1], [1, 1, 0], [0.5, 0.5, 0.75], [3, 5, 8])
"""Two rows at 0.25, of which one is positive, one at 0.5 that is not, one at 0.75 that is."""

BINS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(any), min_size=1, max_size=8)


def test_few_bins_are_drawn_as_they_are() -> None:
    """Each with its mean probability; three tenths of the scale hold rows."""
    assert (FOUR.positives.tolist(), FOUR.negatives.tolist()) == ([1, 0, 1], [1, 1, 0])
    assert (FOUR.probability.tolist(), FOUR.starts.tolist()) == ([0.25, 0.5, 0.75], [0, 1, 2])


def test_many_bins_become_few_of_like_weight() -> None:
    """Of 4,096 bins with a row of each class, 64 or as many more as tenths of the scale begin within one."""
    tenths = [number * 10 // 4096 + 1 for number in range(4096)]
    few = ResampledScores.of([1] * 4096, [1] * 4096, [(one - 0.5) / 5 for one in tenths], tenths)
    assert 64 <= len(few.positives) <= 73
    assert few.positives.sum() == few.negatives.sum() == 4096
    assert few.positives.max() == 64
    assert few.probability[few.starts].tolist() == pytest.approx([(one + 0.5) / 10 for one in range(10)])


def test_rare_positives_are_spread_over_bins_too() -> None:
    """Ten positives in the uppermost hundredth of 10,000 negatives lie in more than one bin."""
    positives = [0] * 9_990 + [1] * 10
    few = ResampledScores.of(positives, [1] * 10_000, [0.5] * 10_000, [5] * 10_000)
    assert (few.positives > 0).sum() == 10


def test_average_precision_by_hand() -> None:
    """The first positive is found with precision 1, the second in a tie with precision 2/4; without one it is 0/0."""
    positives = np.array([[1.0, 0, 1], [0, 0, 0]])
    assert average_precision(positives, np.array([[1.0, 1, 0]] * 2)) == pytest.approx([0.75, np.nan], nan_ok=True)


def test_the_drawn_gaps_are_those_of_all_data_sets() -> None:
    """Of the 256 that four rows can make, 92.6 % have gaps within 7/16 of the observed ones, 79.7 % within 6/16."""
    rows, promised = [(0, 1), (0, 0), (1, 0), (2, 1)], np.array([0.25, 0.5, 0.75])
    gaps = np.zeros((256, 3))
    for number, drawn in enumerate(product(rows, repeat=4)):
        for bin_, positive in drawn:
            gaps[number, bin_] += positive - promised[bin_]
    distances = abs(gaps - [0.5, -0.5, 0.25]).sum(axis=1) / 4
    assert [(distances <= limit).mean() for limit in (6 / 16, 7 / 16)] == pytest.approx([0.797, 0.926], abs=5e-4)
    assert FOUR.calibration_error_interval(0.3125, 0.9) == pytest.approx((0.3125 - 7 / 16, 0.3125 + 7 / 16))


def test_the_interval_of_average_precision_moves_with_its_value() -> None:
    """That of the rows is not that of the bins that are drawn."""
    lower, upper = FOUR.average_precision_interval(0.75, 0.9) or (0, 0)
    assert (lower, upper) == (0.25, 1.0)
    assert FOUR.average_precision_interval(0.7, 0.9) == pytest.approx((lower - 0.05, upper - 0.05))


def test_without_positives_in_most_draws_average_precision_has_no_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    """A single positive is missing from 36.8 % of draws, which are left out; here from all of them."""
    one = ResampledScores.of([0, 1], [9, 9], [0.9, 8.1], [1, 9])
    assert one.average_precision_interval(0.1, 0.95)
    monkeypatch.setattr(resampled_scores, "draws", lambda counts, seed: np.zeros((10, len(counts))))
    assert ResampledScores.of([0, 1], [9, 9], [0.9, 8.1], [1, 9]).average_precision_interval(0.1, 0.95) is None


@settings(max_examples=15)
@given(BINS)
def test_more_of_the_same_rows_narrow_both_intervals(bins: list[tuple[int, int]]) -> None:
    """Nine times the rows, about a third of the width."""
    widths = []
    for factor in (1, 9):
        positives, negatives = ([side * factor for side in sides] for sides in zip(*bins, strict=True))
        promised = [(place + 0.5) / 10 * sum(sides) * factor for place, sides in enumerate(bins)]
        few = ResampledScores.of(positives, negatives, promised, range(1, len(bins) + 1))
        lower, upper = few.calibration_error_interval(0.0, 0.95)
        widths.append(upper - lower)
    assert widths[1] < 0.6 * widths[0] or len(bins) == 1
