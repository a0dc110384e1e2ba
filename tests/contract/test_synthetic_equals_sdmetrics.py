"""Every score of synthetic data equals that of SDMetrics on the rows, on three real data sets and their partners."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sdmetrics.reports import DiagnosticReport, QualityReport
from sklearn.datasets import load_wine

from dte_exporter.checks.synthetic.check import Params
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from tests.contract.gaussian_copula import synthesised

ROOT = Path(__file__).parents[2]


def census() -> pd.DataFrame:
    """Return 4,000 people of the census of 2018: the first eight columns."""
    people = pd.read_parquet(ROOT / "deploy/demo/acs_employment.parquet")
    return people[people["year"] == 2018].drop(columns=["year"]).iloc[:4000, :8]


def adult() -> pd.DataFrame:
    """Return the first 4,000 people of Adult: the first eight columns."""
    return pd.read_parquet(ROOT / "tests/data/adult.parquet").iloc[:4000, :8]


def wine() -> pd.DataFrame:
    """Return scikit-learn's wines: five numbers, and the cultivar."""
    wines: pd.DataFrame = load_wine(as_frame=True).frame
    return wines.iloc[:, -6:].assign(target=wines["target"].map(str))


DATA = {"census": census, "adult": adult, "wine": wine}


def pair(name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return real rows and their synthetic partners, categories as text."""
    real = DATA[name]().reset_index(drop=True)
    real = real[[one for one in real if real[one].nunique() > 1 and real[one].dtype.kind != "M"]]
    for one in real:
        if real[one].dtype.kind not in "if":
            real[one] = real[one].astype(object).where(real[one].isna(), real[one].astype(str))
    return real, synthesised(real, 3_000, seed=20)


def metadata(real: pd.DataFrame) -> dict[str, Any]:
    """Return what SDMetrics is told of the columns."""
    kinds = {True: {"sdtype": "numerical"}, False: {"sdtype": "categorical"}}
    columns = {one: kinds[real[one].dtype.kind in "if"] for one in real}
    return {"tables": {"people": {"columns": columns}}, "relationships": []}


def measured(real: pd.DataFrame, synthetic: pd.DataFrame, folder: Path, **params: Any) -> dict[str, float]:
    """Return what the real check finds on the rows in files, by series."""
    sets = {}
    for name, rows in {"real": real, "synthetic": synthetic}.items():
        rows.to_parquet(folder / f"{name}.parquet")
        sets[name] = DataSet(source=FilesSource(type="files", path=str(folder / f"{name}.parquet")), columns=Columns())
    settings = CheckSettings(check="synthetic", dataset="synthetic", every=60.0, memory_limit="16GiB")
    check = ConfiguredCheck("c", settings, Params(real="real", pairs=10_000, **params), sets, folder, "synthetic")
    result = json.loads(execute(Job(check, 0.0, folder)))
    assert result["outcome"] == "ok", result["message"]
    return {
        " ".join((one["name"].removeprefix("dte_synthetic_"), *own_labels(one["labels"]))): one["value"]
        for one in result["samples"]
    }


def own_labels(labels: dict[str, str]) -> list[str]:
    """Return the values of the labels that name columns."""
    return [labels[one] for one in ("column", "other_column") if one in labels]


@pytest.mark.filterwarnings("ignore")  # SDMetrics' own, of pandas
def judged(real: pd.DataFrame, synthetic: pd.DataFrame) -> dict[str, float]:
    """Return what SDMetrics says of the rows, under our names."""
    quality, diagnostic = QualityReport(), DiagnosticReport()
    for report in (quality, diagnostic):
        report.generate({"people": real}, {"people": synthetic}, metadata(real), verbose=False)
    shapes, trends = quality.get_details("Column Shapes"), quality.get_details("Column Pair Trends")
    validity, structure = diagnostic.get_details("Data Validity"), diagnostic.get_details("Data Structure")
    scored = trends[trends["Score"].notna()]
    return {
        "quality_ratio": quality.get_score(),
        "validity_ratio": diagnostic.get_score(),
        "structure_ratio": structure["Score"][0],
        **{f"shape_ratio {one}": score for one, score in zip(shapes["Column"], shapes["Score"], strict=True)},
        **{f"adherence_ratio {one}": score for one, score in zip(validity["Column"], validity["Score"], strict=True)},
        **{
            f"trend_ratio {' '.join(sorted((one, other)))}": score
            for one, other, score in zip(scored["Column 1"], scored["Column 2"], scored["Score"], strict=True)
        },
    }


def in_order(found: dict[str, float]) -> dict[str, float]:
    """Return the scores with the columns of each pair in the order of the alphabet."""
    return {
        " ".join((words[0], *sorted(words[1:]))) if (words := key.split(" "))[0] == "trend_ratio" else key: value
        for key, value in found.items()
    }


@pytest.mark.parametrize("name", DATA)
@pytest.mark.filterwarnings("ignore")  # SDMetrics' own, of pandas
def test_scores_are_those_of_sdmetrics(name: str, tmp_path: Path) -> None:
    """As a whole, by column and by pair; SDMetrics adds a millionth of a row to each category that is new."""
    real, synthetic = pair(name)

    assert in_order(measured(real, synthetic, tmp_path)) == pytest.approx(judged(real, synthetic), abs=1e-6)


def test_on_profiles_scores_are_within_a_thousandth(tmp_path: Path) -> None:
    """Of data sets of more rows than are looked at one by one."""
    real, synthetic = pair("adult")
    on_rows = measured(real, synthetic, tmp_path)

    assert measured(real, synthetic, tmp_path, row_limit=1) == pytest.approx(on_rows, abs=1e-3)


def test_a_copy_of_the_real_data_is_alike_throughout(tmp_path: Path) -> None:
    """Quality and validity are 1, which is why neither says that anybody's privacy is kept."""
    real, _ = pair("census")

    assert set(measured(real, real, tmp_path).values()) == {1.0}


def test_independent_noise_is_not_alike(tmp_path: Path) -> None:
    """Columns drawn one by one from a range of their own: shapes and trends fall, and values leave the range."""
    real, _ = pair("wine")
    noise = synthesised(real, 3_000, seed=1)
    for place, one in enumerate(noise.columns.drop("target")):
        noise[one] = synthesised(real[[one, "target"]], 3_000, seed=place)[one] * 2 - real[one].min()

    found = measured(real, noise, tmp_path)

    assert found["quality_ratio"] < 0.75
    assert found["validity_ratio"] < 0.9
