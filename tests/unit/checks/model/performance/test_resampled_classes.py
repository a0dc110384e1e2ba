import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dte_exporter.checks.model.performance import resampled_classes
from dte_exporter.checks.model.performance.confusion import OF_MANY_CLASSES, OF_TWO_CLASSES, Confusion
from dte_exporter.checks.model.performance.measure import Measure
from dte_exporter.checks.model.performance.resampled_classes import Cells, Drawn

RIGHT = {(name, name): st.integers(1, 50) for name in "ab"}
WRONG = {pair: st.integers(1, 50) for pair in [("a", "b"), ("b", "a"), ("c", "a"), ("c", "c")]}
TWO = st.dictionaries(st.tuples(st.integers(0, 1), st.integers(0, 1)), st.integers(1, 50), min_size=4)
MEANS = {"macro_recall": "balanced_accuracy", "macro_precision": "precision_macro", "macro_f1": "f1_macro"}


def undrawn(cells: Cells) -> Drawn:
    """Return the matrix itself as the one that was drawn."""
    classes = sorted({level for cell in cells for level in cell}, key=str)
    right = [cells.get((level, level), 0) for level in classes]
    labelled, predicted = (
        [sum(rows for cell, rows in cells.items() if cell[side] == level) for level in classes] for side in (0, 1)
    )
    return Drawn(*(np.array([side], float) for side in (right, labelled, predicted)))


@settings(max_examples=15)
@given(st.fixed_dictionaries(RIGHT, optional=WRONG))
def test_a_mean_of_the_matrix_itself_is_the_value(cells: Cells) -> None:
    """What is drawn is what is told, scikit-learn's means over classes, also of one that is never predicted."""
    values = {one.spec.key: one.compute(Confusion(cells)) for one in OF_MANY_CLASSES}
    for function, name in MEANS.items():
        (found,) = getattr(resampled_classes, function)(undrawn(cells))
        assert found == pytest.approx(values[name], abs=1e-12), name


def test_every_measure_of_classes_has_an_interval() -> None:
    """A new one has it by its row of the table."""
    assert all(one.interval for one in (*OF_TWO_CLASSES, *OF_MANY_CLASSES))


def test_shares_of_few_rows_are_never_certain() -> None:
    """Of 30 rows all right: Wilson's interval begins at 30 / (30 + 1.96^2); drawn anew, it would have no width."""
    ends = {
        one.spec.key: one.interval(Confusion({(1, 1): 30}), 1.0, 0.95)
        for one in OF_TWO_CLASSES
        if one.interval and one.spec.key != "balanced_accuracy"
    }
    shares = dict.fromkeys(("accuracy", "precision", "recall"), 30 / (30 + 1.959964**2))
    lower = {key: found[0] for key, found in ends.items() if found}
    assert lower == pytest.approx({**shares, "f1": 60 / (60 + 1.959964**2)})
    assert [found[1] for found in ends.values() if found] == [1.0] * 4


@settings(max_examples=15)
@given(TWO.flatmap(lambda cells: st.tuples(st.just(cells), st.permutations(list(cells.items())))))
def test_the_order_of_cells_changes_no_interval(both: tuple[Cells, list[tuple[tuple[int, int], int]]]) -> None:
    """Rows are a set, and so are their counts."""
    cells, shuffled = both
    for measure in (*OF_TWO_CLASSES, *OF_MANY_CLASSES):
        assert ends_of(measure, cells) == ends_of(measure, dict(shuffled))


@settings(max_examples=15)
@given(TWO)
def test_more_of_the_same_rows_narrow_every_interval(cells: Cells) -> None:
    """Nine times the rows, about a third of the width."""
    for measure in (*OF_TWO_CLASSES, *OF_MANY_CLASSES):
        once, often = (ends_of(measure, {cell: factor * rows for cell, rows in cells.items()}) for factor in (1, 9))
        assert often[1] - often[0] < 0.7 * (once[1] - once[0]), measure.spec.key


def ends_of(measure: Measure[Confusion], cells: Cells) -> tuple[float, float]:
    """Return the ends of the interval."""
    assert measure.interval
    return measure.interval(Confusion(cells), 0.0, 0.95) or (0, 0)


def test_too_many_classes_have_no_interval() -> None:
    """2,049 pairs of truth and prediction."""
    cells: Cells = {(number, number): 2 for number in range(2049)}
    assert resampled_classes.interval(cells, 0.95, resampled_classes.macro_f1) is None
