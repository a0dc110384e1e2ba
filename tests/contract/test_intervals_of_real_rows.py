"""Resampling the cells of a contingency table is resampling the rows, and where a maximum is no choice ours agrees."""

from pathlib import Path

import fairlearn.metrics
import numpy as np
import pandas as pd
import pytest

from dte_exporter.uncertainty.spread.extremes import difference_interval

ACS = Path(__file__).parents[2] / "deploy/demo/acs_employment.parquet"
QUANTILES = [0.025, 0.5, 0.975]


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """Return 3,000 people of 2018 of the two races that the model treats most differently."""
    found = pd.read_parquet(ACS, columns=["year", "race", "prediction"]).query("year == 2018").astype({"race": str})
    rates = found.groupby("race")["prediction"].agg(["mean", "size"]).query("size > 1000")["mean"]
    apart = found[found["race"].isin([rates.idxmin(), rates.idxmax()])]
    return apart.sample(3_000, random_state=1)


@pytest.fixture(scope="module")
def of_cells(rows: pd.DataFrame) -> list[float]:
    """Return the quantiles of the difference in 5,000 multinomial draws of the table's cells."""
    table = pd.crosstab(rows["race"], rows["prediction"]).to_numpy()
    drawn = np.random.default_rng(1).multinomial(len(rows), table.ravel() / len(rows), 5_000).reshape(-1, 2, 2)
    rates = drawn[:, :, 1] / drawn.sum(axis=2)
    quantiles: list[float] = np.quantile(np.ptp(rates, axis=1), QUANTILES).tolist()
    return quantiles


def test_the_cells_resampled_are_the_rows_resampled(rows: pd.DataFrame, of_cells: list[float]) -> None:
    """Fairlearn draws rows; the quantiles of its difference are those of the cells, give or take 200 draws."""
    frame = fairlearn.metrics.MetricFrame(
        metrics=fairlearn.metrics.selection_rate,
        y_true=rows["prediction"],
        y_pred=rows["prediction"],
        sensitive_features=rows["race"],
        n_boot=200,
        ci_quantiles=QUANTILES,
        random_state=1,
    )

    assert frame.difference_ci(method="between_groups") == pytest.approx(of_cells, abs=0.01)


def test_of_two_groups_far_apart_the_interval_is_that_of_both(rows: pd.DataFrame, of_cells: list[float]) -> None:
    """One of the two is the highest in every draw, so that the bootstrap has no bias to mend."""
    counted = [(int(one.sum()), len(one)) for _, one in rows.groupby("race")["prediction"]]

    assert difference_interval([counted], 0.95) == pytest.approx((of_cells[0], of_cells[2]), abs=0.005)
