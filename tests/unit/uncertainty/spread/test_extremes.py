import math
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dev.simulate.coverage import SETTINGS, STATISTICS, Setting, coverage, intervals
from dte_exporter.uncertainty.spread.extremes import difference_interval, ratio_interval, share_of_highest_interval
from dte_exporter.uncertainty.spread.larger_groups import Group

Z_95 = 1.959963984540054
GROUP = st.integers(2, 300).flatmap(lambda rows: st.tuples(st.integers(1, rows), st.just(rows)))
GROUPS = st.lists(GROUP, min_size=2, max_size=5)
FEW = settings(max_examples=15, deadline=None)
SIX = [(20, 100), (35, 120), (12, 50), (14, 60), (200, 1_000), (15, 70)]


def score_interval(low: Group, high: Group) -> tuple[float, float]:
    """Return the interval of the difference of two rates by inverting the score test, as far as that is at least 0.

    Miettinen, Nurminen: Comparative Analysis of Two Rates (Statistics in Medicine 4, 1985), without their factor
    N/(N - 1), which is Mee's: the rates at each difference are the most likely ones, here by a search.
    """
    (x, n), (y, m) = low, high
    observed = y / m - x / n

    def kept(difference: float) -> bool:
        rates = np.linspace(0, 1 - difference, 4_003)[1:-1]
        above = rates + difference
        likely = x * np.log(rates) + (n - x) * np.log1p(-rates) + y * np.log(above) + (m - y) * np.log1p(-above)
        rate = float(rates[likely.argmax()])
        error = math.sqrt(rate * (1 - rate) / n + (rate + difference) * (1 - rate - difference) / m)
        return abs(observed - difference) <= Z_95 * error

    found = [difference for difference in np.linspace(0.0005, 0.9995, 1_999) if kept(float(difference))]
    return found[0], found[-1]


@pytest.mark.parametrize(("low", "high"), [((56, 700), (150, 800)), ((20, 100), (60, 120)), ((3, 40), (90, 160))])
def test_two_groups_far_apart_have_the_score_interval_of_their_difference(low: Group, high: Group) -> None:
    """Where only one can be the highest, the maximum is no choice; that interval leans on the normal distribution."""
    assert difference_interval([[low, high]], 0.95) == pytest.approx(score_interval(low, high), abs=0.016)


def test_two_groups_far_apart_have_the_interval_of_katz_of_their_ratio() -> None:
    """Katz et al. (Biometrics 34, 1978): on the log scale -+ 1.96 sqrt(1/x - 1/n + 1/y - 1/m), for large counts."""
    error = Z_95 * math.sqrt(1 / 400 - 1 / 2_000 + 1 / 900 - 1 / 1_800)
    ends = [0.4 * math.exp(-error), 0.4 * math.exp(error)]

    assert ratio_interval([[(400, 2_000), (900, 1_800)]], 0.95) == pytest.approx(ends, abs=0.005)
    assert share_of_highest_interval((400, 2_000), [(900, 1_800)], 0.95) == pytest.approx(ends, abs=0.005)


def test_a_group_of_few_rows_hides_nothing_that_larger_ones_show() -> None:
    """Of census rows by race two groups of 39 and 83 people may be anything; those of thousands are surely apart."""
    large = [(868, 1_978), (1_114, 2_157), (2_019, 4_189), (2_629, 4_697), (30_903, 56_960)]
    small = [(13, 39), (40, 83)]
    (lower, upper), (lower_of_large, upper_of_large) = (
        difference_interval([groups], 0.95) for groups in (large + small, large)
    )

    assert 0.9 * lower_of_large < lower < lower_of_large
    assert upper > 2 * upper_of_large
    assert ratio_interval([large + small], 0.95)[1] == pytest.approx(ratio_interval([large], 0.95)[1], abs=0.01)


def test_groups_closer_together_than_equal_ones_say_no_more_than_these() -> None:
    """Ten groups of exactly 300 in 1,000, and as close as one in six draws of equal rates, have about one interval."""
    exactly = [(300, 1_000)] * 10
    rates = np.random.default_rng(1).binomial(1_000, 0.3, (2_000, 10)) / 1_000
    closest = np.quantile(np.ptp(rates, axis=1), 0.16)
    as_equal = [(300 + round(500 * closest * side), 1_000) for side in (1, -1)] + [(300, 1_000)] * 8

    (lower, upper), (_, of_equal) = (difference_interval([groups], 0.95) for groups in (exactly, as_equal))
    assert lower == 0
    assert upper == pytest.approx(of_equal, abs=0.005)
    assert ratio_interval([exactly], 0.95) == pytest.approx(ratio_interval([as_equal], 0.95), abs=0.02)


def test_two_groups_with_one_rate_have_nearly_the_interval_in_print() -> None:
    """Of 375 and 375 in 750 it is 0 to 1.96 standard errors: 0.0506; a little more, as of one of six equal pairs."""
    lower, upper = difference_interval([[(375, 750), (375, 750)]], 0.95)

    assert lower == 0
    assert 1.96 * (0.5 / 750) ** 0.5 < upper < 1.1 * 1.96 * (0.5 / 750) ** 0.5


def test_the_worse_of_two_kinds_of_rates_counts() -> None:
    """Equal rates beside unequal ones add nothing but the chance that they come out unequal."""
    unequal, equal = [(560, 7_000), (1_500, 8_000)], [(3_000, 6_000), (3_000, 6_000)]

    for interval in (difference_interval, ratio_interval):
        assert interval([unequal, equal], 0.95) == pytest.approx(interval([unequal], 0.95), abs=0.005)


def test_a_group_far_above_the_others_is_surely_the_highest() -> None:
    """Half of 1,800 beside a fifth of 2,000 is no draw of equal rates; beside 870 of 1,800 it may be one."""
    assert share_of_highest_interval((900, 1_800), [(400, 2_000)], 0.95) == (1.0, 1.0)
    lower, upper = share_of_highest_interval((900, 1_800), [(870, 1_800)], 0.95)
    assert 0.9 < lower < 1 == upper


def test_a_group_alone_is_the_highest() -> None:
    """Over itself it is 1."""
    assert share_of_highest_interval((3, 30), [], 0.95) == (1.0, 1.0)


def test_a_ratio_without_a_lowest_rate_begins_at_nothing() -> None:
    """Of 0 in 40 the true rate may be 0; draws in which nobody is positive have no ratio and do not count."""
    lower, upper = ratio_interval([[(0, 40), (1, 40)]], 0.95)

    assert (lower, upper) == (0.0, 1.0)


@pytest.mark.parametrize("statistic", STATISTICS)
def test_more_confidence_is_wider(statistic: str) -> None:
    """80, 95 and 99 in 100."""
    disparity = STATISTICS[statistic]
    ends = [disparity.interval([SIX] * len(disparity.kinds), confidence) for confidence in (0.8, 0.95, 0.99)]

    assert sorted(lower for lower, _ in ends) == [lower for lower, _ in reversed(ends)]
    assert sorted(upper for _, upper in ends) == [upper for _, upper in ends]


@FEW
@given(GROUPS, st.randoms(use_true_random=False))
def test_the_order_of_groups_changes_nothing(groups: list[Group], random: Random) -> None:
    """Groups are a set: names, partitions and the order of rows have no part in it."""
    other = list(groups)
    random.shuffle(other)

    for interval in (difference_interval, ratio_interval):
        assert interval([other], 0.95) == interval([groups], 0.95)
    assert share_of_highest_interval(groups[0], reversed(groups[1:]), 0.95) == share_of_highest_interval(
        groups[0], groups[1:], 0.95
    )


@FEW
@given(GROUPS)
def test_ends_are_in_order_and_hold_the_value_but_on_the_side_away_from_parity(groups: list[Group]) -> None:
    """0 <= lower <= upper <= 1; a difference is not below its lower end, a ratio not above its upper end."""
    rates = [positives / rows for positives, rows in groups]
    below, above = difference_interval([groups], 0.95)
    lower, upper = ratio_interval([groups], 0.95)

    assert 0 <= below <= above <= 1
    assert 0 <= lower <= upper <= 1
    assert below <= max(rates) - min(rates) + 1e-6
    assert min(rates) / max(rates) <= upper + 1e-6


@pytest.mark.parametrize("groups", [SIX, SIX[:2], [(3, 40), (90, 160)]])
def test_four_times_the_rows_narrow_the_interval(groups: list[Group]) -> None:
    """The same shares of more rows are surer, also where the interval is cut off at parity."""
    more = [(4 * positives, 4 * rows) for positives, rows in groups]

    for interval in (difference_interval, ratio_interval):
        (lower, upper), (lower_of_more, upper_of_more) = interval([groups], 0.95), interval([more], 0.95)
        assert upper_of_more - lower_of_more < upper - lower


def test_fifty_groups_and_ten_million_rows_have_an_interval() -> None:
    """The most groups that a sensitive column may have; rates that lie 0.05 apart are told to a thousandth."""
    groups = [(2_000_000 + 10_000 * group, 10_000_000) for group in range(51)][1:]

    lower, upper = difference_interval([groups], 0.95)

    assert 0.048 < lower < 0.049 < upper < 0.0502


TRIED = [
    Setting(2, 500, 1, "apart"),
    Setting(2, 50_000, 20, "apart"),
    Setting(6, 500, 1, "tied"),
    Setting(6, 500, 20, "apart"),
    Setting(2, 500, 1, "apart"),
    Setting(6, 500, 1, "apart"),
]


@pytest.mark.parametrize(
    ("setting", "statistic"),
    list(zip(TRIED, (*("difference", "ratio") * 2, "difference of odds", "impact ratio of the first"), strict=True)),
    ids=str,
)
def test_intervals_of_95_percent_hold_the_truth_in_95_of_100_data_sets(setting: Setting, statistic: str) -> None:
    """Of 100, at most four standard errors below 95 in 100; `make simulate` tells all settings."""
    truth = STATISTICS[statistic].of(setting)
    held = [lower <= truth <= upper for lower, upper in intervals(setting, statistic, 100, seed=23)]

    assert np.mean(held) > 0.95 - 4 * math.sqrt(0.95 * 0.05 / 100)


def test_the_table_of_coverage_has_a_row_for_every_setting() -> None:
    """Each is told before it is simulated."""
    told: list[str] = []
    table = coverage(1, told=told.append)

    assert len(table) == len(told) == len(STATISTICS) * len(SETTINGS) == 100
    assert table[0] == {
        "statistic": "difference", "groups": 2, "rows": 500, "sizes": "balanced", "rates": "apart",
        "truth": pytest.approx(0.2), "covered": 1.0, "mean width": table[0]["mean width"],
    }  # fmt: skip
    assert {row["statistic"] for row in table} == set(STATISTICS)


def test_odds_are_as_far_apart_as_the_worse_of_two_rates() -> None:
    """0.3 and 0.5 give 0.45 and 0.75, 0.15 and 0.25: 0.3 apart, and in each kind the lower is 0.6 of the higher."""
    truths = {name: disparity.of(TRIED[0]) for name, disparity in STATISTICS.items()}

    assert truths == {
        "difference": pytest.approx(0.2),
        "ratio": pytest.approx(0.6),
        "difference of odds": pytest.approx(0.3),
        "ratio of odds": pytest.approx(0.6),
        "impact ratio of the first": pytest.approx(0.6),
    }
