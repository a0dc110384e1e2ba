import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dte_exporter.uncertainty.proportions import wilson

Z_95 = 1.959963984540054
COUNTS = st.integers(1, 10_000).flatmap(lambda rows: st.tuples(st.integers(0, rows), st.just(rows)))


def test_the_ends_of_one_of_five_by_hand() -> None:
    """Wilson's closed form at z = 1.96: (1 + z^2/2 -+ z sqrt(0.8 + z^2/4)) / (5 + z^2)."""
    margin = Z_95 * math.sqrt(0.8 + Z_95**2 / 4)
    ends = [(1 + Z_95**2 / 2 + side * margin) / (5 + Z_95**2) for side in (-1, 1)]

    assert wilson(1, 5, 0.95) == pytest.approx(ends, abs=1e-15)


def test_the_ends_solve_the_test_that_they_invert() -> None:
    """At either end what was observed is 1.96 standard errors away, by the error at that end (Wilson 1927)."""
    for end in wilson(81, 263, 0.95):
        assert abs(81 / 263 - end) / math.sqrt(end * (1 - end) / 263) == pytest.approx(Z_95, abs=1e-12)


@pytest.mark.parametrize(("positives", "rows"), [(0, 30), (1, 30), (15, 30), (30, 30), (12_345, 1_000_000)])
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.999])
def test_the_ends_are_those_of_scipy(positives: int, rows: int, confidence: float) -> None:
    """``scipy.stats.binomtest`` has the same interval, some hundred times slower."""
    from scipy.stats import binomtest

    theirs = binomtest(positives, rows).proportion_ci(confidence, method="wilson")

    assert wilson(positives, rows, confidence) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@given(COUNTS, st.floats(0.5, 0.999))
def test_the_interval_holds_the_share_and_stays_in_bounds(counts: tuple[int, int], confidence: float) -> None:
    """0 <= lower <= share <= upper <= 1."""
    positives, rows = counts
    lower, upper = wilson(positives, rows, confidence)

    assert 0 <= lower <= positives / rows <= upper <= 1


@given(st.floats(1, 1e6), st.floats(0, 1e-8), st.booleans(), st.floats(0.5, 0.999))
@example(2.0, 3.518953290397026e-09, False, 0.95)
@example(1.0, 1.128269483460195e-10, False, 0.95)
def test_it_does_so_of_shares_that_are_nearly_none_or_nearly_all(
    rows: float, share: float, others: bool, confidence: float
) -> None:
    """Of weighted rows a rate may lie closer to 0 or 1 than sums of doubles tell from them."""
    positives = rows - rows * share if others else rows * share
    lower, upper = wilson(positives, rows, confidence)

    assert 0 <= lower <= positives / rows <= upper <= 1


@given(COUNTS)
def test_what_is_not_positive_has_the_mirrored_interval(counts: tuple[int, int]) -> None:
    """Which class is called positive changes nothing."""
    positives, rows = counts
    lower, upper = wilson(positives, rows, 0.95)

    assert wilson(rows - positives, rows, 0.95) == pytest.approx((1 - upper, 1 - lower), abs=1e-12)


@given(COUNTS)
def test_more_of_the_same_rows_narrow_the_interval(counts: tuple[int, int]) -> None:
    """Twice the rows tell more."""
    positives, rows = counts
    (lower, upper), (lower_of_two, upper_of_two) = wilson(positives, rows, 0.95), wilson(2 * positives, 2 * rows, 0.95)

    assert lower <= lower_of_two + 1e-15
    assert upper_of_two <= upper + 1e-15
