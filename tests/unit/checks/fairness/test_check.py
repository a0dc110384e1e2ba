from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dte_exporter.checks.fairness.check import Params, fairness, needs
from dte_exporter.checks.fairness.coverage import Coverage
from dte_exporter.checks.fairness.disparity_families import P_VALUE
from dte_exporter.config.groups.sensitive import Banded
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError, MissingColumnError
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.statistics.contingency import Cell, Contingency, ContingencyPlan, Level, Weight


def roles(**changed: object) -> Roles:
    """Return the roles of a hiring table, with some of them replaced."""
    usual: dict[str, object] = {
        "prediction": "hired",
        "probability": None,
        "label": "apt",
        "time": None,
        "positive": None,
        "favourable": True,
        "sensitive": ("sex",),
        "features": (),
        "kinds": {},
    }
    return Roles(**{**usual, **changed})  # type: ignore[arg-type]  # of keywords in a mapping


def found(
    cells: Mapping[Cell, int],
    min_group_rows: int = 1,
    missing: str = "leave_out",
    threshold: float | None = None,
    **changed: object,
) -> Findings:
    """Return what the check finds in literal cells."""
    table = Contingency(roles(**changed).sensitive_columns, cells)
    params = Params.model_validate({"min_group_rows": min_group_rows, "missing": missing, "threshold": threshold})
    return fairness.compute({"table": table}, params, roles(**changed), 0.0)


def values(findings: Findings) -> dict[str, float]:
    """Return the values that belong to a sensitive feature, not to one of its groups, without how sure they are."""
    of_features = (one for one in findings.samples if "sensitive_feature" in one.labels and "group" not in one.labels)
    return {one.name: one.value for one in of_features if "_ci_" not in one.name and one.name != P_VALUE.name}


def test_needs_one_table_over_every_sensitive_column() -> None:
    """Two sensitive columns are counted in one pass."""
    plans = needs(Params(), roles(sensitive=("sex", "race")))
    assert plans == {"table": ContingencyPlan(("sex", "race"), "hired", "apt")}


def test_needs_the_columns_of_combinations_once_and_bands_from_the_engine() -> None:
    """One table serves sex, sex with race, and sex with the bands of an age."""
    sensitive = ("sex", ("sex", "race"), Banded(column="age", bands=(25, 45)), ("sex", "age"))
    plans = needs(Params(), roles(sensitive=sensitive, kinds={"age": ColumnKind.NUMBER}))
    assert plans == {"table": ContingencyPlan(("sex", "race", "age"), "hired", "apt", (("age", (25, 45)),))}


def test_a_row_without_one_of_the_values_rests_nothing_on_a_combination() -> None:
    """It is used only where its sex is compared as well."""
    table = Contingency(("sex", "race"), {("f", None, 1, 1): 3, ("f", "a", 1, 1): 5})
    assert Coverage.of(table, (("sex", "race"),), grouped_too=False).used == 5
    assert Coverage.of(table, ("sex", ("sex", "race")), grouped_too=False).used == 8


def test_bands_of_what_is_no_number_are_refused() -> None:
    """Text has none."""
    banded = Banded(column="age", bands=(25, 45))
    with pytest.raises(CheckError, match="sensitive column 'age' has bands and holds no numbers"):
        needs(Params(), roles(sensitive=(banded,), kinds={"age": ColumnKind.CATEGORY}))


def test_a_threshold_reads_probabilities_instead_of_predictions() -> None:
    """The engine counts who reaches it, and no column of predictions is needed."""
    plans = needs(Params(threshold=0.6), roles(prediction=None, probability="score"))
    assert plans == {"table": ContingencyPlan(("sex",), "score", "apt", threshold=0.6)}
    with pytest.raises(CheckError, match=r"set columns\.probability, or leave it out"):
        needs(Params(threshold=0.6), roles())


def test_weights_are_summed_by_the_engine_and_are_numbers() -> None:
    """The column is the check's own, not one of the data set's."""
    plans = needs(Params(weight="w"), roles(kinds={"w": ColumnKind.NUMBER}))
    assert plans == {"table": ContingencyPlan(("sex",), "hired", "apt", weight="w")}
    with pytest.raises(CheckError, match="weight names column 'w', which holds no numbers"):
        needs(Params(weight="w"), roles(kinds={"w": ColumnKind.CATEGORY}))
    with pytest.raises(MissingColumnError, match="the source has no column 'w'"):
        needs(Params(weight="w"), roles(kinds={"hired": ColumnKind.NUMBER}))


def test_rates_are_of_what_rows_weigh_and_groups_of_their_rows() -> None:
    """Of four women one is hired who weighs 3 of 6; of three men one who weighs 2 of 8; two people have no weight."""
    cells: dict[Cell, int] = {("f", None, 1): 1, ("f", None, 0): 3, ("m", None, 1): 1, ("m", None, 0): 2}
    weights = dict(zip(cells, [Weight(3, 9), Weight(3, 3), Weight(2, 4), Weight(6, 18)], strict=True))
    table = {"table": Contingency(("sex",), cells, "current", weights, {("f", None, 1): 2})}
    findings = fairness.compute(table, Params(min_group_rows=3, weight="w"), roles(label=None), 0.0)
    assert values(findings)["dte_fairness_demographic_parity_difference"] == 0.25
    assert [one.value for one in findings.samples if one.name == "dte_fairness_group_rows"] == [4, 3]
    assert findings.details["sex"]["groups"]["f"]["weight"] == 6
    assert findings.details["sex"]["groups"]["f"]["effective_rows"] == 3  # 36 / 12
    assert findings.left_out[-1] == LeftOut("w", Reason.MISSING_WEIGHT, 2, "current")
    assert findings.used == {"current": 7}


@pytest.mark.parametrize(("positive", "apt", "unfit"), [(None, 1, 0), ("apt", "apt", "unfit"), (0, 0, 1)])
def test_who_reaches_the_threshold_is_of_the_positive_class(positive: object, apt: Level, unfit: Level) -> None:
    """Whatever that is called, and where none reaches it too: of four women three, of four men none."""
    cells: dict[Cell, int] = {("f", apt, 1): 3, ("f", unfit, 0): 1, ("m", apt, 0): 2, ("m", unfit, 0): 2}
    findings = found(cells, probability="score", positive=positive, threshold=0.6)
    assert values(findings)["dte_fairness_demographic_parity_difference"] == 0.75
    assert values(findings)["dte_fairness_equal_opportunity_difference"] == 1.0
    assert findings.details["sex"]["threshold"] == 0.6
    assert findings.left_out[0].column == "score"
    of_men = {cell: rows for cell, rows in cells.items() if cell[0] == "m"}
    men = found(of_men, probability="score", positive=positive, threshold=0.6)
    assert men.details["sex"]["groups"]["m"]["predicted_positive"] == 0


def test_a_combination_is_a_feature_like_others() -> None:
    """Its label joins the columns, those of its groups the values."""
    cells: dict[Cell, int] = {("f", "a", 1, 1): 3, ("f", "b", 1, 0): 1, ("m", "a", 1, 1): 1, ("m", "a", 1, 0): 1}
    findings = found(cells, sensitive=(("sex", "race"),))
    assert values(findings)["dte_fairness_demographic_parity_difference"] == 1.0
    assert {one.labels.get("sensitive_feature") for one in findings.samples} == {None, "sex & race"}
    assert findings.details["sex & race"]["groups"].keys() == {"f & a", "f & b", "m & a"}
    assert {one.column for one in findings.left_out} == {"hired", "sex", "race", "apt"}


@pytest.mark.parametrize("lacking", [{"prediction": None}, {"sensitive": ()}])
def test_without_predictions_or_sensitive_columns_the_config_is_asked_for_them(lacking: dict[str, object]) -> None:
    """Nothing can be compared."""
    with pytest.raises(CheckError, match=r"set columns.prediction and columns.sensitive"):
        needs(Params(), roles(**lacking))


def test_without_labels_only_demographic_parity_is_told() -> None:
    """What needs a label is absent, and not called undefined."""
    findings = found({("f", None, 1): 1, ("f", None, 0): 3, ("m", None, 1): 2, ("m", None, 0): 2}, label=None)
    assert values(findings) == {
        "dte_fairness_demographic_parity_difference": 0.25,
        "dte_fairness_demographic_parity_ratio": 0.5,
        "dte_fairness_groups_withheld": 0.0,
    }
    assert findings.undefined == ()


def asked(cells: Mapping[Cell, int], label: str | None = "apt", **params: list[str]) -> set[str]:
    """Return the names of what is told of the sex in `cells`, with these parameters; without ends."""
    model = Params.model_validate({"min_group_rows": 1, **params})
    findings = fairness.compute({"table": Contingency(("sex",), cells)}, model, roles(label=label), 0.0)
    names = {one.name.removeprefix("dte_fairness_") for one in findings.samples if "sensitive_feature" in one.labels}
    return {name for name in names if "_ci_" not in name} - {"group_rows", "groups_withheld"}


HIRED: Mapping[Cell, int] = {
    (sex, apt, hired): 1 + apt + hired for sex in ("f", "m") for apt in (0, 1) for hired in (0, 1)
}


def test_only_the_criteria_asked_for_are_told() -> None:
    """With the rates that they compare; the impact ratio goes with demographic parity."""
    assert asked(HIRED, criteria=["precision", "f1"]) == {
        *("precision_difference", "precision_ratio", "f1_difference", "f1_ratio"),
        *("group_precision", "group_f1", "p_value"),
    }
    assert "group_impact_ratio" in asked(HIRED, criteria=["demographic_parity"])


def test_only_the_comparisons_asked_for_are_told() -> None:
    """With all groups together, or the lowest and the highest of each rate that is compared."""
    assert asked(HIRED, criteria=["equalized_odds"], compare=["to_overall", "extremes"]) == {
        *("equalized_odds_to_overall_difference", "equalized_odds_to_overall_ratio"),
        *("true_positive_rate_group_min", "true_positive_rate_group_max"),
        *("false_positive_rate_group_min", "false_positive_rate_group_max"),
        *("group_true_positive_rate", "group_false_positive_rate"),
    }


def test_groups_are_compared_with_all_of_them_together_by_hand() -> None:
    """Selected are 1 of 4 women and 6 of 8 men, so 7 of 12: 1/3 and 1/6 away, at 3/7 and 7/9 of each other."""
    cells: dict[Cell, int] = {("f", 1, 1): 1, ("f", 1, 0): 3, ("m", 1, 1): 6, ("m", 1, 0): 2}
    params = Params(min_group_rows=1, criteria=("demographic_parity",), compare=("to_overall", "extremes"))
    findings = fairness.compute({"table": Contingency(("sex",), cells)}, params, roles(), 0.0)

    assert values(findings) == {
        "dte_fairness_demographic_parity_to_overall_difference": pytest.approx(1 / 3),
        "dte_fairness_demographic_parity_to_overall_ratio": pytest.approx(3 / 7),
        "dte_fairness_selection_rate_group_min": 0.25,
        "dte_fairness_selection_rate_group_max": 0.75,
        "dte_fairness_groups_withheld": 0.0,
    }


def test_one_group_alone_is_not_compared_with_itself() -> None:
    """All groups together are that group; its rate is the lowest and the highest."""
    cells: dict[Cell, int] = {("f", 1, 1): 1, ("f", 1, 0): 3}
    told = asked(cells, criteria=["accuracy"], compare=["to_overall", "extremes"])

    assert told == {"accuracy_group_min", "accuracy_group_max", "group_accuracy"}


def test_without_labels_criteria_that_all_need_one_are_refused() -> None:
    """Beside one that needs none they are left out, as they are unless named."""
    with pytest.raises(CheckError, match=r"without labels there is no precision, f1: set columns.label, or criteria"):
        needs(Params(criteria=("precision", "f1")), roles(label=None))

    unlabelled: dict[Cell, int] = {("f", None, 1): 1, ("f", None, 0): 3, ("m", None, 1): 2, ("m", None, 0): 2}
    assert needs(Params(criteria=("demographic_parity", "f1")), roles(label=None))
    assert "group_f1" not in asked(unlabelled, label=None, criteria=["demographic_parity", "f1"])


@pytest.mark.parametrize("nothing", [{"criteria": []}, {"compare": []}])
def test_something_is_asked_for(nothing: dict[str, list[str]]) -> None:
    """A check that compares by nothing, or tells nothing of it, is a mistake."""
    with pytest.raises(ValueError, match="at least 1 item"):
        Params.model_validate(nothing)


def test_a_group_with_an_undefined_rate_is_named() -> None:
    """The group x has no negatives: equalized odds is that of f and m, and the evidence says so."""
    cells: dict[Cell, int] = {
        ("f", 1, 1): 3,
        ("f", 1, 0): 1,
        ("f", 0, 0): 4,
        ("f", 0, 1): 4,
        ("m", 1, 1): 2,
        ("m", 1, 0): 2,
        ("m", 0, 0): 4,
        ("m", 0, 1): 4,
        ("x", 1, 1): 9,
    }
    findings = found(cells)
    assert values(findings)["dte_fairness_equalized_odds_difference"] == 0.25
    assert values(findings)["dte_fairness_equal_opportunity_difference"] == 0.5
    assert findings.undefined == ("sex: group 'x' has no negative labels, so equalized odds is computed without it",)


def test_a_withheld_group_appears_in_no_sample_and_no_detail() -> None:
    """Of one person of group x nothing is told but that there is such a group, and that it is counted with f."""
    cells: dict[Cell, int] = {("f", 1, 1): 30, ("m", 1, 0): 30, ("x", 0, 1): 1}
    findings = found(cells, min_group_rows=30)
    assert {one.labels.get("group") for one in findings.samples} == {None, "f", "m"}
    assert values(findings)["dte_fairness_groups_withheld"] == 1
    assert "x" not in findings.details["sex"]["groups"]
    assert findings.details["sex"]["groups"]["f"] == {
        "rows": 31,
        "predicted_positive": 31,
        "labelled_positive": 30,
        "labelled_negative": 1,
        "with_withheld_groups": True,
    }


@pytest.mark.parametrize("cell", [("f", 1, None), (None, 1, 1)])
def test_without_a_row_that_has_both_group_and_prediction_nothing_is_told(cell: Cell) -> None:
    """Not even that no group was withheld: the run is undefined, and says why."""
    findings = found({cell: 40})
    assert findings.samples == ()
    assert findings.undefined == ("sex: no row has both a group and a prediction",)


def test_where_all_groups_are_small_only_their_number_is_told() -> None:
    """That is a finding: two groups are withheld."""
    findings = found({("f", 1, 1): 2, ("m", 1, 1): 2}, min_group_rows=30)
    assert values(findings) == {"dte_fairness_groups_withheld": 2}


def test_one_group_only_has_rates_but_no_disparities() -> None:
    """The group's rates are exported, what compares is undefined."""
    findings = found({("f", 1, 1): 3, ("f", 0, 0): 1})
    assert values(findings) == {"dte_fairness_groups_withheld": 0.0}
    assert len([one for one in findings.undefined if "two groups" in one]) == 6


def test_one_class_only_leaves_what_divides_by_the_other_undefined() -> None:
    """With no negative label there is no false positive rate, but equal opportunity there is."""
    findings = found({("f", 1, 1): 3, ("f", 1, 0): 1, ("m", 1, 1): 1, ("m", 1, 0): 1})
    assert values(findings)["dte_fairness_equal_opportunity_difference"] == 0.25
    assert "dte_fairness_equalized_odds_difference" not in values(findings)


def test_where_being_selected_is_bad_impact_counts_those_spared() -> None:
    """A quarter of women and half of men are denied: men are spared at two thirds of the women's rate."""
    cells: dict[Cell, int] = {("f", 1, 1): 1, ("f", 1, 0): 3, ("m", 1, 1): 2, ("m", 1, 0): 2}
    impacts = {
        one.labels["group"]: one.value
        for one in found(cells, favourable=False).samples
        if one.name == "dte_fairness_group_impact_ratio"
    }
    assert impacts == {"f": 1.0, "m": pytest.approx(2 / 3)}


def test_where_nobody_is_selected_impact_is_undefined() -> None:
    """0/0 is said, not scored."""
    findings = found({("f", 1, 0): 4, ("m", 0, 0): 4})
    assert "sex: no group has the favourable decision, so impact ratios are 0/0" in findings.undefined


def test_where_no_group_is_shown_nothing_is_said_of_what_they_have() -> None:
    """Four women and four men are withheld, and may all have the favourable decision."""
    table = {"table": Contingency(("sex",), {("f", None, 1): 4, ("m", None, 1): 4})}
    findings = fairness.compute(table, Params(min_group_rows=5), roles(label=None), 0.0)
    assert not any("favourable" in one for one in findings.undefined)


def test_the_evidence_holds_the_counts_behind_the_rates() -> None:
    """Anyone can work the rate out again."""
    details = found({("f", 1, 1): 3, ("f", 0, 0): 1, ("f", None, 1): 2, (None, 1, 1): 5}).details["sex"]
    assert details["groups"]["f"] == {
        "rows": 6,
        "predicted_positive": 5,
        "labelled_positive": 3,
        "labelled_negative": 1,
    }


def others(findings: Findings) -> dict[tuple[str, ...], float]:
    """Return the values that belong to no sensitive feature, by the end of their name and their labels."""
    found_ = (one for one in findings.samples if "sensitive_feature" not in one.labels)
    return {(one.name.removeprefix("dte_fairness_"), *one.labels.values()): one.value for one in found_}


def test_rows_without_a_group_or_a_prediction_are_counted_once() -> None:
    """Of 20 rows 3 have no prediction, one of which no sex either, and 5 others have no sex."""
    cells: dict[Cell, int] = {
        ("f", 1, 1): 6,
        ("m", 0, 0): 6,
        (None, 1, 1): 5,
        ("f", 1, None): 2,
        (None, 1, None): 1,
    }
    findings = found(cells)

    assert others(findings) == {
        ("left_out_rows", "hired", "missing_prediction"): 3,
        ("left_out_ratio", "hired", "missing_prediction"): 0.15,
        ("left_out_rows", "sex", "missing_group"): 5,
        ("left_out_ratio", "sex", "missing_group"): 0.25,
        ("label_coverage_ratio",): 1.0,
    }
    assert findings.used == {"current": 12}


def test_a_row_that_waits_for_its_label_is_used_and_told_by_the_label_coverage() -> None:
    """Selection rates rest on it, other rates do not; late labels do not break an objective on rows left out."""
    findings = found({("f", 1, 1): 3, ("m", 0, 0): 1, ("m", None, 1): 4})

    assert findings.used == {"current": 8}
    assert findings.left_out[-1] == LeftOut("apt", Reason.MISSING_LABEL, 4)
    assert others(findings)["label_coverage_ratio",] == 0.5
    assert not [one for one in others(findings) if "missing_label" in one]


def test_a_row_that_lacks_one_of_two_sensitive_values_is_used_for_the_other() -> None:
    """Only the row that lacks both is of no use."""
    cells: dict[Cell, int] = {("f", "a", 1, 1): 5, (None, "a", 1, 1): 2, ("f", None, 1, 1): 3, (None, None, 1, 1): 1}
    findings = found(cells, sensitive=("sex", "race"))

    assert findings.used == {"current": 10}
    assert [(one.column, one.rows) for one in findings.left_out] == [("hired", 0), ("sex", 3), ("race", 4), ("apt", 0)]


def test_rows_without_a_group_can_be_a_group() -> None:
    """Of five women one is selected, of four people without a sex three."""
    cells: dict[Cell, int] = {("f", 1, 1): 1, ("f", 1, 0): 4, (None, 1, 1): 3, (None, 1, 0): 1}
    findings = found(cells, missing="group")

    rates = {one.labels["group"]: one.value for one in findings.samples if one.name.endswith("group_selection_rate")}
    assert rates == {"(missing)": 0.75, "f": 0.2}
    assert values(findings)["dte_fairness_demographic_parity_difference"] == pytest.approx(0.55)
    assert others(findings)["left_out_rows", "sex", "missing_group"] == 0
    assert findings.used == {"current": 9}


def test_a_small_group_of_those_without_a_value_is_withheld() -> None:
    """Four people without a sex are as recognisable as any other four."""
    cells: dict[Cell, int] = {("f", 1, 1): 20, ("f", 1, 0): 20, ("m", 1, 1): 40, (None, 1, 1): 4}
    findings = found(cells, min_group_rows=30, missing="group")

    assert values(findings)["dte_fairness_groups_withheld"] == 1
    assert "(missing)" not in str(findings.samples) + str(findings.details)


def test_a_group_that_is_called_as_those_without_one_is_refused() -> None:
    """Two groups would share their series."""
    cells: dict[Cell, int] = {("(missing)", 1, 1): 5, (None, 1, 1): 5, ("f", 1, 1): 5}
    with pytest.raises(
        CheckError, match=r"sensitive column 'sex' has a group '\(missing\)' beside rows without a value"
    ):
        found(cells, missing="group")
    assert values(found(cells, missing="leave_out"))
    assert values(found({("(missing)", 1, 1): 5, ("f", 1, 1): 5}, missing="group"))


CELLS = st.dictionaries(
    st.tuples(*[st.sampled_from([None, "a", "b"])] * 2, *[st.sampled_from([None, 0, 1])] * 2),
    st.integers(1, 50),
    min_size=1,
)


@settings(max_examples=20, deadline=None)
@given(CELLS, st.sampled_from(["group", "leave_out"]))
def test_rows_used_and_left_out_are_all_rows(cells: dict[Cell, int], missing: str) -> None:
    """Of every sensitive column: its groups, the rows without one and those without a prediction make up the window."""
    findings = found(cells, sensitive=("sex", "race"), missing=missing)
    left = {one.column: one.rows for one in findings.left_out}

    for column in ("sex", "race"):
        shown = findings.details[column]["groups"].values()
        assert sum(one["rows"] for one in shown) + left[column] + left["hired"] == sum(cells.values())


@given(CELLS, CELLS)
def test_what_two_sets_of_rows_leave_out_adds_up(some: dict[Cell, int], others_: dict[Cell, int]) -> None:
    """Rows in two files are those of one file."""
    tables = [Contingency(("sex", "race"), cells) for cells in (some, others_)]
    one, two = (Coverage.of(table, table.dimensions, grouped_too=False) for table in tables)
    both = Coverage.of(tables[0].merge(tables[1]), tables[0].dimensions, grouped_too=False)

    assert both.used == one.used + two.used
    assert both.labelled == one.labelled + two.labelled
    assert both.unpredicted == one.unpredicted + two.unpredicted
    assert both.ungrouped == {name: one.ungrouped[name] + two.ungrouped[name] for name in ("sex", "race")}


@given(CELLS)
def test_the_order_of_sensitive_columns_changes_nothing(cells: dict[Cell, int]) -> None:
    """Each column is asked by itself."""
    turned = {(race, sex, *rest): count for (sex, race, *rest), count in cells.items()}
    one = Coverage.of(Contingency(("sex", "race"), cells), ("sex", "race"), grouped_too=False)
    two = Coverage.of(Contingency(("race", "sex"), turned), ("sex", "race"), grouped_too=False)

    assert (one.used, one.labelled, dict(one.ungrouped)) == (two.used, two.labelled, dict(two.ungrouped))
