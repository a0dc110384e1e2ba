from collections.abc import Callable

import pytest

from dte_exporter.errors import SourceError
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.scores.plan import ScoresPlan
from dte_exporter.statistics.scores.score_pair import ScorePairPlan
from dte_exporter.statistics.sources import Sources
from dte_exporter.tables.table_view import TableView

ViewOf = Callable[..., TableView]
PLAN = ScorePairPlan(ScoresPlan(truth="y", probability="p"))


def test_each_window_is_counted_with_the_labels_that_it_has(view_of: ViewOf, cache: StatisticsCache) -> None:
    """The current window has no column of labels, and needs none."""
    views = {"reference": view_of({"y": [1, 0], "p": [0.9, 0.1]}, "then"), "current": view_of({"p": [0.5]}, "now")}
    pair = PLAN.measure(Sources(views), cache)
    assert pair.rows == {"reference": 2, "current": 1}
    assert (pair.reference.labels, pair.current.labels) == ({0, 1}, {None})


def test_labels_of_the_current_window_are_counted_where_it_has_a_column_of_them(
    view_of: ViewOf, cache: StatisticsCache
) -> None:
    """One that has none yet is counted all the same."""
    reference, labelled, waiting = (
        view_of(columns, name)
        for name, columns in {
            "then": {"y": [1, 0], "p": [0.9, 0.1]},
            "now": {"y": [1, None], "p": [0.5, 0.5]},
            "later": {"p": [0.5]},
        }.items()
    )
    found = [
        PLAN.measure(Sources({"reference": reference, "current": current}), cache) for current in (labelled, waiting)
    ]
    assert [one.current.labels for one in found] == [{1, None}, {None}]


def test_a_window_without_the_column_is_named(view_of: ViewOf, cache: StatisticsCache) -> None:
    """A training table may call its columns otherwise."""
    views = {"reference": view_of({"score": [0.9], "y": [1]}, "then"), "current": view_of({"p": [0.5]}, "now")}
    with pytest.raises(SourceError, match=r"the reference window has no column 'p' \(it has 2 others\)"):
        PLAN.measure(Sources(views), cache)
