from collections.abc import Callable

import pytest

from dte_exporter.checks.model.performance.check import Params, needs, performance
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.statistics.expressions.marginals import WHOLE, Slice
from dte_exporter.statistics.moments import Moments
from dte_exporter.statistics.residuals.plan import ResidualsPlan
from dte_exporter.statistics.residuals.residuals import Errors, Residuals
from dte_exporter.statistics.scores.plan import ScoresPlan
from dte_exporter.statistics.scores.scores import Bin, Cell, Scores, Tallies, Tally

RolesOf = Callable[..., Roles]
WOMEN: Tallies = {Cell(1, 1, None): Tally(20), Cell(0, 0, None): Tally(10), Cell(None, 0, None): Tally(10)}
MEN: Tallies = {Cell(1, 1, None): Tally(10), Cell(0, 1, None): Tally(19), Cell(None, 1, None): Tally(11)}
ALL: Tallies = {
    Cell(1, 1, None): Tally(30),
    Cell(0, 0, None): Tally(10),
    Cell(0, 1, None): Tally(19),
    Cell(None, 0, None): Tally(10),
    Cell(None, 1, None): Tally(11),
}
SCORES = Scores(("sex",), 256, {WHOLE: ALL, ("sex", "f"): WOMEN, ("sex", "m"): MEN}, newest=86_400.0)


def found(scores: Scores | Residuals, roles: Roles, **params: object) -> Findings:
    """Return what the check finds."""
    return performance.compute({"labelled": scores}, Params.model_validate(params), roles, 0.0)


def values(findings: Findings, name: str) -> dict[str, float]:
    """Return the values of a metric by group."""
    return {one.labels.get("group", ""): one.value for one in findings.samples if one.name == f"dte_model_{name}"}


def test_needs_combinations_beside_each_of_their_columns(roles: RolesOf) -> None:
    """Of classes they are asked for by name; of numbers they follow from the sums by all columns."""
    sensitive = ("sex", ("sex", "town"))
    assert needs(Params(), roles(sensitive=sensitive)) == {
        "labelled": ScoresPlan(("sex", "town"), "apt", "hired", "score", "day", together=(("sex", "town"),))
    }
    assert needs(Params(task="regression"), roles(sensitive=sensitive)) == {
        "labelled": ResidualsPlan(("sex", "town"), "apt", "hired", "day")
    }


def test_needs_one_look_at_all_columns(roles: RolesOf) -> None:
    """Predictions, probabilities, labels, times and groups are read in one pass."""
    assert needs(Params(), roles()) == {"labelled": ScoresPlan(("sex",), "apt", "hired", "score", "day")}


def test_a_year_is_no_point_in_time(roles: RolesOf) -> None:
    """A column of time that holds numbers is not read as one of dates."""
    assert needs(Params(), roles(kinds={"day": ColumnKind.NUMBER})) == {
        "labelled": ScoresPlan(("sex",), "apt", "hired", "score", None)
    }


def test_several_classes_need_no_probability(roles: RolesOf) -> None:
    """The column of probabilities is that of one positive class."""
    assert needs(Params(task="multiclass"), roles(time=None)) == {
        "labelled": ScoresPlan(("sex",), "apt", "hired", None, None)
    }


def test_numbers_need_residuals(roles: RolesOf) -> None:
    """Classes and probabilities have no part in it."""
    assert needs(Params(task="regression"), roles()) == {"labelled": ResidualsPlan(("sex",), "apt", "hired", "day")}


@pytest.mark.parametrize(
    ("task", "given", "sentence"),
    [
        ("binary", {"label": None}, "performance compares predictions with labels: set columns.label"),
        ("regression", {"label": None}, "performance compares predictions with labels: set columns.label"),
        ("binary", {"prediction": None, "probability": None}, "with labels: set columns.prediction"),
        ("multiclass", {"prediction": None}, "with labels: set columns.prediction"),
        ("regression", {"prediction": None}, "task: regression compares numbers, and columns.prediction is not set"),
        (
            "regression",
            {"kinds": {"hired": ColumnKind.CATEGORY, "apt": ColumnKind.NUMBER}},
            "task: regression compares numbers, and column 'hired' does not hold any",
        ),
    ],
)
def test_a_config_that_lacks_a_column_is_told_which(
    task: str, given: dict[str, object], sentence: str, roles: RolesOf
) -> None:
    """One sentence with the way out."""
    with pytest.raises(CheckError, match=sentence):
        needs(Params.model_validate({"task": task}), roles(**given))


def test_probabilities_alone_are_enough(roles: RolesOf) -> None:
    """Without a prediction the curves and losses can be told."""
    assert needs(Params(), roles(prediction=None))["labelled"] == ScoresPlan(("sex",), "apt", None, "score", "day")


def test_figures_are_of_labelled_rows_and_say_how_many(roles: RolesOf) -> None:
    """Of 80 rows 59 have a label; 40 of those are right."""
    findings = found(SCORES, roles(probability=None), min_group_rows=29)
    assert values(findings, "labelled_rows") == {"": 59.0, "f": 30.0, "m": 29.0}
    assert values(findings, "label_coverage_ratio") == {"": 59 / 80, "f": 0.75, "m": 29 / 40}
    accuracies = {"": 40 / 59, "f": 1.0, "m": 10 / 29}
    assert values(findings, "accuracy") == pytest.approx(accuracies, abs=1e-15)


def test_a_group_below_the_limit_of_labelled_rows_is_withheld(roles: RolesOf) -> None:
    """Twenty-nine labelled men are only counted as one group, with the women, though there are forty men."""
    findings = found(SCORES, roles(probability=None))
    (withheld,) = [one for one in findings.samples if one.name == "dte_model_groups_withheld"]
    assert (withheld.labels, withheld.value) == ({"sensitive_feature": "sex"}, 1.0)
    assert "m" not in str(findings.details["sex"].keys())
    assert values(findings, "labelled_rows") == {"": 59.0, "f": 59.0}
    assert findings.details["sex"]["f"]["with_withheld_groups"]
    assert found(SCORES, roles(probability=None), min_group_rows=29).details["sex"].keys() == {"f", "m"}


def test_what_is_undefined_is_said_of_which_group(roles: RolesOf) -> None:
    """No man is found unfit, and no woman without a label counts."""
    slices = {WHOLE: {Cell(0, 0, None): Tally(40)}, ("sex", "m"): {Cell(0, 0, None): Tally(40)}}
    findings = found(Scores(("sex",), 256, slices), roles(probability=None))
    assert "recall has no positive labels" in findings.undefined
    assert "sex: group 'm': recall has no positive labels" in findings.undefined
    assert values(findings, "recall") == {}
    assert values(findings, "accuracy") == {"": 1.0, "m": 1.0}


def test_where_no_label_came_yet_only_the_coverage_is_told(roles: RolesOf) -> None:
    """The coverage is 0, the figures are undefined, and nothing is newest."""
    scores = Scores((), 256, {WHOLE: {Cell(None, 1, None): Tally(4)}})
    findings = found(scores, roles(probability=None, sensitive=()))
    assert {one.name: one.value for one in findings.samples} == {
        "dte_model_labelled_rows": 0.0,
        "dte_model_label_coverage_ratio": 0.0,
        "dte_model_left_out_rows": 0.0,
        "dte_model_left_out_ratio": 0.0,
    }
    assert (findings.used, findings.left_out[-1]) == (
        {"current": 0},
        LeftOut("apt", Reason.MISSING_LABEL, 4),
    )
    assert len(findings.undefined) == 5


def test_the_newest_label_is_told_once(roles: RolesOf) -> None:
    """It is of all rows."""
    assert values(found(SCORES, roles(probability=None)), "newest_label_timestamp_seconds") == {"": 86_400.0}


def test_unnamed_classes_in_words_are_refused_where_one_is_positive(roles: RolesOf) -> None:
    """Of several classes none need be."""
    words = Scores((), 256, {WHOLE: {Cell("cat", "dog", None): Tally(4)}})
    with pytest.raises(CheckError, match=r"name the positive one, columns.positive"):
        found(words, roles())
    assert values(found(words, roles(), task="multiclass"), "accuracy") == {"": 0.0}


def test_numbers_are_told_by_group(roles: RolesOf) -> None:
    """Women are guessed one too high on average."""
    errors = Errors(40, 40, 0, 40.0, 40.0, 40.0, 20.0, truth=Moments(40, 2.0, 80.0))
    findings = found(Residuals(("sex",), {("f",): errors}), roles(), task="regression")
    assert values(findings, "mean_error") == {"": 1.0, "f": 1.0}
    assert values(findings, "r2") == {"": 0.5, "f": 0.5}


def test_a_sensitive_column_of_many_values_is_refused(roles: RolesOf) -> None:
    """A column of postcodes is not a sensitive feature."""
    groups: dict[Slice, Tallies] = {("sex", str(code)): {Cell(1, 1, None): Tally(1)} for code in range(51)}
    with pytest.raises(CheckError, match="sensitive column 'sex' has 51 values: group them into 50 or fewer"):
        found(Scores(("sex",), 256, {WHOLE: {Cell(1, 1, None): Tally(51)}, **groups}), roles(probability=None))


@pytest.mark.parametrize(("missing", "groups"), [("leave_out", {"f", "m"}), ("group", {"(missing)", "f", "m"})])
def test_rows_without_a_group_can_be_a_group(missing: str, groups: set[str], roles: RolesOf) -> None:
    """Of classes and of numbers alike."""
    slices = {**SCORES.slices, ("sex", None): {Cell(1, 1, None): Tally(40)}}
    scores = Scores(("sex",), 256, slices)
    errors = Errors(40, 40, predicted=40, absolute=4.0, squares=4.0, truth=Moments(40, 1.0, 1.0))
    rents = Residuals(("sex",), {(None,): errors, ("f",): errors, ("m",): errors})

    classes = found(scores, roles(probability=None), min_group_rows=29, missing=missing)
    numbers = found(rents, roles(), task="regression", missing=missing)

    assert values(classes, "accuracy").keys() == values(numbers, "mean_error").keys() == {"", *groups}


def test_without_such_rows_there_is_no_such_group(roles: RolesOf) -> None:
    """It is not empty, it is not there."""
    assert "(missing)" not in values(found(SCORES, roles(probability=None), missing="group"), "accuracy")
    assert "(missing)" not in str(found(Residuals(("sex",), {("f",): Errors(1)}), roles(), task="regression"))


def test_a_group_that_is_called_as_those_without_one_is_refused(roles: RolesOf) -> None:
    """Two groups would share their series."""
    slices: dict[Slice, Tallies] = {WHOLE: ALL, ("sex", "(missing)"): WOMEN, ("sex", None): MEN}
    with pytest.raises(
        CheckError, match=r"has a group '\(missing\)' beside rows without a value, which missing: group"
    ):
        found(Scores(("sex",), 256, slices), roles(probability=None), missing="group")


@pytest.mark.parametrize("prediction", [None, 1])
def test_a_small_combination_is_withheld_with_others(prediction: int | None, roles: RolesOf) -> None:
    """Three of the isles among 203: a rectangle is; whether classes are predicted or probabilities alone."""
    people = {("f", "isles"): 3, ("f", "north"): 40, ("f", "south"): 60, ("m", "isles"): 50, ("m", "north"): 50}
    slices: dict[Slice, dict[Cell, Tally]] = {}
    for (sex, town), rows in people.items():
        for slice_ in (WHOLE, ("sex", sex), ("town", town), (("sex", "town"), (sex, town))):
            tallies = slices.setdefault(slice_, {})
            for truth, part in ((1, rows - 1), (0, 1)):
                cell, total = Cell(truth, prediction, Bin(8, 0)), part * 0.75
                now = Tally(part, total, total * 0.75, -0.29 * part, -1.39 * part, 0.75, 0.75)
                tallies[cell] = tallies.get(cell, Tally()).merge(now)
    scores = Scores(("sex", "town"), 256, slices)
    given = {"sensitive": ("sex", "town", ("sex", "town")), **({} if prediction else {"prediction": None})}

    findings = found(scores, roles(**given))

    assert set(findings.details["sex & town"]) == {"f & south"}
    assert set(findings.details["town"]) == {"isles", "north", "south"}


def of_groups(number: int) -> Scores:
    """Return scores with so many groups of thirty rows each."""
    cells: Tallies = {Cell(1, 1, None): Tally(20), Cell(0, 0, None): Tally(10)}
    groups: dict[Slice, Tallies] = {("sex", str(group)): cells for group in range(number)}
    return Scores(("sex",), 256, {WHOLE: cells, **groups})


def test_figures_of_all_rows_and_of_groups_have_intervals(roles: RolesOf) -> None:
    """Of 40 of 59 right Wilson's is 0.5511 to 0.7831; of 30 of 30 it begins at 0.8865, of 10 of 29 at 0.1994."""
    findings = found(SCORES, roles(probability=None), min_group_rows=29)
    assert values(findings, "accuracy_ci_lower") == pytest.approx({"": 0.5511, "f": 0.8865, "m": 0.1994}, abs=1e-4)
    assert values(findings, "accuracy_ci_upper") == pytest.approx({"": 0.7831, "f": 1.0, "m": 0.5265}, abs=1e-4)


def test_more_groups_than_a_check_has_series_for_have_none(roles: RolesOf) -> None:
    """All rows keep theirs, the groups their figures, and a notice says so."""
    few, many = (found(of_groups(number), roles(probability=None)) for number in (24, 25))
    assert len(values(few, "accuracy_ci_lower")) == 25
    assert few.notices == ()
    assert (len(values(many, "accuracy")), set(values(many, "accuracy_ci_lower"))) == (26, {""})
    assert many.notices == ("columns.sensitive make over 24 groups: figures of all rows have an interval, theirs none",)


def test_confidence_is_chosen(roles: RolesOf) -> None:
    """An interval of 99 % is wider than one of 95 %."""
    usual, sure = (found(SCORES, roles(probability=None), **params) for params in ({}, {"confidence": 0.99}))
    assert values(sure, "accuracy_ci_lower")[""] < values(usual, "accuracy_ci_lower")[""]
    with pytest.raises(ValueError, match="less than 1"):
        Params(confidence=1.0)


def test_a_figure_without_an_interval_says_so(roles: RolesOf) -> None:
    """Whatever is drawn from three classes that are all told right, the means over them are 1."""
    cells: Tallies = {Cell(name, name, None): Tally(20) for name in "abc"}
    findings = found(Scores((), 256, {WHOLE: cells}), roles(probability=None), task="multiclass")
    assert values(findings, "accuracy_ci_lower") == {"": pytest.approx(60 / (60 + 1.959964**2))}
    assert findings.undefined == tuple(
        f"{name} has no interval: other rows of the same kind would tell the same, or mostly nothing, "
        "or numbers lie too far from 0 for their sums to tell"
        for name in ("balanced_accuracy", "precision_macro", "f1_macro")
    )


def test_of_numbers_means_have_intervals(roles: RolesOf) -> None:
    """Residuals of 1 and 3, twenty each: mean 2, variance 1, so 2 +- 1.96 / 40^0.5."""
    errors = Errors(40, 40, 0, 80.0, 80.0, 200.0, 20.0, truth=Moments(40, 2.0, 400.0))
    findings = found(Residuals((), {(): errors}), roles(sensitive=()), task="regression")
    for name in ("mean_error", "mean_absolute_error"):
        assert values(findings, f"{name}_ci_lower") == {"": pytest.approx(2 - 1.959964 / 40**0.5)}
        assert values(findings, f"{name}_ci_upper") == {"": pytest.approx(2 + 1.959964 / 40**0.5)}


def test_the_calibration_curve_is_of_all_rows_alone(roles: RolesOf) -> None:
    """Those of the groups would give away what is withheld of one."""
    cells: Tallies = {Cell(truth, 1, Bin(8, 0)): Tally(20, 15.0, 11.25, -5.8, -27.7, 0.75, 0.75) for truth in (0, 1)}
    findings = found(Scores(("sex",), 256, {WHOLE: cells, ("sex", "f"): cells}), roles())
    (point,) = findings.details[""][""]["calibration"]["bins"]
    assert (point["rows"], point["mean_probability"], point["positive_share"]) == (40, 0.75, 0.5)
    assert "calibration" not in findings.details["sex"]["f"]
