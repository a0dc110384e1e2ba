"""Estimates on NannyML's own data sets equal those of NannyML.

``nannyml_data_sets/`` holds a seeded excerpt of each, and what NannyML 0.13.1 estimates of it; both are written by
``dev/bench/peers/nannyml_data_sets.py``, which says how to run it. ``pytest -s`` prints the table.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet
from dte_exporter.config.windows import Windows
from dte_exporter.registry import Registry
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

HOME = Path(__file__).parent / "nannyml_data_sets"
FIGURES: dict[str, dict[str, dict[str, float]]] = json.loads((HOME / "figures.json").read_text())
CHECKS = Registry.discover().checks
CARDS = ("highstreet_card", "prepaid_card", "upmarket_card")

SAME = 1e-12
ROUNDED = 1e-6
"""NannyML rounds the counts that a ROC curve is made of to five digits."""


def found(name: str, check: str, columns: dict[str, Any], folder: Path) -> dict[str, float]:
    """Return what the real check says of the later rows of an excerpt, from the earlier ones."""
    windows = Windows.model_validate({"reference": "period = 'reference'", "current": "period = 'analysis'"})
    source = FilesSource(type="files", path=str(HOME / f"{name}.csv"))
    dataset = DataSet(source=source, columns=Columns(prediction="y_pred", label="label", **columns), windows=windows)
    settings = CheckSettings(check=check, dataset="d", every=60.0, memory_limit="16GiB")
    configured = ConfiguredCheck("c", settings, CHECKS[check].params(), {"d": dataset}, folder, "model")
    result: dict[str, Any] = json.loads(execute(Job(configured, 0.0, folder)))
    assert result["outcome"] == "ok", result["message"]
    return {one["name"].removeprefix("dte_model_"): one["value"] for one in result["samples"]}


def hold(ours: dict[str, float], theirs: dict[str, float], names: dict[str, str]) -> None:
    """Hold each of our estimates, which `names` names by NannyML's name, to NannyML's."""
    for name, value in theirs.items():
        print(f"{names[name]:15} ours {ours[f'{names[name]}_estimated']:.12f}  NannyML {value:.12f}")
        tolerance = ROUNDED if name == "roc_auc" else SAME
        assert ours[f"{names[name]}_estimated"] == pytest.approx(value, abs=tolerance)


@pytest.mark.parametrize("name", ["california_housing", "car_loan", "work_from_home"])
def test_two_classes(name: str, tmp_path: Path) -> None:
    """Accuracy and F1 to the last digit: bins of probabilities of two decimals are their rows."""
    ours = found(name, "performance-estimate", {"probability": "y_pred_proba"}, tmp_path)
    assert FIGURES[name]["all_calibrated"] == FIGURES[name]["as_it_decides"]
    hold(ours, FIGURES[name]["all_calibrated"], {name: name for name in ("accuracy", "f1", "roc_auc")})


def test_several_classes(tmp_path: Path) -> None:
    """Accuracy and macro F1 to the last digit, given that NannyML calibrates all classes, as the check does."""
    columns = {"probabilities": {card: f"y_pred_proba_{card}" for card in CARDS}}
    ours = found("credit_card", "multiclass-estimate", columns, tmp_path)
    names = {"accuracy": "accuracy", "f1": "f1_macro", "roc_auc": "roc_auc_macro"}
    hold(ours, FIGURES["credit_card"]["all_calibrated"], names)


def test_to_calibrate_all_classes_is_nearer_to_what_turned_out(tmp_path: Path) -> None:
    """NannyML leaves classes as they are that a split of rows says not to calibrate: in this excerpt that is worse."""
    columns = {"probabilities": {card: f"y_pred_proba_{card}" for card in CARDS}}
    ours = found("credit_card", "multiclass-estimate", columns, tmp_path)
    realised = ours["accuracy_estimated"] - ours["accuracy_estimated_error"]
    theirs = FIGURES["credit_card"]["as_it_decides"]["accuracy"]
    assert abs(ours["accuracy_estimated_error"]) < abs(theirs - realised)


def test_numbers(tmp_path: Path) -> None:
    """Within two in a hundred of NannyML, which learns by LightGBM, and within five of what turned out."""
    features = {
        "include": ("car_age", "km_driven", "price_new", "accident_count", "door_count", "fuel", "transmission")
    }
    ours = found("car_price", "loss-estimate", {"features": features}, tmp_path)
    for name, metric in {"mae": "mean_absolute_error", "rmse": "root_mean_squared_error"}.items():
        estimated, theirs = ours[f"{metric}_estimated"], FIGURES["car_price"]["by_lightgbm"][name]
        realised = estimated - ours[f"{metric}_estimated_error"]
        print(f"{metric:25} realised {realised:.1f}  ours {estimated:.1f}  NannyML {theirs:.1f}")
        assert estimated == pytest.approx(theirs, rel=0.02)
        assert estimated == pytest.approx(realised, rel=0.05)
