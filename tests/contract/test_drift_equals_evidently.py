"""Every drift gauge equals Evidently on all rows: to the last bit up to the row limit, within 1e-3 above it."""

import json
import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from dte_exporter.checks.drift.evidently import TELEMETRY_OFF
from dte_exporter.checks.drift.methods import METHODS, ColumnType, Family
from dte_exporter.checks.drift.params import Params
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet, Features
from dte_exporter.config.windows import Windows
from dte_exporter.statistics.rows import SEED
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

os.environ.update(TELEMETRY_OFF)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # importing it uses what NumPy has deprecated
    from evidently import DataDefinition, Dataset, Report
    from evidently.legacy.calculations.stattests import get_stattest
    from evidently.legacy.calculations.stattests.registry import (
        StatTest,
        _registered_stat_tests,  # it has no public list
        get_registered_stattest,
    )
    from evidently.legacy.core import ColumnType as EvidentlyType
    from evidently.presets import DataDriftPreset

ROOT = Path(__file__).parents[2]
ACS = ROOT / "deploy/demo/acs_employment.parquet"
ADULT = ROOT / "tests/data/adult.parquet"

CLOSE = 1e-3
WINDOWS = {"reference": "side = 0", "current": "side = 1"}

Details = Mapping[str, Mapping[str, Any]]


def measured(path: Path, columns: Columns, windows: Mapping[str, str], params: Params, tmp: Path) -> Details:
    """Return what the real check finds on real rows, by column."""
    dataset = DataSet(
        source=FilesSource(type="files", path=str(path)), columns=columns, windows=Windows.model_validate(windows)
    )
    settings = CheckSettings(check="drift", dataset="people", every=60.0, memory_limit="16GiB")
    check = ConfiguredCheck("c", settings, params, {"people": dataset}, tmp, "drift")
    result: dict[str, Any] = json.loads(execute(Job(check, 0.0, tmp)))
    assert result["outcome"] == "ok", result["message"]
    details: Details = result["evidence"]["details"]["columns"]
    exported = {
        one["labels"]["column"]: one["value"]
        for one in result["samples"]
        if one["name"] in {"dte_drift_distance", "dte_drift_p_value"}
    }
    assert exported == {name: one["score"] for name, one in details.items() if "score" in one}
    return details


def cleaned(values: pd.Series) -> pd.Series:
    """Return the values that Evidently's reports hand to a test."""
    return values.replace([-np.inf, np.inf], np.nan).dropna()


def type_of(values: pd.Series) -> EvidentlyType:
    """Return Evidently's type of a column."""
    return EvidentlyType.Numerical if pd.api.types.is_numeric_dtype(values) else EvidentlyType.Categorical


def evidently_on_rows(reference: pd.Series, current: pd.Series, method: str | None = None) -> tuple[StatTest, Any]:
    """Return Evidently's test, its own choice or `method`, and what it gives on all rows."""
    type_ = type_of(reference)
    reference, current = cleaned(reference), cleaned(current)
    test = get_stattest(reference, current, type_, method)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return test, test(reference, current, type_, None)


def frame(rows: pd.DataFrame, window: str) -> pd.DataFrame:
    """Return the rows of a window, which both languages word alike but for equality."""
    return rows.query(window.replace(" = ", " == "))


CENSUS = Columns(
    key="id",
    prediction="prediction",
    probability="predicted_probability",
    label="employed",
    time="year",
    sensitive=("sex", "race"),
    features=Features(exclude=("partition",)),
)
REAL = {
    "census of 2015 and 2018": (ACS, CENSUS, {"reference": "year = 2015", "current": "year = 2018"}),
    "adults under and over 40": (ADULT, Columns(label="income"), {"reference": "age < 40", "current": "age >= 40"}),
}


@pytest.mark.parametrize("data", REAL)
@pytest.mark.parametrize("row_limit", [100, 10**6], ids=["above the row limit", "below it"])
def test_every_column_of_real_data_equals_evidently(data: str, row_limit: int, tmp_path: Path) -> None:
    """Evidently's own choice of method, its score and its verdict on all rows; none lies near its threshold."""
    path, columns, windows = REAL[data]
    rows = pd.read_parquet(path)
    reference, current = (frame(rows, windows[side]) for side in ("reference", "current"))
    found = measured(path, columns, windows, Params(row_limit=row_limit), tmp_path)
    assert len(found) > 14
    for name, one in found.items():
        test, expected = evidently_on_rows(reference[name], current[name])
        assert one["method"] == test.name, name
        assert one["basis"] == ("rows" if row_limit > len(rows) else "distribution"), name
        assert one["score"] == pytest.approx(expected.drift_score, abs=0 if row_limit > len(rows) else CLOSE), name
        assert abs(expected.drift_score - expected.actual_threshold) > CLOSE, name
        assert (one["drifted"], one["threshold"]) == (expected.drifted, expected.actual_threshold), name


SEEDED_ROWS = 200_000
NEAR_THE_THRESHOLD = {"lognormal at the threshold"}
"""Seeded columns whose distance lies within 1e-3 of 0.1, so that either verdict is right."""


def seeded(side: int) -> pd.DataFrame:
    """Return columns that binned approximations are known to fail on; those of side 1 have moved."""
    random = np.random.default_rng(side)

    def with_some(values: Any, share: float, special: float) -> Any:
        return np.where(random.random(SEEDED_ROWS) < share, special, values)

    normal = random.normal(0, 1 + 0.3 * side, SEEDED_ROWS)
    return pd.DataFrame(
        {
            "unmoved": random.normal(0, 1, SEEDED_ROWS),
            "moved": random.normal(0.3 * side, 1, SEEDED_ROWS),
            "lognormal": random.lognormal(0.1 * side, 1, SEEDED_ROWS),
            "wide lognormal": random.lognormal(0.5 * side, 2, SEEDED_ROWS),
            "lognormal at the threshold": random.lognormal(0.1256 * side, 1, SEEDED_ROWS),
            "Pareto": random.pareto(1.5 + 0.1 * side, SEEDED_ROWS) + 1,
            "Pareto without a mean": random.pareto(0.8 + 0.05 * side, SEEDED_ROWS) + 1,
            "sentinel": with_some(random.gamma(2, 3, SEEDED_ROWS), 0.05 + 0.05 * side, -9999),
            "outliers": np.r_[[1e6 * (1 + side)] * 20, normal[20:]],
            "an outlier now": np.r_[1e7 * side, normal[1:]],
            "an outlier before": np.r_[1e7 * (1 - side), normal[1:]],
            "mostly zero": with_some(random.exponential(1, SEEDED_ROWS), 0.9 - 0.1 * side, 0),
            "narrowed": random.normal(5, 0.001, SEEDED_ROWS) if side else random.uniform(0, 10, SEEDED_ROWS),
            "far from zero": 1e9 + random.normal(0.2 * side, 1, SEEDED_ROWS) / 1000,
            "two decimals": random.normal(0.1 * side, 1, SEEDED_ROWS).round(2),
            "waiting times": random.geometric(0.01 - 0.001 * side, SEEDED_ROWS),
            "with gaps": with_some(with_some(random.normal(0, 1, SEEDED_ROWS), 0.1, np.nan), 0.01, np.inf),
            "grade": random.choice(list("abcde"), SEEDED_ROWS, p=np.array([5, 4, 3, 2, 1 + side]) / (15 + side)),
            "side": np.full(SEEDED_ROWS, side),
        }
    )


Both = tuple[Path, pd.DataFrame, pd.DataFrame]
"""A file of two sides, and the two."""


def written(path: Path, reference: pd.DataFrame, current: pd.DataFrame) -> Both:
    """Write both sides into one file."""
    pd.concat([reference, current]).to_parquet(path, index=False)
    return path, reference.drop(columns="side"), current.drop(columns="side")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    """Return the seeded columns."""
    return written(tmp_path_factory.mktemp("seeded") / "both.parquet", seeded(0), seeded(1))


SEEDED = Columns(features=Features(exclude=("side",)))


@pytest.mark.parametrize("row_limit", [50_000, SEEDED_ROWS], ids=["above the row limit", "below it"])
def test_every_seeded_column_equals_evidently(both: Both, row_limit: int, tmp_path: Path) -> None:
    """Heavy tails, sentinels, outliers and gaps included; the verdict is the same but where either is right."""
    path, reference, current = both
    found = measured(path, SEEDED, WINDOWS, Params(row_limit=row_limit), tmp_path)
    assert list(found) == list(reference)
    near = set()
    for name, one in found.items():
        test, expected = evidently_on_rows(reference[name], current[name])
        assert one["method"] == test.name, name
        assert one["score"] == pytest.approx(expected.drift_score, abs=0 if row_limit == SEEDED_ROWS else CLOSE), name
        if abs(expected.drift_score - expected.actual_threshold) < CLOSE:
            near.add(name)
        else:
            assert one["drifted"] == expected.drifted, name
    assert near == NEAR_THE_THRESHOLD


DISTANCES = [name for name, method in METHODS.items() if method.of_profiles]
DRAWN = [name for name, method in METHODS.items() if not method.of_profiles]


def fitting(method: str, columns: pd.DataFrame) -> list[str]:
    """Return the columns that `method` is for."""
    wanted = {EvidentlyType(type_) for type_ in METHODS[method].types}
    return [str(name) for name in columns if type_of(columns[name]) in wanted]


@pytest.fixture(scope="module")
def shorter(both: Both, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """Return the first 30,000 rows of each side of the seeded columns."""
    sides = (one[:30_000].assign(side=side) for side, one in enumerate(both[1:]))
    return written(tmp_path_factory.mktemp("seeded") / "shorter.parquet", *sides)


@pytest.mark.parametrize("method", DISTANCES)
def test_a_distance_above_the_row_limit_is_that_of_all_rows(shorter: Both, method: str, tmp_path: Path) -> None:
    """Within 1e-3, or 1e-3 of itself where it is larger than 1."""
    path, reference, current = shorter
    found = measured(path, SEEDED, WINDOWS, Params(method=method, row_limit=10_000), tmp_path)
    for name in fitting(method, reference):
        _, expected = evidently_on_rows(reference[name], current[name], method)
        assert (found[name]["method"], found[name]["basis"]) == (method, "distribution")
        assert found[name]["score"] == pytest.approx(expected.drift_score, abs=CLOSE, rel=CLOSE), name


def few(side: int) -> pd.DataFrame:
    """Return columns that every method is defined on: as many rows on both sides, spread, and two answers."""
    random = np.random.default_rng(10 + side)
    return pd.DataFrame(
        {
            "amount": random.normal(0.2 * side, 1, 400),
            "answer": random.choice(["no", "yes"], 400, p=[0.6 - 0.1 * side, 0.4 + 0.1 * side]),
            "side": np.full(400, side),
        }
    )


@pytest.mark.parametrize("method", METHODS)
def test_every_method_below_the_row_limit_is_evidently_to_the_last_bit(method: str, tmp_path: Path) -> None:
    """Score and verdict."""
    path, reference, current = written(tmp_path / "few.parquet", few(0), few(1))
    found = measured(path, SEEDED, WINDOWS, Params(method=method), tmp_path)
    compared = fitting(method, reference)
    assert compared
    for name in compared:
        _, expected = evidently_on_rows(reference[name], current[name], method)
        assert (found[name]["method"], found[name]["basis"]) == (method, "rows")
        assert (found[name]["score"], found[name]["drifted"]) == (expected.drift_score, expected.drifted)
        assert found[name]["threshold"] == expected.actual_threshold


@pytest.mark.parametrize("method", DRAWN)
def test_what_needs_rows_is_evidently_on_a_draw_above_the_row_limit(method: str, tmp_path: Path) -> None:
    """On as many rows as the limit says, the same at every run, and the evidence says that it is a draw."""
    path, *sides = written(tmp_path / "few.parquet", few(0), few(1))
    params = Params(method=method, row_limit=100)
    runs = [measured(path, SEEDED, WINDOWS, params, tmp_path) for _ in range(2)]
    assert runs[0] == runs[1]
    drawn = [one.assign(hash=hashes(len(one))).nsmallest(100, "hash").sort_index() for one in sides]
    for name in fitting(method, sides[0]):
        assert runs[0][name]["basis"] == "draw"
        _, expected = evidently_on_rows(drawn[0][name], drawn[1][name], method)
        assert runs[0][name]["score"] == expected.drift_score


def hashes(rows: int) -> list[int]:
    """Return DuckDB's hashes of the places of so many rows, signed, as the draw orders them."""
    query = f"select cast(cast(hash(range::bigint + {SEED}) as bit) as bigint) from range({rows})"
    return [one for (one,) in duckdb.execute(query).fetchall()]


@pytest.mark.parametrize("rows", [1_000, 1_001])
@pytest.mark.parametrize("distinct", [2, 3, 5, 6, 200])
def test_auto_is_evidentlys_own_choice(rows: int, distinct: int, tmp_path: Path) -> None:
    """By rows of the reference, type and number of values: what its preset chooses and finds."""
    random = np.random.default_rng(rows)
    sides = [
        pd.DataFrame(
            {
                "number": (values := random.integers(0, distinct, rows)),
                "word": [f"w{value}" for value in values],
                "side": np.full(rows, side),
            }
        )
        for side in (0, 1)
    ]
    path, *sides = written(tmp_path / "t.parquet", *sides)
    found = measured(path, SEEDED, WINDOWS, Params(), tmp_path)
    definition = DataDefinition(numerical_columns=["number"], categorical_columns=["word"])
    reference, current = (Dataset.from_pandas(one, definition) for one in sides)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = Report([DataDriftPreset()]).run(current, reference).dict()
    preset = {one["config"]["column"]: one for one in report["metrics"] if "column" in one["config"]}
    for name, type_ in (("number", ColumnType.NUMBER), ("word", ColumnType.CATEGORY)):
        method = METHODS[found[name]["method"]]
        named = get_registered_stattest(method.name, EvidentlyType(min(method.types))).display_name
        assert preset[name]["config"]["method"] == named, (name, type_)
        assert found[name]["score"] == pytest.approx(preset[name]["value"], abs=1e-12)


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_a_method_has_evidentlys_threshold_and_types(method: Any) -> None:
    """And its direction: at a score of 0 only a p-value has drifted."""
    test = get_registered_stattest(method.name, EvidentlyType(min(method.types)))
    assert method.threshold == test.default_threshold
    assert {EvidentlyType(type_) for type_ in method.types} == set(test.allowed_feature_types)
    assert method.drifted(0.0, method.threshold) is (method.family is Family.P_VALUE)


LEFT_OUT = {
    "empirical_mmd": "its matrix of all pairs needs 80 GB at the row limit, and it draws without a seed",
    "perc_text_content_drift": "of texts",
    "abs_text_content_drift": "of texts",
}
"""The tests of Evidently's that the check does not offer, and why."""


def test_evidentlys_registry_is_the_methods_and_what_is_left_out() -> None:
    """By name: a version of Evidently with one test more is noticed, and so is one that has dropped or renamed one."""
    assert set(_registered_stat_tests) == METHODS.keys() | LEFT_OUT.keys()
    assert not METHODS.keys() & LEFT_OUT.keys()


def test_what_is_left_out_as_of_texts_is_of_texts() -> None:
    """None of these tests takes numbers or categories, in Evidently's own words."""
    of_texts = {name for name, types in _registered_stat_tests.items() if set(types) == {EvidentlyType.Text}}
    assert of_texts == {name for name, reason in LEFT_OUT.items() if reason == "of texts"}
