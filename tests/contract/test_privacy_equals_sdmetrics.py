"""Distances and disclosure equal those of SDMetrics on the rows, and planted leaks measure what was planted."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sdmetrics.single_table.privacy import DisclosureProtection
from sdmetrics.single_table.privacy.dcr_utils import calculate_dcr

from dte_exporter.checks.synthetic.privacy.synthetic_privacy import Params
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet, PersonalData
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

KINDS = {"age": "numerical", "pay": "numerical", "job": "categorical", "home": "categorical"}
METADATA = {"columns": {name: {"sdtype": kind} for name, kind in KINDS.items()}}


def people(rows: int, seed: int) -> pd.DataFrame:
    """Return rows of one distribution, no two of them equal; some lack a pay or a job."""
    drawing = np.random.default_rng(seed)
    found = pd.DataFrame(
        {
            "age": drawing.integers(18, 90, rows),
            "pay": drawing.lognormal(8, 0.5, rows),
            "job": drawing.choice(["cook", "nurse", "smith", "judge"], rows).astype(object),
            "home": drawing.choice(["north", "south", "west"], rows).astype(object),
        }
    )
    found.loc[drawing.random(rows) < 0.05, "job"] = None
    found.loc[drawing.random(rows) < 0.002, "pay"] = np.nan
    return found


def measured(folder: Path, quasi: tuple[str, ...] = (), **rows_and_params: Any) -> dict[str, float]:
    """Return what the real check finds on the rows in files, by series."""
    tables = {name: value for name, value in rows_and_params.items() if isinstance(value, pd.DataFrame)}
    params = {name: value for name, value in rows_and_params.items() if name not in tables}
    sets = {}
    for name, rows in tables.items():
        path = folder / f"{name}.parquet"
        rows.to_parquet(path)
        personal = PersonalData(quasi_identifiers=quasi) if name == "real" else PersonalData()
        source = FilesSource(type="files", path=str(path))
        sets[name] = DataSet(source=source, columns=Columns(), personal_data=personal)
    named = Params(real="real", holdout="holdout" if "holdout" in tables else None, **params)
    settings = CheckSettings(check="synthetic-privacy", dataset="made", every=60.0, memory_limit="16GiB")
    result = json.loads(execute(Job(ConfiguredCheck("c", settings, named, sets, folder, "synthetic"), 0.0, folder)))
    assert result["outcome"] == "ok", result["message"]
    labels = ("of", "column")
    return {
        " ".join(
            (one["name"].removeprefix("dte_synthetic_"), *(one["labels"][k] for k in labels if k in one["labels"]))
        ): (one["value"])
        for one in result["samples"]
    }


@pytest.mark.filterwarnings("ignore")  # SDMetrics' own, of pandas
def test_distances_are_those_of_sdmetrics(tmp_path: Path) -> None:
    """The medians of synthetic and of unseen rows, of numbers and categories, with values missing."""
    real, made, unseen = people(300, 1), people(250, 2), people(200, 3)

    found = measured(tmp_path, real=real, made=made, holdout=unseen)

    of_made, of_unseen = (calculate_dcr(one, real, METADATA).median() for one in (made, unseen))
    assert found["closest_record_distance synthetic"] == pytest.approx(of_made, rel=1e-12)
    assert found["closest_record_distance baseline"] == pytest.approx(of_unseen, rel=1e-12)
    assert found["privacy_ratio"] == pytest.approx(min(of_made / of_unseen, 1), rel=1e-12)


@pytest.mark.filterwarnings("ignore")  # SDMetrics' own, of pandas
def test_disclosure_is_that_of_sdmetrics(tmp_path: Path) -> None:
    """Of a sensitive column that the other category tells in part."""
    real, made = people(300, 1), people(250, 2)
    for one in (real, made):
        one["home"] = one["home"].where(one["job"] != "judge", "south")

    found = measured(tmp_path, real=real, made=made, sensitive=("home",))

    judged = DisclosureProtection.compute(real, made, ["job"], ["home"])
    assert judged < 1
    assert found["disclosure_protection_ratio home"] == pytest.approx(judged, rel=1e-12)


@pytest.mark.parametrize("planted", [0, 1, 10, 100])
def test_copied_rows_are_the_share_that_was_planted(tmp_path: Path, planted: int) -> None:
    """Of 1,000 rows of which so many percent are real ones, in any order."""
    real, made = people(1_000, 1), people(1_000, 2)
    made.iloc[: planted * 10] = real.sample(frac=1, random_state=4).iloc[: planted * 10]

    assert measured(tmp_path, real=real, made=made)["copies_ratio"] == planted / 100


@pytest.mark.parametrize("column", ["age", "pay", "job"])
def test_copies_with_one_column_jittered_are_near_copies(tmp_path: Path, column: str) -> None:
    """Forty of 400, whichever column was jittered, and no copy; rows that share no pay with a real one are neither."""
    real, made = people(400, 1), people(400, 2).dropna(subset=["pay"])
    made = made.iloc[:360]
    jittered = real.dropna().iloc[:40].copy()
    jittered[column] = "sailor" if column == "job" else jittered[column] + 1_000_000
    made = pd.concat([made[made["pay"].notna()], jittered])

    found = measured(tmp_path, real=real.dropna(), made=made)

    assert (found["copies_ratio"], found["near_copies_ratio"]) == (0, 0.1)


def test_a_copy_has_no_privacy_and_noise_has_all_of_it(tmp_path: Path) -> None:
    """A shuffled copy of the real data is at no distance; what is drawn column by column is as far as random rows."""
    real = people(500, 1).dropna()
    drawing = np.random.default_rng(5)
    noise = pd.DataFrame(
        {
            "age": drawing.integers(18, 90, 500),
            "pay": drawing.uniform(real["pay"].min(), real["pay"].max(), 500),
            "job": drawing.choice(["cook", "nurse", "smith", "judge"], 500),
            "home": drawing.choice(["north", "south", "west"], 500),
        }
    )

    of_copy = measured(tmp_path, real=real, made=real.sample(frac=1, random_state=6))
    of_noise = measured(tmp_path, real=real, made=noise)

    assert of_copy["privacy_ratio"] == 0
    assert of_noise["privacy_ratio"] > 0.9
    assert of_noise["privacy_ratio_ci_lower"] <= of_noise["privacy_ratio"] <= of_noise["privacy_ratio_ci_upper"]


def test_members_of_a_copy_are_told_and_those_of_fresh_rows_are_not(tmp_path: Path) -> None:
    """The advantage is all but 1 of a copy, and about 0 where the synthetic rows owe nothing to the real ones."""
    real, unseen = people(800, 1), people(800, 2)

    of_copy = measured(tmp_path, real=real, made=real, holdout=unseen)
    of_fresh = measured(tmp_path, real=real, made=people(800, 3), holdout=unseen)

    assert of_copy["membership_advantage_ratio"] > 0.95
    assert of_fresh["membership_advantage_ratio"] < 0.1


def test_one_famous_outlier_that_is_kept_is_seen(tmp_path: Path) -> None:
    """One astronaut of 101 people and the one aged 111: without the row in the synthetic data 0, with it 1."""
    real = pd.DataFrame({"age": [30] * 50 + [40] * 50 + [111], "job": ["cook"] * 100 + ["astronaut"]})

    without = measured(tmp_path, ("age", "job"), real=real, made=real.iloc[:100])
    kept = measured(tmp_path, ("age", "job"), real=real, made=real)

    rare = ("rare_combinations_ratio", "rare_categories_ratio job")
    assert [without[one] for one in rare] == [0, 0]
    assert [kept[one] for one in rare] == [1, 1]


def test_draws_of_many_rows_agree_within_an_interval(tmp_path: Path) -> None:
    """Of rows beyond the limit each draw has others, the ends of the interval lie about their mean."""
    found = measured(tmp_path, real=people(900, 1), made=people(900, 2), holdout=people(900, 3), row_limit=150)

    for one in ("privacy_ratio", "membership_advantage_ratio", "neighbour_distance_ratio"):
        assert found[f"{one}_ci_lower"] <= found[one] <= found[f"{one}_ci_upper"]
        assert found[f"{one}_ci_lower"] < found[f"{one}_ci_upper"]
