import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.checks.drift.distances import (
    hellinger,
    jensen_shannon,
    kullback_leibler,
    normed_wasserstein,
    population_stability_index,
)
from dte_exporter.checks.drift.methods import METHODS
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.measuring import by_value

COUNTS = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 1000), min_size=1)


def of(reference: dict[str, int], current: dict[str, int]) -> Pair[Categories]:
    """Return the pair of two profiles of categories."""
    return Pair("c", Categories(0, reference), Categories(0, current), {})


THREE_TO_ONE = of({"a": 3, "b": 1}, {"a": 1, "b": 3})


def test_wasserstein_is_the_area_over_the_deviation() -> None:
    """Half of the rows move from 0 to 1: the area is 1/2; the reference's deviation is 1/2 as well."""
    pair = Pair("x", by_value([(0, 2), (1, 2)]), by_value([(1, 4)]), {})
    assert normed_wasserstein(pair) == pytest.approx(1.0)


def test_a_constant_reference_counts_as_spread_by_a_thousandth() -> None:
    """As Evidently has it: from 5 to 6 is 1000 thousandths."""
    pair = Pair("x", by_value([(5, 3)]), by_value([(6, 3)]), {})
    assert normed_wasserstein(pair) == pytest.approx(1000.0)


def test_distances_of_shares_of_three_quarters_and_one() -> None:
    """Worked by hand: 3/4 and 1/4 change places."""
    half_log3 = 0.5 * math.log(3)
    assert population_stability_index(THREE_TO_ONE) == pytest.approx(2 * half_log3)
    assert kullback_leibler(THREE_TO_ONE) == pytest.approx(half_log3)
    assert hellinger(THREE_TO_ONE) == pytest.approx(math.sqrt(1 - math.sqrt(3) / 2))
    assert jensen_shannon(THREE_TO_ONE) == pytest.approx(math.sqrt(0.75 * math.log(1.5) - 0.25 * math.log(2)))


def test_what_is_new_altogether_is_as_far_as_can_be() -> None:
    """Jensen-Shannon to base e ends at sqrt(ln 2), Hellinger at 1."""
    apart = of({"a": 5}, {"b": 7})
    assert jensen_shannon(apart) == pytest.approx(math.sqrt(math.log(2)))
    assert hellinger(apart) == 1.0


@pytest.mark.parametrize("method", [one for one in METHODS.values() if one.of_profiles and one.name != "wasserstein"])
@given(COUNTS, COUNTS)
def test_distances_are_never_negative_and_do_not_count_rows(
    method: object, reference: dict[str, int], current: dict[str, int]
) -> None:
    """Ten times the rows are as far apart, and nothing is nearer than itself."""
    distance = method.of_profiles  # type: ignore[attr-defined]  # this one has it
    pair, larger = of(reference, current), of({key: 10 * rows for key, rows in reference.items()}, current)
    assert distance(pair) >= -1e-12
    assert distance(pair) == pytest.approx(distance(larger), abs=1e-7)
    assert distance(of(reference, reference)) == pytest.approx(0, abs=1e-7)
