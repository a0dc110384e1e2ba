import math
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dte_exporter.uncertainty import permutation
from dte_exporter.uncertainty.permutation import ENOUGH, FIRST_DRAWS, MOST_DRAWS, PermutationTest, resolve

if TYPE_CHECKING:
    from numpy.typing import NDArray


def apart(reference: "NDArray[Any]", current: "NDArray[Any]") -> "NDArray[Any]":
    """Return half the sum of the differences of shares."""
    shares = [side / side.sum(axis=1, keepdims=True) for side in (reference, current)]
    found: NDArray[Any] = np.abs(shares[0] - shares[1]).sum(axis=1) / 2
    return found


def pearson(reference: "NDArray[Any]", current: "NDArray[Any]") -> "NDArray[Any]":
    """Return Pearson's chi-square of windows of equal size: the squared differences over what both have."""
    found: NDArray[Any] = ((reference - current) ** 2 / (reference + current)).sum(axis=1)
    return found


def drawn(reference: list[int], current: list[int], times: int, statistic: Any = apart) -> PermutationTest:
    """Return the test after so many draws."""
    test = PermutationTest(reference, current, statistic)
    test.draw(times)
    return test


def exact(reference: list[int], current: list[int]) -> float:
    """Return the p-value over all tables: each is as probable as the ways to choose its current rows."""
    pooled = [sum(cell) for cell in zip(reference, current, strict=True)]
    reached = all_ = 0
    observed = apart(np.array([reference]), np.array([current]))[0]
    for table in product(*(range(rows + 1) for rows in pooled)):
        if sum(table) == sum(current):
            ways = math.prod(math.comb(rows, taken) for rows, taken in zip(pooled, table, strict=True))
            value = apart(np.subtract([pooled], [table]), np.array([table]))[0]
            all_, reached = all_ + ways, reached + ways * (value >= observed - 1e-12)
    return reached / all_


@pytest.fixture
def undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all draws count, where otherwise twenty that reach what was observed decide."""
    monkeypatch.setattr(permutation, "ENOUGH", 10**9)


@pytest.mark.usefixtures("undecided")
def test_a_table_of_eight_rows_by_hand() -> None:
    """Of the 70 ways to choose four of eight, 1 + 16 + 16 + 1 are as uneven as three to one: 34 / 70."""
    assert exact([3, 1], [1, 3]) == 34 / 70
    assert drawn([3, 1], [1, 3], 20_000).p_value == pytest.approx(34 / 70, abs=0.015)


@pytest.mark.parametrize(
    ("reference", "current"), [([9, 1, 4], [4, 5, 1]), ([3, 3, 3, 3], [6, 0, 1, 1]), ([20, 0], [3, 2])]
)
@pytest.mark.usefixtures("undecided")
def test_draws_tend_to_the_exact_p_value(reference: list[int], current: list[int]) -> None:
    """Within four standard errors of 20,000 draws, of windows that differ in size as well."""
    p = exact(reference, current)
    error = 4 * math.sqrt(p * (1 - p) / 20_000)
    assert drawn(reference, current, 20_000).p_value == pytest.approx(p, abs=error)


@pytest.mark.usefixtures("undecided")
def test_two_categories_give_the_p_value_of_fisher() -> None:
    """His test enumerates what is drawn here; with equal windows both call the same tables as extreme."""
    test = drawn([60, 40], [45, 55], 20_000)
    assert test.p_value == pytest.approx(stats.fisher_exact(np.array([[60, 40], [45, 55]])).pvalue, rel=0.1)


@pytest.mark.usefixtures("undecided")
def test_many_rows_give_the_p_value_of_pearson() -> None:
    """Whose chi-square has its limiting distribution then."""
    reference, current = [300, 300, 400], [320, 250, 430]
    expected = stats.chi2_contingency([reference, current]).pvalue
    assert drawn(reference, current, 3_000, pearson).p_value == pytest.approx(expected, rel=0.25)


@pytest.mark.usefixtures("undecided")
def test_counts_say_the_same_as_rows() -> None:
    """SciPy permutes the 24 rows themselves."""

    def of_rows(first: "NDArray[Any]", second: "NDArray[Any]", axis: int) -> Any:
        counts = (np.stack([(side == cell).sum(axis=axis) for cell in range(3)], axis=-1) for side in (first, second))
        shares = [one / one.sum(axis=-1, keepdims=True) for one in counts]
        return np.abs(shares[0] - shares[1]).sum(axis=-1)

    rows = [np.repeat([0, 1, 2], counts) for counts in ([8, 2, 2], [3, 4, 5])]
    random = np.random.default_rng(3)
    found = stats.permutation_test(
        rows, of_rows, n_resamples=5_000, alternative="greater", vectorized=True, random_state=random
    )
    assert drawn([8, 2, 2], [3, 4, 5], 5_000).p_value == pytest.approx(found.pvalue, abs=0.03)


def test_no_p_value_is_0() -> None:
    """What no draw reaches has one over all draws and the windows as they are."""
    assert drawn([1_000, 0], [0, 1_000], 99).p_value == 0.01


def test_windows_that_are_alike_have_a_p_value_of_1() -> None:
    """Every draw is at least as far apart as nothing."""
    test = drawn([10, 20], [10, 20], 200)
    assert test.observed == 0
    assert test.p_value == 1


def test_more_draws_do_not_change_what_is_decided() -> None:
    """The p-value is taken at the draw that decided."""
    test = drawn([60, 40], [57, 43], 200)
    assert test.reached >= ENOUGH
    before = test.p_value
    test.draw(500)
    assert (test.p_value, test.draws) == (before, 700)


def test_the_same_counts_give_the_same_p_value() -> None:
    """However the draws are split."""
    whole, parts = drawn([60, 40], [45, 55], 300), drawn([60, 40], [45, 55], 300)
    assert whole.p_value == parts.p_value


def test_more_rows_than_numpy_deals_out_are_taken_for_fewer() -> None:
    """A billion times as many rows do not end in an error; their p-value is that of half a billion."""
    test = drawn([6 * 10**17, 4 * 10**17], [50, 40], 99)
    assert 0 < test.p_value <= 1
    assert drawn([6 * 10**8, 4 * 10**8], [4 * 10**8, 6 * 10**8], 99).p_value == 0.01


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=5))
def test_a_p_value_lies_between_0_and_1(cells: list[tuple[int, int]]) -> None:
    """Whatever the counts of two windows that have rows."""
    reference, current = ([1, *(one[side] for one in cells)] for side in (0, 1))
    assert 0 < drawn(reference, current, 50).p_value <= 1


def test_where_nothing_has_moved_p_values_are_not_too_small() -> None:
    """Of 300 pairs of windows at most a share p has a p-value of p or less, up to four standard errors."""
    random = np.random.default_rng(11)
    found = []
    for _ in range(300):
        reference, current = (random.multinomial(rows, [0.6, 0.3, 0.08, 0.02]).tolist() for rows in (200, 40))
        found.append(drawn(reference, current, FIRST_DRAWS).p_value)
    for p in (0.01, 0.05, 0.1, 0.3, 0.5):
        assert np.mean(np.array(found) <= p) <= p + 4 * math.sqrt(p * (1 - p) / 300)


def test_one_drifted_column_of_300_is_drawn_until_it_can_be_told() -> None:
    """Its p-value has to fall under 0.05 / 300; that of those that are alike is left where it is."""
    drifted = PermutationTest([400, 100], [100, 400], apart)
    alike = [PermutationTest([250, 250], [250 + place % 3, 250 - place % 3], apart) for place in range(20)]
    resolve([drifted, *alike], 300, 0.05)
    assert drifted.p_value <= 0.05 / 300
    assert {one.draws for one in alike} == {FIRST_DRAWS}
    assert all(one.reached >= ENOUGH for one in alike)


def test_many_drifted_columns_need_few_draws_each() -> None:
    """All 40 of 40 have the least p-value, which is compared with the whole rate."""
    tests = [PermutationTest([400 + place, 100], [100, 400], apart) for place in range(40)]
    resolve(tests, 40, 0.05)
    assert {one.draws for one in tests} == {FIRST_DRAWS}


def test_draws_have_an_end() -> None:
    """Among 100,000 columns one would need four million."""
    test = PermutationTest([400, 100], [100, 400], apart)
    resolve([test], 100_000, 0.05)
    assert test.draws == MOST_DRAWS
    assert test.p_value == 1 / (1 + MOST_DRAWS)


def test_twenty_draws_decide() -> None:
    """At the twentieth of l draws that reaches what was observed the p-value is 20 / l."""
    test = drawn([60, 40], [57, 43], 200)
    place = int(np.flatnonzero(test.null >= test.observed - 1e-12)[ENOUGH - 1]) + 1
    assert test.p_value == ENOUGH / place
