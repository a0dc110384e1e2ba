"""What a data set, or a column of it, reaches."""

import pytest

from dte_exporter.lineage.fold import fold
from dte_exporter.lineage.impact import reached, reached_by_column
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column, Told, ToldDataset
from tests.unit.lineage.pipeline import DRAW, LETTERS, ORDERS, PRICES, REPORT, REVENUE, SEND, SUM_UP, pipeline


def test_a_data_set_reaches_all_that_is_made_from_it() -> None:
    """With the fewest jobs on the way to each."""
    found = reached(pipeline(), ORDERS)

    assert found.datasets == {REVENUE: 1, REPORT: 2}
    assert found.jobs == {SUM_UP: 0, DRAW: 1, SEND: 2}


@pytest.mark.parametrize("name", [LETTERS, Name("s3://lake", "nobody knows it")])
def test_what_nobody_reads_reaches_nothing(name: Name) -> None:
    """Nor does what lineage does not know."""
    assert (reached(pipeline(), name).datasets, reached(pipeline(), name).jobs) == ({}, {})


def test_a_cycle_is_walked_once() -> None:
    """A data set does not reach itself."""
    ways = [(ORDERS, REVENUE), (REVENUE, ORDERS)]
    graph = fold(
        Told(1, Name("etl", str(place)), inputs=(ToldDataset(one),), outputs=(ToldDataset(other),))
        for place, (one, other) in enumerate(ways)
    )

    assert reached(graph, ORDERS).datasets == {REVENUE: 1}


@pytest.mark.parametrize(
    ("column", "made"),
    [
        (Column(ORDERS, "amount"), {"total"}),
        (Column(ORDERS, "day"), {"day"}),
        (Column(PRICES, "price"), {"total"}),
    ],
)
def test_a_column_reaches_those_that_are_made_from_it(column: Column, made: set[str]) -> None:
    """Of the report nobody told which columns are made from which: it may be reached."""
    found = reached_by_column(pipeline(), column)

    assert found.columns == {REVENUE: made}
    assert found.unknown == {REPORT}
    assert found.datasets == {REVENUE: 1, REPORT: 2}
    assert found.jobs.keys() == {SUM_UP, DRAW, SEND}


def test_a_data_set_of_which_a_column_is_not_told_may_be_reached() -> None:
    """That others of it are told says nothing of that one."""
    made = ToldDataset(REVENUE, {"total": "double", "note": "text"}, columns={"total": (Column(ORDERS, "amount"),)})
    graph = fold([Told(1, SUM_UP, inputs=(ToldDataset(ORDERS),), outputs=(made,))])

    assert reached_by_column(graph, Column(ORDERS, "comment")).unknown == {REVENUE}


def test_a_column_that_is_made_into_nothing_reaches_nothing() -> None:
    """Where every column of what its readers write is told."""
    found = reached_by_column(pipeline(), Column(ORDERS, "note"))

    assert (found.columns, found.unknown, found.datasets, found.jobs) == ({}, frozenset(), {}, {})
