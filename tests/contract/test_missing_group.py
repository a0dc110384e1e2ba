"""Rows without a sensitive value, as a file of people has them: a third of 600, whom no group would speak of."""

import csv
from pathlib import Path
from typing import Any

import fairlearn.metrics
import pandas as pd
import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from typer.testing import CliRunner

from dte_exporter.cli import app
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, LeftOut, Reason
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

CONFIG = """
datasets:
  loans:
    source: {{type: files, path: loans.csv}}
    columns: {{prediction: approved, label: repaid, sensitive: [sex]}}
checks:
  fair:
    check: fairness
    dataset: loans
    every: 1h
    missing: {missing}
    objectives: {{left_out_ratio: {{max: 0.05}}, demographic_parity_difference: {{max: 0.5}}}}
  right: {{check: performance, dataset: loans, every: 1h, objectives: {{left_out_ratio: {{max: 0.4}}}}}}
"""


def people() -> list[dict[str, Any]]:
    """Return 200 women of whom 76 are approved, 200 men of whom 111 are, and 200 without a sex, of whom 122.

    Of every seven, five repay.
    """
    counts = {("F", 1): 76, ("F", 0): 124, ("M", 1): 111, ("M", 0): 89, ("", 1): 92, (" ", 1): 30, ("", 0): 78}
    rows = [one for one, count in counts.items() for _ in range(count)]
    return [{"sex": sex, "approved": yes, "repaid": int(row % 7 < 5)} for row, (sex, yes) in enumerate(rows)]


def frame() -> pd.DataFrame:
    """Return the people as pandas has them, with what is blank as missing."""
    rows = pd.DataFrame(people())
    return rows.assign(sex=rows.sex.where(rows.sex.str.strip() != ""))


def configured(folder: Path, missing: str) -> Path:
    """Write the people and a config, and return where it is."""
    with (folder / "loans.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, ["sex", "approved", "repaid"])
        writer.writeheader()
        writer.writerows(people())
    (folder / "config.yaml").write_text(CONFIG.format(missing=missing))
    return folder / "config.yaml"


def result(folder: Path, check: str, missing: str) -> CheckResult:
    """Return what a worker finds."""
    config = load(configured(folder, missing), Registry.discover())
    return CheckResult.from_json(execute(Job(config.checks[check], 0.0, folder / "cache")))


def rates(found: CheckResult) -> dict[str, float]:
    """Return the selection rates by group."""
    return {one.labels["group"]: one.value for one in found.samples if one.name == "dte_fairness_group_selection_rate"}


def test_four_hundred_of_six_hundred_are_used_as_fairlearn_uses_them(tmp_path: Path) -> None:
    """The figures are Fairlearn's on the rows that have a sex, and 200 others are told of."""
    known = frame().dropna(subset="sex")
    expected = fairlearn.metrics.MetricFrame(
        metrics=fairlearn.metrics.selection_rate,
        y_true=known.repaid,
        y_pred=known.approved,
        sensitive_features=known.sex,
    )

    found = result(tmp_path, "fair", "leave_out")

    assert rates(found) == pytest.approx(expected.by_group.to_dict(), abs=1e-12)
    assert (found.evidence.rows, found.evidence.rows_read) == ({"current": 400}, {"current": 600})
    assert found.evidence.left_out == (LeftOut("sex", Reason.MISSING_GROUP, 200),)


def test_those_without_a_sex_can_be_a_group_as_pandas_groups_them(tmp_path: Path) -> None:
    """Null and blank are one group of 200, with a rate of its own; no group has an empty name."""
    expected = frame().fillna({"sex": "(missing)"}).groupby("sex").approved.mean()

    found = result(tmp_path, "fair", "group")

    assert rates(found) == pytest.approx(expected.to_dict(), abs=1e-12)
    assert sorted(rates(found)) == ["(missing)", "F", "M"]
    assert (found.evidence.rows, found.evidence.left_out) == ({"current": 600}, ())


def test_performance_tells_whom_its_figures_by_group_leave_out(tmp_path: Path) -> None:
    """All 600 are used, and 200 of them in no group."""
    found = result(tmp_path, "right", "leave_out")

    assert found.evidence.rows == {"current": 600}
    assert found.evidence.left_out == (LeftOut("sex", Reason.MISSING_GROUP, 200),)


def test_the_run_says_it_and_an_objective_bounds_it(tmp_path: Path) -> None:
    """The line of the run, the gauges and the objective: a third is more than one in twenty."""
    config = configured(tmp_path, "leave_out")
    runner = CliRunner(env={"COLUMNS": "160"})
    shown = runner.invoke(app, ["run", "--config.file", str(config)]).stdout
    told = runner.invoke(app, ["run", "--config.file", str(config), "--format", "openmetrics"]).stdout
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    families = text_string_to_metric_families(told)
    samples = [one for family in families for one in family.samples]
    series = {
        (one.name, *(one.labels.get(label) for label in ("check", "column", "reason"))): one.value for one in samples
    }

    assert any(line.startswith("ok 400 of 600 rows · 200 without sex · ") for line in lines)
    assert "left_out_ratio sex/missing_group 0.3333 ≤ 0.05 ✗ unmet" in lines
    assert "left_out_ratio approved/missing_prediction 0 ≤ 0.05 ✓ met" in lines
    assert series["dte_fairness_left_out_rows", "fair", "sex", "missing_group"] == 200
    assert series["dte_fairness_left_out_ratio", "fair", "sex", "missing_group"] == pytest.approx(1 / 3)
    assert series["dte_model_left_out_rows", "right", "sex", "missing_group"] == 200
    assert series["dte_check_rows", "fair", None, None] == 400
