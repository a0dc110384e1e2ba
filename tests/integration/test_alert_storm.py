"""Forty columns that drift are one alert: with a count, the worst three, and the models that they touch."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.integration

RULES = Path(__file__).parents[2] / "deploy/prometheus/rules"
CHECKS = ("daily", "hourly")
MODELS = ("fraud", "returns")
COLUMNS = 40


def series(metric: str, value: float, **labels: str) -> dict[str, str]:
    """Return an input of promtool: a series that stands at `value` for ten minutes."""
    written = ",".join(f'{label}="{text}"' for label, text in {"job": "dte", "instance": "a", **labels}.items())
    return {"series": f"{metric}{{{written}}}", "values": f"{value}x10"}


def storm() -> Iterator[dict[str, str]]:
    """Yield two checks whose forty columns all drift, the last the furthest, on rows that two models read."""
    for model in MODELS:
        yield series("dte_dataset_model_info", 1, dataset="orders", model=model)
    for check in CHECKS:
        where = {"check": check, "pillar": "drift", "dataset": "orders"}
        yield series("dte_check_info", 1, severity="ticket", **where)
        yield series("dte_check_about_info", 1, **where)
        objective = {**where, "objective": "distance"}
        yield series("dte_objective_after_runs", 1, **objective)
        yield series("dte_objective_limit", 0.5, bound="max", **objective)
        for number in range(1, COLUMNS + 1):
            subject = {**objective, "subject": f"column_{number}"}
            yield series("dte_objective_unmet_runs", 1, **subject)
            yield series("dte_objective_value", number, **subject)


def expected(check: str) -> dict[str, Any]:
    """Return the one alert of a check."""
    return {
        "exp_labels": {
            "job": "dte",
            "check": check,
            "pillar": "drift",
            "dataset": "orders",
            "objective": "distance",
            "severity": "ticket",
        },
        "exp_annotations": {
            "summary": f"distance of {check} is not met",
            "description": (
                "Breached by 40 of its subjects, the worst of which are:\n"
                "- column_40: 40, max 0.5\n"
                "- column_39: 39, max 0.5\n"
                "- column_38: 38, max 0.5\n"
                "Models that these rows touch: fraud, returns\n"
            ),
            "runbook_url": "https://example.org/dte-exporter/docs/runbooks/DteDriftObjectiveUnmet.md",
            "dashboard_url": "http://localhost:3000/d/dte-drift?var-dataset=orders",
        },
    }


def test_two_checks_of_forty_columns_on_rows_of_two_models_are_two_alerts(promtool: Path, tmp_path: Path) -> None:
    """Columns by models is many to many: Prometheus joins them without complaint, and each model has its breaches."""
    breaches = "dataset_model:dte_objective_unmet_runs:breached_subjects"
    file = tmp_path / "storm.yaml"
    test = {
        "interval": "1m",
        "input_series": list(storm()),
        "alert_rule_test": [
            {
                "alertname": "DteDriftObjectiveUnmet",
                "eval_time": "5m",
                "exp_alerts": [expected(check) for check in CHECKS],
            }
        ],
        "promql_expr_test": [
            {
                "expr": breaches,
                "eval_time": "5m",
                "exp_samples": [
                    {"labels": f'{breaches}{{job="dte",dataset="orders",model="{model}"}}', "value": 2 * COLUMNS}
                    for model in MODELS
                ],
            }
        ],
    }
    tree = {
        "rule_files": [str(RULES / "dte-objectives.yaml"), str(RULES / "dte-drift.yaml")],
        "evaluation_interval": "1m",
        "tests": [test],
    }
    file.write_text(yaml.safe_dump(tree))

    tested = subprocess.run([promtool, "test", "rules", file], capture_output=True, text=True, check=False)

    assert tested.returncode == 0, tested.stdout + tested.stderr
