"""The check of lineage, run as a worker runs it, on the events of a pipeline."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

REGISTRY = Registry.discover()
Found = Callable[..., CheckResult]


def event(job: str, at: str, type_: str, inputs: str = "", outputs: str = "", number: int = 1) -> dict[str, Any]:
    """Return an event of a run of `job` on 30 November 2018, with data sets of the lake by their first letters."""

    def sides(names: str) -> list[dict[str, Any]]:
        return [{"namespace": "s3://lake", "name": name} for name in names]

    return {
        "eventType": type_,
        "eventTime": f"2018-11-30T{at}Z",
        "producer": "https://example.com/etl",
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
        "run": {"runId": f"0166a000-0000-7000-8000-0000000{number:05}"},
        "job": {"namespace": "etl", "name": job},
        "inputs": sides(inputs),
        "outputs": sides(outputs),
    }


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """Return a function that traces events, in a config with the data sets a, b, c and d of a lake."""

    def run(events: list[dict[str, Any]], origins: tuple[str, ...] = (), **datasets: Mapping[str, Any]) -> CheckResult:
        lake = {name: {"source": {"type": "delta", "path": f"s3://lake/{name}"}} for name in "abcd"}
        config = {
            "datasets": {**lake, **datasets},
            "lineage": {"sources": {"events": {"type": "openlineage", "path": "events.json"}}, "origins": [*origins]},
            "checks": {"traced": {"check": "lineage", "every": "5m"}},
        }
        (tmp_path / "events.json").write_text(json.dumps(events))
        (tmp_path / "config.yaml").write_text(json.dumps(config))
        check = load(tmp_path / "config.yaml", REGISTRY).checks["traced"]
        return CheckResult.from_json(execute(Job(check, 1_543_622_400.0, tmp_path / "cache")))

    return run


def series(result: CheckResult, key: str) -> dict[str, float]:
    """Return the values of a family by data set."""
    return {
        " < ".join(filter(None, (one.labels.get("upstream"), one.labels.get("dataset", "")))): one.value
        for one in result.samples
        if one.name == f"dte_lineage_{key}"
    }


CHAIN = [
    event("one", "00:00:00", "START", "a", "b"),
    event("one", "00:01:00", "COMPLETE"),
    event("two", "00:02:00", "START", "b", "c", 2),
    event("two", "00:05:00", "FAIL", number=2),
]


def test_a_chain_is_traced_from_end_to_end(found: Found) -> None:
    """Of four data sets two are made by a job that is known; nobody knows d."""
    result = found(CHAIN)

    assert result.outcome is Outcome.OK
    assert series(result, "coverage_ratio") == {"": 0.5}
    assert series(result, "upstream_known") == {"a": 0, "b": 1, "c": 1, "d": 0}
    assert series(result, "orphan") == {"a": 0, "b": 0, "c": 0, "d": 1}
    assert series(result, "upstream_datasets") == {"a": 0, "b": 1, "c": 2, "d": 0}
    assert series(result, "upstream_hops") == {"a < b": 1, "b < c": 1, "a < c": 2}
    assert series(result, "cycles") == {"": 0}


def test_runs_tell_the_last_success_and_what_failed(found: Found) -> None:
    """B was made in a minute, and c never ended well."""
    result = found(CHAIN)

    assert series(result, "last_success_timestamp_seconds") == {"b": 1_543_536_060}
    assert series(result, "failed_runs") == {"b": 0, "c": 1}
    assert series(result, "run_duration_seconds") == {"b": 60}
    assert series(result, "run_duration_ratio") == {}


def test_a_duration_is_held_against_those_before(found: Found) -> None:
    """Three runs took a minute each, and the fourth three: three times as long as usual."""
    events = []
    for hour, minute in ((0, 1), (1, 1), (2, 1), (3, 3)):
        events += [
            event("one", f"0{hour}:00:00", "START", "a", "b", hour),
            event("one", f"0{hour}:0{minute}:00", "COMPLETE", number=hour),
        ]

    assert series(found(events), "run_duration_ratio") == {"b": 3}


def test_origins_need_nothing_upstream(found: Found) -> None:
    """They are left out of the coverage; where no way leads to one, nothing is told of how far it is, and why."""
    result = found(CHAIN, origins=("a",))

    assert series(result, "coverage_ratio") == {"": pytest.approx(2 / 3)}
    assert series(result, "hops_to_origin") == {"a": 0, "b": 1, "c": 2}
    assert result.evidence.undefined == ("d: no way leads to an origin",)


def test_without_any_but_origins_there_is_no_coverage(found: Found) -> None:
    """Nothing is promised of what is trusted as it comes."""
    result = found(CHAIN, origins=("a", "b", "c", "d"))

    assert series(result, "coverage_ratio") == {}
    assert "coverage_ratio: every data set that lineage has a name for is an origin" in result.evidence.undefined


def test_a_schema_change_is_told_downstream(found: Found) -> None:
    """Of what a data set is made from, and not of itself."""
    facets = {"_producer": "https://example.com", "_schemaURL": "https://example.com/s.json"}
    events = [*CHAIN]
    for number, (at, type_) in enumerate((("06:00:00", "int"), ("07:00:00", "text"))):
        told = event("one", at, "OTHER", "a", "b", number + 10)
        told["inputs"][0]["facets"] = {"schema": {**facets, "fields": [{"name": "x", "type": type_}]}}
        events.append(told)

    changed = series(found(events), "upstream_schema_change_timestamp_seconds")

    assert changed == {"b": 1_543_561_200, "c": 1_543_561_200}


def test_what_has_no_name_is_said(found: Found) -> None:
    """A query is no data set, unless the config says what lineage calls it; and a notice says what to do."""
    query = {"source": {"type": "sql", "url": "postgresql://shop/shop", "query": "SELECT 1"}}
    named = {**query, "known_as": [{"namespace": "s3://lake", "name": "b"}]}
    result = found(CHAIN, query=query, named=named)

    assert series(result, "upstream_known") == {"a": 0, "b": 1, "c": 1, "d": 0, "named": 1}
    assert "query: lineage has no name for its source: set known_as of it" in result.evidence.notices


def test_the_graph_is_kept_with_the_checks_that_read_it(found: Found) -> None:
    """As the API and the tracker read it."""
    graph = found(CHAIN).evidence.details["graph"]

    assert [one["labels"] for one in graph["datasets"]] == [["a"], ["b"], ["c"], ["d"]]
    assert [(job["namespace"], job["name"]) for job in graph["jobs"]] == [("etl", "one"), ("etl", "two")]


def test_a_source_that_cannot_be_read_leaves_the_last_values(found: Found, tmp_path: Path) -> None:
    """A graph without what it tells would say that nothing is upstream."""
    found(CHAIN)
    (tmp_path / "events.json").unlink()
    check = load(tmp_path / "config.yaml", REGISTRY).checks["traced"]

    result = CheckResult.from_json(execute(Job(check, 1.0, tmp_path / "cache")))

    assert (result.outcome, result.message) == (
        Outcome.SOURCE_ERROR,
        "no file of JSON or lines of JSON at 'events.json': check path",
    )
