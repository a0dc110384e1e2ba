from collections.abc import Mapping

import pytest

from dte_exporter.checks.fairness.check import Params, fairness, needs
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings
from dte_exporter.statistics.contingency import Cell, Contingency, ContingencyPlan


def roles(**given: object) -> Roles:
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
    return Roles(**{**usual, **given})  # type: ignore[arg-type]


def found(cells: Mapping[Cell, int], min_group_rows: int = 1, **given: object) -> Findings:
    """Return what the check finds in literal cells."""
    table = Contingency(roles(**given).sensitive, cells)
    return fairness.compute({"table": table}, Params(min_group_rows=min_group_rows), roles(**given), 0.0)


def values(findings: Findings) -> dict[str, float]:
    """Return the values that belong to a sensitive feature, not to one of its groups."""
    return {one.name: one.value for one in findings.samples if "group" not in one.labels}


def test_needs_one_table_over_every_sensitive_column() -> None:
    """Two sensitive columns are counted in one pass."""
    plans = needs(Params(), roles(sensitive=("sex", "race")))
    assert plans == {"table": ContingencyPlan(("sex", "race"), "hired", "apt")}


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
    """Of one person of group x nothing is told but that there is such a group."""
    cells: dict[Cell, int] = {("f", 1, 1): 30, ("m", 1, 0): 30, ("x", 0, 1): 1}
    findings = found(cells, min_group_rows=30)
    assert {one.labels.get("group") for one in findings.samples} == {None, "f", "m"}
    assert values(findings)["dte_fairness_groups_withheld"] == 1
    assert "x" not in findings.details["sex"]["groups"]


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


def test_the_evidence_holds_the_counts_behind_the_rates() -> None:
    """Anyone can work the rate out again."""
    details = found({("f", 1, 1): 3, ("f", 0, 0): 1, ("f", None, 1): 2, (None, 1, 1): 5}).details["sex"]
    assert details["groups"]["f"] == {
        "rows": 6,
        "predicted_positive": 5,
        "labelled_positive": 3,
        "labelled_negative": 1,
    }
    assert details["rows_left_out"] == 5
