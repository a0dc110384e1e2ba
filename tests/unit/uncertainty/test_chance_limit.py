"""Fisher's exact test solved for the count."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from dte_exporter.uncertainty.chance_limit import DOUBT, most_by_chance


@pytest.mark.parametrize(("found", "seen", "further"), [(0, 1000, 1000), (3, 500, 800), (40, 2000, 300)])
def test_one_more_is_beyond_chance_and_the_limit_is_not(found: int, seen: int, further: int) -> None:
    """SciPy's one-sided Fisher test on the two-by-two tables has its p-value on either side of the doubt."""
    most = most_by_chance(found, seen, further)

    def p(count: int) -> float:
        table = np.array([[count, further - count], [found, seen - found]])
        return float(fisher_exact(table, alternative="greater").pvalue)

    assert p(most) > DOUBT >= p(most + 1)


def test_where_none_was_seen_the_last_ones_of_all_are_all_further_ones() -> None:
    """Of 1,000 and 1,000 rows 19 may be: that 20 named rows all are further ones has C(1000,20)/C(2000,20) < 1e-6."""
    assert Fraction(comb(1000, 19), comb(2000, 19)) > Fraction(1, 10**6) >= Fraction(comb(1000, 20), comb(2000, 20))
    assert most_by_chance(0, 1000, 1000) == 19


def test_few_rows_tell_nothing() -> None:
    """After three rows all of three more may be anything, and of no rows none is."""
    assert most_by_chance(0, 3, 3) == 3
    assert most_by_chance(0, 3, 0) == 0


@given(st.integers(1, 300), st.data())
def test_more_faults_before_allow_no_fewer_after(seen: int, data: st.DataObject) -> None:
    """The limit grows with what was found, and never exceeds the rows."""
    found = data.draw(st.integers(0, seen - 1))
    further = data.draw(st.integers(0, 300))

    assert most_by_chance(found, seen, further) <= most_by_chance(found + 1, seen, further) <= further
