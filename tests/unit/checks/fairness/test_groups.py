import pytest

from dte_exporter.checks.fairness.features import groups_of_features
from dte_exporter.checks.fairness.groups import Groups
from dte_exporter.checks.grouping import WithoutGroup
from dte_exporter.errors import CheckError
from dte_exporter.statistics.contingency import Cell, Contingency, Weight

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


def grouped(table: Contingency, min_rows: int, missing: WithoutGroup = "leave_out") -> Groups:
    """Return the groups of the one dimension of `table`."""
    (column,) = table.dimensions
    return groups_of_features(table, (column,), None, min_rows, missing)[column]


def test_a_group_at_the_limit_is_shown_and_one_below_is_withheld() -> None:
    """Thirty women are spoken of; twenty-nine men are only counted as one group, and with the women."""
    groups = grouped(NURSES, 30)
    assert list(groups.counts) == ["f"]
    assert groups.counts["f"].cells == {(True, True): 20, (False, True): 9, (None, False): 1, (True, False): 29}
    assert (groups.withheld, groups.carriers) == (1, {"m": "f"})


def test_rows_without_a_group_are_one_where_that_is_asked_for() -> None:
    """Seven rows have no sex; five without a prediction are in no group."""
    assert list(grouped(NURSES, 1).counts) == ["f", "m"]
    assert grouped(NURSES, 1, "group").counts["(missing)"].rows == 7
    assert grouped(NURSES, 1, "group").counts["f"].rows == 30


def test_rows_without_a_label_count_for_selection_but_not_as_a_class() -> None:
    """Of thirty women twenty-nine have a label."""
    women = grouped(NURSES, 1).counts["f"]
    assert (women.rows, women.labelled(True), women.labelled(False)) == (30, 20, 9)


def test_groups_come_in_the_order_of_their_names() -> None:
    """The order of rows changes nothing."""
    table = Contingency(("sex",), {("m", 1, 1): 1, ("f", 1, 1): 1, ("d", 1, 1): 1})
    assert list(grouped(table, 1).counts) == ["d", "f", "m"]


def test_fifty_groups_are_compared_and_fifty_one_refused() -> None:
    """A column of postcodes is not a sensitive feature."""
    table = Contingency(("postcode",), {(code, 1, 1): 1 for code in range(51)})
    fewer = Contingency(("postcode",), {(code, 1, 1): 1 for code in range(50)})
    assert len(grouped(fewer, 1).counts) == 50
    with pytest.raises(CheckError, match="sensitive column 'postcode' has 51 values: group them into 50 or fewer"):
        grouped(table, 1)


def unweighing(lacking: dict[str, int]) -> Contingency:
    """Return 500 men, 400 women and 40 and 3 people of two others, each of weight 1, of which some are `lacking`."""
    people = {"m": 500, "f": 400, "y": 40, "x": 3}
    cells: dict[Cell, int] = {(sex, None, 1): rows - lacking.get(sex, 0) for sex, rows in people.items()}
    weights = {cell: Weight(rows, rows) for cell, rows in cells.items()}
    return Contingency(("sex",), cells, "now", weights, {(sex, None, 1): rows for sex, rows in lacking.items()})


def test_who_has_no_weight_changes_nobodys_carrier() -> None:
    """Of the men fewer than of the women have a weight; a check without weights counts the three with the men."""
    unweighted = Contingency(("sex",), {("m", 1, 1): 500, ("f", 1, 1): 400, ("y", 1, 1): 40, ("x", 1, 1): 3})
    groups = grouped(unweighing({"m": 300}), 30)

    assert groups.carriers == grouped(unweighted, 30).carriers == {"x": "m"}
    assert {name: one.rows for name, one in groups.counts.items()} == {"f": 400, "m": 203, "y": 40}


def test_a_group_with_too_few_weights_is_withheld() -> None:
    """Of forty people fifteen weigh something: they count with the men, as a group with few labels does."""
    groups = grouped(unweighing({"y": 25}), 30)

    assert groups.carriers == {"x": "m", "y": "m"}
    assert groups.withheld == 2
