"""Every gauge of performance equals scikit-learn on the rows; a curve's to the bound that its evidence states."""

import json
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import sklearn.metrics as sk
from sklearn.calibration import calibration_curve

from dte_exporter.checks.model.performance.check import Params
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet
from dte_exporter.config.windows import Windows
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from tests.contract.relabelled import relabelled

ACS = Path(__file__).parents[2] / "deploy/demo/acs_employment.parquet"
COUNTED = {
    "accuracy": sk.accuracy_score,
    "balanced_accuracy": sk.balanced_accuracy_score,
    "precision": sk.precision_score,
    "recall": sk.recall_score,
    "f1": sk.f1_score,
}
SUMMED = {"log_loss": sk.log_loss, "brier_score": sk.brier_score_loss}
CURVES = {"roc_auc": sk.roc_auc_score, "average_precision": sk.average_precision_score}
NUMERIC = {
    "mean_absolute_error": sk.mean_absolute_error,
    "root_mean_squared_error": sk.root_mean_squared_error,
    "mean_absolute_percentage_error": sk.mean_absolute_percentage_error,
    "r2": sk.r2_score,
}
Figures = Mapping[str, float]


class Measured:
    """The result of the real check on the rows of a Parquet file."""

    def __init__(self, path: Path, columns: Columns, tmp: Path, where: str | None = None, **params: Any) -> None:
        source = FilesSource(type="files", path=str(path))
        dataset = DataSet(source=source, columns=columns, windows=Windows.model_validate({"current": where}))
        settings = CheckSettings(check="performance", dataset="d", every=60.0, memory_limit="16GiB")
        check = ConfiguredCheck("c", settings, Params(**params), {"d": dataset}, tmp, "model")
        self.result: dict[str, Any] = json.loads(execute(Job(check, 0.0, tmp)))
        assert self.result["outcome"] == "ok", self.result["message"]

    def figures(self, feature: str = "", group: str = "") -> Figures:
        """Return the values of one slice by metric."""
        return {
            one["name"].removeprefix("dte_model_"): one["value"]
            for one in self.result["samples"]
            if (one["labels"].get("sensitive_feature"), one["labels"].get("group")) == (feature, group)
        }

    def details(self, feature: str = "", group: str = "") -> dict[str, Any]:
        """Return the evidence of one slice."""
        details: dict[str, Any] = self.result["evidence"]["details"][feature][group]
        return details


def calibration_error(truth: Any, probability: Any) -> float:
    """Return the expected calibration error from scikit-learn's own calibration curve, empty bins left out."""
    share, mean = calibration_curve(truth, probability, n_bins=10, strategy="uniform")
    edges = np.linspace(0, 1, 11)
    rows = np.bincount(np.searchsorted(edges[1:-1], probability), minlength=10)
    return float((rows[rows > 0] / rows.sum() * abs(share - mean)).sum())


def compare(found: Figures, details: Mapping[str, Any], rows: pd.DataFrame) -> None:
    """Assert that `found` is what scikit-learn says of `rows` with columns y, guess and p."""
    for name, function in COUNTED.items():
        assert found[name] == pytest.approx(function(rows["y"], rows["guess"]), abs=1e-12), name
    for name, function in SUMMED.items():
        assert found[name] == pytest.approx(function(rows["y"], rows["p"]), rel=1e-12), name
    assert found["expected_calibration_error"] == pytest.approx(calibration_error(rows["y"], rows["p"]), abs=1e-12)
    for name, function in CURVES.items():
        bound = details[f"{name}_error_bound"]
        assert abs(found[name] - function(rows["y"], rows["p"])) <= bound + 1e-12, name


@pytest.fixture(scope="module")
def acs() -> pd.DataFrame:
    """Return the rows of the census."""
    rows = pd.read_parquet(ACS, columns=["year", "prediction", "employed", "predicted_probability", "sex", "race"])
    return rows.rename(columns={"employed": "y", "prediction": "guess", "predicted_probability": "p"})


@pytest.mark.parametrize("year", [2015, 2016, 2017, 2018])
def test_the_census_of_every_year_overall_and_by_group(year: int, acs: pd.DataFrame, tmp_path: Path) -> None:
    """Counts to 1e-12, sums to twelve digits, curves within a bound of at most 0.01; groups under 30 are relabelled."""
    columns = Columns(
        prediction="prediction", probability="predicted_probability", label="employed", sensitive=("sex", "race")
    )
    measured = Measured(ACS, columns, tmp_path, f"year = {year}")
    rows = acs[acs["year"] == year]
    compare(measured.figures(), measured.details(), rows)
    assert measured.details()["roc_auc_error_bound"] < 2.5e-4
    assert measured.figures()["labelled_rows"] == len(rows)
    for feature in ("sex", "race"):
        groups = rows[feature].astype(str)
        shown = dict(list(rows.groupby(relabelled(groups))))
        assert measured.result["evidence"]["details"][feature].keys() == shown.keys()
        assert measured.figures(feature, None) == {"groups_withheld": groups.nunique() - len(shown)}  # type: ignore[arg-type]  # of the whole
        for group, one in shown.items():
            compare(measured.figures(feature, group), measured.details(feature, group), one)


def test_the_figures_of_2015_are_those_of_the_census(tmp_path: Path) -> None:
    """Accuracy 0.82716, AUC 0.90336 and Brier score 0.12289, computed on the rows when the data was chosen."""
    columns = Columns(prediction="prediction", probability="predicted_probability", label="employed")
    found = Measured(ACS, columns, tmp_path, "year = 2015").figures()
    assert found["accuracy"] == pytest.approx(0.82716, abs=5e-6)
    assert found["roc_auc"] == pytest.approx(0.90336, abs=5e-6)
    assert found["brier_score"] == pytest.approx(0.12289, abs=5e-6)
    assert found["labelled_rows"] == 68_785


def uniform(rng: np.random.Generator) -> Any:
    """Return scores that are all different."""
    return rng.random(3000)


SCORES: dict[str, tuple[bool, Callable[[np.random.Generator], Any]]] = {
    "continuous": (False, uniform),
    "rare": (False, lambda rng: rng.beta(0.05, 20, 3000)),
    "certain": (False, lambda rng: 1 / (1 + np.exp(-rng.normal(0, 60, 3000)))),
    "one millionth apart": (False, lambda rng: 0.4 + rng.integers(0, 5, 3000) * 1e-6),
    "half of them at the ends": (False, lambda rng: np.clip(rng.normal(0.5, 0.7, 3000), 0, 1)),
    "three decimals": (True, lambda rng: rng.integers(0, 1001, 3000) / 1000),
    "two decimals": (True, lambda rng: rng.integers(0, 101, 3000) / 100),
    "seven leaves of a tree": (
        True,
        lambda rng: rng.choice(np.array([0.013, 0.2, 1 / 3, 0.5, 2 / 3, 0.91, 0.9999]), 3000),
    ),
    "all the same": (True, lambda rng: np.full(3000, 0.3)),
    "0 and 1 alone": (True, lambda rng: rng.integers(0, 2, 3000).astype(float)),
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", SCORES)
def test_curves_lie_within_their_bound_whatever_the_scores(kind: str, seed: int, tmp_path: Path) -> None:
    """And the bound is 0, so that the curves are exact, where distinct scores are few."""
    rng = np.random.default_rng(seed)
    exact, scores = SCORES[kind]
    rows = pd.DataFrame({"p": scores(rng)})
    rows["y"] = (rng.random(3000) < 0.1 + 0.8 * rows["p"]).astype(int)
    rows["guess"] = (rows["p"] > 0.45).astype(int)
    rows.to_parquet(tmp_path / "rows.parquet")
    columns = Columns(prediction="guess", probability="p", label="y")
    measured = Measured(tmp_path / "rows.parquet", columns, tmp_path)
    found, details = measured.figures(), measured.details()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sk._classification.UndefinedMetricWarning)
        compare({"precision": 0.0, **found}, details, rows)
    assert (details["roc_auc_error_bound"] == details["average_precision_error_bound"] == 0) is exact


def test_words_as_classes_with_a_named_positive_one(tmp_path: Path) -> None:
    """A prediction in words is as good as one in numbers."""
    rng = np.random.default_rng(5)
    rows = pd.DataFrame({"p": rng.random(500)})
    rows["y"], rows["guess"] = (rng.random(500) < rows["p"]).astype(int), (rows["p"] > 0.5).astype(int)
    words = np.array(["<=50K", ">50K"])
    rows.assign(y=words[rows["y"]], guess=words[rows["guess"]]).to_parquet(tmp_path / "rows.parquet")
    columns = Columns(prediction="guess", probability="p", label="y", positive=">50K")
    measured = Measured(tmp_path / "rows.parquet", columns, tmp_path)
    compare(measured.figures(), measured.details(), rows)


def test_several_classes_are_averaged_as_their_names_say(tmp_path: Path) -> None:
    """Macro averages and the accuracies equal scikit-learn's; a class never predicted has no precision to average."""
    rng = np.random.default_rng(7)
    truth = rng.choice(["cat", "dog", "eel", "fox"], 400, p=[0.4, 0.3, 0.2, 0.1])
    guess = np.where(rng.random(400) < 0.6, truth, "cat")
    guess[guess == "fox"] = "eel"
    pd.DataFrame({"y": truth, "guess": guess}).to_parquet(tmp_path / "rows.parquet")
    columns = Columns(prediction="guess", label="y")
    found = Measured(tmp_path / "rows.parquet", columns, tmp_path, task="multiclass").figures()
    assert found["accuracy"] == pytest.approx(sk.accuracy_score(truth, guess), abs=1e-12)
    assert found["balanced_accuracy"] == pytest.approx(sk.recall_score(truth, guess, average="macro"), abs=1e-12)
    assert found["f1_macro"] == pytest.approx(sk.f1_score(truth, guess, average="macro"), abs=1e-12)
    predicted = ["cat", "dog", "eel"]
    expected = sk.precision_score(truth, guess, average="macro", labels=predicted)
    assert found["precision_macro"] == pytest.approx(expected, abs=1e-12)


def test_errors_of_numbers(tmp_path: Path) -> None:
    """Five figures overall and by group, with labels far from 0, where careless sums lose digits."""
    rng = np.random.default_rng(11)
    rows = pd.DataFrame({"y": 1e6 + rng.normal(0, 3, 2000), "town": rng.choice(["a", "b"], 2000)})
    rows["guess"] = rows["y"] + rng.normal(0.1, 1, 2000)
    rows.to_parquet(tmp_path / "rows.parquet")
    columns = Columns(prediction="guess", label="y", sensitive=("town",))
    measured = Measured(tmp_path / "rows.parquet", columns, tmp_path, task="regression")
    for feature, group, one in (("", "", rows), ("town", "a", rows[rows["town"] == "a"])):
        found = measured.figures(feature, group)
        for name, function in NUMERIC.items():
            assert found[name] == pytest.approx(function(one["y"], one["guess"]), rel=1e-9), name
        assert found["mean_error"] == pytest.approx((one["guess"] - one["y"]).mean(), rel=1e-9)
