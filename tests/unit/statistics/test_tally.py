from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.statistics.tally import Tally

TALLIES = st.builds(
    Tally,
    st.dictionaries(st.tuples(st.sampled_from("abc")), st.integers(1, 9)),
    st.dictionaries(st.sampled_from(["current", "datasets.consents"]), st.integers(1, 9)),
)


def test_a_tally_is_asked_for_some_states_or_all() -> None:
    """A state that nothing is in counts 0."""
    tally = Tally({("held",): 7, ("withdrawn",): 2})
    assert (tally.total, tally.of(("withdrawn",), ("never given",)), tally.of(("held",))) == (9, 2, 7)


def test_tallies_of_different_things_add_up() -> None:
    """State by state, and the rows with them."""
    one, two = Tally({("a",): 1}, {"current": 1}), Tally({("a",): 2, ("b",): 3}, {"current": 5})
    assert one.merge(two) == Tally({("a",): 3, ("b",): 3}, {"current": 6})


@given(TALLIES, TALLIES, TALLIES)
def test_the_order_of_adding_up_changes_nothing(one: Tally, two: Tally, three: Tally) -> None:
    """Partitions may come in any order and grouping."""
    assert one.merge(two) == two.merge(one)
    assert one.merge(two.merge(three)) == one.merge(two).merge(three)
