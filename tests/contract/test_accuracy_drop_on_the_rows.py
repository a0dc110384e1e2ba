"""What a column explains of a drop in accuracy equals what reweighting the rows one by one gives."""

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dte_exporter.checks.model.attribution.accuracy_drop import Params
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet, Features
from dte_exporter.config.windows import Windows
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

ROWS = 4_000
BINS = 8


def drawn(side: int) -> pd.DataFrame:
    """Return rows of a side; of side 1 more are young, more come from b, and the unknown are more often wrong."""
    random = np.random.default_rng(side)
    age = random.gamma(8 - 3 * side, 6, ROWS)
    p = [[0.5, 0.2, 0.2, 0.1], [0.2, 0.5, 0.2, 0.1]][side]
    city = pd.Series(random.choice(["a", "b", "c", "d"], ROWS, p=p), dtype=object)
    city = city.mask(random.random(ROWS) < 0.03, None)
    member = random.random(ROWS) < 0.3
    label = random.integers(0, 2, ROWS)
    wrong = random.random(ROWS) < 0.05 + 0.2 * (age < 30) + 0.2 * (city == "b") + 0.1 * side * member
    return pd.DataFrame(
        {
            "side": side,
            "age": np.where(random.random(ROWS) < 0.02, np.nan, age),
            "city": city,
            "member": member,
            "steps": random.integers(0, 4 + side, ROWS),
            "label": pd.Series(label, dtype="Int64").mask(random.random(ROWS) < 0.1),
            "guess": pd.Series(np.where(wrong, 1 - label, label), dtype="Int64").mask(random.random(ROWS) < 0.01),
        }
    )


@pytest.fixture(scope="module")
def sides() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the reference and the current rows."""
    return drawn(0), drawn(1)


@pytest.fixture(scope="module")
def found(sides: tuple[pd.DataFrame, pd.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """Return what the real check finds in a file of these rows."""
    tmp = tmp_path_factory.mktemp("rows")
    pd.concat(sides).to_parquet(tmp / "rows.parquet", index=False)
    dataset = DataSet(
        source=FilesSource(type="files", path=str(tmp / "rows.parquet")),
        columns=Columns(label="label", prediction="guess", features=Features(exclude=("side",))),
        windows=Windows.model_validate({"reference": "side = 0", "current": "side = 1"}),
    )
    settings = CheckSettings(check="accuracy-drop", dataset="d", every=60.0, memory_limit="16GiB")
    check = ConfiguredCheck("c", settings, Params(bins=BINS), {"d": dataset}, tmp, "model")
    result: dict[str, Any] = json.loads(execute(Job(check, 0.0, tmp)))
    assert (result["outcome"], result["evidence"]["undefined"]) == ("ok", [])
    return {
        one["labels"].get("column", one["name"].removeprefix("dte_model_")): one["value"] for one in result["samples"]
    }


def in_bins(values: pd.Series, reference: pd.Series) -> pd.Series:
    """Return the bin of each number, bins of as many reference numbers each; what is missing has one of its own."""
    ordered = np.sort(reference.dropna())
    edges = [ordered[-(-place * len(ordered) // BINS)] for place in range(1, BINS)]
    return pd.Series(np.where(values.isna(), -1, np.digitize(values, edges)))


def values_of(column: str, sides: tuple[pd.DataFrame, pd.DataFrame]) -> list[pd.Series]:
    """Return the values to reweight by, of each side."""
    if column == "age":
        return [in_bins(one["age"], sides[0]["age"]) for one in sides]
    if column == "steps":
        return [one["steps"].clip(upper=3) for one in sides]  # what is new above all lies in the highest band
    return [one[column].map(lambda value: "nothing" if pd.isna(value) else str(value)) for one in sides]


@pytest.mark.parametrize("column", ["age", "city", "member", "steps"])
def test_a_share_is_that_of_rows_reweighted_one_by_one(
    column: str, sides: tuple[pd.DataFrame, pd.DataFrame], found: dict[str, float]
) -> None:
    """Each current row by how often its value is in the reference over how often it is now; the mean of right ones."""
    told = [one["label"].notna() & one["guess"].notna() for one in sides]
    right = [
        (one["label"] == one["guess"])[known].to_numpy(dtype=float) for one, known in zip(sides, told, strict=True)
    ]
    then, now = (one[known] for one, known in zip(values_of(column, sides), told, strict=True))
    weights = now.map(then.value_counts(normalize=True)).fillna(0) / now.map(now.value_counts(normalize=True))

    drop = right[0].mean() - right[1].mean()
    expected = (np.average(right[1], weights=weights) - right[1].mean()) / drop

    assert found["accuracy_drop"] == pytest.approx(drop, abs=1e-12)
    assert found[column] == pytest.approx(expected, abs=1e-9)


def test_what_has_moved_explains_more_than_what_has_not(found: dict[str, float]) -> None:
    """Age and city have moved and matter; membership matters more now, which is no shift of it."""
    assert min(found["age"], found["city"]) > 0.2
    assert abs(found["member"]) < 0.1
