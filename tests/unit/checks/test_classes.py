import pytest

from dte_exporter.checks.classes import check_classes, is_positive
from dte_exporter.config.models import Scalar
from dte_exporter.errors import CheckError
from dte_exporter.statistics.contingency import Level


@pytest.mark.parametrize(
    ("level", "positive", "expected"),
    [
        (1, None, True),
        (1.0, None, True),
        (True, None, True),
        ("1", None, True),
        ("True", None, True),
        (0, None, False),
        (False, None, False),
        ("0", None, False),
        (">50K", ">50K", True),
        ("<=50K", ">50K", False),
        ("2", 2, True),
        ("2.0", 2, True),
        (2.0, "2", True),
        ("true", True, True),
        ("False", True, False),
        (True, "True", True),
        ("02", "2", False),
        ("two", 2, False),
        (2, "2", True),
        (2.0, 2, True),
        (1, 2, False),
    ],
)
def test_the_positive_class_is_the_named_one_else_one_or_true(
    level: Level, positive: Scalar | None, expected: bool
) -> None:
    """Text meets text as it is written, and a number or a boolean by what it stands for."""
    assert is_positive(level, positive) is expected


def test_words_without_a_named_positive_class_are_refused() -> None:
    """Taking every word as negative would make a silent zero."""
    with pytest.raises(CheckError, match=r"not 0 and 1, nor false and true: name the positive one, columns.positive"):
        check_classes({None, "hired"}, {"refused"}, None)


def test_a_named_positive_class_that_never_occurs_is_refused() -> None:
    """A misspelt class would make a silent zero as well."""
    with pytest.raises(CheckError, match=r"no prediction and no label is '>50k': check columns.positive"):
        check_classes({"<=50K"}, {">50K"}, ">50k")


@pytest.mark.parametrize("found", [{0}, {False, None}, {None, "0"}])
def test_one_class_only_is_no_mistake(found: set[Level]) -> None:
    """A window in which nobody is selected is a finding, not a misreading."""
    check_classes(found, found, None)


def test_labels_and_predictions_in_different_words_are_refused() -> None:
    """Every label would be negative, and accuracy and rates be of something else."""
    with pytest.raises(CheckError, match="no class is both a prediction and a label: write them alike"):
        check_classes({"yes", "no", None}, {0, 1}, 1)


@pytest.mark.parametrize(
    ("labels", "predictions"),
    [({"0", "1"}, {0.0, 1.0}), ({"b", "c"}, {"a", "b"}), ({"a"}, {"b"}), ({None}, {"a", "b"}), ({"a", "b"}, set())],
)
def test_one_class_in_common_or_one_on_each_side_is_enough(labels: set[Level], predictions: set[Level]) -> None:
    """So is a side without any."""
    check_classes(labels, predictions, 1 if 0.0 in predictions else "a")
