import numpy as np
import pytest

from dte_exporter.uncertainty.spread.binomial_draws import BinomialDraws

DRAWS = 1_000
LEVELS = (np.arange(DRAWS) + 0.5) / DRAWS


def drawn(rows: int, rate: float, seed: int = 3) -> list[float]:
    """Return the draws of one group."""
    counts: list[float] = BinomialDraws(1, DRAWS, seed).counts(np.array([float(rows)]), np.array([rate]))[0].tolist()
    return counts


@pytest.mark.parametrize(("rows", "rate"), [(1, 0.5), (30, 0.1), (30, 0.97), (60, 0.5), (10_000_000, 1e-6)])
def test_few_counts_are_the_quantiles_of_the_binomial(rows: int, rate: float) -> None:
    """At the same thousand levels they are those of scipy, exactly."""
    from scipy.stats import binom

    assert sorted(drawn(rows, rate)) == binom.ppf(LEVELS, rows, rate).tolist()


@pytest.mark.parametrize(("rows", "rate"), [(70, 0.5), (100, 0.2), (2_000, 0.99), (100_000, 0.0002), (10_000_000, 0.3)])
def test_many_counts_are_the_quantiles_but_for_one_in_fifty_that_is_one_off(rows: int, rate: float) -> None:
    """From a variance of 16 on they are expanded."""
    from scipy.stats import binom

    apart = np.abs(np.sort(drawn(rows, rate)) - binom.ppf(LEVELS, rows, rate))

    assert apart.max() <= 1
    assert apart.mean() <= 0.02


@pytest.mark.parametrize(("rate", "count"), [(0.0, 0), (1.0, 30)])
def test_a_rate_of_nothing_or_all_leaves_no_choice(rate: float, count: int) -> None:
    """Nobody is positive, or everybody."""
    assert set(drawn(30, rate)) == {count}


def test_a_higher_rate_draws_no_lower_count() -> None:
    """Draws at two rates differ by the rates alone, across the change from sums to the expansion too."""
    draws = BinomialDraws(1, DRAWS, 3)
    rates = np.linspace(0, 1, 101)
    counts = np.stack([draws.counts(np.array([80.0]), np.array([rate]))[0] for rate in rates])

    assert (np.diff(counts, axis=0) >= -1).all()
    assert (np.diff(counts, axis=0) < 0).mean() < 0.0005


def test_groups_are_drawn_independently() -> None:
    """Chance alone decides which levels meet: of a thousand draws the correlation is within 4/sqrt(1000) of 0."""
    rows, rates = np.full(3, 400.0), np.full(3, 0.4)
    counts = BinomialDraws(3, DRAWS, 5).counts(rows, rates)

    assert np.abs(np.corrcoef(counts) - np.eye(3)).max() < 4 / DRAWS**0.5


def test_a_seed_decides_the_draws() -> None:
    """The same again, and others by another seed."""
    assert drawn(50, 0.5) == drawn(50, 0.5)
    assert drawn(50, 0.5) != drawn(50, 0.5, seed=4)
