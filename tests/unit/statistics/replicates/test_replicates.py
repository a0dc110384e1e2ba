import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.statistics.replicates.replicates import Loss, Replicates

COUNTS = st.integers(0, 1000)
EXACT = st.integers(0, 1000).map(lambda number: number / 1024)
REPLICATES = st.builds(
    Replicates, st.just(Loss.ZERO_ONE), COUNTS, COUNTS, COUNTS, COUNTS, EXACT, EXACT, EXACT, st.just("current")
)


@given(REPLICATES, REPLICATES, REPLICATES)
def test_merging_is_associative_and_commutative(one: Replicates, two: Replicates, three: Replicates) -> None:
    """Shards may be added in any order, and no row is lost."""
    assert one.merge(two) == two.merge(one)
    assert one.merge(two).merge(three) == one.merge(two.merge(three))
    assert one.merge(two).rows["current"] == one.rows["current"] + two.rows["current"]


@given(REPLICATES)
def test_the_serial_form_gives_the_losses_back(replicates: Replicates) -> None:
    """What is kept can be read."""
    assert Replicates.from_json(replicates.to_json()) == replicates


def test_a_serial_form_of_another_version_is_refused() -> None:
    """An older build's file is not misread."""
    with pytest.raises(ValueError, match="replicates of version 0: this build reads 2"):
        Replicates.from_json(b'{"version": 0}')


def test_unlike_losses_do_not_add_up() -> None:
    """A vote and a square are not one thing."""
    with pytest.raises(ValueError, match="losses of zero_one and squared do not add up"):
        Replicates(Loss.ZERO_ONE).merge(Replicates(Loss.SQUARED))
