"""Combinations of columns, bands of numbers and one class of many equal Fairlearn on rows that are grouped by hand."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import fairlearn.metrics as fl
import numpy as np
import pandas as pd
import pytest

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
checks:
  fair: {{check: fairness, dataset: people, every: 1h, threshold: {threshold}}}
  right: {{check: performance, dataset: people, every: 1h}}
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
    return pd.DataFrame({"sex": sex, "race": race, "age": age, "truth": truth, "guess": guess, "score": score})


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


def test_performance_is_told_of_bands_and_of_single_columns(people: pd.DataFrame, tmp_path: Path) -> None:
    """Combinations are for fairness alone."""
    result = told(people, tmp_path, "[sex, [sex, race], {column: age, bands: [40]}]", check="right")
    found = {
        (one["labels"]["sensitive_feature"], one["labels"]["group"]): one["value"]
        for one in result["samples"]
        if one["name"] == "dte_model_accuracy"
    }
    old = people[people.age >= 40]
    assert found.keys() == {("", ""), ("sex", "f"), ("sex", "m"), ("age", "under 40"), ("age", "40 and over")}
    expected = ((old.truth == "c") == (old.guess == "c")).mean()
    assert found["age", "40 and over"] == pytest.approx(expected, abs=1e-12)


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
