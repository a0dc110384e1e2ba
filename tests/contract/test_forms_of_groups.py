"""Combinations of columns, bands of numbers and one class of many equal Fairlearn on rows that are grouped by hand."""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import fairlearn.metrics as fl
import numpy as np
import pandas as pd
import pytest
import sklearn.metrics as sk

from dte_exporter.config.loading.load import load
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from tests.contract.relabelled import relabelled

CONFIG = """
datasets:
  people:
    source: {{type: files, path: people.parquet}}
    columns: {{prediction: guess, probability: score, label: truth, positive: {positive}, sensitive: {sensitive}}}
  flats:
    source: {{type: files, path: people.parquet}}
    columns: {{prediction: rent_guess, label: rent, sensitive: {sensitive}}}
checks:
  fair: {{check: fairness, dataset: people, every: 1h, threshold: {threshold}}}
  right: {{check: performance, dataset: people, every: 1h}}
  kinds: {{check: performance, dataset: people, every: 1h, task: multiclass}}
  numbers: {{check: performance, dataset: flats, every: 1h, task: regression}}
  fair-numbers: {{check: fairness-regression, dataset: flats, every: 1h}}
"""


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    """Return 3,000 people of two sexes, three races of which one is rare in a sex, and any age; some know no age."""
    rng = np.random.default_rng(7)
    race = rng.choice(["white", "black", "asian"], 3000, p=[0.6, 0.37, 0.03])
    sex = np.where(rng.random(3000) < np.where(race == "asian", 0.15, 0.5), "f", "m")
    age = rng.integers(16, 90, 3000).astype(float)
    age[rng.random(3000) < 0.02] = np.nan
    truth, guess = (rng.choice(["a", "b", "c"], 3000, p=share) for share in ([0.5, 0.2, 0.3], [0.4, 0.3, 0.3]))
    score = np.where(rng.random(3000) < 0.01, np.nan, rng.random(3000).round(2))
    rent = np.where(rng.random(3000) < 0.05, np.nan, rng.normal(900, 200, 3000))
    flats = {"rent": rent, "rent_guess": 0.5 * rng.normal(900, 200, 3000) + 0.5 * np.nan_to_num(rent, nan=900)}
    return pd.DataFrame({"sex": sex, "race": race, "age": age, "truth": truth, "guess": guess, "score": score, **flats})


def told(
    people: pd.DataFrame,
    folder: Path,
    sensitive: str,
    positive: str = "c",
    check: str = "fair",
    threshold: str = "null",
) -> dict[str, Any]:
    """Return what a worker finds."""
    people.to_parquet(folder / "people.parquet")
    (folder / "config.yaml").write_text(CONFIG.format(sensitive=sensitive, positive=positive, threshold=threshold))
    config = load(folder / "config.yaml", Registry.discover())
    result: dict[str, Any] = json.loads(execute(Job(config.checks[check], 0.0, folder / "cache")))
    assert result["outcome"] == "ok", result["message"]
    return result


def values(result: Mapping[str, Any], feature: str) -> dict[str, float]:
    """Return the values on `feature`, by metric and by group where there is one."""
    of_feature = [one for one in result["samples"] if one["labels"].get("sensitive_feature") == feature]
    return {
        one["name"].removeprefix("dte_fairness_") + one["labels"].get("group", ""): one["value"] for one in of_feature
    }


def compare(found: Mapping[str, float], people: pd.DataFrame, groups: "pd.Series[str]", positive: str = "c") -> None:
    """Assert that `found` is what Fairlearn says of `positive` against the rest, by `groups`."""
    kept = people[groups.notna()]
    truth, guess = (kept[column] == positive for column in ("truth", "guess"))
    for name in ("demographic_parity", "equalized_odds", "equal_opportunity"):
        for kind in ("difference", "ratio"):
            expected = getattr(fl, f"{name}_{kind}")(truth, guess, sensitive_features=groups.dropna())
            assert found[f"{name}_{kind}"] == pytest.approx(expected, abs=1e-12), (name, kind)
    rows = groups.value_counts().to_dict()
    assert {
        key.removeprefix("group_rows"): value for key, value in found.items() if key.startswith("group_rows")
    } == rows


def test_combinations_of_two_columns(people: pd.DataFrame, tmp_path: Path) -> None:
    """Six groups, of which the few asian women are counted with the largest."""
    groups = people.sex + " & " + people.race
    assert 0 < (groups == "f & asian").sum() < 30
    compare(values(told(people, tmp_path, "[[sex, race]]"), "sex & race"), people, relabelled(groups))


@pytest.mark.parametrize("positive", ["a", "b", "c"])
def test_bands_of_a_number_and_one_class_against_the_rest(people: pd.DataFrame, tmp_path: Path, positive: str) -> None:
    """Under 25, 25 to under 45, 45 and over; those without an age in none; each class of three as the positive one."""
    names = ["under 25", "25 to under 45", "45 and over"]
    groups = pd.cut(people.age, [-np.inf, 25, 45, np.inf], right=False, labels=names).astype("string")
    result = told(people, tmp_path, "[{column: age, bands: [25, 45]}]", positive)
    compare(values(result, "age"), people, groups, positive)


def test_bands_within_combinations(people: pd.DataFrame, tmp_path: Path) -> None:
    """A combination of a column that has bands is one of its bands."""
    banded = pd.cut(people.age, [-np.inf, 40, np.inf], right=False, labels=["under 40", "40 and over"]).astype("string")
    result = told(people, tmp_path, "[{column: age, bands: [40]}, [sex, age]]")
    compare(values(result, "sex & age"), people, people.sex + " & " + banded)


def test_a_threshold_on_probabilities(people: pd.DataFrame, tmp_path: Path) -> None:
    """At 0.7 and above a row is predicted positive, whatever the guess; those without a probability are left out."""
    scored = people.dropna(subset="score")
    scored = scored.assign(guess=np.where(scored.score >= 0.7, "c", "a"))
    result = told(people, tmp_path, "[sex]", threshold="0.7")
    compare(values(result, "sex"), scored, scored.sex)
    assert result["evidence"]["left_out"][0] == {
        "column": "score",
        "reason": "missing_prediction",
        "rows": len(people) - len(scored),
        "window": "current",
    }


def figures(result: Mapping[str, Any], feature: str) -> dict[tuple[str, str], float]:
    """Return the figures of the groups of `feature`, by metric and group."""
    return {
        (one["name"].split("_", 2)[2].removeprefix("group_"), one["labels"]["group"]): one["value"]
        for one in result["samples"]
        if one["labels"].get("sensitive_feature") == feature and "group" in one["labels"]
    }


def frame(people: pd.DataFrame, metrics: Mapping[str, Any], truth: str, told: str) -> pd.DataFrame:
    """Return what Fairlearn says of the combinations of two sensitive features that have 30 rows."""
    many = people[people.groupby(["sex", "race"]).sex.transform("size") >= 30]
    found: pd.DataFrame = fl.MetricFrame(
        metrics=metrics, y_true=many[truth], y_pred=many[told], sensitive_features=many[["sex", "race"]]
    ).by_group.dropna()
    return found.set_index(found.index.map(" & ".join))


def without_the_carrier(names: pd.Index, result: Mapping[str, Any]) -> list[str]:
    """Return the groups of `names` with which no others are counted."""
    details = result["evidence"]["details"]["sex & race"]
    groups = details.get("groups", details)
    assert set(groups) == set(names)
    return [str(name) for name in names if "with_withheld_groups" not in groups[name]]


@pytest.mark.parametrize("task", ["binary", "multiclass"])
def test_performance_of_combinations_of_two_columns(people: pd.DataFrame, tmp_path: Path, task: str) -> None:
    """Each figure of a combination is scikit-learn's on its rows, beside bands of a number that make groups too."""
    features = "[[sex, race], {column: age, bands: [40]}]"
    result = told(people, tmp_path, features, check="right" if task == "binary" else "kinds")
    found = figures(result, "sex & race")
    rows, metrics, curves = people, dict[str, Any](), pd.DataFrame()
    if task == "binary":
        rows = people.assign(truth=(people.truth == "c").astype(int), guess=(people.guess == "c").astype(int))
        metrics = {"accuracy": sk.accuracy_score, "precision": sk.precision_score, "recall": sk.recall_score}
        ranked = {"roc_auc": sk.roc_auc_score, "brier_score": sk.brier_score_loss, "log_loss": sk.log_loss}
        curves = frame(rows.dropna(subset="score"), ranked, "truth", "score")
    else:
        metrics = {"accuracy": sk.accuracy_score, "f1_macro": partial(sk.f1_score, average="macro")}
    for expected in (frame(rows, metrics, "truth", "guess"), curves):
        for name in map(str, expected):
            for group in without_the_carrier(expected.index, result):
                assert found[name, group] == pytest.approx(expected.loc[group, name], abs=1e-12), (name, group)
    old = rows[rows.age >= 40]
    right = (old.truth == old.guess).mean()
    assert figures(result, "age")["accuracy", "40 and over"] == pytest.approx(right, abs=1e-12)


@pytest.mark.parametrize("check", ["numbers", "fair-numbers"])
def test_numbers_of_combinations_of_two_columns(people: pd.DataFrame, tmp_path: Path, check: str) -> None:
    """Errors of both checks of numbers; some rows have no label, and are in neither's figures."""
    result = told(people, tmp_path, "[[sex, race]]", check=check)
    found = figures(result, "sex & race")
    known = people.dropna(subset="rent")
    metrics = {"mean_absolute_error": sk.mean_absolute_error, "r2": sk.r2_score}
    expected = frame(known, metrics, "rent", "rent_guess")
    for name in metrics:
        for group in without_the_carrier(expected.index, result):
            assert found[name, group] == pytest.approx(expected.loc[group, name], abs=1e-9), (name, group)
    if check == "fair-numbers":
        small = relabelled(known.sex + " & " + known.race)
        of_all = fl.MetricFrame(
            metrics=metrics, y_true=known.rent, y_pred=known.rent_guess, sensitive_features=small
        ).difference()
        assert values(result, "sex & race")["r2_difference"] == pytest.approx(of_all["r2"], abs=1e-9)


def test_no_small_combination_is_what_is_left_of_what_sexes_and_races_tell(
    people: pd.DataFrame, tmp_path: Path
) -> None:
    """An attack: the asian women from the asians, or from the women, by the counts of the evidence."""
    details = told(people, tmp_path, "[sex, race, [sex, race]]")["evidence"]["details"]
    groups = {feature: details[feature]["groups"] for feature in details}
    shown = groups["sex & race"]
    assert shown
    assert "f & asian" not in shown
    for place, feature in enumerate(("sex", "race")):
        for value, one in groups[feature].items():
            beside = [cell for name, cell in shown.items() if name.split(" & ")[place] == value]
            left = one["rows"] - sum(cell["rows"] for cell in beside)
            assert left == 0 or left >= 30, (feature, value)
