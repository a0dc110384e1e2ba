"""Print what NannyML's CBPE estimates of the census: the numbers that a contract test compares with ours.

NannyML's pins would spoil the project's lock, so it runs in an environment of its own:

    uv venv /tmp/nannyml --python 3.11
    uv pip install --python /tmp/nannyml nannyml==0.13.1 statsmodels
    NML_DISABLE_USAGE_LOGGING=1 /tmp/nannyml/bin/python dev/bench/peers/nannyml_cbpe.py
"""

import warnings
from pathlib import Path

import nannyml  # type: ignore[import-not-found]  # in an environment of its own
import pandas as pd

ACS = Path(__file__).parents[3] / "deploy/demo/acs_employment.parquet"
COLUMNS = ["year", "employed", "prediction", "predicted_probability"]
METRICS = ["accuracy", "f1", "roc_auc"]


def main() -> None:
    """Calibrate on 2015, estimate each later year as one chunk, and print a row a year."""
    warnings.simplefilter("ignore")
    people = pd.read_parquet(ACS, columns=COLUMNS)
    print("year", *METRICS)
    for year in (2016, 2017, 2018):
        estimator = nannyml.CBPE(
            y_true="employed",
            y_pred="prediction",
            y_pred_proba="predicted_probability",
            problem_type="classification_binary",
            metrics=METRICS,
            chunk_number=1,
        )
        estimator.fit(people[people["year"] == 2015].reset_index(drop=True))
        current = people[people["year"] == year].drop(columns=["employed"]).reset_index(drop=True)
        found = estimator.estimate(current).filter(period="analysis").to_df()
        print(year, *(f"{found[(metric, 'value')].iloc[0]:.6f}" for metric in METRICS))


if __name__ == "__main__":
    main()
