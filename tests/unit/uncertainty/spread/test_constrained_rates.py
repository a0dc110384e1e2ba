import numpy as np
import pytest

from dte_exporter.uncertainty.spread.constrained_rates import filling, inside
from dte_exporter.uncertainty.spread.counted import Counted
from dte_exporter.uncertainty.spread.spreads import DIFFERENCE, RATIO, SHARE_OF_HIGHEST, Spread

TWO = Counted.of([(20, 100), (60, 120)])
THREE = Counted.of([(10, 100), (30, 100), (32, 100)])


@pytest.mark.parametrize("value", [0.1, 0.2, 0.3, 0.45])
def test_two_rates_a_given_way_apart_are_the_likeliest_such(value: float) -> None:
    """A search over all pairs of rates so far apart, either way round, finds none that are likelier."""
    fit = filling(TWO, DIFFERENCE.bands(TWO, value))
    lows = np.linspace(0, 1 - value, 20_001)
    either_way = [
        TWO.surprise(np.stack(pair, axis=1)).sum(axis=1) for pair in ((lows, lows + value), (lows + value, lows))
    ]

    assert np.ptp(fit.rates) == pytest.approx(value, abs=1e-12)
    assert fit.surprise == pytest.approx(np.min(either_way), abs=0.002)
    assert fit.surprise >= np.min(either_way) - 1e-6


@pytest.mark.parametrize(("spread", "observed"), [(DIFFERENCE, 0.3), (RATIO, 0.4), (SHARE_OF_HIGHEST, 0.4)])
def test_the_observed_spread_is_that_of_the_observed_rates(spread: Spread, observed: float) -> None:
    """Nothing is moved: the groups lie at 0.2 and 0.5."""
    assert filling(TWO, spread.bands(TWO, observed)).rates == pytest.approx([0.2, 0.5], abs=1e-9)


def test_rates_inside_a_band_move_only_to_its_ends() -> None:
    """Within 0.2, the lowest of 0.1, 0.3 and 0.32 moves up, the highest down, and that between them stays."""
    fit = inside(THREE, DIFFERENCE.bands(THREE, 0.205))

    assert fit.rates[0] > 0.1
    assert fit.rates[1] == 0.3
    assert fit.rates[2] == pytest.approx(fit.rates[0] + 0.205)


def test_rates_that_lie_inside_stay() -> None:
    """Three groups within 0.22 of each other are within 0.5."""
    assert inside(THREE, DIFFERENCE.bands(THREE, 0.5)).rates.tolist() == [0.1, 0.3, 0.32]


def test_of_groups_further_together_the_two_are_moved_apart_for_which_that_costs_least() -> None:
    """To lie 0.3 apart, the ten people at 0.3 move and not the thousand."""
    groups = Counted.of([(300, 1_000), (3, 10), (100, 1_000)])
    fit = filling(groups, DIFFERENCE.bands(groups, 0.3))

    assert fit.rates[0] == 0.3
    assert fit.rates[1] == pytest.approx(0.4, abs=0.01)


def test_one_group_is_not_both_ends() -> None:
    """The cheapest to move either way is the smallest; the other end is another group."""
    groups = Counted.of([(1, 2), (500, 1_000), (500, 1_000)])
    rates = filling(groups, DIFFERENCE.bands(groups, 0.2)).rates

    assert rates.max() - rates.min() == pytest.approx(0.2, abs=1e-12)


def test_the_share_of_a_group_is_to_the_highest_and_others_may_lie_below_it() -> None:
    """At a share of 0.9 the group of 30 in 100 rises or the best falls; that of 10 in 100 stays where it is."""
    groups = Counted.of([(30, 100), (10, 100), (50, 100)])
    rates = filling(groups, SHARE_OF_HIGHEST.bands(groups, 0.9)).rates

    assert rates[1] == 0.1
    assert rates[0] == pytest.approx(0.9 * rates[2], abs=1e-12)
    assert 0.3 < rates[0] < rates[2] < 0.5


@pytest.mark.parametrize("spread", [RATIO, SHARE_OF_HIGHEST])
@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_a_ratio_of_a_group_without_positives_can_be_any(spread: Spread, value: float) -> None:
    """The rates of 0/30 and 3/30 are moved so that one is nothing, half, or all of the other, and neither is lost."""
    groups = Counted.of([(0, 30), (3, 30)])
    rates = filling(groups, spread.bands(groups, value)).rates

    assert rates[0] == pytest.approx(value * rates[1], abs=1e-12)
    assert 0.03 < rates[1] <= 0.12


def test_a_group_may_have_all_positives_where_others_have_none() -> None:
    """The other end of a share: the first group alone is positive, and its share is half of the rest's."""
    groups = Counted.of([(3, 30), (0, 30)])
    rates = filling(groups, SHARE_OF_HIGHEST.bands(groups, 0.5)).rates

    assert rates[0] == pytest.approx(rates[1] / 2, abs=1e-12)
    assert rates[1] > 0
