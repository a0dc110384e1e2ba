import json
import math
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.statistics.distribution.categories import Categories, tallied

PROFILES = st.builds(
    Categories,
    st.integers(0, 100),
    st.dictionaries(st.sampled_from("abcde"), st.integers(1, 100)),
    st.integers(0, 100),
)


def test_what_is_not_among_the_frequent_is_other() -> None:
    """Of 10 rows 6 are a, 1 is null; the remaining 3 were past the cap."""
    assert tallied([("a", 6), (None, 1)], rows=10) == Categories(1, {"a": 6}, other=3)


def test_a_whole_number_is_one_category_however_it_is_typed() -> None:
    """1 in an integer column and 1.0 in a column of doubles are the same code."""
    assert tallied([(1, 2)], 2) == tallied([(1.0, 2)], 2) == Categories(0, {"1": 2})
    assert tallied([(1.5, 2), (Decimal("2.5"), 1), (True, 1)], 4).known == {"1.5", "2.5", "True"}


def test_nan_is_no_category() -> None:
    """It counts as missing."""
    assert tallied([(math.nan, 2), ("a", 1)], 3) == Categories(2, {"a": 1})


def test_a_profile_is_exact_until_something_is_other() -> None:
    """Only then are categories not told apart."""
    assert Categories(0, {"a": 1}).exact
    assert not Categories(0, {"a": 1}, other=1).exact
    assert Categories(5, {"a": 1}, other=2).count == 3


@given(PROFILES, PROFILES, PROFILES)
def test_merging_is_associative_and_commutative(one: Categories, two: Categories, three: Categories) -> None:
    """Shards may meet in any order."""
    assert one.merge(two).merge(three) == one.merge(two.merge(three))
    assert one.merge(two) == two.merge(one)
    assert one.merge(Categories()) == one


@given(PROFILES)
def test_the_serial_form_brings_back_the_same_profile(one: Categories) -> None:
    """Through JSON and back nothing changes."""
    assert Categories.from_tree(json.loads(json.dumps(one.tree()))) == one
