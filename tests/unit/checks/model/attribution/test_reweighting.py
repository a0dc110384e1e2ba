import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dte_exporter.checks.model.attribution.reweighting import Outcomes, Reweighted, by_value, outcomes, reweighted
from dte_exporter.statistics.contingency import Contingency, Level

SIDE = st.dictionaries(
    st.sampled_from("abcdef"), st.integers(1, 60).flatmap(lambda rows: st.tuples(st.just(rows), st.integers(0, rows)))
)


def side(counts: dict[str, tuple[int, int]]) -> dict[Level, Outcomes]:
    """Return rows and right ones by value."""
    return {value: Outcomes(*one) for value, one in counts.items()}


def test_rows_take_the_shares_that_they_had() -> None:
    """All of a are right and half of b: of 80 and 20 in place of 20 and 80 that is 0.9 in place of 0.6."""
    then, now = side({"a": (80, 80), "b": (20, 10)}), side({"a": (20, 20), "b": (80, 40)})
    found = reweighted(then, now, min_rows=20)
    assert found is not None
    assert found.gained == pytest.approx(0.3)
    assert (found.beyond, found.values) == (0.0, 2)


def test_a_new_value_has_no_weight() -> None:
    """The wrong half is of c, which the reference does not have: without it all are right."""
    found = reweighted(side({"a": (10, 10)}), side({"a": (10, 10), "c": (10, 0)}), min_rows=1)
    assert found == Reweighted(0.5, 0.0, 2)


def test_a_value_with_too_few_current_rows_is_left_out_of_both_sides() -> None:
    """Of a and b alone nothing has moved; c has 10 of 110 rows then and 5 of 105 now, and the larger share is told."""
    then, now = side({"a": (50, 50), "b": (50, 0), "c": (10, 10)}), side({"a": (50, 50), "b": (50, 0), "c": (5, 0)})
    assert reweighted(then, now, min_rows=6) == Reweighted(0.0, 10 / 110, 2)


def test_where_no_value_can_be_reweighted_there_is_nothing() -> None:
    """They share none."""
    assert reweighted(side({"a": (10, 10)}), side({"b": (10, 10)}), min_rows=1) is None
    assert reweighted(side({"a": (10, 10)}), side({"a": (9, 9)}), min_rows=10) is None


def test_rows_without_a_label_or_a_prediction_do_not_count() -> None:
    """A row without a value does."""
    table = Contingency(("city",), {("a", 1, 1): 3, ("a", None, 1): 9, (None, 1, 0): 2, ("b", 0, None): 9})

    def same(label: object, prediction: object) -> bool:
        return label == prediction

    assert outcomes(table, same) == Outcomes(5, 3)
    assert by_value(table, same) == {"a": Outcomes(3, 3), None: Outcomes(2, 0)}


@given(SIDE, st.integers(2, 9))
def test_a_column_that_has_not_moved_explains_nothing(counts: dict[str, tuple[int, int]], times: int) -> None:
    """Whatever became of its accuracy, and however many rows there are: exactly 0."""
    assume(counts)
    more = {value: (rows * times, 0) for value, (rows, _) in counts.items()}
    found = reweighted(side(counts), side(more), min_rows=1)
    assert found is not None
    assert found.gained == 0


@given(SIDE, st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 9)))
def test_where_accuracy_depends_on_the_value_alone_its_shift_explains_all(
    then: dict[str, tuple[int, int]], times: dict[str, int]
) -> None:
    """Each value's rows are multiplied, right and wrong alike: what is gained is the whole drop."""
    assume(then)
    now = {value: (rows * times.get(value, 1), right * times.get(value, 1)) for value, (rows, right) in then.items()}
    accuracies = [
        sum(right for _, right in one.values()) / sum(rows for rows, _ in one.values()) for one in (then, now)
    ]
    found = reweighted(side(then), side(now), min_rows=1)
    assert found is not None
    assert found.gained == pytest.approx(accuracies[0] - accuracies[1], abs=1e-12)


@given(SIDE, SIDE, st.permutations("abcdef"), st.integers(1, 40))
def test_names_and_order_of_values_change_nothing(
    then: dict[str, tuple[int, int]], now: dict[str, tuple[int, int]], names: list[str], min_rows: int
) -> None:
    """To the last bit."""
    assume(then and now)
    renamed = dict(zip("abcdef", names, strict=True))
    before, after = (side({renamed[value]: one[value] for value in reversed(one)}) for one in (then, now))
    assert reweighted(side(then), side(now), min_rows) == reweighted(before, after, min_rows)


@given(SIDE, SIDE)
def test_reweighted_accuracy_is_an_accuracy(then: dict[str, tuple[int, int]], now: dict[str, tuple[int, int]]) -> None:
    """What is gained cannot be more than what is wrong, nor what is lost more than what is right."""
    assume(then and now)
    found = reweighted(side(then), side(now), min_rows=1)
    if found is not None:
        assert -1 <= found.gained <= 1
        assert 0 <= found.beyond <= 1
