import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dte_exporter.checks.synthetic import pair_counts
from dte_exporter.checks.synthetic.check import Params
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

Run = Mapping[str, Any]

REAL = "SELECT unnest([1, 2, 3, 4]) AS age, unnest(['a', 'a', 'b', 'b']) AS job"


def run(folder: Path, real: str, synthetic: str, roles: Columns | None = None, **params: Any) -> Run:
    """Return what came of the check on the rows of two queries."""
    sets = {}
    for name, query in {"real": real, "made": synthetic}.items():
        path = folder / f"{name}.parquet"
        duckdb.sql(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        sets[name] = DataSet(source=FilesSource(type="files", path=str(path)), columns=roles or Columns())
    settings = CheckSettings(check="synthetic", dataset="made", every=60.0)
    check = ConfiguredCheck("c", settings, Params(real="real", **params), sets, folder, "synthetic")
    found: Run = json.loads(execute(Job(check, 0.0, folder)))
    return found


def values(found: Run, metric: str) -> dict[str, float]:
    """Return the values of one metric by the columns that they are of."""
    assert found["outcome"] == "ok", found["message"]
    return {
        " and ".join(one["labels"][label] for label in ("column", "other_column") if label in one["labels"]): one[
            "value"
        ]
        for one in found["samples"]
        if one["name"] == f"dte_synthetic_{metric}_ratio"
    }


def test_whole_numbers_are_categories_alike_whatever_their_type(tmp_path: Path) -> None:
    """A synthesizer that makes 1.0 of 1 has made the same category, alone and beside another column."""
    real = "SELECT unnest([1, 1, 2, 2]) AS grade, unnest(['a', 'a', 'b', 'b']) AS job"
    made = "SELECT grade::DOUBLE AS grade, job FROM (" + real + ")"

    found = run(tmp_path, real, made, Columns(categorical=("grade",)))

    assert values(found, "shape") == {"grade": 1, "job": 1}
    assert values(found, "trend") == {"grade and job": 1}


@pytest.mark.parametrize(
    ("real", "made", "share"),
    [("[1, 2, 3, 4]", "[1, 2, NULL, 9]", 0.5), ("[1, NULL, 3, 4]", "[1, 2, NULL, 9]", 2 / 3)],
    ids=["the real data lack none", "the real data lack some"],
)
def test_a_missing_number_is_valid_where_real_ones_are_missing(
    tmp_path: Path, real: str, made: str, share: float
) -> None:
    """Two of four are in the range; of a column that may lack some, two of the three that are there."""
    found = run(tmp_path, f"SELECT unnest({real}) AS age", f"SELECT unnest({made}) AS age")

    assert values(found, "adherence") == {"age": pytest.approx(share)}


@pytest.mark.parametrize(
    ("real", "share"), [("['a', 'b', 'b']", 0.5), ("['a', NULL, 'b']", 0.75)], ids=["none missing", "some missing"]
)
def test_a_missing_category_is_valid_where_real_ones_are_missing(tmp_path: Path, real: str, share: float) -> None:
    """Of a, b, z and none the first two are the real data's, and none is if that is there too."""
    made = "SELECT unnest(['a', 'b', 'z', NULL]) AS job"

    assert values(run(tmp_path, f"SELECT unnest({real}) AS job", made), "adherence") == {"job": share}


def test_infinite_numbers_are_missing(tmp_path: Path) -> None:
    """They are in no range, and in no distribution."""
    made = "SELECT unnest([1, 2, 3, 4, 'inf'::DOUBLE]) AS age"

    found = run(tmp_path, "SELECT unnest([1.0, 2, 3, 4]) AS age", made)

    assert values(found, "shape") == {"age": 1}
    assert values(found, "adherence") == {"age": 0.8}


def test_a_column_without_a_value_has_no_shape(tmp_path: Path) -> None:
    """It is said which, and the quality is that of the others."""
    found = run(tmp_path, REAL, "SELECT NULL::INT AS age, unnest(['a', 'b']) AS job")

    assert values(found, "shape") == {"job": 1}
    assert values(found, "quality") == {"": 1}
    assert found["evidence"]["undefined"] == [
        "shape_ratio: column 'age' has no value in the real or the synthetic data, or over 10,000 categories: leave it "
        "out of columns, or set columns.key if it says which row it is"
    ]


def test_without_any_value_there_is_no_quality(tmp_path: Path) -> None:
    """Nor is anything valid or invalid but the structure."""
    found = run(tmp_path, "SELECT NULL::INT AS age", "SELECT 1 AS age")

    assert values(found, "quality") == {}
    assert values(found, "validity") == {"": 1}


def test_a_real_column_of_nothing_makes_no_category_valid(tmp_path: Path) -> None:
    """There is nothing to judge by."""
    assert values(run(tmp_path, "SELECT NULL::TEXT AS job", "SELECT 'a' AS job"), "adherence") == {}


def test_columns_that_cannot_be_compared_are_told(tmp_path: Path) -> None:
    """With the reason, and the structure is the share of columns that both have alike."""
    real = "SELECT 1 AS age, 'a' AS job, DATE '2020-01-01' AS born, 5 AS gone"
    made = "SELECT 1 AS age, 7 AS job, DATE '2020-01-01' AS born, 5 AS new"

    found = run(tmp_path, real, made)

    assert values(found, "structure") == {"": 2 / 6}
    assert found["evidence"]["notices"] == [
        "column 'job' is not compared: it is of kind number in the synthetic and category in the real data, so set "
        "columns.types of both alike",
        "column 'born' is not compared: it is of kind time, neither numbers nor categories",
        "column 'gone' is not compared: the synthetic data have none",
    ]


def test_keys_and_subjects_are_not_compared(tmp_path: Path) -> None:
    """They say which row it is; keys are to be unique, and missing ones are none."""
    real = "SELECT unnest([1, 2, 3]) AS id, unnest([7, 8, 9]) AS person, unnest([1, 2, 3]) AS age"
    made = "SELECT unnest([1, 1, NULL]) AS id, unnest([7, 8, 9]) AS person, unnest([1, 2, 3]) AS age"

    found = run(tmp_path, real, made, Columns(key="id", subject="person"))

    assert values(found, "shape").keys() == {"age"}
    assert values(found, "unique_keys") == {"id": pytest.approx(1 / 3)}
    assert values(found, "validity") == {"": pytest.approx((1 + (1 + 1 / 3) / 2) / 2)}


def test_the_config_may_name_the_columns(tmp_path: Path) -> None:
    """And no other is compared; one that the real data lack is a mistake."""
    assert values(run(tmp_path, REAL, REAL, columns=("job",)), "shape").keys() == {"job"}
    assert "has no column 'jobs'" in run(tmp_path, REAL, REAL, columns=("jobs",))["message"]


def test_only_so_many_pairs_are_shown_those_least_alike(tmp_path: Path) -> None:
    """All of them count."""
    real = "SELECT i AS a, i * 2 AS b, -i AS c FROM range(10) t(i)"
    made = "SELECT i AS a, i * 2 AS b, (i * 7) % 10 AS c FROM range(10) t(i)"

    found = run(tmp_path, real, made, pairs=1)

    assert values(found, "trend").keys() == {"a and c"}
    assert found["evidence"]["details"]["pairs_that_go_together"] == 3


def test_pairs_of_too_many_combinations_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They count for nothing."""
    monkeypatch.setattr(pair_counts, "MAX_CELLS", 1)

    found = run(tmp_path, REAL, REAL)

    assert values(found, "trend") == {}
    assert found["evidence"]["details"]["pairs_of_too_many_combinations"] == [["age", "job"]]


def test_a_bin_begins_at_its_lower_end(tmp_path: Path) -> None:
    """Of 0 to 10 the second holds 1 and 1.5 alike, beside a category."""
    real = "SELECT unnest([0, 1, 10]::DOUBLE[]) AS age, unnest(['a', 'b', 'b']) AS job"
    made = "SELECT unnest([0, 1.5, 10]::DOUBLE[]) AS age, unnest(['a', 'b', 'b']) AS job"

    assert values(run(tmp_path, real, made), "trend") == {"age and job": 1}


def test_a_column_of_one_value_goes_with_no_other(tmp_path: Path) -> None:
    """Far from 0 as well, where rounding alone makes it vary."""
    real = "SELECT i AS a, 1e15 + 0.1 AS b, 'x' AS c FROM range(10) t(i)"

    assert values(run(tmp_path, real, real), "trend") == {}


def test_what_does_not_go_together_in_the_real_data_counts_for_nothing(tmp_path: Path) -> None:
    """Numbers of a correlation of 0, however they are correlated in the synthetic data."""
    real = "SELECT unnest([1, 1, 2, 2]) AS a, unnest([1, 2, 1, 2]) AS b"

    assert values(run(tmp_path, real, "SELECT i AS a, i AS b FROM range(4) t(i)"), "trend") == {}


def test_numbers_far_from_zero_correlate_as_those_near_it(tmp_path: Path) -> None:
    """Deviations are from the mean, so that nothing of them is lost."""
    real = "SELECT 1e9 + i AS a, 2e9 - i AS b FROM range(10) t(i)"
    made = "SELECT 1e9 + i AS a, 2e9 + i AS b FROM range(10) t(i)"

    assert values(run(tmp_path, real, made), "trend") == {"a and b": pytest.approx(0, abs=1e-12)}


@pytest.mark.parametrize(
    ("real", "made", "outcome", "message"),
    [
        (
            f"{REAL} LIMIT 0",
            REAL,
            "no_data",
            "data set 'real', which the synthetic data are compared with, holds no rows",
        ),
        (REAL, f"{REAL} LIMIT 0", "no_data", "the current window holds no rows"),
        (
            "SELECT 1 AS age",
            "SELECT 'a' AS job",
            "check_error",
            "no column of numbers or categories is both in the synthetic data and in data set 'real': see "
            "columns.types",
        ),
    ],
    ids=["no real rows", "no synthetic rows", "nothing in common"],
)
def test_where_nothing_can_be_compared_it_is_said(
    tmp_path: Path, real: str, made: str, outcome: str, message: str
) -> None:
    """With the data set, and the way out."""
    found = run(tmp_path, real, made)

    assert (found["outcome"], found["message"]) == (outcome, message)
