"""Bias and variance equal mlxtend's on the examples of its own documentation.

``dev/bench/peers/mlxtend_bias_variance.py`` printed the numbers and wrote the replicates behind them; it says how to
run it (mlxtend 0.25.0, scikit-learn 1.9.1). Its documentation rounds the first row to 0.062, 0.022 and 0.040.
"""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dte_exporter.checks.model.bias_variance.check import Params
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

DATA = Path(__file__).parents[1] / "data"
MLXTEND = {
    ("iris", "zero_one"): (0.06155555555555556, 0.022222222222222223, 0.039999999999999994),
    ("houses", "squared"): (31.49573947368421, 13.984935815789465, 17.510803657894737),
}


def decomposed(path: Path, columns: Columns, tmp: Path, **params: Any) -> tuple[float, float, float]:
    """Return expected loss, bias and variance as the real check has them."""
    dataset = DataSet(source=FilesSource(type="files", path=str(path)), columns=columns)
    settings = CheckSettings(check="bias-variance", dataset="d", every=60.0, memory_limit="16GiB")
    check = ConfiguredCheck("c", settings, Params(**params), {"d": dataset}, tmp, "model")
    result: dict[str, Any] = json.loads(execute(Job(check, 0.0, tmp)))
    assert result["outcome"] == "ok", result["message"]
    found = {one["name"].removeprefix("dte_model_"): one["value"] for one in result["samples"]}
    return found["expected_loss"], found["loss_bias"], found["loss_variance"]


@pytest.mark.parametrize(("name", "loss"), MLXTEND)
def test_a_table_with_a_row_a_replicate(name: str, loss: str, tmp_path: Path) -> None:
    """200 rounds of a decision tree, to 1e-9."""
    columns = Columns(prediction="prediction", label="label")
    found = decomposed(DATA / f"bias_variance_{name}.parquet", columns, tmp_path, key="key", loss=loss)
    assert found == pytest.approx(MLXTEND[name, loss], abs=1e-9)


@pytest.mark.parametrize(("name", "loss"), MLXTEND)
def test_a_table_with_a_column_a_replicate(name: str, loss: str, tmp_path: Path) -> None:
    """The same 200 rounds side by side."""
    long = pd.read_parquet(DATA / f"bias_variance_{name}.parquet")
    wide = long.pivot_table(index=["key", "label"], columns="replicate", values="prediction").add_prefix("round ")
    wide.reset_index().to_parquet(tmp_path / "wide.parquet")
    columns = Columns(label="label")
    found = decomposed(tmp_path / "wide.parquet", columns, tmp_path, replicates=tuple(wide.columns), loss=loss)
    assert found == pytest.approx(MLXTEND[name, loss], abs=1e-9)
