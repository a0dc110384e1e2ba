"""Write excerpts of NannyML's own data sets, and what NannyML estimates of them: what a contract test holds us to.

NannyML's pins would spoil the project's lock, so it runs in an environment of its own:

    uv venv /tmp/nannyml --python 3.11
    uv pip install --python /tmp/nannyml nannyml==0.13.1 statsmodels
    NML_DISABLE_USAGE_LOGGING=1 /tmp/nannyml/bin/python dev/bench/peers/nannyml_data_sets.py

Titanic is not among them: it comes without predictions. NannyML leaves probabilities as they are where it holds that
isotonic regression does not improve them; so each estimate is made twice, as NannyML decides and with all calibrated.
"""

import json
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nannyml  # type: ignore[import-not-found]  # in an environment of its own
import nannyml.performance_estimation.confidence_based.cbpe as cbpe  # type: ignore[import-not-found]  # as above
import pandas as pd

HOME = Path(__file__).parents[3] / "tests/contract/nannyml_data_sets"
SEED, REFERENCE_ROWS, CURRENT_ROWS = 20_151_231, 600, 400
CLASSES = ("highstreet_card", "prepaid_card", "upmarket_card")
FEATURES = ["car_age", "km_driven", "price_new", "accident_count", "door_count", "fuel", "transmission"]
BINARY: Mapping[str, tuple[Callable[[], Any], str]] = {
    "car_loan": (nannyml.load_synthetic_car_loan_dataset, "repaid"),
    "work_from_home": (nannyml.load_synthetic_binary_classification_dataset, "work_home_actual"),
    "california_housing": (nannyml.load_modified_california_housing_dataset, "clf_target"),
}


def excerpt(load: Callable[[], Any], label: str, columns: list[str]) -> pd.DataFrame:
    """Return some rows of both periods of a data set, by a seed, with the labels of both."""
    reference, analysis, targets = load()
    on = {"on": "id"} if "id" in targets.columns else {"left_index": True, "right_index": True}
    later = analysis.merge(targets[[*(["id"] if "id" in targets.columns else []), label]], **on)
    drawn = [
        rows.sample(size, random_state=SEED).sort_index()[[*columns, label]].assign(period=period)
        for rows, size, period in ((reference, REFERENCE_ROWS, "reference"), (later, CURRENT_ROWS, "analysis"))
    ]
    found: pd.DataFrame = pd.concat(drawn, ignore_index=True).rename(columns={label: "label"})
    return found


@contextmanager
def calibrating_all() -> Iterator[None]:
    """Have NannyML calibrate every probability."""
    decides, cbpe.needs_calibration = cbpe.needs_calibration, lambda *_, **__: True
    yield
    cbpe.needs_calibration = decides


def estimated(estimator: Any, rows: pd.DataFrame, metrics: list[str]) -> dict[str, float]:
    """Return what `estimator` makes of the analysis period as one chunk."""
    estimator.fit(rows[rows["period"] == "reference"].reset_index(drop=True))
    current = rows[rows["period"] == "analysis"].drop(columns=["label"]).reset_index(drop=True)
    found = estimator.estimate(current).filter(period="analysis").to_df()
    return {metric: float(found[(metric, "value")].iloc[0]) for metric in metrics}


def of_classes(rows: pd.DataFrame, kind: str, probability: Any) -> dict[str, dict[str, float]]:
    """Return the estimates of a classifier, as NannyML decides and with all calibrated."""
    metrics = ["accuracy", "f1", "roc_auc"]
    usual = {"y_true": "label", "y_pred": "y_pred", "y_pred_proba": probability, "metrics": metrics}

    def once() -> dict[str, float]:
        return estimated(nannyml.CBPE(problem_type=kind, chunk_number=1, **usual), rows, metrics)

    decided = once()
    with calibrating_all():
        return {"as_it_decides": decided, "all_calibrated": once()}


def of_numbers(rows: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return the estimates of a regression by LightGBM."""
    metrics = ["mae", "rmse"]
    usual = {"y_true": "label", "y_pred": "y_pred", "feature_column_names": FEATURES, "metrics": metrics}
    return {"by_lightgbm": estimated(nannyml.DLE(chunk_number=1, **usual), rows, metrics)}


def main() -> None:
    """Write a file of rows for each data set, and one of figures for all."""
    warnings.simplefilter("ignore")
    pd.set_option("future.infer_string", False)  # nannyml 0.13.1 does not know the texts of pandas 3
    rows, figures = {}, {}
    for name, (load, label) in BINARY.items():
        rows[name] = excerpt(load, label, ["y_pred_proba", "y_pred"])
        figures[name] = of_classes(rows[name], "classification_binary", "y_pred_proba")
    of_cards = {one: f"y_pred_proba_{one}" for one in CLASSES}
    load = nannyml.load_synthetic_multiclass_classification_dataset
    rows["credit_card"] = excerpt(load, "y_true", [*of_cards.values(), "y_pred"])
    figures["credit_card"] = of_classes(rows["credit_card"], "classification_multiclass", of_cards)
    rows["car_price"] = excerpt(nannyml.load_synthetic_car_price_dataset, "y_true", [*FEATURES, "y_pred"])
    figures["car_price"] = of_numbers(rows["car_price"])
    for name, drawn in rows.items():
        drawn.to_csv(HOME / f"{name}.csv", index=False)
    (HOME / "figures.json").write_text(json.dumps(figures, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
