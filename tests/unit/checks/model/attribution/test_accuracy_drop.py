from collections.abc import Callable, Mapping
from typing import Any

import pytest

from dte_exporter.checks.model.attribution.accuracy_drop import Params, accuracy_drop, needs
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError, MissingColumnError
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.statistics.column_counts.column_counts import ColumnCounts, ColumnCountsPair
from dte_exporter.statistics.column_counts.plan import ColumnCountsPlan
from dte_exporter.statistics.contingency import Cell, Contingency
from dte_exporter.statistics.distribution.same_types import Mismatch

RolesOf = Callable[..., Roles]
Tables = Mapping[str, dict[Cell, int] | None]
KINDS = {
    "hired": ColumnKind.NUMBER,
    "apt": ColumnKind.NUMBER,
    "age": ColumnKind.NUMBER,
    "city": ColumnKind.CATEGORY,
    "member": ColumnKind.BOOLEAN,
    "day": ColumnKind.TIME,
}
FEATURES = ("city", "age", "day", "member")
RIGHT, WRONG = (1, 1), (1, 0)

THEN: Tables = {
    "city": {("a", *RIGHT): 80, ("b", *RIGHT): 10, ("b", *WRONG): 10},
    "shop": {("x", *RIGHT): 45, ("x", *WRONG): 5, ("y", *RIGHT): 45, ("y", *WRONG): 5},
}
NOW: Tables = {
    "city": {("a", *RIGHT): 20, ("b", *RIGHT): 40, ("b", *WRONG): 40},
    "shop": {("x", *RIGHT): 30, ("x", *WRONG): 20, ("y", *RIGHT): 30, ("y", *WRONG): 20},
}
"""Two windows of a hundred rows, of which 90 and 60 are right."""


def window(name: str, tables: Tables) -> ColumnCounts:
    """Return the counts of a window with these tables; all rows are in the first of them."""
    whole: dict[Cell, int] = {}
    for (_, *classes), rows in (next(iter(tables.values())) or {}).items():
        whole[tuple(classes)] = whole.get(tuple(classes), 0) + rows
    by_column = {
        column: None if cells is None else Contingency((column,), cells, name) for column, cells in tables.items()
    }
    return ColumnCounts(Contingency((), whole, name), by_column, {})


def found(
    roles: Roles, now: Tables = NOW, then: Tables = THEN, refused: Mapping[str, Mismatch] | None = None, **params: Any
) -> Findings:
    """Return what the check finds in literal counts."""
    pair = ColumnCountsPair(window("reference", then), window("current", now), refused or {})
    return accuracy_drop.compute({"counts": pair}, Params(**{"min_rows": 20, **params}), roles, 0.0)


def shares(findings: Findings) -> dict[str, float]:
    """Return the shares by column, in their order."""
    return {
        one.labels["column"]: one.value
        for one in findings.samples
        if one.name == "dte_model_accuracy_drop_explained_ratio"
    }


def value(findings: Findings, name: str) -> float:
    """Return the one value of a metric."""
    (found,) = [one.value for one in findings.samples if one.name == f"dte_model_{name}"]
    return found


def test_features_are_counted_by_kind(roles: RolesOf) -> None:
    """Numbers in bands, classes and truth values as they are, times not at all."""
    asked = needs(Params(bins=4), roles(features=FEATURES, kinds=KINDS))
    assert asked == {"counts": ColumnCountsPlan("apt", "hired", ("age",), ("city", "member"), 4)}


def test_columns_names_those_to_look_at(roles: RolesOf) -> None:
    """Features or not."""
    asked = needs(Params(columns=("member",)), roles(features=("city",), kinds=KINDS))["counts"]
    assert (asked.numbers, asked.categories) == ((), ("member",))


@pytest.mark.parametrize(
    ("params", "given", "sentence"),
    [
        ({}, {"label": None}, "a drop in accuracy needs columns.label and columns.prediction, of both windows"),
        ({}, {"prediction": None}, "a drop in accuracy needs columns.label and columns.prediction, of both windows"),
        ({"columns": ("day",)}, {}, "column 'day' cannot explain a drop: columns takes numbers, classes and truth"),
        ({"columns": ("apt",)}, {}, "column 'apt' cannot explain a drop: .* neither the label nor the prediction"),
    ],
)
def test_what_cannot_be_attributed_is_told_why(
    params: dict[str, Any], given: dict[str, Any], sentence: str, roles: RolesOf
) -> None:
    """One sentence with the way out."""
    with pytest.raises(CheckError, match=sentence):
        needs(Params(**params), roles(**{"kinds": KINDS, **given}))


def test_a_column_that_is_not_there_is_told(roles: RolesOf) -> None:
    """By its name."""
    with pytest.raises(MissingColumnError, match="the source has no column 'town'"):
        needs(Params(columns=("town",)), roles(kinds=KINDS))


def test_shares_are_told_the_largest_first(roles: RolesOf) -> None:
    """The shift of cities explains all of 0.3, that of shops, which is none, nothing."""
    findings = found(roles())
    assert shares(findings) == pytest.approx({"city": 1.0, "shop": 0.0})
    assert list(shares(findings)) == ["city", "shop"]
    assert value(findings, "accuracy_drop") == pytest.approx(0.3)
    assert value(findings, "accuracy_drop_columns_cut") == 0
    assert findings.undefined == findings.notices == ()


def test_a_shift_that_hid_some_of_the_drop_has_a_share_below_0(roles: RolesOf) -> None:
    """Now 90 of 100 are of a, where 3 of 5 are right; then 10 were, and of b none is right now: 0.06 less 0.54."""
    then: Tables = {"city": {("a", *RIGHT): 10, ("b", *RIGHT): 90}}
    now: Tables = {"city": {("a", *RIGHT): 54, ("a", *WRONG): 36, ("b", *WRONG): 10}}
    assert shares(found(roles(), now, then, min_rows=10)) == pytest.approx({"city": (0.06 - 0.54) / 0.46})


def test_columns_beyond_the_limit_are_counted_and_named_in_the_evidence(roles: RolesOf) -> None:
    """The one that explains most is left."""
    findings = found(roles(), limit=1)
    assert list(shares(findings)) == ["city"]
    assert value(findings, "accuracy_drop_columns_cut") == 1
    assert findings.notices == ("beyond limit, columns that explain less, whose shares are not told: 1",)
    assert (list(findings.details["columns"]), findings.details["cut"]) == (["city"], ["shop"])


def test_of_no_drop_there_are_no_shares(roles: RolesOf) -> None:
    """Turned about, accuracy has risen."""
    findings = found(roles(), THEN, NOW)
    assert shares(findings) == {}
    assert value(findings, "accuracy_drop") == pytest.approx(-0.3)
    assert findings.undefined == ("no share of the drop is told: accuracy has not fallen",)


def test_of_a_drop_that_may_be_none_there_are_no_shares(roles: RolesOf) -> None:
    """9 of 10 and 8 of 10 are right: by Newcombe's interval it may as well have risen by 0.22."""
    then: Tables = {"city": {("a", *RIGHT): 9, ("a", *WRONG): 1}}
    now: Tables = {"city": {("a", *RIGHT): 8, ("a", *WRONG): 2}}
    findings = found(roles(), now, then)
    assert shares(findings) == {}
    (sentence,) = findings.undefined
    assert sentence.startswith(
        "no share of the drop is told: accuracy may not have fallen, its drop of 0.1 lies between"
    )


def test_what_cannot_be_reweighted_costs_its_column(roles: RolesOf) -> None:
    """20 of 100 rows are of a now, fewer than 30, and 80 then: nothing can be said of 80 %."""
    findings = found(roles(), min_rows=21)
    assert list(shares(findings)) == ["shop"]
    assert findings.undefined == (
        "column 'city' is left out: 80.0% of the rows of a window have values with fewer than 21 rows in the current "
        "one, which cannot be reweighted: lower bins or min_rows, or exclude it",
    )


def test_a_column_none_of_whose_values_can_be_reweighted_is_left_out(roles: RolesOf) -> None:
    """Such as one of names."""
    (sentence,) = found(roles(), {"city": {("c", *RIGHT): 60, ("c", *WRONG): 40}}, {"city": THEN["city"]}).undefined
    assert sentence.startswith("column 'city' is left out: 100.0% of the rows of a window")


def test_a_column_of_too_many_values_or_of_two_types_is_left_out(roles: RolesOf) -> None:
    """Each with its sentence; the others have their shares."""
    findings = found(roles(), {**NOW, "id": {}}, {**THEN, "id": None}, {"age": Mismatch("int64", None)})
    assert list(shares(findings)) == ["city", "shop"]
    assert findings.undefined == (
        "column 'age' is of type int64 in the reference window and missing in the current window: "
        "give both windows the same columns, or exclude it",
        "column 'id' is left out: over 20,000 combinations of its values with labels and predictions, "
        "like identifiers: put it in columns.features.exclude",
    )


@pytest.mark.parametrize("side", ["reference", "current"])
def test_without_labels_in_a_window_nothing_is_told(side: str, roles: RolesOf) -> None:
    """It says in which."""
    unlabelled: Tables = {"city": {("a", None, 1): 9}}
    windows = {"reference": THEN, "current": NOW, side: unlabelled}
    findings = found(roles(), windows["current"], windows["reference"])
    assert findings.undefined == (f"the {side} window has no row with a label and a prediction",)
    assert {one.name for one in findings.samples} == {"dte_model_left_out_rows", "dte_model_left_out_ratio"}


def test_rows_are_left_out_by_what_they_lack(roles: RolesOf) -> None:
    """Prediction first; rows without a label wait for it, and are in the evidence alone."""
    more: dict[Cell, int] = {("a", 1, None): 3, ("a", None, None): 1, ("a", None, 1): 5}
    findings = found(roles(), {**NOW, "city": {**(NOW["city"] or {}), **more}})
    assert findings.used == {"reference": 100, "current": 100}
    assert findings.left_out == (
        LeftOut("hired", Reason.MISSING_PREDICTION, 0, "reference"),
        LeftOut("apt", Reason.MISSING_LABEL, 0, "reference"),
        LeftOut("hired", Reason.MISSING_PREDICTION, 4, "current"),
        LeftOut("apt", Reason.MISSING_LABEL, 5, "current"),
    )
    assert value(findings, "left_out_rows") == 4


def test_of_several_classes_a_prediction_is_right_if_it_names_the_label(roles: RolesOf) -> None:
    """2 and 2.0 are one class; of two classes both would be the negative one, and right."""
    then: Tables = {"city": {("a", 2, 2.0): 60, ("b", 3, 2): 40}}
    now: Tables = {"city": {("a", 2, 2.0): 30, ("b", 3, 2): 70}}
    findings = found(roles(), now, then, task="multiclass")
    assert value(findings, "accuracy_drop") == pytest.approx(0.3)
    assert shares(findings) == pytest.approx({"city": 1.0})


def test_classes_that_are_no_two_are_refused(roles: RolesOf) -> None:
    """Else all would be negative."""
    with pytest.raises(CheckError, match=r"name the positive one, columns\.positive"):
        found(roles(), {"city": {("a", "yes", "no"): 1}})


def test_the_evidence_has_no_count_of_a_value(roles: RolesOf) -> None:
    """How many values rows were reweighted by, and no row of one."""
    findings = found(roles(features=FEATURES, kinds=KINDS))
    assert findings.details["columns"]["city"] == {
        "explained": pytest.approx(1.0),
        "values": 2,
        "rows_not_reweighted_ratio": 0.0,
    }
    assert findings.details["reference"] == {"rows": 100, "right": 90}
    assert findings.details["not_compared"] == {"day": "time"}
