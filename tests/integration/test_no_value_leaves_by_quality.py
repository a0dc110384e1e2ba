"""Nothing that checks of quality or the validator say holds a value of fewer than thirty rows (ADR 0007)."""

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest

pytestmark = pytest.mark.integration

CLEAN = """
    SELECT 500000 + i AS id, ['web', 'shop'][i % 2 + 1] AS kind, (i * 7919) % 1000 / 10 AS amount, i % 9 AS code,
        'remark ' || i AS note, CAST(i % 50 AS VARCHAR) AS as_text, DATE '2024-01-01' + (i % 90)::INT AS born,
        TIMESTAMP '2024-03-01' + INTERVAL (i) HOUR AS at, ['north', 'south'][i % 2 + 1] AS region,
        'c' || i % 40 AS city
    FROM range({rows}) t(i)
"""
PLANTED = """
    SELECT * REPLACE (
        CASE WHEN id = 500007 THEN 500008 WHEN id = 500011 THEN 700700700700 ELSE id END AS id,
        CASE WHEN id < 500009 THEN 'canary-kind' ELSE kind END AS kind,
        CASE WHEN id = 500020 THEN 987654321.125 WHEN id = 500021 THEN -876543210.5 ELSE amount END AS amount,
        CASE WHEN id = 500022 THEN 8765309 ELSE code END AS code,
        CASE WHEN id = 500023 THEN ' canary@example.org ' ELSE note END AS note,
        CASE WHEN id < 500012 THEN 'canary-text' ELSE as_text END AS as_text,
        CASE WHEN id = 500024 THEN DATE '1907-03-05' WHEN id = 500025 THEN DATE '2099-07-09' ELSE born END AS born,
        CASE WHEN id < 500010 THEN 'canary-region' ELSE region END AS region,
        CASE WHEN id < 500006 THEN 'canary-city' ELSE city END AS city)
    FROM ({clean})
"""
CANARIES = re.compile(
    r"canary|700700700700|987654321|9\.8\d*e|9\.9e|876543210|8\.8e|8\.7\d*e|8765309|\b(?:1907|2099)\b"
    r"|-1982534400|4087238400|50000[78]|50001\b",
    re.IGNORECASE,
)
"""What was planted, in the ways in which numbers and dates are written, and keys of the rows that hold it."""

_BY = "by: {columns: [region]}"
CONFIG = f"""
datasets:
  now:
    source: {{type: files, path: now.csv}}
    columns: {{key: id, time: at, categorical: [code]}}
    windows: {{reference: {{dataset: before}}}}
    personal_data: {{columns: {{id: user.unique_id}}}}
  before: {{source: {{type: files, path: before.csv}}, columns: {{key: id, time: at}}}}
  cities: {{source: {{type: files, path: cities.csv}}}}
  broken: {{source: {{type: files, path: broken.csv}}}}
  retyped:
    source: {{type: files, path: now.csv}}
    columns: {{types: {{as_text: number, note: number}}}}
checks:
  facts: {{check: quality, dataset: now, every: 1h, {_BY}}}
  declared:
    check: quality
    dataset: now
    every: 1h
    ranges: {{amount: [0, 100], born: [2024-01-01, 2025-01-01]}}
    sets: {{kind: [web, shop], code: [0, 1, 2]}}
  read-as: {{check: quality, dataset: retyped, every: 1h}}
  torn: {{check: quality, dataset: broken, every: 1h}}
  fresh: {{check: freshness, dataset: now, every: 1h, max_age: 1d, {_BY}}}
  volume: {{check: volume, dataset: now, every: 1h, {_BY}}}
  columns: {{check: schema, dataset: now, every: 1h}}
  refers: {{check: references, dataset: now, every: 1h, references: [{{column: city, dataset: cities, to: city}}]}}
  suite: {{check: expectations, dataset: now, every: 1h, suite: suite.json}}
  contract: {{check: contract, dataset: now, every: 1h, contract: contract.yaml}}
"""

_OF = "expect_column_"
SUITE = {
    "name": "planted",
    "expectations": [
        {"type": type_, "kwargs": {"column": column, **kwargs}}
        for type_, column, kwargs in (
            (f"{_OF}values_to_be_in_set", "kind", {"value_set": ["web", "shop"]}),
            (f"{_OF}values_to_be_between", "amount", {"min_value": 0, "max_value": 100}),
            (f"{_OF}max_to_be_between", "amount", {"max_value": 100}),
            (f"{_OF}min_to_be_between", "born", {"min_value": "2024-01-01"}),
            (f"{_OF}values_to_match_regex", "note", {"regex": "^remark"}),
            (f"{_OF}values_to_be_unique", "id", {}),
            (f"{_OF}distinct_values_to_be_in_set", "region", {"value_set": ["north", "south"]}),
            (f"{_OF}most_common_value_to_be_in_set", "region", {"value_set": ["east"]}),
            (f"{_OF}values_to_be_of_type", "as_text", {"type_": "BIGINT"}),
            (f"{_OF}mean_to_be_between", "note", {"min_value": 0}),
        )
    ],
}
CONTRACT = """\
apiVersion: v3.1.0
kind: DataContract
id: planted
version: 1.0.0
status: active
schema:
  - name: now
    properties:
      - {name: id, unique: true, primaryKey: true}
      - {name: kind, enum: [{value: web}, {value: shop}]}
      - {name: amount, logicalType: number, logicalTypeOptions: {minimum: 0, maximum: 100}}
      - {name: born, logicalType: date, logicalTypeOptions: {minimum: "2024-01-01", maximum: "2025-01-01"}}
      - {name: note, logicalType: string, logicalTypeOptions: {pattern: "^(?!x)remark", maxLength: 5}}
      - name: code
        quality:
          - {type: sql, query: "SELECT MAX(code) FROM now", mustBe: 8}
          - {type: sql, query: "SELECT MIN(code / 0) FROM now", mustBe: 8}
slaProperties: [{property: latency, value: 1, unit: d, element: now.born}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with clean rows, rows with canaries among them, and a file that is broken at one."""
    found = tmp_path_factory.mktemp("canaries")
    clean = CLEAN.format(rows=800)
    for name, query in (
        ("before", CLEAN.format(rows=900)),
        ("now", PLANTED.format(clean=clean)),
        ("cities", f"SELECT DISTINCT city FROM ({clean})"),
    ):
        duckdb.sql(f"COPY ({query}) TO '{found / name}.csv' (FORMAT csv, HEADER)")
    lines = (found / "now.csv").read_text().splitlines(keepends=True)
    (found / "broken.csv").write_text("".join([*lines[:300], '9,"canary@example.org,1\n', *lines[300:]]))
    (found / "config.yaml").write_text(CONFIG)
    (found / "suite.json").write_text(json.dumps(SUITE))
    (found / "contract.yaml").write_text(CONTRACT)
    return found


def told(exporter: Path, folder: Path, *arguments: str) -> Mapping[str, str]:
    """Return what a verb prints and logs, under its name."""
    ended = subprocess.run([exporter, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert ended.stdout
    assert "Traceback" not in ended.stderr
    return {" ".join(arguments): ended.stdout + ended.stderr}


def disclosed(texts: Mapping[str, str]) -> Mapping[str, list[str]]:
    """Return which canaries each of `texts` holds, of those that hold any."""
    return {name: found for name, text in texts.items() if (found := CANARIES.findall(text))}


@pytest.mark.parametrize("form", ["table", "json", "openmetrics"])
def test_no_check_tells_a_canary(form: str, exporter: Path, folder: Path) -> None:
    """Neither its samples, nor its evidence, messages and notices, in any form in which they are printed."""
    said = told(exporter, folder, "run", "--config.file", "config.yaml", "--format", form)

    assert "dte_quality_out_of_range_ratio" in str(said)
    assert disclosed(said) == {}


def test_no_explanation_tells_a_canary(exporter: Path, folder: Path) -> None:
    """What stands behind the values of each check, and behind those of its segments."""
    said: dict[str, str] = {}
    for name in ("facts", "suite", "contract"):
        said |= told(exporter, folder, "explain", name, "--config.file", "config.yaml")

    assert disclosed(said) == {}


def test_the_validator_tells_no_canary(exporter: Path, folder: Path) -> None:
    """On the terminal, on the page, to a CI system, and in the suite and the contract that it suggests."""
    inputs = ["--reference", "before.csv", "--suite", "suite.json", "--contract", "contract.yaml"]
    outputs = ["--html", "out.html", "--junit", "out.xml", "--suggest", "rules"]
    said = dict(told(exporter, folder, "validate", "now.csv", *inputs, *outputs))
    written = [folder / "out.html", folder / "out.xml", *(folder / "rules").iterdir()]
    said |= {file.name: file.read_text() for file in written}

    assert len(written) == 4
    assert "validValues" in said["now.contract.yaml"], "something is suggested"
    assert disclosed(said) == {}


def test_a_broken_file_is_told_without_its_line(exporter: Path, folder: Path) -> None:
    """That says on which line it is broken, and not what stands there."""
    ended = subprocess.run(
        [exporter, "validate", "broken.csv"], cwd=folder, capture_output=True, text=True, check=False
    )

    assert (ended.returncode, "line 301" in ended.stderr) == (1, True)
    assert disclosed({"broken": ended.stdout + ended.stderr}) == {}
