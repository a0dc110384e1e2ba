"""What is estimated without labels: within 0.01 of what turned out, and no worse than NannyML's CBPE.

NannyML's numbers are printed by ``dev/bench/peers/nannyml_cbpe.py``, which says how to run it (nannyml 0.13.1). Both
calibrate on the census of 2015 by isotonic regression and estimate each later year as one chunk; NannyML on the rows,
the check on bins, so that they agree to a hundred-thousandth. ``pytest -s`` prints the table.
"""

import json
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
import sklearn.metrics as sk

from dte_exporter.checks.model.estimate.check import Params
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet
from dte_exporter.config.windows import Windows
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

ACS = Path(__file__).parents[2] / "deploy/demo/acs_employment.parquet"
NANNYML = {
    2016: {"accuracy": 0.826981, "f1": 0.832183, "roc_auc": 0.903538},
    2017: {"accuracy": 0.827890, "f1": 0.832600, "roc_auc": 0.904230},
    2018: {"accuracy": 0.827104, "f1": 0.832624, "roc_auc": 0.903673},
}
AGREE = 1e-5
"""The resolution of the comparison: what six decimals and bins leave open."""


def estimated(year: int, tmp: Path, current: str = "") -> dict[str, float]:
    """Return what the real check says of `year`, or of the rows that a predicate means."""
    columns = Columns(prediction="prediction", probability="predicted_probability", label="employed")
    windows = Windows.model_validate({"reference": "year = 2015", "current": current or f"year = {year}"})
    dataset = DataSet(source=FilesSource(type="files", path=str(ACS)), columns=columns, windows=windows)
    settings = CheckSettings(check="performance-estimate", dataset="d", every=60.0, memory_limit="16GiB")
    check = ConfiguredCheck("c", settings, Params(), {"d": dataset}, tmp, "model")
    result: dict[str, Any] = json.loads(execute(Job(check, 0.0, tmp)))
    assert result["outcome"] == "ok", result["message"]
    return {one["name"].removeprefix("dte_model_"): one["value"] for one in result["samples"]}


def realised(year: int) -> dict[str, float]:
    """Return what the labels of `year` say."""
    rows = pd.read_parquet(ACS, columns=["year", "employed", "prediction", "predicted_probability"])
    rows = rows[rows["year"] == year]
    return {
        "accuracy": sk.accuracy_score(rows["employed"], rows["prediction"]),
        "f1": sk.f1_score(rows["employed"], rows["prediction"]),
        "roc_auc": sk.roc_auc_score(rows["employed"], rows["predicted_probability"]),
    }


@pytest.mark.parametrize("year", NANNYML)
def test_the_census_of_later_years_is_estimated_from_2015(year: int, tmp_path: Path) -> None:
    """Every estimate is within 0.01 of what turned out, equals NannyML's, and so is no worse."""
    found, true = estimated(year, tmp_path), realised(year)
    for name, theirs in NANNYML[year].items():
        ours = found[f"{name}_estimated"]
        print(f"{year} {name:8} realised {true[name]:.6f}  estimated {ours:.6f}  NannyML {theirs:.6f}")
        assert abs(ours - true[name]) <= 0.01
        assert ours == pytest.approx(theirs, abs=AGREE)
        assert abs(ours - true[name]) <= abs(theirs - true[name]) + AGREE


@pytest.mark.parametrize("year", NANNYML)
def test_what_turned_out_lies_in_the_interval(year: int, tmp_path: Path) -> None:
    """Of accuracy and F1, in each of the three years; an interval is at most two percent wide on 70,000 rows."""
    found, true = estimated(year, tmp_path), realised(year)
    for name in ("accuracy", "f1"):
        low, high = found[f"{name}_estimated_ci_lower"], found[f"{name}_estimated_ci_upper"]
        assert low <= true[name] <= high
        assert 0 < high - low < 0.02


def test_on_the_reference_itself_the_estimate_is_what_turned_out(tmp_path: Path) -> None:
    """To 0.0005, less one row: isotonic blocks that span the decision leave no more, nor does the row.

    All rows of the reference and no others would be nothing to compare.
    """
    ((highest,),) = duckdb.connect().execute(f"SELECT max(id) FROM '{ACS}' WHERE year = 2015").fetchall()
    found, true = estimated(2015, tmp_path, f"year = 2015 and id < {highest}"), realised(2015)
    for name, value in true.items():
        assert found[f"{name}_estimated"] == pytest.approx(value, abs=5e-4)
