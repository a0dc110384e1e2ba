import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dte_exporter.checks.model.multiclass_estimate.check import DRAWN, Params, multiclass_estimate, needs
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.statistics.complete_rows.plan import RowPairPlan
from dte_exporter.statistics.complete_rows.row_pair import CompleteRows, RowPair

RolesOf = Callable[..., Roles]
COLUMNS = {"a": "p_a", "b": "p_b", "c": "p_c"}
GUESSED = "aaaaaaaabbbbbbbbcccccccc"
THEN = "aaaaaabbbbbbbbccccccccaa"


def window(
    guessed: str, labels: str | None = None, read: int = 0, missing: dict[str, int] | None = None
) -> CompleteRows:
    """Return rows that say what they guess at 0.6 and the others at 0.2; a label of ``-`` has not come."""
    values: dict[str, tuple[Any, ...]] = {"hired": tuple(guessed)}
    values |= {f"p_{one}": tuple(0.6 if guess == one else 0.2 for guess in guessed) for one in "abc"}
    if labels is not None:
        values["apt"] = tuple(None if one == "-" else one for one in labels)
    return CompleteRows(values, read or len(guessed), missing or {})


REFERENCE = window(GUESSED, THEN)


def found(roles: RolesOf, current: CompleteRows, reference: CompleteRows = REFERENCE) -> Findings:
    """Return what the check finds."""
    rows = {"rows": RowPair(reference, current)}
    return multiclass_estimate.compute(rows, Params(), roles(probabilities=COLUMNS), 0.0)


def values(findings: Findings, ending: str) -> dict[str, float]:
    """Return the values whose names end so."""
    ends = {one.name: one.value for one in findings.samples if one.name.endswith(ending)}
    return {name.removeprefix("dte_model_").removesuffix(ending): value for name, value in ends.items()}


def test_needs_rows_with_a_prediction_and_every_probability(roles: RolesOf) -> None:
    """And of the reference a label."""
    plan = RowPairPlan(("hired", "p_a", "p_b", "p_c"), "apt", 50_000, numbers=("p_a", "p_b", "p_c"))
    assert needs(Params(), roles(probabilities=COLUMNS)) == {"rows": plan}


@pytest.mark.parametrize("lacking", [{"label": None}, {"prediction": None}, {"probabilities": {}}])
def test_a_config_that_lacks_a_column_is_told_which(lacking: dict[str, Any], roles: RolesOf) -> None:
    """And where two classes are estimated."""
    with pytest.raises(CheckError, match=r"columns.probabilities with a column for each class.* performance-estimate"):
        needs(Params(), roles(**{"probabilities": COLUMNS, **lacking}))


def test_where_labels_have_come_estimates_are_held_to_them(roles: RolesOf) -> None:
    """Of six rows three have a label: expected right in 3 of 4 cases, they are in 2 of 3; each class once."""
    findings = found(roles, window("aabbcc", "a-b-b-"))
    assert values(findings, "_estimated") == pytest.approx(
        {"accuracy": 3 / 4, "f1_macro": 3 / 4, "roc_auc_macro": 13 / 16}
    )
    assert values(findings, "_estimated_error") == pytest.approx(
        {"accuracy": 3 / 4 - 2 / 3, "f1_macro": 3 / 4 - (1 + 2 / 3 + 0) / 3}
    )
    assert findings.details["current_rows_with_label"] == 3


def test_of_all_classes_curves_are_realised_too(roles: RolesOf) -> None:
    """Rows that are all right have an area of 1."""
    errors = values(found(roles, window("abc", "abc")), "_estimated_error")
    assert errors == pytest.approx({"accuracy": -1 / 4, "f1_macro": -1 / 4, "roc_auc_macro": 13 / 16 - 1})


def test_the_evidence_tells_what_the_estimate_rests_on(roles: RolesOf) -> None:
    """Anyone can work the estimates out again."""
    assert found(roles, window("aab")).details == {
        "reference_rows_with_label": 24,
        "reference_rows_calibrated_on": 24,
        "calibration_blocks": {"a": 2, "b": 2, "c": 2},
        "current_rows_estimated": 3,
        "classes": ["a", "b", "c"],
        "expected_confusion_matrix": [[1.5, 0.125, 0.0], [0.25, 0.75, 0.0], [0.25, 0.125, 0.0]],
        "current_rows_with_label": 0,
    }


def test_a_class_that_the_reference_never_saw_cannot_be_calibrated(roles: RolesOf) -> None:
    """Nothing would ever be expected to be of it."""
    findings = found(roles, window("abc"), window(GUESSED, THEN.replace("c", "a")))
    assert findings.samples == ()
    assert findings.undefined == ("the reference has no rows labelled 'c', so its probability cannot be calibrated",)


def test_without_complete_current_rows_there_is_nothing_to_estimate(roles: RolesOf) -> None:
    """The evidence says what they lack."""
    findings = found(roles, window("", read=5, missing={"hired": 2, "p_a": 3, "p_b": 0, "p_c": 0}))
    assert findings.undefined == ("no current row has a prediction and the probability of each class",)
    assert [one for one in findings.left_out if one.rows] == [
        LeftOut("hired", Reason.MISSING_PREDICTION, 2),
        LeftOut("p_a", Reason.MISSING_PROBABILITY, 3),
    ]


def test_without_complete_rows_of_the_reference_there_is_nothing_to_calibrate_by(roles: RolesOf) -> None:
    """That all lack something is said, and not that a class never occurs."""
    findings = found(roles, window("abc"), window("", "", read=5, missing={"hired": 5}))
    assert findings.undefined == (
        "no row of the reference has a label, a prediction and the probability of each class, to calibrate by",
    )


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(60)), st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(roles: RolesOf, places: list[int], seed: int) -> None:
    """Not the last bit, of neither window."""
    rng = random.Random(seed)
    drawn: dict[str, list[Any]] = {f"p_{one}": [rng.random() for _ in places] for one in "abc"}
    drawn |= {name: ["a", "b", "c", *rng.choices("abc", k=57)] for name in ("hired", "apt")}
    shuffled = {name: [column[place] for place in places] for name, column in drawn.items()}
    once, again = (
        CompleteRows({name: tuple(column) for name, column in rows.items()}, 60, {}) for rows in (drawn, shuffled)
    )
    assert found(roles, again, again) == found(roles, once, once)


def test_a_class_that_is_not_expected_has_no_curve(roles: RolesOf) -> None:
    """The other figures are there."""
    findings = found(roles, window("aab"), window("abc" * 4, "abc" * 4))
    assert values(findings, "_estimated") == {"accuracy": 1.0, "f1_macro": 1.0}
    assert findings.undefined == ("roc_auc_macro_estimated has no rows to be expected of class 'c' and rows of others",)


def test_a_draw_is_told(roles: RolesOf) -> None:
    """In a notice; the interval is wider for it."""
    whole, drawn = found(roles, window("abc")), found(roles, window("abc", read=300))
    assert (whole.notices, drawn.notices) == ((), (DRAWN,))
    assert drawn.used == {"reference": 24, "current": 300}
