import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, bootstrap

from dte_exporter.uncertainty.bootstrap import bias_corrected, draws, percentiles

COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=6).filter(any)


@settings(max_examples=30)
@given(COUNTS, st.integers(0, 2**64 - 1))
def test_every_draw_has_as_many_rows_and_none_in_an_empty_cell(counts: list[int], seed: int) -> None:
    """Whichever cells are empty, the last one among them."""
    drawn = draws(counts, seed, resamples=20)
    assert drawn.shape == (20, len(counts))
    assert (drawn.sum(axis=1) == sum(counts)).all()
    assert not drawn[:, np.array(counts) == 0].any()


def test_the_same_counts_and_seed_give_the_same_draws() -> None:
    """Same data, same interval; another seed, others."""
    assert (draws([5, 9], 17) == draws([5, 9], 17)).all()
    assert (draws([5, 9], 17) != draws([5, 9], 18)).any()


def test_the_interval_of_a_share_is_that_of_the_binomial_distribution() -> None:
    """Of 70 of 100 rows the quantiles are 61 and 79; by 1,000 draws they are found to within a row."""
    lower, upper = percentiles(draws([70, 30], 17)[:, 0], 0.95) or (0, 0)
    assert [binom.ppf(tail, 100, 0.7) for tail in (0.025, 0.975)] == [61, 79]
    assert (lower, upper) == pytest.approx((61, 79), abs=1)


def test_drawing_counts_is_drawing_rows() -> None:
    """The percentile interval of scipy, which draws rows, is the same to within Monte Carlo error."""
    rows = np.repeat([0, 1, 2], [50, 120, 30])
    of_rows = bootstrap((rows,), np.mean, n_resamples=2_000, method="percentile", rng=np.random.default_rng(17))
    lower, upper = percentiles(draws([50, 120, 30], 17) @ [0, 1, 2] / 200, 0.95) or (0, 0)
    assert (lower, upper) == pytest.approx(tuple(of_rows.confidence_interval), abs=0.012)
    assert upper - lower == pytest.approx(2 * 1.96 * rows.std() / 200**0.5, rel=0.1)


def test_draws_without_a_value_are_left_out() -> None:
    """The middle of five values lies between 1 and 3, however many are 0/0."""
    values = np.array([0.0, 1.0, 2.0, 3.0, 4.0, *[np.nan] * 5])
    assert percentiles(values, 0.5) == (1.0, 3.0)


def test_where_most_draws_have_no_value_there_is_no_interval() -> None:
    """Five of eleven are no longer half."""
    values = np.array([0.0, 1.0, 2.0, 3.0, 4.0, *[np.nan] * 6])
    assert percentiles(values, 0.5) is None
    assert bias_corrected(values, 2.0, 0.5) is None


def test_without_bias_there_is_nothing_to_correct() -> None:
    """Where as many draws lie above the observed value as below, both intervals are one."""
    values = np.arange(1001.0)
    assert bias_corrected(values, 500.0, 0.95) == pytest.approx(percentiles(values, 0.95), abs=1e-9)


def test_draws_that_lie_too_high_are_corrected_downwards() -> None:
    """Of 1,001 draws 300 lie below: z0 is -0.5253, the tails at -3.0105 and 0.9095 deviations, 0.0013 and 0.8184."""
    lower, upper = bias_corrected(np.arange(1001.0), 299.8, 0.95) or (0, 0)
    assert (lower, upper) == pytest.approx((1.3, 818.4), abs=0.2)


def test_a_value_that_no_draw_comes_near_has_the_outermost_ones() -> None:
    """There is no correcting that; what is told is finite."""
    assert bias_corrected(np.arange(1001.0), -1.0, 0.95) == pytest.approx((0.0, 0.0), abs=0.1)
    assert bias_corrected(np.arange(1001.0), 2000.0, 0.95) == pytest.approx((1000.0, 1000.0), abs=0.1)
