import pytest

from dte_exporter.checks.fairness.groups import grouped
from dte_exporter.errors import CheckError
from dte_exporter.statistics.contingency import Contingency

NURSES = Contingency(
    ("sex",),
    {
        ("f", 1, 1): 20,
        ("f", 0, 1): 9,
        ("f", None, 0): 1,
        ("m", 1, 0): 29,
        (None, 1, 1): 7,
        ("f", 1, None): 5,
    },
)


def test_a_group_at_the_limit_is_shown_and_one_below_is_withheld() -> None:
    """Thirty women are spoken of; twenty-nine men are only counted as one group, and with the women."""
    groups = grouped(NURSES, None, 30)
    assert list(groups.counts) == ["f"]
    assert groups.counts["f"].cells == {(True, True): 20, (False, True): 9, (None, False): 1, (True, False): 29}
    assert (groups.withheld, groups.carriers) == (1, {"m": "f"})


def test_rows_without_a_group_are_one_where_that_is_asked_for() -> None:
    """Seven rows have no sex; five without a prediction are in no group."""
    assert list(grouped(NURSES, None, 1).counts) == ["f", "m"]
    assert grouped(NURSES, None, 1, "group").counts["(missing)"].rows == 7
    assert grouped(NURSES, None, 1, "group").counts["f"].rows == 30


def test_rows_without_a_label_count_for_selection_but_not_as_a_class() -> None:
    """Of thirty women twenty-nine have a label."""
    women = grouped(NURSES, None, 1).counts["f"]
    assert (women.rows, women.labelled(True), women.labelled(False)) == (30, 20, 9)


def test_groups_come_in_the_order_of_their_names() -> None:
    """The order of rows changes nothing."""
    table = Contingency(("sex",), {("m", 1, 1): 1, ("f", 1, 1): 1, ("d", 1, 1): 1})
    assert list(grouped(table, None, 1).counts) == ["d", "f", "m"]


def test_fifty_groups_are_compared_and_fifty_one_refused() -> None:
    """A column of postcodes is not a sensitive feature."""
    table = Contingency(("postcode",), {(code, 1, 1): 1 for code in range(51)})
    fewer = Contingency(("postcode",), {(code, 1, 1): 1 for code in range(50)})
    assert len(grouped(fewer, None, 1).counts) == 50
    with pytest.raises(CheckError, match="sensitive column 'postcode' has 51 values: group them into 50 or fewer"):
        grouped(table, None, 1)
