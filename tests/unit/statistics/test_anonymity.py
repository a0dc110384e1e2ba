from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.statistics.anonymity import Anonymity, AnonymityPlan
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.table_view import TableView

ViewOf = Callable[..., TableView]

VISITS = {
    "who": ["a", "b", "c", "d", "d", "e", None],
    "age": [40, 40, 40, None, None, None, 90],
    "town": ["X", "X", "X", "Y", "Y", "Y", "Y"],
}


def test_people_in_small_groups_are_exposed(view_of: ViewOf, cache: DiskCache) -> None:
    """By row: three are 40 in X, three of no known age in Y, one is 90 in Y: below three there is that one."""
    found = AnonymityPlan(("age", "town"), None, 3).measure(Sources({"current": view_of(VISITS)}), cache)
    assert found == Anonymity(people=7, exposed=1, rows={"current": 7})


def test_many_rows_of_one_person_hide_nobody(view_of: ViewOf, cache: DiskCache) -> None:
    """By person: the three rows of no known age in Y are of two people; the row of nobody counts for nobody."""
    found = AnonymityPlan(("age", "town"), "who", 3).measure(Sources({"current": view_of(VISITS)}), cache)
    assert found == Anonymity(people=5, exposed=2, rows={"current": 7}, nobody=1)


def test_one_row_in_a_small_group_is_enough(view_of: ViewOf, cache: DiskCache) -> None:
    """A person who moved is told by the town where few live, and is one person all the same."""
    view = view_of({"who": [1, 1, 2, 3], "town": ["X", "Y", "X", "X"]})
    found = AnonymityPlan(("town",), "who", 2).measure(Sources({"current": view}), cache)
    assert found == Anonymity(people=3, exposed=1, rows={"current": 4})


def test_nobody_is_no_data(view_of: ViewOf, cache: DiskCache) -> None:
    """Neither no rows nor rows about nobody are a safe table."""
    view = view_of({"who": ["a", "a"], "town": ["X", "Y"]})
    nobody = replace(view, table=view.table.mutate(who=view.table.who.nullif("a")))
    empty = replace(view, table=view.table.filter(view.table.town == "Z"))
    plan = AnonymityPlan(("town",), "who", 2)
    with pytest.raises(NoDataError, match="the current window holds nobody"):
        plan.measure(Sources({"current": nobody}), cache)
    with pytest.raises(NoDataError, match="the current window holds no rows"):
        plan.measure(Sources({"current": empty}), cache)


def test_a_column_that_is_not_there_is_named(view_of: ViewOf, cache: DiskCache) -> None:
    """The window may be one of another data set."""
    with pytest.raises(SourceError, match="the current window has no column 'street'"):
        AnonymityPlan(("street",), None, 2).measure(Sources({"current": view_of(VISITS)}), cache)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=20), k=st.integers(1, 5))
def test_where_each_row_is_a_person_both_ways_agree(
    rows: list[tuple[int, int]], k: int, view_of: ViewOf, cache: DiskCache
) -> None:
    """Whatever the groups, and both agree with counting them."""
    columns = {"who": list(range(len(rows))), "a": [a for a, _ in rows], "b": [b for _, b in rows]}
    view = {"current": view_of(columns)}
    by_row, by_subject = (
        AnonymityPlan(("a", "b"), subject, k).measure(Sources(view), cache) for subject in (None, "who")
    )
    exposed = sum(size for size in Counter(rows).values() if size < k)
    assert by_row == by_subject == Anonymity(len(rows), exposed, {"current": len(rows)})
