import numpy as np
import pytest
from sklearn.isotonic import IsotonicRegression

from dte_exporter.checks.model.estimate.calibration import Calibration
from dte_exporter.checks.model.performance.forecasts import Forecasts, Step
from dte_exporter.statistics.scores.scores import Bin, Tally


def forecasts(*bins: tuple[float, int, int]) -> Forecasts:
    """Return forecasts of literal bins: probability, positives, negatives."""
    return Forecasts(
        tuple(
            (Bin(1, place), Step(Tally(positive, positive * p), Tally(negative, negative * p)))
            for place, (p, positive, negative) in enumerate(bins)
        )
    )


def test_shares_that_rise_are_kept() -> None:
    """A quarter at 0.1 and three quarters at 0.9 need no correction by neighbours."""
    found = Calibration.on(forecasts((0.1, 1, 3), (0.9, 6, 2)))
    assert found.calibrated.tolist() == [0.25, 0.75]
    assert (found.block.tolist(), found.block_rows.tolist(), found.block_share.tolist()) == (
        [0, 1],
        [4.0, 8.0],
        [0.25, 0.75],
    )


def test_shares_that_fall_are_pooled_by_their_rows() -> None:
    """1 of 2 at 0.4 and 1 of 6 at 0.5 become 2 of 8 for both."""
    found = Calibration.on(forecasts((0.4, 1, 1), (0.5, 1, 5), (0.9, 3, 1)))
    assert found.calibrated.tolist() == [0.25, 0.25, 0.75]
    assert (found.block.tolist(), found.block_rows.tolist()) == ([0, 0, 1], [8.0, 4.0])


def test_between_bins_worth_is_interpolated_and_beyond_them_it_stands_still() -> None:
    """Halfway between 0.1 and 0.9 it is halfway between a quarter and three quarters."""
    found = Calibration.on(forecasts((0.1, 1, 3), (0.9, 6, 2)))
    assert found.of(np.array([0.0, 0.5, 1.0])).tolist() == pytest.approx([0.25, 0.5, 0.75])
    assert found.blocks_of(np.array([0.0, 0.4, 0.6, 1.0])).tolist() == [0, 0, 1, 1]


def test_one_bin_is_worth_its_share_everywhere() -> None:
    """A constant model's probability is the base rate."""
    found = Calibration.on(forecasts((0.3, 1, 4)))
    assert found.of(np.array([0.0, 0.9])).tolist() == [0.2, 0.2]
    assert found.blocks_of(np.array([0.0, 0.9])).tolist() == [0, 0]


@pytest.mark.parametrize("seed", range(5))
def test_worth_equals_that_of_scikit_learn_on_the_rows(seed: int) -> None:
    """Isotonic regression with outer values carried on, where each distinct score is a bin."""
    rng = np.random.default_rng(seed)
    scores = np.sort(rng.choice(np.linspace(0.01, 0.99, 25), 12, replace=False))
    positives, negatives = rng.integers(1, 9, 12), rng.integers(1, 9, 12)
    bins = zip(scores.tolist(), positives.tolist(), negatives.tolist(), strict=True)
    rows = np.repeat(scores, positives + negatives)
    truth = np.concatenate([[1] * p + [0] * n for p, n in zip(positives, negatives, strict=True)])
    peer = IsotonicRegression(out_of_bounds="clip").fit(rows, truth)
    asked = np.linspace(0, 1, 101)
    assert Calibration.on(forecasts(*bins)).of(asked) == pytest.approx(peer.predict(asked), abs=1e-12)
