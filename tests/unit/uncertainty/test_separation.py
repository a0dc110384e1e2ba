import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu, norm
from sklearn.metrics import roc_auc_score

from dte_exporter.uncertainty.separation import rank_sum_p_value, separation, sure_ends

SCORES = st.lists(st.integers(-5, 5), min_size=2, max_size=20)


def test_the_area_is_the_share_of_pairs_in_order() -> None:
    """Of 3 above 1 and 2, and 2 above 1 and beside 2: three and a half of four pairs."""
    found = separation(np.array([1.0, 2.0]), np.array([2.0, 3.0]), 0.95)
    assert found.area == 3.5 / 4
    assert found.lower < found.area < found.upper


@given(SCORES, SCORES)
def test_area_and_p_value_are_those_of_the_libraries(below: list[int], above: list[int]) -> None:
    """scikit-learn's area, and SciPy's test wherever two scores differ; the ends hold the area and stay in [0, 1]."""
    found = separation(np.array(below, float), np.array(above, float), 0.9)
    truth = [0] * len(below) + [1] * len(above)
    assert found.area == pytest.approx(roc_auc_score(truth, below + above))
    assert 0 <= found.lower <= found.area + 1e-12
    assert found.area - 1e-12 <= found.upper <= 1
    if len({*below, *above}) > 1:
        assert found.p_value == mannwhitneyu(above, below, alternative="greater", method="asymptotic").pvalue


@given(SCORES, SCORES)
def test_the_other_way_round_the_area_is_what_is_left(below: list[int], above: list[int]) -> None:
    """And so are the ends of its interval."""
    one, other = (
        separation(*sides, 0.95) for sides in ((np.array(below), np.array(above)), (-np.array(below), -np.array(above)))
    )
    assert (1 - other.area, 1 - other.upper, 1 - other.lower) == pytest.approx((one.area, one.lower, one.upper))


def test_scores_that_do_not_overlap_have_hoeffdings_interval() -> None:
    """Of 50 pairs that are all in order: 1 - sqrt(ln(2 / 0.05) / 100)."""
    found = separation(np.zeros(50), np.ones(60), 0.95)
    assert (found.area, found.upper) == (1, 1)
    assert found.lower == pytest.approx(1 - math.sqrt(math.log(40) / 100))


def test_scores_that_are_all_the_same_tell_nothing() -> None:
    """The area is a half, within Hoeffding's margin on both sides, and the p-value 1."""
    found = separation(np.full(8, 0.3), np.full(8, 0.3), 0.95)
    margin = math.sqrt(math.log(40) / 16)
    assert (found.area, found.p_value) == (0.5, 1)
    assert (found.lower, found.upper) == pytest.approx((0.5 - margin, 0.5 + margin))


def test_hoeffdings_margin_shrinks_with_the_root_of_the_pairs() -> None:
    """Four times the pairs halve it."""
    few, many = (sure_ends(0.5, pairs, 0.95) for pairs in (100, 400))
    assert few[1] - 0.5 == pytest.approx(2 * (many[1] - 0.5))


def test_what_only_computing_tells_apart_is_a_tie() -> None:
    """0.1 + 0.2 is 0.3."""
    assert separation(np.array([0.3, 0.3]), np.array([0.1 + 0.2, 0.3]), 0.95).area == 0.5


def test_ranks_are_tested_as_by_hand() -> None:
    """Two and two that do not overlap: U = 4, its mean 2, its variance 4 * 5 / 12, and half a rank for continuity."""
    p_value = rank_sum_p_value(np.array([3.0, 4.0]), np.array([1.0, 2.0]), "greater")
    assert p_value == pytest.approx(norm.sf((4 - 2 - 0.5) / math.sqrt(4 * 5 / 12)))
    assert rank_sum_p_value(np.array([1.0, 2.0]), np.array([3.0, 4.0]), "two-sided") == pytest.approx(2 * p_value)
