import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from dev.generate import example
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

REGISTRY = Registry.discover()
DEMO = Path(__file__).parents[3] / "deploy/demo"
CHECKS = load(DEMO / "config.yaml", REGISTRY).checks
LISTED = [name for name, check in CHECKS.items() if REGISTRY.checks[check.settings.check].cases]
EARLY, LATE = datetime(2019, 1, 1, tzinfo=UTC), datetime(2028, 5, 1, tzinfo=UTC)


def listed(result: CheckResult) -> list[Any]:
    """Return what the query of `result` finds, once its own first lines have said where the tables are."""
    engine = duckdb.connect()
    for line in re.findall(r"^-- (CREATE VIEW .*)$", result.evidence.query, re.MULTILINE):
        engine.execute(line)
    return engine.execute(result.evidence.query).fetchall()


def violations(result: CheckResult) -> float:
    """Return how many the check has counted."""
    return next(sample.value for sample in result.samples if sample.name == "dte_compliance_violations")


def found(folder: Path, rows: dict[str, Any], check: dict[str, Any], **dataset: Any) -> CheckResult:
    """Return what a check finds in `rows` of a data set called ``people``, on 1 December 2018."""
    pq.write_table(pa.table(rows), folder / "people.parquet")
    people = {"source": {"type": "files", "path": str(folder / "people.parquet")}, **dataset}
    config = {"datasets": {"people": people}, "checks": {"it": {"dataset": "people", "every": "1h", **check}}}
    (folder / "config.yaml").write_text(yaml.safe_dump(config))
    configured = load(folder / "config.yaml", REGISTRY).checks["it"]
    return CheckResult.from_json(execute(Job(configured, example.NOW, folder / "cache")))


def test_nine_controls_of_the_demo_can_be_listed() -> None:
    """All whose cases are rows; those of the others are columns, or entries of the record."""
    assert len(LISTED) == 9


@pytest.mark.parametrize("now", [EARLY, LATE], ids=["2019", "2028"])
@pytest.mark.parametrize("name", LISTED)
def test_the_query_lists_as_many_cases_as_the_metric_counts(
    name: str, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the demo's own files, from the folder of its config, whenever it is run."""
    monkeypatch.chdir(DEMO)
    result = CheckResult.from_json(execute(Job(CHECKS[name], now.timestamp(), tmp_path)))
    assert len(listed(result)) == violations(result) > 0


@pytest.mark.parametrize("name", sorted({CHECKS[one].settings.check for one in LISTED}))
def test_so_it_does_on_the_example_of_each_check(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among the tables are some whose times are text, and columns of nothing but nulls."""
    monkeypatch.chdir(tmp_path)
    result = example.run(REGISTRY.checks[name], REGISTRY, tmp_path).result
    assert len(listed(result)) == violations(result) > 0


def test_a_check_of_the_record_lists_nothing(tmp_path: Path) -> None:
    """Its cases are entries of the record, which the evidence names by their place."""
    result = example.run(REGISTRY.checks["record-complete"], REGISTRY, tmp_path).result
    assert (result.evidence.query, bool(result.evidence.details["violations"])) == ("", True)


ALIKE = {"check": "reidentification-risk", "k": 2}


def test_it_lists_cases_of_the_window_alone(tmp_path: Path) -> None:
    """Of three lonely people two are of 2018, and one of these of the last week."""
    rows = {
        "person": ["ada", "bo", "cy"],
        "age": [30, 40, 50],
        "at": [datetime(2017, 5, 1), datetime(2018, 5, 1), datetime(2018, 11, 30)],
    }
    columns = {"subject": "person", "time": "at"}
    for window, people in (
        ("at >= '2018-01-01'", [("bo",), ("cy",)]),
        ({"last": "7d"}, [("cy",)]),
        ({"from": "2017-01-01", "to": "2018-01-01"}, [("ada",)]),
    ):
        result = found(
            tmp_path,
            rows,
            ALIKE,
            columns=columns,
            windows={"current": window},
            personal_data={"quasi_identifiers": ["age"]},
        )
        assert sorted(listed(result)) == people


def test_rows_are_listed_by_their_key_where_there_is_one(tmp_path: Path) -> None:
    """Else by the columns that the check looks at."""
    rows = {"number": [7, 8, 9], "age": [30, 30, 50]}
    personal = {"quasi_identifiers": ["age"]}
    keyed = found(tmp_path, rows, ALIKE, columns={"key": "number"}, personal_data=personal)
    assert listed(keyed) == [(9,)]
    assert listed(found(tmp_path, rows, ALIKE, personal_data=personal)) == [(50,)]


def test_a_query_is_made_of_the_config_and_of_no_value(tmp_path: Path) -> None:
    """Whatever a column is called, it is a name; what stands in it is nowhere."""
    hostile = 'age"; DROP TABLE people; --'
    rows = {"person": ["ada-lovelace", "bo-diddley"], hostile: ["thirty-one", "thirty-two"]}
    result = found(tmp_path, rows, ALIKE, columns={"subject": "person"}, personal_data={"quasi_identifiers": [hostile]})
    assert sorted(listed(result)) == [("ada-lovelace",), ("bo-diddley",)]
    assert not [value for column in rows.values() for value in column if value in result.evidence.query]


def test_times_are_read_as_the_check_reads_them(tmp_path: Path) -> None:
    """At 23:30 on 30 November in New York it is 1 December in UTC, whether the text or the data set says the zone."""
    rows = {
        "id": ["a", "b", "c"],
        "since": ["2008-11-29T23:30:00", "2008-11-30T23:30:00", "2008-11-30T23:30:00-05:00"],
    }
    check = {"check": "retention-kept", "keep": "P10Y", "start": "since"}
    result = found(tmp_path, rows, check, columns={"key": "id"}, timezone="America/New_York")
    assert (listed(result), violations(result)) == ([("a",)], 1)
