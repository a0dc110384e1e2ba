import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dte_exporter.uncertainty.homogeneity import bonferroni, homogeneity

GROUPS = st.lists(
    st.integers(1, 40).flatmap(lambda rows: st.tuples(st.integers(0, rows), st.just(rows))), min_size=2, max_size=4
)


def test_large_counts_are_tested_by_chi_square() -> None:
    """The same as scipy's, of the table without a correction for continuity."""
    from scipy.stats import chi2_contingency

    groups = [(20, 100), (35, 120), (6, 50)]
    theirs = chi2_contingency([[20, 80], [35, 85], [6, 44]], correction=False).pvalue

    assert homogeneity(groups) == pytest.approx(theirs, abs=1e-12)


def test_small_counts_are_tested_by_tables_with_the_same_margins() -> None:
    """Of 210 ways to choose four of ten, five a group, 110 are as unequal as 1 and 3; give or take 3 errors."""
    assert homogeneity([(1, 5), (3, 5)]) == pytest.approx(110 / 210, abs=3 * 0.005)


def test_small_counts_have_the_p_value_of_fishers_test() -> None:
    """Two groups of equal size have a symmetrical table, of which Fisher's exact p-value counts the same tables."""
    from scipy.stats import fisher_exact

    theirs = fisher_exact(np.array([[1, 11], [6, 6]])).pvalue

    assert homogeneity([(1, 12), (6, 12)]) == pytest.approx(theirs, abs=3 * 0.0027)


def test_no_p_value_is_zero() -> None:
    """What 9,999 tables never reach has p = 1/10,000: the observed table is one of the possible."""
    assert homogeneity([(0, 5), (60, 60)]) == 1 / 10_000


@pytest.mark.parametrize("groups", [[(0, 30), (0, 40)], [(30, 30), (40, 40)]])
def test_where_all_rows_are_alike_nothing_speaks_against_equal_rates(groups: list[tuple[int, int]]) -> None:
    """Nobody selected, or everybody, is p = 1, not 0/0."""
    assert homogeneity(groups) == 1.0


def test_more_rows_than_numpy_draws_are_tested_by_chi_square() -> None:
    """Three of thirty and a tenth of a billion are alike, although three are fewer than five."""
    assert homogeneity([(3, 30), (100_000_000, 1_000_000_000)]) == pytest.approx(1.0)


@settings(max_examples=20, deadline=None)
@given(GROUPS)
def test_the_order_of_groups_changes_nothing(groups: list[tuple[int, int]]) -> None:
    """Groups have no order, and the draws are seeded by their counts."""
    p_value = homogeneity(groups)

    assert homogeneity(reversed(groups)) == p_value
    assert 0 < p_value <= 1


def test_of_several_hypotheses_the_smallest_p_value_counts_once_for_each() -> None:
    """Two of which one has 0.01: together 0.02; and never more than 1."""
    assert bonferroni([0.01, 0.4]) == 0.02
    assert bonferroni([0.7, 0.9]) == 1.0
    assert bonferroni([0.3]) == 0.3
