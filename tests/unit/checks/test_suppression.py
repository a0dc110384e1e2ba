from collections import Counter
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.checks.suppression import suppression

SIZES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 60), min_size=1)


def carriers(rows: Mapping[str, int], counted: Mapping[str, int] | None = None, min_rows: int = 30) -> dict[str, str]:
    """Return whom each withheld group is counted with."""
    return dict(suppression(rows, rows if counted is None else counted, min_rows).carriers)


def test_small_groups_that_are_few_together_are_counted_with_the_largest() -> None:
    """Of 29 in two groups nothing may be left."""
    assert carriers({"f": 100, "m": 200, "x": 9, "y": 20}) == {"x": "m", "y": "m"}


def test_small_groups_that_are_many_together_are_left_out() -> None:
    """Thirty in two groups tell of neither."""
    found = suppression({"f": 100, "x": 10, "y": 20}, {"f": 100, "x": 10, "y": 20}, 30)
    assert (found.shown, found.withheld, dict(found.carriers)) == (("f",), frozenset("xy"), {})


def test_of_groups_as_large_the_first_by_name_carries() -> None:
    """Whatever order they come in, all checks choose the same one."""
    assert carriers({"m": 50, "f": 50, "x": 1}) == carriers({"f": 50, "x": 1, "m": 50}) == {"x": "f"}


def test_rows_without_a_group_carry_others_only_where_they_are_alone() -> None:
    """A check that leaves them out counts the small group with the women too."""
    assert carriers({"f": 50, "(missing)": 500, "x": 1}) == {"x": "f"}
    assert carriers({"(missing)": 500, "x": 1}) == {"x": "(missing)"}


def test_where_no_group_is_shown_none_is_counted_with_another() -> None:
    """There is nobody to count them with, and nothing to take from a total."""
    found = suppression({"f": 3, "m": 4}, {"f": 3, "m": 4}, 30)
    assert (found.shown, dict(found.carriers)) == ((), {})


def test_groups_of_few_people_go_first_however_many_labels_the_others_lack() -> None:
    """Those of x are counted with the men, as in a check that needs no label; y and z have 40 labels together."""
    rows = {"m": 500, "f": 400, "x": 3, "y": 60, "z": 60}
    assert carriers(rows, {"m": 90, "f": 90, "x": 1, "y": 20, "z": 20}) == {"x": "m"}
    assert carriers(rows, {"m": 90, "f": 90, "x": 1, "y": 20, "z": 90}) == {"x": "m", "y": "m"}


def test_whom_a_withheld_group_carries_goes_where_it_goes() -> None:
    """The men have few labels, fewer than 30 with those of x: both are counted with the women."""
    found = suppression({"m": 500, "f": 400, "x": 3}, {"m": 20, "f": 90, "x": 1}, 30)
    assert dict(found.carriers) == {"m": "f", "x": "f"}
    assert found.told({"m": 20, "f": 90, "x": 1}, int.__add__) == {"f": 111}


@given(SIZES)
def test_what_is_left_of_a_total_is_nothing_or_enough(rows: dict[str, int]) -> None:
    """The law that it is for, wherever anything is shown."""
    shown = suppression(rows, rows, 30).told(rows, int.__add__)
    left = sum(rows.values()) - sum(shown.values())
    assert not shown or left == 0 or left >= 30


@given(SIZES, st.data())
def test_two_checks_of_the_same_rows_never_part_a_small_group_from_its_carrier(
    rows: dict[str, int], data: st.DataObject
) -> None:
    """Whatever of the rows counts for the second: where both show a carrier, they count the same few with it."""
    counted = {name: data.draw(st.integers(0, size)) for name, size in rows.items()}
    one, other = suppression(rows, rows, 30), suppression(rows, counted, 30)
    for small, carrier in one.carriers.items():
        assert other.carriers[small] == other.carriers.get(carrier, carrier)
    assert Counter(one.shown) >= Counter(other.shown)
