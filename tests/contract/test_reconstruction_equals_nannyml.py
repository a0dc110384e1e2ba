"""The reconstruction error is NannyML's, to the ninth digit, on real rows with missing and new values.

NannyML's numbers are printed by ``dev/bench/peers/nannyml_reconstruction.py``, which says how to run it (nannyml
0.13.1). Of the Adult census both learn those who went to school for nine years or more, and rebuild the others. Hours
are missing where the age is a multiple of seven, work and occupation in places as they are, and every level of
education is new.
"""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dte_exporter.checks.drift.multivariate.multivariate import Params
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet
from dte_exporter.config.windows import Windows
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

ADULT = Path(__file__).parents[1] / "data/adult.parquet"
FEATURES = ("age", "workclass", "education", "occupation", "race", "sex", "capital_gain", "hours_per_week")
NANNYML = {0.65: (1.3500284671339222, 2.3558037460053556), 0.9: (0.6198624232692109, 1.7230391309729431)}
"""By the share of the variance that is explained: of the reference, and of the current window."""


@pytest.mark.parametrize("explained", NANNYML)
def test_the_error_and_what_is_expected_are_nannymls(explained: float, tmp_path: Path) -> None:
    """On all rows of both windows."""
    hours = "CASE WHEN age % 7 = 0 THEN NULL ELSE hours_per_week END AS hours_per_week"
    duckdb.connect().execute(
        f"COPY (SELECT * REPLACE ({hours}) FROM '{ADULT}') TO '{tmp_path}/people.parquet' (FORMAT parquet)"
    )
    columns = Columns.model_validate({"features": {"include": FEATURES}})
    windows = Windows.model_validate({"reference": "education_num >= 9", "current": "education_num < 9"})
    dataset = DataSet(source=FilesSource(type="files", path="people.parquet"), columns=columns, windows=windows)
    settings = CheckSettings(check="multivariate-drift", dataset="d", every=60.0, memory_limit="16GiB")
    params = Params(row_limit=50_000, explained_variance=explained)
    check = ConfiguredCheck("c", settings, params, {"d": dataset}, tmp_path, "drift")

    result: dict[str, Any] = json.loads(execute(Job(check, 0.0, tmp_path)))

    assert result["outcome"] == "ok", result["message"]
    found = {one["name"].removeprefix("dte_drift_reconstruction_"): one["value"] for one in result["samples"]}
    assert (found["error_reference"], found["error"]) == pytest.approx(NANNYML[explained], rel=1e-9)
    assert found["error_ci_lower"] < found["error"] < found["error_ci_upper"]
