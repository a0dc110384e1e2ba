"""Fairness by segment is Fairlearn's conditional parity: its control features."""

from pathlib import Path

import fairlearn.metrics as fl
import pandas as pd
import pytest
from sklearn.metrics import accuracy_score

from dte_exporter.checks.fairness.check import Params as FairnessParams
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.groups.segmentation import Segmentation
from dte_exporter.config.models import CheckSettings, Columns, DataSet
from dte_exporter.config.windows import Windows
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

ACS = Path(__file__).parents[2] / "deploy/demo/acs_employment.parquet"
RATES = {
    "selection_rate": fl.selection_rate,
    "true_positive_rate": fl.true_positive_rate,
    "false_positive_rate": fl.false_positive_rate,
}


def by_disability(check: str, params: object, tmp: Path) -> dict[str, dict[tuple[str, str], float]]:
    """Return the values of a check of sex among people of 2018 with and without a disability: by metric and group."""
    dataset = DataSet(
        source=FilesSource(type="files", path=str(ACS)),
        columns=Columns(prediction="prediction", label="employed", sensitive=("sex",)),
        windows=Windows.model_validate({"current": "year = 2018"}),
    )
    by = Segmentation(columns=("DIS",))
    settings = CheckSettings(check=check, dataset="people", every=60.0, memory_limit="16GiB", by=by)
    pillar = Registry.discover().checks[check].pillar
    configured = ConfiguredCheck("c", settings, params, {"people": dataset}, tmp, pillar)
    found: dict[str, dict[tuple[str, str], float]] = {}
    for sample in CheckResult.from_json(execute(Job(configured, 0.0, tmp))).samples:
        if sample.segment and sample.labels.get("sensitive_feature") != "":
            key = sample.name.removeprefix(f"dte_{pillar}_").removeprefix("group_")
            found.setdefault(key, {})[sample.segment, sample.labels.get("group", "")] = sample.value
    return found


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """Return the people of 2018."""
    columns = ["year", "prediction", "employed", "sex", "DIS"]
    return pd.read_parquet(ACS, columns=columns).query("year == 2018").astype({"sex": str})


def test_fairness_by_segment_is_that_of_control_features(rows: pd.DataFrame, tmp_path: Path) -> None:
    """Every group's rates, and the differences and ratios between groups, to 1e-12 within each segment."""
    found = by_disability("fairness", FairnessParams(), tmp_path)
    frame = fl.MetricFrame(
        metrics=RATES,
        y_true=rows["employed"],
        y_pred=rows["prediction"],
        sensitive_features=rows[["sex"]],
        control_features=rows[["DIS"]],
    )
    for (disability, sex), rates in frame.by_group.iterrows():
        for name, rate in rates.items():
            assert found[name][f"DIS={disability}", sex] == pytest.approx(rate, abs=1e-12), name
    parity, opportunity = "selection_rate", "true_positive_rate"
    for disability in frame.difference().index:
        segment = f"DIS={disability}", ""
        for key, name in (("demographic_parity", parity), ("equal_opportunity", opportunity)):
            difference, ratio = frame.difference()[name][disability], frame.ratio()[name][disability]
            assert found[f"{key}_difference"][segment] == pytest.approx(difference, abs=1e-12)
            assert found[f"{key}_ratio"][segment] == pytest.approx(ratio, abs=1e-12)
        odds = max(frame.difference()[[opportunity, "false_positive_rate"]].loc[disability])
        assert found["equalized_odds_difference"][segment] == pytest.approx(odds, abs=1e-12)


def test_performance_by_segment_is_that_of_its_rows(rows: pd.DataFrame, tmp_path: Path) -> None:
    """The accuracy of each sex within each segment is scikit-learn's on the rows, to 1e-12."""
    performance = Registry.discover().checks["performance"]
    found = by_disability("performance", performance.params(), tmp_path)

    for (disability, sex), people in rows.groupby(["DIS", "sex"], observed=True):
        expected = accuracy_score(people["employed"], people["prediction"])
        assert found["accuracy"][f"DIS={disability}", str(sex)] == pytest.approx(expected, abs=1e-12)
