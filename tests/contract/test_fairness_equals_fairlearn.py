"""Every fairness gauge equals Fairlearn on the rows, wherever the rate of every group is defined."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fairlearn.metrics as fl
import pandas as pd
import pytest

from dte_exporter.checks.fairness.check import Params
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet
from dte_exporter.config.windows import Windows
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from tests.contract.relabelled import relabelled

ROOT = Path(__file__).parents[2]
ACS = ROOT / "deploy/demo/acs_employment.parquet"
ADULT = ROOT / "tests/data/adult.parquet"

FAIRLEARN: dict[str, Callable[..., float]] = {
    "demographic_parity_difference": fl.demographic_parity_difference,
    "demographic_parity_ratio": fl.demographic_parity_ratio,
    "equalized_odds_difference": fl.equalized_odds_difference,
    "equalized_odds_ratio": fl.equalized_odds_ratio,
    "equal_opportunity_difference": fl.equal_opportunity_difference,
    "equal_opportunity_ratio": fl.equal_opportunity_ratio,
}


def measured(
    path: Path, columns: Columns, where: str | None, min_group_rows: int, tmp: Path, weight: str | None = None
) -> dict[str, Any]:
    """Return the result of the real check on real rows."""
    dataset = DataSet(
        source=FilesSource(type="files", path=str(path)),
        columns=columns,
        windows=Windows.model_validate({"current": where}),
    )
    settings = CheckSettings(check="fairness", dataset="people", every=60.0, memory_limit="16GiB")
    params = Params(min_group_rows=min_group_rows, weight=weight)
    check = ConfiguredCheck("c", settings, params, {"people": dataset}, tmp, "fairness")
    result: dict[str, Any] = json.loads(execute(Job(check, 0.0, tmp)))
    assert result["outcome"] == "ok", result["message"]
    return result


def values(result: dict[str, Any], feature: str) -> dict[str, float]:
    """Return the values on `feature` by metric, and by group where there is one."""
    return {
        one["name"].removeprefix("dte_fairness_") + one["labels"].get("group", ""): one["value"]
        for one in result["samples"]
        if one["labels"].get("sensitive_feature") == feature
    }


def acs(year: int, min_group_rows: int, tmp: Path) -> dict[str, Any]:
    """Return the result on one year of the census data."""
    columns = Columns(prediction="prediction", label="employed", sensitive=("sex", "race"))
    return measured(ACS, columns, f"year = {year}", min_group_rows, tmp)


@pytest.mark.parametrize("year", [2015, 2018])
@pytest.mark.parametrize("min_group_rows", [1, 30])
@pytest.mark.parametrize("feature", ["sex", "race"])
def test_every_family_equals_fairlearn_on_the_rows(
    year: int, min_group_rows: int, feature: str, tmp_path: Path
) -> None:
    """On the census data to 1e-12, small groups relabelled; a group where a rate is 0/0 is left out of its rows."""
    rows = pd.read_parquet(ACS, columns=["year", "prediction", "employed", feature]).query("year == @year")
    rows = rows.astype({feature: str})
    rows = rows.assign(**{feature: relabelled(rows[feature], min_group_rows)}).dropna(subset=feature)
    labels = rows.groupby(feature)["employed"]
    undefined = {
        "equalized_odds": labels.nunique()[lambda n: n < 2].index,
        "equal_opportunity": labels.max()[lambda top: top == 0].index,
        "demographic_parity": labels.size()[lambda n: n == 0].index,
    }
    found = values(acs(year, min_group_rows, tmp_path), feature)
    for name, function in FAIRLEARN.items():
        kept = rows[~rows[feature].isin(undefined[name.rsplit("_", 1)[0]])]
        expected = function(kept["employed"], kept["prediction"], sensitive_features=kept[feature])
        assert found[name] == pytest.approx(expected, abs=1e-12), name


def test_the_one_person_without_negatives_is_left_out_and_named(tmp_path: Path) -> None:
    """Fairlearn scores that group's 0/0 as 0; without it equalized odds by race is 0.593 in 2015, 0.333 in 2018."""
    for year, ratio in ((2015, 0.593), (2018, 0.333)):
        result = acs(year, 1, tmp_path)
        assert values(result, "race")["equalized_odds_ratio"] == pytest.approx(ratio, abs=5e-4)
        named = [one for one in result["evidence"]["undefined"] if one.startswith("race: group 'Alaska Native'")]
        assert named == ["race: group 'Alaska Native' has no negative labels, so equalized odds is computed without it"]


def test_the_census_figures_of_2015_by_sex(tmp_path: Path) -> None:
    """The reference figures, computed on the rows when the data was chosen."""
    found = values(acs(2015, 30, tmp_path), "sex")
    assert found["group_rowsFemale"] + found["group_rowsMale"] == 68_785
    assert found["group_selection_rateMale"] == pytest.approx(0.53913, abs=5e-6)
    assert found["group_selection_rateFemale"] == pytest.approx(0.53742, abs=5e-6)
    assert found["demographic_parity_difference"] == pytest.approx(0.00171, abs=5e-6)
    assert found["equalized_odds_difference"] == pytest.approx(0.05610, abs=5e-6)
    assert found["equal_opportunity_difference"] == pytest.approx(0.01156, abs=5e-6)


@pytest.mark.parametrize(("feature", "difference"), [("sex", 0.19452), ("race", 0.15223)])
def test_adult_incomes_by_sex_and_race(feature: str, difference: float, tmp_path: Path) -> None:
    """With the label as prediction, demographic parity is that of the incomes themselves."""
    columns = Columns(prediction="income", positive=">50K", sensitive=("sex", "race"))
    found = values(measured(ADULT, columns, None, 1, tmp_path), feature)
    rows = pd.read_parquet(ADULT)
    rich = (rows["income"] == ">50K").astype(int)
    for name in ("demographic_parity_difference", "demographic_parity_ratio"):
        expected = FAIRLEARN[name](rich, rich, sensitive_features=rows[feature])
        assert found[name] == pytest.approx(expected, abs=1e-12)
    assert found["demographic_parity_difference"] == pytest.approx(difference, abs=5e-6)


@pytest.mark.parametrize("feature", ["sex", "race"])
def test_incomes_weighted_by_the_census_equal_fairlearn_with_sample_weights(feature: str, tmp_path: Path) -> None:
    """`fnlwgt` says for how many people each row stands; with it the sexes lie as far apart as Fairlearn says."""
    columns = Columns(prediction="income", positive=">50K", sensitive=("sex", "race"))
    found = values(measured(ADULT, columns, None, 1, tmp_path, weight="fnlwgt"), feature)
    rows = pd.read_parquet(ADULT)
    rich = (rows["income"] == ">50K").astype(int)
    for name in ("demographic_parity_difference", "demographic_parity_ratio"):
        expected = FAIRLEARN[name](rich, rich, sensitive_features=rows[feature], sample_weight=rows["fnlwgt"])
        assert found[name] == pytest.approx(expected, abs=1e-12)
        assert found[f"{name}_ci_lower"] < found[name] < found[f"{name}_ci_upper"]
