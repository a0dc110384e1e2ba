"""Every row of the table of fairness families equals Fairlearn and scikit-learn on the rows, and keeps its laws."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import get_args

import fairlearn.metrics as fl
import pandas as pd
import pytest
import sklearn.metrics as sk
from hypothesis import given, settings
from hypothesis import strategies as st

from dte_exporter.checks.fairness.check import Params, fairness
from dte_exporter.checks.fairness.compared import Feature
from dte_exporter.checks.fairness.disparities import Comparison, Method
from dte_exporter.checks.fairness.disparity_families import FAMILIES, WITHOUT_ENDS, Criterion, Family, families_of
from dte_exporter.checks.fairness.groups import Counts
from dte_exporter.config.roles import Roles
from dte_exporter.metric import Sample, deciders
from dte_exporter.statistics.contingency import Cell, Contingency

ROOT = Path(__file__).parents[2]
ROLES = Roles("prediction", None, "truth", None, None, True, ("group",), (), {})
METHODS: Mapping[Method, str] = {"between_groups": "", "to_overall": "to_overall_"}

Functions = Mapping[str, Callable[..., float]]

UNDER_OTHER_NAMES: Mapping[str, Functions] = {
    "demographic_parity": {"selection_rate": fl.selection_rate},
    "equalized_odds": {"true_positive_rate": fl.true_positive_rate, "false_positive_rate": fl.false_positive_rate},
    "equal_opportunity": {"true_positive_rate": fl.true_positive_rate},
    "error_rate": {"error_rate": sk.zero_one_loss},
}

EVERY_FAMILY = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.criterion)


def functions(family: Family) -> Functions:
    """Return the libraries' own functions of what `family` compares, by the names of our rates."""
    name = family.criterion
    return UNDER_OTHER_NAMES.get(name) or {name: getattr(fl, name, None) or getattr(sk, f"{name}_score")}


def acs(feature: str) -> pd.DataFrame:
    """Return the census rows of 2018 in groups of 30 people or more."""
    path = ROOT / "deploy/demo/acs_employment.parquet"
    rows = pd.read_parquet(path, columns=["year", "prediction", "employed", feature]).query("year == 2018")
    rows = rows.rename(columns={"employed": "truth", feature: "group"}).astype({"group": str})
    return rows[rows.groupby("group")["truth"].transform("size") >= 30]


def adult(feature: str) -> pd.DataFrame:
    """Return the incomes of Adult, foretold by years of education."""
    rows = pd.read_parquet(ROOT / "tests/data/adult.parquet", columns=["education_num", "income", feature])
    told = {"truth": rows["income"] == ">50K", "prediction": rows["education_num"] >= 13}
    return pd.DataFrame(told).astype(int).assign(group=rows[feature].astype(str))


def computed(rows: pd.DataFrame, family: Family) -> Mapping[tuple[str, ...], float]:
    """Return what the check tells of `rows` by one criterion, by metric and the label of its own."""
    cells = Counter[Cell](rows[["group", "truth", "prediction"]].itertuples(index=False, name=None))
    params = Params(
        min_group_rows=1, criteria=(family.criterion,), compare=("between_groups", "to_overall", "extremes")
    )
    findings = fairness.compute({"table": Contingency(("group",), cells)}, params, ROLES, 0.0)
    assert not findings.undefined
    return by_metric(findings.samples)


def by_metric(samples: Iterable[Sample | str]) -> Mapping[tuple[str, ...], float]:
    """Return values by metric and the labels that tell its series apart."""
    return {
        (
            one.name.removeprefix("dte_fairness_"),
            *(text for key, text in one.labels.items() if key != "sensitive_feature"),
        ): one.value
        for one in samples
        if isinstance(one, Sample)
    }


def on_rows(rows: pd.DataFrame, family: Family) -> Mapping[tuple[str, ...], float]:
    """Return what Fairlearn tells of `rows` themselves, under the names of our metrics."""
    frame = fl.MetricFrame(
        metrics=dict(functions(family)),
        y_true=rows["truth"],
        y_pred=rows["prediction"],
        sensitive_features=rows["group"],
    )
    name = family.criterion
    found: dict[tuple[str, ...], float] = {}
    for method, infix in METHODS.items():
        found[f"{name}_{infix}difference",] = frame.difference(method=method).max()
        found[f"{name}_{infix}ratio",] = frame.ratio(method=method).min()
    for rate in functions(family):
        found[f"{rate}_group_min",], found[f"{rate}_group_max",] = frame.group_min()[rate], frame.group_max()[rate]
        found |= {(f"group_{rate}", group): value for group, value in frame.by_group[rate].items()}
    return found


def test_the_config_names_every_family() -> None:
    """A row of the table that no criterion names could not be asked for."""
    assert get_args(Criterion) == tuple(family.criterion for family in FAMILIES)


@EVERY_FAMILY
@pytest.mark.parametrize(
    ("table", "feature"),
    [(acs, "race"), (adult, "sex")],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_each_figure_equals_that_of_the_libraries_on_real_rows(
    table: Callable[[str], pd.DataFrame], feature: str, family: Family
) -> None:
    """Differences, ratios, extremes and the rates of groups, on the census and on Adult, to 1e-12."""
    rows = table(feature)
    found = computed(rows, family)

    for metric, expected in on_rows(rows, family).items():
        assert found[metric] == pytest.approx(expected, abs=1e-12), metric


CELLS = [(True, True), (True, False), (False, True), (False, False)]
COUNTS = st.builds(lambda rows: Counts(dict(zip(CELLS, rows, strict=True))), st.tuples(*[st.integers(1, 40)] * 4))
DRAWN = st.dictionaries(st.sampled_from("abc"), COUNTS, min_size=2)


GROUPS = {
    "f": Counts(dict(zip(CELLS, [30, 10, 6, 54], strict=True))),
    "m": Counts(dict(zip(CELLS, [30, 30, 4, 36], strict=True))),
    "x": Counts(dict(zip(CELLS, [12, 18, 9, 1], strict=True))),
}


def rows_of(groups: Mapping[str, Counts]) -> pd.DataFrame:
    """Return the rows that `groups` count."""
    rows = [
        (group, int(bool(truth)), int(prediction))
        for group, counts in groups.items()
        for (truth, prediction), count in counts.cells.items()
        for _ in range(int(count))
    ]
    return pd.DataFrame(rows, columns=["group", "truth", "prediction"])


@EVERY_FAMILY
@settings(max_examples=3, deadline=None)
@given(groups=DRAWN)
def test_each_figure_equals_that_of_the_libraries_on_drawn_rows(family: Family, groups: dict[str, Counts]) -> None:
    """Of two or three groups of up to 160 rows, to 1e-12."""
    rows = rows_of(groups)
    found = Comparison(groups, family.rates).of(*family.rates)
    expected = on_rows(rows, family)

    for method, infix in METHODS.items():
        assert found.difference(method) == pytest.approx(expected[f"{family.criterion}_{infix}difference",], abs=1e-12)
        assert found.ratio(method) == pytest.approx(expected[f"{family.criterion}_{infix}ratio",], abs=1e-12)
    for rate in family.rates:
        one = Comparison(groups, family.rates).of(rate)
        assert one.extremes == pytest.approx(
            (expected[f"{rate.name}_group_min",], expected[f"{rate.name}_group_max",]), abs=1e-12
        )


@EVERY_FAMILY
def test_where_fairlearn_has_the_disparity_itself_it_is_the_same(family: Family) -> None:
    """It calls those of scikit-learn by that library's names: accuracy_score_difference, zero_one_loss_ratio."""
    rows, found = rows_of(GROUPS), told(family, GROUPS)
    names = {
        family.criterion,
        *(function.__name__ for function in functions(family).values() if len(family.rates) == 1),
    }

    for method, infix in METHODS.items():
        for kind in ("difference", "ratio"):
            for derived in filter(None, (getattr(fl, f"{name}_{kind}", None) for name in names)):
                value = derived(rows["truth"], rows["prediction"], sensitive_features=rows["group"], method=method)
                assert found[f"{family.criterion}_{infix}{kind}",] == pytest.approx(value, abs=1e-12), derived


def told(family: Family, groups: Mapping[str, Counts]) -> Mapping[tuple[str, ...], float]:
    """Return all that is told of `groups` by one family."""
    families = families_of([family.criterion])
    comparison = Comparison(groups, family.rates)
    feature = Feature("sex", comparison, ROLES, 0.95, families, ["between_groups", "to_overall", "extremes"])
    return by_metric([*feature.disparities(), *feature.extremes(), *feature.group_values()])


@EVERY_FAMILY
def test_neither_the_order_nor_the_names_of_groups_change_a_figure(family: Family) -> None:
    """Groups in another order under other names have the same values, ends and p-values."""
    names = {"f": "y", "m": "b", "x": "a"}
    others = told(family, {names[name]: counts for name, counts in reversed(GROUPS.items())})

    for (metric, *labels), value in told(family, GROUPS).items():
        assert others[metric, *[names.get(label, label) for label in labels]] == pytest.approx(value, abs=1e-12), metric


@EVERY_FAMILY
def test_twice_the_rows_have_the_same_figures_and_narrower_intervals(family: Family) -> None:
    """Each row twice: values stay, and the rates of groups are surer."""
    twice = {name: Counts({cell: 2 * rows for cell, rows in counts.cells.items()}) for name, counts in GROUPS.items()}
    one, two = told(family, GROUPS), told(family, twice)

    for (metric, *labels), value in one.items():
        if metric.startswith("group") and metric.endswith("_ci_lower") and "impact" not in metric:
            upper = metric.replace("lower", "upper")
            assert two[upper, *labels] - two[metric, *labels] < one[upper, *labels] - value
        elif "_ci_" not in metric and metric != "p_value":
            assert two[metric, *labels] == pytest.approx(value, abs=1e-12), metric


def test_what_has_no_interval_is_not_decided_by_one() -> None:
    """An objective that asks for it is refused when the config is loaded."""
    decide = deciders(fairness.emits)

    assert not [spec.name for spec in WITHOUT_ENDS if decide[spec.name]]
    assert decide["dte_fairness_precision_difference"] == decide["dte_fairness_group_f1"] == ("interval",)


@EVERY_FAMILY
def test_only_shares_of_rows_are_compared_with_an_interval_and_a_test(family: Family) -> None:
    """Each rate of a group has ends that hold it; of two criteria the difference has none, and no p-value."""
    found = told(family, GROUPS)

    assert ((f"{family.criterion}_difference_ci_lower",) in found) is (
        family.criterion not in {"balanced_accuracy", "f1"}
    )
    assert (("p_value", family.criterion) in found) is (family.criterion not in {"balanced_accuracy", "f1"})
    for rate in family.rates:
        for group in GROUPS:
            lower, value, upper = (found[f"group_{rate.name}{end}", group] for end in ("_ci_lower", "", "_ci_upper"))
            assert lower < value < upper
