import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dte_exporter.checks.drift.check import drift, needs
from dte_exporter.checks.drift.params import Params
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.distribution import Distribution, DistributionPlan
from dte_exporter.statistics.distribution.measuring import by_value
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.distribution.profile import Profile
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.table_view import view

KINDS = {
    "income": ColumnKind.NUMBER,
    "city": ColumnKind.CATEGORY,
    "member": ColumnKind.BOOLEAN,
    "since": ColumnKind.TIME,
    "tags": ColumnKind.OTHER,
    "decision": ColumnKind.NUMBER,
    "chance": ColumnKind.NUMBER,
    "truth": ColumnKind.NUMBER,
    "id": ColumnKind.NUMBER,
}


def roles(**given: Any) -> Roles:
    """Return the roles of a table of customers, with some of them replaced."""
    usual: dict[str, Any] = {
        "prediction": None,
        "probability": None,
        "label": None,
        "time": None,
        "positive": None,
        "favourable": True,
        "sensitive": (),
        "features": ("income", "city"),
        "kinds": KINDS,
    }
    return Roles(**{**usual, **given})


def numbers(counts: Mapping[float | None, int]) -> Numbers:
    """Return the profile of numbers with the rows given for each."""
    return by_value(counts.items())


INCOME = numbers({0.0: 1_000, 2.0: 1_000, 4.0: 1_000, 6.0: 1_000, 8.0: 1_000, 10.0: 1_000})
RISEN = numbers({1.0: 1_000, 3.0: 1_000, 5.0: 1_000, 7.0: 1_000, 9.0: 1_000, 11.0: 1_000})
CITY = Categories(0, {"a": 4_500, "b": 1_500})
OTHER_CITY = Categories(0, {"a": 1_500, "b": 4_500})


def found(
    reference: Mapping[str, Any], current: Mapping[str, Any], params: Params | None = None, **given: Any
) -> Findings:
    """Return what the check finds in literal profiles of windows over the row limit."""
    profiles = {
        side: Profile(
            6_000,
            {name: one for name, one in columns.items() if isinstance(one, Numbers)},
            {name: one for name, one in columns.items() if isinstance(one, Categories)},
        )
        for side, columns in (("reference", reference), ("current", current))
    }
    statistics = {"distribution": Distribution(profiles, {}, row_limit=100)}
    return drift.compute(statistics, params or Params(row_limit=100), roles(**given), 0.0)


def values(findings: Findings, metric: str) -> dict[str, float]:
    """Return the values of `metric` by column and method."""
    return {"/".join(one.labels.values()): one.value for one in findings.samples if one.name == f"dte_drift_{metric}"}


MOVED = found({"income": INCOME, "city": CITY}, {"income": RISEN, "city": OTHER_CITY})


def test_numbers_and_categories_get_evidentlys_distances() -> None:
    """Every income grew by 1 and their variance is 35/3; of shares 3/4 and 1/4 that have changed places, JS by hand."""
    m = 0.5
    divergence = 0.75 * math.log(0.75 / m) + 0.25 * math.log(0.25 / m)
    assert values(MOVED, "distance") == {
        "income/wasserstein": pytest.approx(1 / math.sqrt(35 / 3)),
        "city/jensenshannon": pytest.approx(math.sqrt(divergence)),
    }


def test_threshold_and_verdict_stand_beside_the_distance() -> None:
    """Both columns lie over Evidently's 0.1."""
    assert values(MOVED, "threshold") == {"income/wasserstein": 0.1, "city/jensenshannon": 0.1}
    assert values(MOVED, "detected") == {"income/wasserstein": 1, "city/jensenshannon": 1}
    assert values(MOVED, "p_value") == {}


def test_what_has_not_moved_has_a_distance_of_zero() -> None:
    """And has not drifted."""
    findings = found({"income": INCOME, "city": CITY}, {"income": INCOME, "city": CITY})
    assert set(values(findings, "distance").values()) == {0.0}
    assert set(values(findings, "detected").values()) == {0.0}
    assert values(findings, "columns_ratio") == {"": 0.0}


def test_the_share_is_of_features_alone() -> None:
    """One feature of two has drifted; that prediction, probability and label have does not count."""
    outcomes = {"decision": INCOME, "chance": INCOME, "truth": INCOME}
    findings = found(
        {"income": INCOME, "city": CITY, **outcomes},
        {"income": INCOME, "city": OTHER_CITY, **dict.fromkeys(outcomes, RISEN)},
        prediction="decision",
        probability="chance",
        label="truth",
    )
    assert values(findings, "columns_ratio") == {"": 0.5}
    assert values(findings, "detected") == {
        "income/wasserstein": 0,
        "city/jensenshannon": 1,
        "decision/wasserstein": 1,
        "chance/wasserstein": 1,
        "truth/wasserstein": 1,
    }


@pytest.mark.parametrize("empty", ["reference", "current"])
def test_a_column_without_values_is_left_out_and_said(empty: str) -> None:
    """It is no 0, and the share is of the features that have a score."""
    sides = {"reference": INCOME, "current": RISEN, empty: numbers({None: 6_000})}
    findings = found({"income": sides["reference"], "city": CITY}, {"income": sides["current"], "city": OTHER_CITY})
    assert findings.undefined == (f"column 'income' has no values in the {empty} window",)
    assert list(values(findings, "distance")) == ["city/jensenshannon"]
    assert values(findings, "columns_ratio") == {"": 1.0}
    assert findings.details["columns"]["income"]["undefined"] == findings.undefined[0]


def test_nothing_defined_gives_no_sample() -> None:
    """Not even a share."""
    nothing = numbers({None: 6_000})
    findings = found({"income": nothing}, {"income": nothing}, features=("income",))
    assert findings.samples == ()
    assert len(findings.undefined) == 1


def test_categories_that_were_not_told_apart_are_undefined() -> None:
    """The sentence says what to do."""
    many = Categories(0, {"a": 3_000}, other=3_000)
    findings = found({"city": many}, {"city": many}, features=("city",))
    assert findings.undefined == (
        "column 'city': jensenshannon is not defined, "
        "there are over 10,000 categories: exclude it if it identifies rows",
    )


def test_a_score_that_is_not_finite_is_undefined(tmp_path: Path) -> None:
    """The t-test of a constant divides by its spread of nothing; the column is said, and has no sample."""
    duckdb.execute(f"copy (select 5 income, 'a' city from range(20)) to '{tmp_path}/t.parquet'")
    table = open_files.open(FilesSource(type="files", path="t.parquet"), tmp_path)
    rows = view(table, None, None, None, 0.0)
    params = Params.model_validate({"columns": {"income": {"method": "t_test"}}})
    (plan,) = needs(params, roles()).values()
    distribution = plan.measure(Sources({"reference": rows, "current": rows}), DiskCache(tmp_path))
    findings = drift.compute({"distribution": distribution}, params, roles(), 0.0)
    assert findings.undefined == (
        "column 'income': t_test is not defined, it asks for values on both sides that are not all the same",
    )
    assert values(findings, "p_value") == {"city/z": 1.0}


def test_the_config_sets_method_and_threshold_for_one_column_or_all() -> None:
    """All get a threshold of 0.5, the city another method with its own."""
    params = Params.model_validate(
        {"threshold": 0.5, "columns": {"city": {"method": "psi", "threshold": 5.0}}, "row_limit": 100}
    )
    findings = found({"income": INCOME, "city": CITY}, {"income": RISEN, "city": OTHER_CITY}, params)
    assert values(findings, "threshold") == {"income/wasserstein": 0.5, "city/psi": 5.0}
    assert values(findings, "detected") == {"income/wasserstein": 0, "city/psi": 0}
    assert values(findings, "distance")["city/psi"] == pytest.approx(math.log(3))  # 2 * 0.5 * ln(0.75 / 0.25)


def test_evidence_tells_how_each_score_came_about() -> None:
    """Method, direction, basis and counts; not the least or the greatest value."""
    income = MOVED.details["columns"]["income"]
    assert {key: income[key] for key in ("method", "threshold", "drifted", "better", "basis", "rows", "nulls")} == {
        "method": "wasserstein",
        "threshold": 0.1,
        "drifted": True,
        "better": "lower",
        "basis": "distribution",
        "rows": {"reference": 6_000, "current": 6_000},
        "nulls": {"reference": 0, "current": 0},
    }
    assert income["score"] == values(MOVED, "distance")["income/wasserstein"]
    assert MOVED.details["columns"]["city"]["categories"]["names"] == ["a", "b"]


def test_columns_that_cannot_be_compared_are_said() -> None:
    """A time and a list among the features have no score, and no sentence of failure."""
    findings = found({"city": CITY}, {"city": CITY}, features=("city", "since", "tags"))
    assert findings.details["not_compared"] == {"since": "time", "tags": "other"}
    assert findings.undefined == ()


def test_one_plan_asks_for_every_column_by_its_kind() -> None:
    """Features, prediction, probability and label, booleans as categories; neither key nor time."""
    plans = needs(
        Params(row_limit=7_000),
        roles(
            features=("income", "city", "member", "since"), prediction="decision", probability="chance", label="truth"
        ),
    )
    assert plans == {
        "distribution": DistributionPlan(
            ("income", "decision", "chance", "truth"), ("city", "member"), 7_000, others=("since",)
        )
    }


def test_a_choice_for_a_column_without_a_role_is_refused_before_a_row_is_read() -> None:
    """It is a slip in the config."""
    with pytest.raises(CheckError, match="drift does not look at column 'town'"):
        needs(Params.model_validate({"columns": {"town": {"method": "psi"}}}), roles())


def test_a_choice_that_cannot_be_met_is_refused() -> None:
    """A method for numbers on a column that holds categories in both windows."""
    params = Params.model_validate({"columns": {"city": {"method": "ks"}}})
    with pytest.raises(CheckError, match="method 'ks' is not for column 'city'"):
        found({"city": CITY}, {"city": CITY}, params, features=("city",))
