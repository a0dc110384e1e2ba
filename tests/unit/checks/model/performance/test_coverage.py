from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.checks.model.performance.coverage import Columns, left_out, of
from dte_exporter.outcome import LeftOut, Reason
from dte_exporter.statistics.expressions.marginals import WHOLE
from dte_exporter.statistics.moments import Moments
from dte_exporter.statistics.residuals.residuals import Errors, Residuals
from dte_exporter.statistics.scores.scores import Bin, Cell, Scores, Tally

BIN = Bin(5, 0)
HIRING = Scores(
    ("sex",),
    256,
    {
        WHOLE: {
            Cell(1, 1, BIN): Tally(40),
            Cell(0, None, BIN): Tally(3),
            Cell(0, 1, None): Tally(2),
            Cell(None, 1, BIN): Tally(20),
            Cell(1, None, None): Tally(1),
            Cell(None, None, None): Tally(4),
        },
        ("sex", "f"): {Cell(1, 1, BIN): Tally(30)},
        ("sex", None): {Cell(1, 1, BIN): Tally(10), Cell(None, 1, BIN): Tally(20), Cell(1, None, None): Tally(1)},
    },
)
BOTH = Columns("apt", "hired", "score")


def test_rows_are_counted_by_what_they_lack() -> None:
    """Of 70 rows 8 have no prediction, 7 no probability; 20 have both or one and no label; 45 can be compared."""
    assert of(HIRING.whole).used == 45
    assert list(left_out(HIRING, BOTH, grouped_too=False)) == [
        LeftOut("hired", Reason.MISSING_PREDICTION, 8),
        LeftOut("score", Reason.MISSING_PROBABILITY, 7),
        LeftOut("sex", Reason.MISSING_GROUP, 10),
        LeftOut("apt", Reason.MISSING_LABEL, 20),
    ]


@pytest.mark.parametrize(
    ("columns", "asked"),
    [
        (Columns("apt", "hired", None), ["hired", "sex", "apt"]),
        (Columns("apt", None, "score"), ["score", "sex", "apt"]),
    ],
)
def test_a_column_that_is_not_there_lacks_nothing(columns: Columns, asked: list[str]) -> None:
    """Only what was counted is told of."""
    assert [one.column for one in left_out(HIRING, columns, grouped_too=False)] == asked


def test_where_rows_without_a_group_are_one_none_is_left_out_for_it() -> None:
    """The gauge stays, and is 0."""
    groups = [one for one in left_out(HIRING, BOTH, grouped_too=True) if one.reason is Reason.MISSING_GROUP]
    assert groups == [LeftOut("sex", Reason.MISSING_GROUP, 0)]


def test_numbers_are_counted_by_what_they_lack() -> None:
    """Of 12 rents 10 are predicted, 7 of them known; of the 7 two are of no town."""
    cells: dict[tuple[str | None, ...], Errors] = {
        ("a",): Errors(8, 5, predicted=8, truth=Moments(5, 1.0)),
        (None,): Errors(4, 3, predicted=2, truth=Moments(2, 1.0)),
    }
    rents = Residuals(("town",), cells, window="reference")

    assert of(rents.whole).used == 7
    assert list(left_out(rents, Columns("rent", "guess", None), grouped_too=False)) == [
        LeftOut("guess", Reason.MISSING_PREDICTION, 2, "reference"),
        LeftOut("town", Reason.MISSING_GROUP, 2, "reference"),
        LeftOut("rent", Reason.MISSING_LABEL, 3, "reference"),
    ]


CELLS = st.dictionaries(
    st.builds(Cell, st.sampled_from([None, 0, 1]), st.sampled_from([None, 0, 1]), st.just(None)),
    st.builds(Tally, st.integers(1, 50)),
    min_size=1,
)


@given(CELLS)
def test_rows_used_and_left_out_are_all_rows(cells: Mapping[Cell, Tally]) -> None:
    """Of predictions: those compared, those that lack one, and those that wait for their label."""
    whole = of(cells)
    assert whole.used + whole.unpredicted + whole.unlabelled == sum(tally.rows for tally in cells.values())


@given(CELLS, CELLS)
def test_coverages_of_disjoint_rows_add_up(some: Mapping[Cell, Tally], others: Mapping[Cell, Tally]) -> None:
    """Whatever the order in which they are merged."""
    one, two = (Scores((), 256, {WHOLE: cells}) for cells in (some, others))
    merged = of(one.merge(two).whole)

    assert merged == of(two.merge(one).whole)
    assert merged.used == of(some).used + of(others).used
    assert merged.unlabelled == of(some).unlabelled + of(others).unlabelled
