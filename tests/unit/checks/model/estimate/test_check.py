from collections.abc import Callable

import pytest

from dte_exporter.checks.model.estimate.check import Params, needs, performance_estimate
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings
from dte_exporter.statistics.expressions.marginals import WHOLE
from dte_exporter.statistics.scores.plan import ScoresPlan
from dte_exporter.statistics.scores.score_pair import ScorePair, ScorePairPlan
from dte_exporter.statistics.scores.scores import Bin, Cell, Scores, Tallies, Tally

RolesOf = Callable[..., Roles]
LOW, HIGH = Bin(1, -562), Bin(9, 562)
REFERENCE: Tallies = {
    Cell(1, 0, LOW): Tally(4, 0.4),
    Cell(0, 0, LOW): Tally(12, 1.2),
    Cell(1, 1, HIGH): Tally(12, 10.8),
    Cell(0, 1, HIGH): Tally(4, 3.6),
}
CURRENT: Tallies = {Cell(None, 0, LOW): Tally(48, 4.8), Cell(None, 1, HIGH): Tally(16, 14.4)}


def found(roles: Roles, reference: Tallies = REFERENCE, current: Tallies = CURRENT) -> Findings:
    """Return what the check finds."""
    pair = ScorePair(Scores((), 4096, {WHOLE: reference}, window="reference"), Scores((), 4096, {WHOLE: current}))
    assert pair.rows.keys() == {"reference", "current"}
    return performance_estimate.compute({"scores": pair}, Params(), roles, 0.0)


def test_needs_the_labels_that_have_come(roles: RolesOf) -> None:
    """The current window may have some by now."""
    plan = ScoresPlan((), "apt", "hired", "score", resolution=4096)
    assert needs(Params(), roles()) == {"scores": ScorePairPlan(plan)}


def test_where_labels_have_come_estimates_are_held_to_them(roles: RolesOf) -> None:
    """Each bin is expected right in 3 of 4 cases and is in half: all three were a quarter too high."""
    labelled = {
        Cell(truth, guess, bin_): Tally(8, p * 8)
        for guess, bin_, p in ((0, LOW, 0.1), (1, HIGH, 0.9))
        for truth in (0, 1)
    }
    findings = found(roles(), current={**CURRENT, **labelled})
    errors = {one.name: one.value for one in findings.samples if one.name.endswith("_estimated_error")}
    assert errors == {
        f"dte_model_{name}_estimated_error": pytest.approx(0.25) for name in ("accuracy", "f1", "roc_auc")
    }
    assert findings.details["current_rows_with_label"] == 32
    assert findings.details["current_rows_estimated"] == 96


def test_labels_change_no_estimate(roles: RolesOf) -> None:
    """A row is estimated by its probability, whether its label has come or not."""
    labelled = {cell._replace(truth=1): tally for cell, tally in CURRENT.items()}
    waiting, come = (
        {one.name: one.value for one in found(roles(), current=current).samples} for current in (CURRENT, labelled)
    )
    assert waiting.items() <= come.items()


def test_of_one_class_no_curve_is_realised(roles: RolesOf) -> None:
    """The other estimates are held to it."""
    findings = found(roles(), current={Cell(1, 1, HIGH): Tally(8, 7.2)})
    errors = {one.name: one.value for one in findings.samples if one.name.endswith("_estimated_error")}
    assert errors == {
        "dte_model_accuracy_estimated_error": -0.25,
        "dte_model_f1_estimated_error": pytest.approx(2 * 6 / 14 - 1),
    }


@pytest.mark.parametrize("lacking", ["label", "prediction", "probability"])
def test_a_config_that_lacks_a_column_is_told_which(lacking: str, roles: RolesOf) -> None:
    """All three are needed."""
    with pytest.raises(CheckError, match=r"columns.prediction, columns.probability and, of the reference"):
        needs(Params(), roles(**{lacking: None}))


def test_the_evidence_tells_what_the_estimate_rests_on(roles: RolesOf) -> None:
    """Anyone can work the estimates out again."""
    assert found(roles()).details == {
        "reference_rows_with_label": 32,
        "calibration_blocks": 2,
        "current_rows_estimated": 64,
        "expected_confusion_matrix": [[36.0, 4.0], [12.0, 12.0]],
        "current_rows_with_label": 0,
    }


def test_without_both_classes_in_the_reference_there_is_no_calibration(roles: RolesOf) -> None:
    """Nothing would ever be expected to be wrong."""
    findings = found(roles(), reference={Cell(0, 0, LOW): Tally(12, 1.2)})
    assert findings.samples == ()
    assert findings.undefined == ("the reference has no positive labels, so probabilities cannot be calibrated",)


def test_without_current_probabilities_there_is_nothing_to_estimate(roles: RolesOf) -> None:
    """A row has a prediction and no probability, another the other way round."""
    findings = found(roles(), current={Cell(None, 0, None): Tally(3), Cell(None, None, LOW): Tally(2, 0.2)})
    assert findings.undefined == ("no current row has a prediction and a probability",)


def test_a_family_that_cannot_be_defined_leaves_the_others(roles: RolesOf) -> None:
    """Rows that are worth nothing are right to be predicted negative; there is no F1 and no curve."""
    reference = {Cell(0, 0, LOW): Tally(16, 1.6), Cell(1, 1, HIGH): Tally(12, 10.8)}
    findings = found(roles(), reference, {Cell(None, 0, LOW): Tally(5, 0.5)})
    assert {one.name: one.value for one in findings.samples}["dte_model_accuracy_estimated"] == 1.0
    assert findings.undefined == (
        "f1_estimated has no row that is predicted or to be expected positive",
        "roc_auc_estimated has no positive and negative rows to be expected",
    )


def test_words_need_a_named_positive_class(roles: RolesOf) -> None:
    """As everywhere else."""
    words: Tallies = {Cell(None, "hired", LOW): Tally(5, 0.5)}
    with pytest.raises(CheckError, match=r"name the positive one, columns.positive"):
        found(roles(), current=words)
