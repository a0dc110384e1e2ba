from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.checks.model.performance.confusion import OF_MANY_CLASSES, OF_TWO_CLASSES, Confusion
from dte_exporter.checks.model.performance.measure import Lacking, Measure, measured
from dte_exporter.statistics.contingency import Level
from dte_exporter.statistics.scores.scores import Bin, Cell, Tally

CELLS = st.dictionaries(st.tuples(st.integers(0, 1), st.integers(0, 1)), st.integers(1, 1000), min_size=1)


def found(measures: Iterable[Measure[Confusion]], cells: dict[tuple[Level, Level], int]) -> dict[str, float | str]:
    """Return the value of each measure, or what it lacks."""
    return {
        spec.key: value.rows if isinstance(value, Lacking) else value
        for spec, value in measured(measures, Confusion(cells))
    }


def test_two_classes_by_hand() -> None:
    """Of 4 positives 3 are found, of 6 negatives 2 are taken for positive: 7 of 10 right."""
    assert found(OF_TWO_CLASSES, {(1, 1): 3, (1, 0): 1, (0, 1): 2, (0, 0): 4}) == {
        "accuracy": pytest.approx(0.7, abs=1e-15),
        "balanced_accuracy": pytest.approx((3 / 4 + 4 / 6) / 2, abs=1e-15),
        "precision": pytest.approx(3 / 5, abs=1e-15),
        "recall": pytest.approx(3 / 4, abs=1e-15),
        "f1": pytest.approx(6 / 9, abs=1e-15),
    }


def test_three_classes_by_hand() -> None:
    """Recalls 1/2, 1, 0; precisions 1/2 and 1/2, and none of c, which is never predicted; F1 1/2, 2/3, 0."""
    cells: dict[tuple[Level, Level], int] = {("a", "a"): 1, ("a", "b"): 1, ("b", "b"): 1, ("c", "a"): 1}
    assert found(OF_MANY_CLASSES, cells) == {
        "accuracy": 0.5,
        "balanced_accuracy": pytest.approx(0.5, abs=1e-15),
        "precision_macro": pytest.approx(0.5, abs=1e-15),
        "f1_macro": pytest.approx((1 / 2 + 2 / 3) / 3, abs=1e-15),
    }
    assert Confusion(cells).never_predicted == ["c"]


def test_without_positives_what_divides_by_them_is_lacking() -> None:
    """All rows are negative and predicted so: right, and nothing to find."""
    assert found(OF_TWO_CLASSES, {(0, 0): 5}) == {
        "accuracy": 1.0,
        "balanced_accuracy": "positive labels",
        "precision": "positive predictions",
        "recall": "positive labels",
        "f1": "positive labels and no positive predictions",
    }


def test_without_negatives_only_balanced_accuracy_is_lacking() -> None:
    """Recall and precision need none."""
    assert found(OF_TWO_CLASSES, {(1, 1): 4, (1, 0): 1}) == {
        "accuracy": 0.8,
        "balanced_accuracy": "negative labels",
        "precision": 1.0,
        "recall": 0.8,
        "f1": pytest.approx(8 / 9, abs=1e-15),
    }


@pytest.mark.parametrize("measures", [OF_TWO_CLASSES, OF_MANY_CLASSES])
def test_without_rows_everything_is_lacking(measures: tuple[Measure[Confusion], ...]) -> None:
    """No accuracy of zero is invented."""
    assert set(found(measures, {}).values()) == {"rows with a label and a prediction"}


def test_one_class_alone_has_no_balance() -> None:
    """The mean over one class would be that class's recall under another name."""
    assert found(OF_MANY_CLASSES, {("a", "a"): 3})["balanced_accuracy"] == "second class among its labels"


def test_rows_without_label_or_prediction_are_in_no_cell() -> None:
    """A label that is not there yet is not wrong."""
    tallies = {
        Cell(1, 1, Bin(5, 0)): Tally(2),
        Cell(1, 1, Bin(6, 9)): Tally(3),
        Cell(None, 1, None): Tally(4),
        Cell(0, None, None): Tally(8),
    }
    assert Confusion.of_two(tallies, None).cells == {(1, 1): 5}


def test_every_class_but_the_positive_one_is_negative() -> None:
    """One class against all others."""
    tallies = {Cell("a", "b", None): Tally(1), Cell("c", "c", None): Tally(2), Cell("b", "c", None): Tally(4)}
    assert Confusion.of_two(tallies, "c").cells == {(0, 0): 1, (1, 1): 2, (0, 1): 4}


def test_classes_are_one_by_name() -> None:
    """A label of 1 and a prediction of 1.0 are the same class, whatever the columns' types."""
    tallies = {Cell(1, 1.0, None): Tally(2), Cell("2", 2, None): Tally(3), Cell(1.5, 1.5, None): Tally(1)}
    assert Confusion.of_many(tallies).cells == {("1", "1"): 2, ("2", "2"): 3, ("1.5", "1.5"): 1}


@given(CELLS, st.integers(2, 50))
def test_ten_times_the_rows_with_the_same_shares_are_as_right(
    cells: dict[tuple[Level, Level], int], factor: int
) -> None:
    """Measures are of shares, in [0, 1], and blind to scale."""
    once = found(OF_TWO_CLASSES, cells)
    often = found(OF_TWO_CLASSES, {cell: rows * factor for cell, rows in cells.items()})
    for name, value in once.items():
        assert often[name] == (value if isinstance(value, str) else pytest.approx(value, abs=1e-12))
        assert isinstance(value, str) or 0 <= value <= 1
