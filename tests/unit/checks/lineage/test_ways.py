"""Ways through the graph."""

import pytest

from dte_exporter.checks.lineage.ways import Ways, pairs
from dte_exporter.lineage.fold import fold
from dte_exporter.lineage.graph import Graph
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Told, ToldDataset

A, B, C, D = (Name("s3://lake", one) for one in "abcd")


def made(*edges: tuple[Name, Name]) -> Graph:
    """Return the graph of jobs that each make the second of two data sets from the first."""
    return fold(
        Told(1, Name("etl", str(place)), inputs=(ToldDataset(one),), outputs=(ToldDataset(other),))
        for place, (one, other) in enumerate(edges)
    )


def test_upstream_are_all_that_a_data_set_is_made_from() -> None:
    """With the fewest jobs between: over c it is three from a to d, and straight it is one."""
    ways = Ways(made((A, B), (B, C), (C, D), (A, D)))

    assert ways.upstream(D) == {C: 1, A: 1, B: 2}
    assert ways.upstream(A) == {}
    assert ways.upstream(Name("s3://lake", "unknown")) == {}


@pytest.mark.parametrize(
    ("edges", "cycles"),
    [([], 0), ([(A, B)], 0), ([(A, A)], 0), ([(A, B), (B, A)], 1), ([(A, B), (B, C), (C, A), (D, D)], 1)],
)
def test_a_cycle_is_of_several_data_sets(edges: list[tuple[Name, Name]], cycles: int) -> None:
    """A job that adds to what it reads makes none."""
    assert Ways(made(*edges)).cycles == cycles


def test_in_a_cycle_neither_comes_before_the_other() -> None:
    """Else each would look like the culprit of the other; what leads into the cycle comes before both."""
    ways = Ways(made((A, B), (B, C), (C, B)))

    assert ways.upstream(B) == {A: 1, C: 1}
    assert (ways.before(B), ways.before(C)) == ({A: 1}, {A: 2})


def test_pairs_are_of_the_data_sets_that_are_asked_for() -> None:
    """Those between are walked through and not told."""
    ways = Ways(made((A, B), (B, C)))

    assert [*pairs(ways, {"first": A, "last": C, "other": D})] == [("last", "first", 2)]
