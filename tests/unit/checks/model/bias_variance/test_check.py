from collections.abc import Callable

import pytest
from pydantic import ValidationError

from dte_exporter.checks.model.bias_variance.check import Params, bias_variance, needs
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.statistics.replicates.plan import Long, ReplicatesPlan, Wide
from dte_exporter.statistics.replicates.replicates import Loss, Replicates

RolesOf = Callable[..., Roles]
NUMBER, WORD = ColumnKind.NUMBER, ColumnKind.CATEGORY
WIDE = Params(replicates=("one", "two"))
KINDS = {"apt": NUMBER, "one": NUMBER, "two": NUMBER}


def found(replicates: Replicates, roles: Roles) -> Findings:
    """Return what the check finds."""
    return bias_variance.compute({"replicates": replicates}, Params(key="k", loss=replicates.loss.value), roles, 0.0)


def test_columns_of_replicates_are_read_side_by_side(roles: RolesOf) -> None:
    """A row is an example."""
    assert needs(WIDE, roles(kinds=KINDS)) == {"replicates": ReplicatesPlan(Wide(("one", "two")), "apt", Loss.ZERO_ONE)}


def test_a_key_makes_each_row_a_replicates_prediction(roles: RolesOf) -> None:
    """Its predictions are in the data set's column of predictions."""
    params = Params(key="person", loss="squared")
    assert needs(params, roles()) == {"replicates": ReplicatesPlan(Long("person", "hired"), "apt", Loss.SQUARED)}


@pytest.mark.parametrize(
    ("params", "given", "sentence"),
    [
        (WIDE, {"label": None}, "bias and variance are told from labels: set columns.label"),
        (Params(key="k"), {"prediction": None}, "in one column: set columns.prediction"),
        (
            WIDE,
            {"kinds": {**KINDS, "two": WORD}},
            "columns 'apt' and 'two' hold numbers and words: their classes cannot be compared",
        ),
        (
            Params(replicates=("one", "two"), loss="squared"),
            {"kinds": {**KINDS, "one": WORD}},
            "squared loss is of numbers, and column 'one' does not hold any: set loss: zero_one",
        ),
    ],
)
def test_what_cannot_be_decomposed_is_told_why(
    params: Params, given: dict[str, object], sentence: str, roles: RolesOf
) -> None:
    """One sentence with the way out."""
    with pytest.raises(CheckError, match=sentence):
        needs(params, roles(**given))


def test_words_are_compared_with_words(roles: RolesOf) -> None:
    """Classes need be no numbers."""
    kinds = dict.fromkeys(KINDS, WORD)
    assert needs(WIDE, roles(kinds=kinds))["replicates"].loss is Loss.ZERO_ONE


@pytest.mark.parametrize("given", [{}, {"replicates": ("one", "two"), "key": "k"}])
def test_one_shape_is_asked_for(given: dict[str, object]) -> None:
    """Neither and both are refused."""
    with pytest.raises(ValidationError, match="name the columns of the replicates, or the key of a table"):
        Params.model_validate(given)


def test_one_replicate_does_not_vary() -> None:
    """Its variance would be 0, and its bias its error."""
    with pytest.raises(ValidationError, match="one replicate alone does not vary: name two columns or more"):
        Params(replicates=("one",))


def test_values_are_means_over_examples(roles: RolesOf) -> None:
    """Four examples with losses of 2 in sum, bias 1 and variance 1.5: variance adds a quarter of a loss each."""
    findings = found(Replicates(Loss.SQUARED, 12, 4, 12, 0, 2.0, 1.0, 1.5, used_rows=12), roles())
    assert {one.name.removeprefix("dte_model_"): one.value for one in findings.samples if "loss" in one.labels} == {
        "expected_loss": 0.5,
        "loss_bias": 0.25,
        "loss_variance": 0.375,
        "loss_net_variance": 0.25,
    }
    assert {one.labels["loss"] for one in findings.samples if "loss" in one.labels} == {"squared"}
    assert findings.details == {"examples": 4, "predictions": 12, "examples_with_one_replicate": 0}


def test_without_examples_nothing_is_decomposed(roles: RolesOf) -> None:
    """Two lone replicates are counted."""
    findings = found(Replicates(Loss.ZERO_ONE, table_rows=2, lone=2), roles())
    assert findings.samples == ()
    assert findings.undefined == ("no example has a label and two replicates or more",)
    assert findings.details["examples_with_one_replicate"] == 2


def test_rows_that_make_no_example_are_told_by_what_they_lack(roles: RolesOf) -> None:
    """Of 20 rows 12 are used; of the others 1 has no key, 2 no prediction, 3 no label, and 2 are alone."""
    counted = Replicates(
        Loss.ZERO_ONE, 20, 4, 12, 2, 1, 1, 1, used_rows=12, without_key=1, without_prediction=2, without_label=3
    )
    findings = bias_variance.compute({"replicates": counted}, Params(key="k"), roles(), 0.0)

    assert findings.left_out == (
        LeftOut("k", Reason.MISSING_KEY, 1),
        LeftOut("hired", Reason.MISSING_PREDICTION, 2),
        LeftOut("apt", Reason.MISSING_LABEL, 3),
        LeftOut("", Reason.LONE_PREDICTION, 2),
    )
    assert findings.used == {"current": 12}
    shares = [one.value for one in findings.samples if one.name == "dte_model_left_out_ratio"]
    assert shares == [0.05, 0.1, 0.15, 0.1]


def test_columns_of_replicates_lack_no_key(roles: RolesOf) -> None:
    """A row is an example: it lacks a label, or all but one of its predictions."""
    findings = bias_variance.compute({"replicates": Replicates(Loss.ZERO_ONE, 3)}, WIDE, roles(), 0.0)
    assert [(one.column, one.reason) for one in findings.left_out] == [
        ("apt", Reason.MISSING_LABEL),
        ("", Reason.LONE_PREDICTION),
    ]
