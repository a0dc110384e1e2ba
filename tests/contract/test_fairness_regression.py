"""Every figure of fairness-regression equals Fairlearn and scikit-learn on the rows."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import fairlearn.metrics as fl
import numpy as np
import pandas as pd
import pytest
import sklearn.metrics as sk

from dte_exporter.checks.fairness.regression.check import Params
from dte_exporter.checks.fairness.regression.group_errors import FIGURES
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

ADULT = Path(__file__).parents[2] / "tests/data/adult.parquet"

FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "mean_prediction": fl.mean_prediction,
    "mean_error": lambda truth, prediction: float(np.mean(prediction - truth)),
}
"""Those that scikit-learn has not by the figure's name, or that name and `_score`."""


def function(name: str) -> Callable[..., float]:
    """Return the library's function of a figure."""
    found: Callable[..., float] = FUNCTIONS.get(name) or getattr(sk, name, None) or getattr(sk, f"{name}_score")
    return found


def measured(rows: pd.DataFrame, tmp: Path) -> dict[tuple[str, str], float]:
    """Return what the real check tells of a file of `rows`, by metric and group."""
    rows.to_parquet(tmp / "rows.parquet")
    columns = Columns(prediction="prediction", label="truth", sensitive=("group",))
    dataset = DataSet(source=FilesSource(type="files", path="rows.parquet"), columns=columns)
    settings = CheckSettings(check="fairness-regression", dataset="d", every=60.0, memory_limit="16GiB")
    check = ConfiguredCheck("c", settings, Params(), {"d": dataset}, tmp, "fairness")
    result: dict[str, Any] = json.loads(execute(Job(check, 0.0, tmp)))
    assert result["outcome"] == "ok", result["message"]
    return {
        (one["name"].removeprefix("dte_fairness_"), one["labels"].get("group", "")): one["value"]
        for one in result["samples"]
    }


def hours() -> pd.DataFrame:
    """Return the working hours of Adult, foretold from years of education, by race."""
    rows = pd.read_parquet(ADULT, columns=["hours_per_week", "education_num", "race"])
    guess = 22.3 + 1.7 * rows["education_num"]
    return pd.DataFrame(
        {"truth": rows["hours_per_week"].astype(float), "prediction": guess, "group": rows["race"].astype(str)}
    )


def large_numbers() -> pd.DataFrame:
    """Return 600 numbers near a million that differ by ones."""
    random = np.random.default_rng(7)
    truth = 1e6 + random.normal(size=600)
    return pd.DataFrame({"truth": truth, "prediction": truth + random.normal(size=600), "group": ["a", "b", "c"] * 200})


@pytest.mark.parametrize("rows", [hours, large_numbers], ids=lambda rows: rows.__name__)
def test_each_figure_equals_that_of_the_libraries_on_the_rows(rows: Callable[[], pd.DataFrame], tmp_path: Path) -> None:
    """Of each group, and how far apart the groups lie, to 1e-9 of itself."""
    table = rows()
    found = measured(table, tmp_path)
    frame = fl.MetricFrame(
        metrics={figure.name: function(figure.name) for figure in FIGURES},
        y_true=table["truth"],
        y_pred=table["prediction"],
        sensitive_features=table["group"],
    )

    for figure in FIGURES:
        for group, value in frame.by_group[figure.name].items():
            assert found[f"group_{figure.name}", str(group)] == pytest.approx(value, rel=1e-9), figure.name
        last_digits = 1e-12 * frame.by_group[figure.name].abs().max()  # a difference has no more than its figures
        expected = pytest.approx(frame.difference()[figure.name], rel=1e-9, abs=last_digits)
        assert found[f"{figure.name}_difference", ""] == expected, figure.name
        if figure.has_ratio:
            assert found[f"{figure.name}_ratio", ""] == pytest.approx(frame.ratio()[figure.name], rel=1e-9)
