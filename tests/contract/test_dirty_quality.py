"""Sixteen kinds of error, planted into real rows at known rates: each is counted exactly, and clean rows raise nothing.

What values are expected to be is learned from all clean rows. Half of them would not do: the extremes of two halves of
real rows differ, and so do the rarest countries, so that a clean half could hold what the other has never seen.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from dev.generate.example import NOW
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

ROOT = Path(__file__).parents[2]
REGISTRY = Registry.discover()
KEY, SEEN = "row", "seen"
ERRORS = (
    *("blank", "padded", "mistyped", "future", "out_of_range", "out_of_set", "duplicate_rows", "duplicate_keys"),
    *("constant_columns", "empty_columns", "unmatched"),
)
"""The families that are 0 where nothing is wrong; real rows lack some values, so missing ones are counted apart."""


@dataclass(frozen=True)
class Planted:
    """An error of some rows of a column: what becomes of a value there, how often, and the fact that counts it."""

    kind: str
    column: str
    rows: int
    fact: str
    turned: Callable[[Any], Any]


@dataclass(frozen=True)
class Soil:
    """Real rows, and what is planted into which of their columns."""

    file: str
    as_text: str
    planted: tuple[Planted, ...]
    constant: str
    emptied: str
    linked: str

    def clean(self) -> pd.DataFrame:
        """Return the rows with a key, and a time in 2018 that no two of them share."""
        rows = pd.read_parquet(ROOT / self.file)
        texts = {name: object for name, type_ in rows.dtypes.items() if not pd.api.types.is_numeric_dtype(type_)}
        rows = rows.astype(texts).drop(columns="id", errors="ignore")
        rows[self.as_text] = rows[self.as_text].astype(str)
        rows[KEY] = range(len(rows))
        rows[SEEN] = pd.Timestamp("2018-01-01", tz="UTC") + pd.to_timedelta(rows[KEY], unit="s")
        return rows


ADULT = Soil(
    "tests/data/adult.parquet",
    "fnlwgt",
    (
        Planted("missing values", "workclass", 211, "missing", lambda _: None),
        Planted("blank strings", "education", 101, "blank", lambda _: "  "),
        Planted("padded strings", "marital_status", 97, "padded", lambda value: f" {value}"),
        Planted("a change of case", "occupation", 89, "out_of_set", lambda value: value.upper()),
        Planted("far too high", "age", 83, "out_of_range", lambda value: value + 200),
        Planted("negative values", "hours_per_week", 79, "out_of_range", lambda value: -value),
        Planted("a unit that is a thousandth", "capital_gain", 73, "out_of_range", lambda value: 1000 * (value + 101)),
        Planted("a sentinel", "education_num", 71, "out_of_range", lambda _: -999),
        Planted("text among numbers", "fnlwgt", 67, "mistyped", lambda _: "unknown"),
        Planted("times to come", SEEN, 61, "future", lambda value: value + pd.Timedelta(days=400)),
        Planted("a broken reference", "relationship", 59, "unmatched", lambda _: "Nobody-knows"),
        Planted("a new category", "race", 53, "out_of_set", lambda _: "Unheard-of"),
    ),
    constant="income",
    emptied="split",
    linked="relationship",
)
ACS = Soil(
    "deploy/demo/acs_employment.parquet",
    "DEAR",
    (
        Planted("missing values", "MAR", 1_009, "missing", lambda _: None),
        Planted("blank strings", "SCHL", 907, "blank", lambda _: ""),
        Planted("padded strings", "RELP", 809, "padded", lambda value: f"{value}\t"),
        Planted("a change of case", "sex", 701, "out_of_set", lambda value: value.lower()),
        Planted("far too high", "AGEP", 607, "out_of_range", lambda value: value + 200),
        Planted("negative values", "predicted_probability", 503, "out_of_range", lambda value: -value - 0.01),
        Planted("a unit that is a thousandth", "year", 401, "out_of_range", lambda value: 1000 * value),
        Planted("a sentinel", "employed", 307, "out_of_range", lambda _: -999),
        Planted("text among numbers", "DEAR", 211, "mistyped", lambda _: "two"),
        Planted("times to come", SEEN, 199, "future", lambda value: value + pd.Timedelta(days=400)),
        Planted("a broken reference", "ESP", 113, "unmatched", lambda _: "77"),
        Planted("a new category", "race", 107, "out_of_set", lambda _: "Unheard-of"),
    ),
    constant="CIT",
    emptied="partition",
    linked="ESP",
)
REPEATED_ROWS, REPEATED_KEYS = 47, 43


@dataclass(frozen=True)
class Told:
    """What both checks told of some rows, beside the rows."""

    rows: pd.DataFrame
    facts: CheckResult
    links: CheckResult

    def count(self, column: str, fact: str) -> int:
        """Return the rows of a column that are so."""
        if fact == "unmatched":
            return int(self.links.evidence.details["references"][0]["unmatched"])
        return int(self.facts.evidence.details["columns"][column]["counts"][fact])

    def value(self, family: str, **labels: str) -> float:
        """Return the value of a family."""
        (found,) = (
            one.value
            for one in (*self.facts.samples, *self.links.samples)
            if one.name == f"dte_quality_{family}" and {**one.labels, **labels} == one.labels
        )
        return found


def told_of(soil: Soil, rows: pd.DataFrame, clean: pd.DataFrame, folder: Path) -> Told:
    """Return what the checks tell of `rows`, beside all `clean` ones."""
    linked = pd.DataFrame({"name": clean[soil.linked].unique()})
    for name, one in {"rows": rows, "clean": clean, "linked": linked}.items():
        one.to_parquet(folder / f"{name}.parquet", index=False)
    columns = {"key": KEY}
    source = {name: {"source": {"type": "files", "path": f"{name}.parquet"}} for name in ("rows", "clean", "linked")}
    config = {
        "datasets": {
            **source,
            "clean": {**source["clean"], "columns": columns},
            "rows": {**source["rows"], "columns": columns, "windows": {"reference": {"dataset": "clean"}}},
        },
        "checks": {
            "facts": {"check": "quality", "dataset": "rows", "every": "1h"},
            "links": {
                "check": "references",
                "dataset": "rows",
                "every": "1h",
                "references": [{"column": soil.linked, "dataset": "linked", "to": "name"}],
            },
        },
    }
    (folder / "config.yaml").write_text(yaml.safe_dump(config))
    checks = load(folder / "config.yaml", REGISTRY).checks
    ran = {name: CheckResult.from_json(execute(Job(one, NOW, folder / "cache"))) for name, one in checks.items()}
    return Told(rows, ran["facts"], ran["links"])


def dirtied(soil: Soil, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows`, whose keys are odd, with each error in so many places of its own, drawn by a seed."""
    chance, rows = random.Random(18), rows.reset_index(drop=True)
    usable = rows.dropna(subset=[one.column for one in soil.planted]).index.tolist()
    places = iter(chance.sample(usable, sum(one.rows for one in soil.planted) + REPEATED_ROWS + 2 * REPEATED_KEYS))
    for one in soil.planted:
        at = [next(places) for _ in range(one.rows)]
        rows.loc[at, one.column] = pd.Series([one.turned(rows.loc[place, one.column]) for place in at], index=at)
    copies = rows.loc[[next(places) for _ in range(REPEATED_ROWS)]].assign(**{KEY: range(0, 2 * REPEATED_ROWS, 2)})
    for _ in range(REPEATED_KEYS):
        rows.loc[next(places), KEY] = rows.loc[next(places), KEY]
    rows = pd.concat([rows, copies], ignore_index=True)
    return rows.assign(**{soil.constant: rows[soil.constant].iloc[0], soil.emptied: pd.Series([None] * len(rows))})


@dataclass(frozen=True)
class Case:
    """A data set: half of its rows as they are, and the other half with errors in it."""

    soil: Soil
    clean: Told
    dirty: Told
    before: pd.DataFrame


@pytest.fixture(scope="module", params=[ADULT, ACS], ids=["Adult", "ACS"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return what was told of both halves."""
    soil: Soil = request.param
    rows = soil.clean()
    one, other = rows.iloc[::2], rows.iloc[1::2]
    folder = tmp_path_factory.mktemp("clean")
    clean = told_of(soil, one, rows, folder)
    dirty = told_of(soil, dirtied(soil, other), rows, tmp_path_factory.mktemp("dirty"))
    return Case(soil, clean, dirty, other)


def test_both_checks_end_well(case: Case) -> None:
    """Nothing is left undefined, on clean rows and on dirty ones."""
    for told in (case.clean, case.dirty):
        for result in (told.facts, told.links):
            assert (result.outcome, result.message, result.evidence.undefined) == (Outcome.OK, "", ())


def test_clean_rows_raise_nothing(case: Case) -> None:
    """Every family of errors is 0; as many values are missing as pandas finds missing."""
    samples = (*case.clean.facts.samples, *case.clean.links.samples)
    names = {f"dte_quality_{error}{'' if error.endswith('columns') else '_ratio'}" for error in ERRORS}

    assert {one.name for one in samples if one.name in names} == names
    assert {(one.name, *one.labels.items()) for one in samples if one.name in names and one.value} == set()
    missing = case.clean.rows.isna().sum().to_dict()
    assert {name: case.clean.count(str(name), "missing") for name in missing} == missing


def test_each_kind_is_counted_exactly(case: Case) -> None:
    """Twelve kinds are of values: the fact of each counts as many rows as were planted, beside those missing before."""
    before = {one.column: int(case.before[one.column].isna().sum()) for one in case.soil.planted}
    expected = {one.kind: one.rows + (before[one.column] if one.fact == "missing" else 0) for one in case.soil.planted}

    assert {one.kind: case.dirty.count(one.column, one.fact) for one in case.soil.planted} == expected


def test_repeated_rows_and_keys_are_counted_exactly(case: Case) -> None:
    """A copy of a row under another key repeats a row and no key; a key given twice repeats a key and no row."""
    rows = len(case.dirty.rows)

    assert case.dirty.facts.evidence.details["duplicate_rows"] == REPEATED_ROWS
    assert case.dirty.facts.evidence.details["duplicate_keys"] == REPEATED_KEYS
    assert case.dirty.value("duplicate_rows_ratio") == pytest.approx(REPEATED_ROWS / rows)
    assert case.dirty.value("duplicate_keys_ratio") == pytest.approx(REPEATED_KEYS / rows)


def test_a_constant_and_an_emptied_column_are_found(case: Case) -> None:
    """One of each, and the evidence names them."""
    columns = case.dirty.facts.evidence.details["columns"]

    assert case.dirty.value("constant_columns") == case.dirty.value("empty_columns") == 1
    assert [name for name, one in columns.items() if one.get("constant")] == [case.soil.constant]
    assert [name for name, one in columns.items() if one.get("empty")] == [case.soil.emptied]


def test_no_other_column_raises_anything(case: Case) -> None:
    """What is counted beside the planted facts is the same rows seen otherwise: other text is out of its set too."""
    expected = {one.column: one.rows for one in case.soil.planted}
    raised = {
        (name, fact): count
        for name, one in case.dirty.facts.evidence.details["columns"].items()
        for fact, count in one["counts"].items()
        if fact in ERRORS and count
    }

    assert {name for name, _ in raised} <= expected.keys()
    assert all(count == expected[name] for (name, _), count in raised.items())


def test_a_new_category_is_named_from_thirty_rows_on(case: Case) -> None:
    """The evidence names the value and its rows, of which there are more."""
    planted = next(one for one in case.soil.planted if one.kind == "a new category")
    unexpected = case.dirty.facts.evidence.details["columns"]["race"]["unexpected"]

    assert unexpected == [{"value": "Unheard-of", "rows": planted.rows}]
