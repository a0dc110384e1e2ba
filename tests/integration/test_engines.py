"""Every check that reads rows says the same of the same rows, in files, databases, tables with a log and Spark.

A new check joins by itself: its own example is its first row of the matrix.
"""

import json
import math
import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

from dev.generate import example
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Check, Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from tests.integration.homes import (
    Files,
    Home,
    InDelta,
    InIceberg,
    InMariaDb,
    InPostgres,
    InSpark,
    InSqlite,
    LocalSpark,
)

pytestmark = pytest.mark.integration

REGISTRY = Registry.discover()
OF_ROWS = [check for check in REGISTRY.checks.values() if check.on == "rows"]
SERVERS = ("postgres", "mariadb", "sqlite")
LOGS = ("delta", "iceberg")
"""Tables that are read by the engine of files: examples and nasty rows tell whether it is given the right ones."""

HOMES = (*SERVERS, *LOGS, "spark")
IS_WHOLE = os.environ.get("DTE_SPARK_MATRIX") == "whole"
"""Whether Spark, which takes a second where others take a tenth, is asked all: `make test-spark` does so."""

IS_LOCAL = os.environ.get("DTE_SPARK_SESSION") == "local"
"""Whether it is a Spark in this process, where Spark itself is on its path, that is asked instead of a server."""

REFUSED = {("bias-variance", "mariadb"): "MariaDB cannot compute what this check asks of it"}
"""What an engine cannot answer, and how it says so; check-config says the same."""


@pytest.fixture
def home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Return where rows live: the parameter names it."""
    match request.param:
        case "postgres":
            url = request.getfixturevalue("postgres").url
            monkeypatch.setenv("POSTGRES_URL", url)
            return InPostgres(url)
        case "mariadb":
            server = request.getfixturevalue("mariadb")
            monkeypatch.setenv("MARIADB_URL", server.url)
            return InMariaDb(server)
        case "spark":
            server = LocalSpark(tmp_path) if IS_LOCAL else request.getfixturevalue("spark")
            monkeypatch.setenv("SPARK_SERVER", server.url)
            return InSpark(server)
        case "sqlite":
            return InSqlite(tmp_path)
        case "delta":
            return InDelta(tmp_path)
        case "iceberg":
            return InIceberg(tmp_path)
    return Files(tmp_path)


EVERY_HOME = pytest.mark.parametrize("home", HOMES, indirect=True)
ROUGH_HOMES = pytest.mark.parametrize("home", (*SERVERS, "spark") if IS_WHOLE else SERVERS, indirect=True)


def ran(config: Mapping[str, Any], folder: Path, name: str, beside: Mapping[str, str] | None = None) -> CheckResult:
    """Return the result of the check called `name` of `config`, as a worker gives it; `beside` it lie these files."""
    folder.mkdir(exist_ok=True)
    for file, text in (beside or {}).items():
        (folder / file).write_text(text)
    (folder / "config.yaml").write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True))
    check = load(folder / "config.yaml", REGISTRY).checks[name]
    return CheckResult.from_json(execute(Job(check, example.NOW, folder / "cache")))


def values(result: CheckResult) -> dict[str, float]:
    """Return the values by series."""
    return {f"{one.name}{json.dumps(dict(one.labels), sort_keys=True)}": one.value for one in result.samples}


def at(config: Mapping[str, Any], homes: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return `config` with its data sets at `homes`."""
    datasets = {name: {**one, "source": dict(homes[name])} for name, one in config["datasets"].items()}
    return {**config, "datasets": datasets}


@pytest.mark.parametrize("check", OF_ROWS, ids=lambda check: check.name)
@EVERY_HOME
def test_the_example_of_a_check_gives_what_it_expects(
    check: Check[Any], home: Home, request: pytest.FixtureRequest, exporter: Path, tmp_path: Path
) -> None:
    """The series worked by hand come out of each engine to the ninth digit, or the engine says that it cannot."""
    tables = {example.NAME: check.example.columns, **check.example.tables}
    homes = {name: home.put(name, pa.table(dict(columns))) for name, columns in tables.items()}
    beside = example.beside(check)

    result = ran(at(example.config(check), homes), tmp_path / "config", example.NAME, beside)

    refused = REFUSED.get((check.name, request.node.callspec.params["home"]))
    if refused:
        assert (result.outcome, refused in result.message) == (Outcome.SOURCE_ERROR, True)
        command = [str(exporter), "check-config", str(tmp_path / "config/config.yaml")]
        assert refused in subprocess.run(command, capture_output=True, text=True, check=False).stderr
        return
    series = example.Ran(check, load(tmp_path / "config/config.yaml", REGISTRY).checks[example.NAME], result).series
    assert (result.outcome, result.message) == (Outcome.OK, "")
    assert series == pytest.approx(check.example.expected, rel=1e-9, abs=1e-9)


def rough(columns: Mapping[str, list[Any]], holds_nan: bool) -> pa.Table:
    """Return the rows of an example thrice, and each again with one value of it missing, or written in another way."""
    table = pa.table(dict(columns))
    rows = table.to_pylist()
    twisted = [{**row, name: other} for row in rows for name in row for other in _others(row[name], holds_nan)]
    return pa.Table.from_pylist([*rows * 3, *twisted], schema=table.schema)


def _others(value: Any, holds_nan: bool) -> list[Any]:
    """Return nothing, and what engines might take for `value`; a text that begins with a digit may be a time."""
    match value:
        case bool():
            return [None, not value]
        case int():
            return [None, 0, -value]
        case float():
            return [None, -0.0, *((math.nan, math.inf) if holds_nan else ())]
        case str() if not value[:1].isdigit():
            return [None, value.upper(), value.lower(), f"{value} ", "", f"{value}ä", "'\\\""]
    return [None]


@pytest.mark.parametrize("check", OF_ROWS, ids=lambda check: check.name)
@ROUGH_HOMES
def test_a_roughened_example_gives_what_it_gives_in_parquet(
    check: Check[Any], home: Home, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Outcome, rows and values are those of files, also where values are missing or letters are of the other case."""
    tables = {example.NAME: check.example.columns, **check.example.tables}
    made = {name: rough(columns, home.holds_nan) for name, columns in tables.items()}
    beside = example.beside(check)
    (tmp_path / "files").mkdir()
    in_files = {name: Files(tmp_path / "files").put(name, rows) for name, rows in made.items()}
    elsewhere = {name: home.put(name, rows) for name, rows in made.items()}

    expected = ran(at(example.config(check), in_files), tmp_path / "expected", example.NAME, beside)
    found = ran(at(example.config(check), elsewhere), tmp_path / "found", example.NAME, beside)

    if (check.name, request.node.callspec.params["home"]) not in REFUSED:
        assert found.outcome is expected.outcome
        assert found.message == expected.message or found.outcome is Outcome.SOURCE_ERROR  # each of its own engine
        assert found.evidence.rows == expected.evidence.rows
        assert values(found) == pytest.approx(values(expected), rel=1e-9, abs=1e-9)


NASTY_NAME = "a name with 'quotes', \"doubles\" and spaces, ümläut"
"""Of a column; quotes of any dialect are in it."""

EPOCH = datetime(2018, 11, 1, tzinfo=UTC)


def nasty(rows: int, shift: int = 0, holds_nan: bool = True, longest_name: int = 63) -> pa.Table:
    """Return a table with all that engines take in different ways, made by a rule and no chance."""
    places = [place + shift for place in range(rows)]
    missing = (math.nan, math.inf, -math.inf) if holds_nan else (None, None, None)
    amounts = [None, -0.0, 0.0, *missing]
    groups = ["Ä", "ä", "a", "A", "a ", "", " ", None, "日本", "emoji 🙂", "O'Hara", "back\\slash", "%_"]
    return pa.table(
        {
            "approved": [place % 3 == 0 for place in places],
            "won": pa.array([place % 5 in {0, 3} if place % 11 else None for place in places], pa.bool_()),
            "chance": [(place % 101) / 100 if place % 13 else None for place in places],
            "group": [groups[place % len(groups)] for place in places],
            "ratio": pa.array([(place % 4) / 2 for place in places], pa.float64()),
            "amount": pa.array(
                [amounts[place % 6] if place % 7 == 0 else place * 0.37 for place in places], pa.float64()
            ),
            "price": pa.array([Decimal(place % 12 * 25) / 100 for place in places], pa.decimal128(12, 2)),
            "whole": pa.array([place % 9 if place % 17 else None for place in places], pa.int64()),
            "flag": [place % 4 == 0 for place in places],
            "day": [date(2018, 11, 1) + timedelta(days=place % 30) for place in places],
            "wall": pa.array(
                [(EPOCH + timedelta(minutes=place)).replace(tzinfo=None) for place in places], pa.timestamp("us")
            ),
            "moment": pa.array(
                [EPOCH + timedelta(minutes=place, microseconds=500_000) for place in places],
                pa.timestamp("us", tz="UTC"),
            ),
            NASTY_NAME: [place % 3 for place in places],
            **{f"chance_{one}": [(place % (6 + one)) / 10 for place in places] for one in (1, 2)},
            "remark": [
                f"{groups[place % 13] or 'nothing'}, no. {place}: {places[-place % 7]}" for place in range(rows)
            ],
            "n" * longest_name: [place % 2 for place in places],
        }
    )


OF_CLASSES = {"prediction": NASTY_NAME, "label": NASTY_NAME}
OTHER_COLUMNS: dict[str, dict[str, Any]] = {
    "loss-estimate": {"prediction": "ratio", "label": "whole"},
    "multiclass-estimate": {**OF_CLASSES, "probabilities": {"0": "chance", "1": "chance_1", "2": "chance_2"}},
}
"""What the columns of a check are for that asks for others than most."""


OTHER_PARAMS: dict[str, dict[str, Any]] = {
    "freshness": {"loaded": "wall", "max_age": "1d", "max_load_age": "5200w"},
    "schema": {"expected": {"group": {"type": "text", "nullable": False}, "gone": {"type": "text"}}},
}
"""What a check is told that asks for more than most."""


def nasty_config(check: str, time: str) -> dict[str, Any]:
    """Return a config of a check on two nasty tables."""
    columns = {
        "prediction": "approved",
        "label": "won",
        "probability": "chance",
        "time": time,
        "sensitive": ["group", "flag", "ratio", "price", "day", NASTY_NAME, ["flag", NASTY_NAME]],
        **OTHER_COLUMNS.get(check, {}),
    }
    windows = {
        "reference": {"dataset": "before"},
        "current": {
            "where": "amount > 5 OR price <= 3.5 OR \"group\" = 'a'",
            "from": "2018-11-01T05:30:00",
            "to": "2018-11-29",
        },
    }
    dataset = {"source": None, "columns": columns, "timezone": "Europe/Berlin", "windows": windows}
    checks = {"nasty": {"check": check, "dataset": "now", "every": "1h", **OTHER_PARAMS.get(check, {})}}
    return {"datasets": {"now": dataset, "before": {"source": None, "columns": columns}}, "checks": checks}


NASTY = (
    ("fairness", "moment"),
    ("performance", "moment"),
    ("performance", "wall"),
    ("performance", "day"),
    ("performance-estimate", "wall"),
    ("drift", "moment"),
    ("quality", "moment"),
    ("freshness", "moment"),
    ("freshness", "day"),
    ("volume", "day"),
    ("volume", "moment"),
    ("schema", "moment"),
)
"""What is looked at, and which column is the time: with a zone, without one, or a day."""

FEW = {"freshness": 5, "volume": 0, "schema": 5}
"""How many values at least are exceeded by a check that tells little."""

LEFT_OUT = () if IS_WHOLE else (("performance", "moment"), ("performance", "day"), ("performance-estimate", "wall"))
"""Of these, what Spark is asked by `make test-spark` alone."""

NASTY_AT = [(home, *one) for home in HOMES for one in NASTY if home != "spark" or one not in LEFT_OUT]


@pytest.mark.parametrize(("home", "check", "time"), NASTY_AT, indirect=["home"])
def test_nasty_rows_give_what_they_give_in_parquet(check: str, time: str, home: Home, tmp_path: Path) -> None:
    """Nulls, NaN, infinities, -0.0, letters of either case, decimals, truth values, days and times count the same."""
    made = {
        "now": nasty(700, 3, home.holds_nan, home.longest_name),
        "before": nasty(900, 0, home.holds_nan, home.longest_name),
    }
    config = nasty_config(check, time)
    (tmp_path / "files").mkdir()
    in_files = {name: Files(tmp_path / "files").put(name, rows) for name, rows in made.items()}

    expected = ran(at(config, in_files), tmp_path / "expected", "nasty")
    found = ran(at(config, {name: home.put(name, rows) for name, rows in made.items()}), tmp_path / "found", "nasty")

    assert (found.outcome, found.message) == (expected.outcome, expected.message) == (Outcome.OK, "")
    assert found.evidence.rows == expected.evidence.rows
    assert values(found) == pytest.approx(values(expected), rel=1e-9, abs=1e-9)
    assert len(values(found)) > FEW.get(check, 10)


NEWEST_AT = [*((home, "moment", 15) for home in SERVERS), *((home, "day", 20) for home in HOMES)]


@pytest.mark.parametrize(("home", "time", "rows"), NEWEST_AT, indirect=["home"])
def test_every_engine_finds_the_newest_rows_and_those_before(time: str, rows: int, home: Home, tmp_path: Path) -> None:
    """Of 300 rows by the minute fifteen and fifteen; of ten a day those of two days each, as no day is divided."""
    config = nasty_config("drift", time)
    del config["datasets"]["before"]
    columns = {**config["datasets"]["now"]["columns"], "features": {"include": ["amount", "group"]}}
    windows = {"reference": {"previous": "15 rows"}, "current": {"last": "15 rows"}}
    config["datasets"]["now"] |= {"columns": columns, "windows": windows}
    made = nasty(300, 0, home.holds_nan, home.longest_name)

    found = ran(at(config, {"now": home.put("now", made)}), tmp_path / "found", "nasty")

    assert (found.outcome, found.message) == (Outcome.OK, "")
    assert found.evidence.rows_read == {"reference": rows, "current": rows}


AGREED = """\
apiVersion: v3.1.0
kind: DataContract
id: everything
version: 1.0.0
status: active
schema:
  - name: now
    properties:
      - {name: approved, logicalType: boolean, required: true}
      - {name: won, required: true, unique: true}
      - name: group
        logicalType: string
        primaryKey: true
        logicalTypeOptions: {minLength: 1, maxLength: 2, pattern: "^[a-zÄä]$"}
        enum: [{value: a}, {value: ""}]
        quality:
          - {metric: nullValues, mustBe: 0}
          - {metric: missingValues, mustBeBetween: [50, 500]}
          - {metric: missingValues, name: listed, mustBe: 0, unit: percent, arguments: {missingValues: [a, " "]}}
          - {metric: invalidValues, mustBe: 0, arguments: {pattern: quote}}
          - {metric: invalidValues, name: valid, mustBe: 0, arguments: {validValues: [a, A]}}
          - {metric: duplicateValues, mustBeLessThan: 99, unit: percent}
      - name: amount
        logicalType: number
        logicalTypeOptions: {minimum: 0, exclusiveMaximum: 100}
        quality:
          - {metric: nullValues, mustBe: 0}
          - {type: sql, query: "SELECT COUNT(*) FROM {object} WHERE {property} > 100", mustBe: 0}
          - {type: sql, name: shares, query: "SELECT 100.0 * COUNT({property}) / COUNT(*) FROM {object}", mustBe: 0}
          - {type: sql, name: mean, query: "SELECT AVG(whole) FROM {object}", mustBeBetween: [3, 5]}
          - {type: sql, name: different, query: "SELECT COUNT(DISTINCT whole) FROM {object}", mustBe: 9}
      - {name: price, logicalType: number, logicalTypeOptions: {maximum: 2.5}}
      - name: whole
        logicalType: integer
        primaryKey: true
        logicalTypeOptions: {multipleOf: 3, format: u8}
        enum: [{value: 1}, {value: 2}]
      - {name: day, logicalType: date, logicalTypeOptions: {minimum: "2018-11-15"}}
      - {name: wall, logicalTypeOptions: {exclusiveMinimum: "2018-11-01T02:00:00", maximum: "2018-11-01T06:00:00"}}
      - {name: moment, logicalTypeOptions: {minimum: "2018-11-01T02:00:00+01:00"}}
    quality:
      - {metric: rowCount, mustBe: 700}
      - {metric: duplicateValues, mustBe: 0, arguments: {properties: [group, whole]}}
slaProperties:
  - {property: latency, value: 30, unit: d, element: now.moment}
  - {property: freshness, value: 29, unit: d, element: now.wall}
"""
"""A rule of each kind, on what engines take in different ways."""

CONTRACTS_AT = pytest.mark.parametrize("home", HOMES, indirect=True)


@CONTRACTS_AT
def test_a_contract_is_kept_and_broken_as_in_parquet(home: Home, tmp_path: Path) -> None:
    """Every rule that is judged there is judged alike, by the same count of rows."""
    rows = nasty(700, 3, home.holds_nan, home.longest_name)
    check = {"check": "contract", "dataset": "now", "every": "1h", "contract": "everything.yaml"}
    config = {"datasets": {"now": {"source": None, "timezone": "Europe/Berlin"}}, "checks": {"kept": check}}
    (tmp_path / "files").mkdir()
    beside = {"everything.yaml": AGREED}

    in_files = {"now": Files(tmp_path / "files").put("now", rows)}
    expected = ran(at(config, in_files), tmp_path / "expected", "kept", beside)
    found = ran(at(config, {"now": home.put("now", rows)}), tmp_path / "found", "kept", beside)

    assert (found.outcome, found.message, expected.message) == (Outcome.OK, "", "")
    assert values(found) == values(expected)
    assert found.evidence.details["rules"] == expected.evidence.details["rules"]
    assert found.evidence.undefined == expected.evidence.undefined == ()
    assert len(values(found)) > 40
