from collections.abc import Callable

from dte_exporter.checks.model.performance import portrait
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.residuals.residuals import Errors
from dte_exporter.statistics.scores.scores import Bin, Cell, Tallies, Tally

RolesOf = Callable[..., Roles]
EVEN = Bin(5, 0)
TALLIES: Tallies = {
    Cell(1, 1, EVEN): Tally(3, 1.5, 0.75, -2.0, -2.0, 0.5, 0.5),
    Cell(0, 1, EVEN): Tally(1, 0.5, 0.25, -0.7, -0.7, 0.5, 0.5),
    Cell(None, 0, EVEN): Tally(4, 2.0, 1.0, -2.8, -2.8, 0.5, 0.5),
}


def names(picture: portrait.Portrait) -> list[str]:
    """Return the measures that the portrait tells."""
    return [spec.key for spec, _ in picture.values()]


def test_rows_without_a_label_are_counted_apart(roles: RolesOf) -> None:
    """Four of eight rows are labelled."""
    picture = portrait.of_two_classes(TALLIES, roles())
    assert (picture.rows, picture.labelled) == (8, 4)


def test_the_evidence_holds_the_matrix_and_the_bounds(roles: RolesOf) -> None:
    """One negative and three positives, all predicted positive, in one bin that is a tie."""
    assert portrait.of_two_classes(TALLIES, roles()).details == {
        "confusion_matrix": [[0, 1], [0, 3]],
        "rows_with_probability": 4,
        "bins": 1,
        "roc_auc_error_bound": 0.0,
        "average_precision_error_bound": 0.0,
    }


def test_predictions_or_probabilities_alone_tell_their_own_half(roles: RolesOf) -> None:
    """What needs the other is absent, and not called undefined."""
    classes = ["accuracy", "balanced_accuracy", "precision", "recall", "f1"]
    curves = ["roc_auc", "average_precision", "log_loss", "brier_score", "expected_calibration_error"]
    assert names(portrait.of_two_classes(TALLIES, roles(probability=None))) == classes
    assert names(portrait.of_two_classes(TALLIES, roles(prediction=None))) == curves


def test_one_class_alone_has_no_bound_to_state(roles: RolesOf) -> None:
    """There is no curve."""
    details = portrait.of_two_classes({Cell(1, 1, EVEN): Tally(2, low=0.5, high=0.5)}, roles()).details
    assert "roc_auc_error_bound" not in details


def test_classes_that_are_never_predicted_are_counted(roles: RolesOf) -> None:
    """Class 0 is never predicted among the labelled rows."""
    picture = portrait.of_many_classes(TALLIES, roles())
    assert names(picture) == ["accuracy", "balanced_accuracy", "precision_macro", "f1_macro"]
    assert picture.details == {"classes_never_predicted": 1}


def test_numbers_are_told_with_the_rows_measured(roles: RolesOf) -> None:
    """A row with a label and no finite prediction is labelled, not measured."""
    picture = portrait.of_numbers(Errors(3, 2), roles())
    assert (picture.rows, picture.labelled, picture.details) == (3, 2, {"rows_measured": 0})
