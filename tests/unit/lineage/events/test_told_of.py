"""What an event tells: by its own parts, and by the facets of the standard."""

import json
from typing import Any

import pytest

from dte_exporter.lineage.events.event import parsed
from dte_exporter.lineage.events.told_of import told_of
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column, RunState, ToldDataset, ToldRun
from tests.unit.lineage.events.test_event import EVENT

ORDERS = Name("s3://lake", "orders")
MADE = {"_producer": "https://example.com", "_schemaURL": "https://example.com/x.json"}


def told_dataset(facets: dict[str, Any], **sides: Any) -> ToldDataset:
    """Return what is told of a data set with these facets."""
    dataset = {
        "namespace": "s3a://lake",
        "name": "/orders",
        "facets": {name: {**MADE, **facet} for name, facet in facets.items()},
        **{side: {name: {**MADE, **facet} for name, facet in some.items()} for side, some in sides.items()},
    }
    (found,) = told_of(parsed(json.dumps({**EVENT, "inputs": [dataset]}))).inputs
    return found


@pytest.mark.parametrize(
    ("type_", "state"),
    [
        ("START", "running"),
        ("RUNNING", "running"),
        ("OTHER", "running"),
        (None, "running"),
        ("COMPLETE", "complete"),
        ("FAIL", "failed"),
        ("ABORT", "aborted"),
    ],
)
def test_a_run_is_as_far_as_its_event_says(type_: str | None, state: RunState) -> None:
    """What has no end is running."""
    told = told_of(parsed(json.dumps({**EVENT, "eventType": type_})))

    assert told.run == ToldRun("0166a000-0000-7000-8000-000000000001", state)
    assert (told.at, told.job) == (1_543_536_000, Name("etl", "sum_up"))


def test_an_event_of_a_job_is_of_no_run() -> None:
    """It tells the job as it is written."""
    told = told_of(parsed(json.dumps({**EVENT, "run": None})))

    assert (told.run, told.inputs) == (None, (ToldDataset(ORDERS),))


def test_an_event_of_a_data_set_is_of_no_job() -> None:
    """It tells the data set alone."""
    dataset = {"namespace": "s3://lake", "name": "orders"}
    told = told_of(parsed(json.dumps({**EVENT, "run": None, "job": None, "inputs": None, "dataset": dataset})))

    assert (told.job, told.inputs, told.outputs) == (None, (), (ToldDataset(ORDERS),))


def test_a_schema_tells_columns_and_their_parts() -> None:
    """Types in lower case; a column that has parts has them by a dot."""
    fields = [
        {"name": "day", "type": "DATE"},
        {"name": "who", "type": "struct", "fields": [{"name": "age", "type": "INT"}]},
        {"name": "note"},
    ]

    assert told_dataset({"schema": {"fields": fields}}).schema == {
        "day": "date",
        "who": "struct",
        "who.age": "int",
        "note": "",
    }


def test_owners_links_and_renames_are_told() -> None:
    """By the names that the rules have."""
    found = told_dataset(
        {
            "ownership": {"owners": [{"name": "team:sales", "type": "MAINTAINER"}]},
            "symlinks": {"identifiers": [{"namespace": "hive://meta:9083", "name": "shop.orders", "type": "TABLE"}]},
            "lifecycleStateChange": {
                "lifecycleStateChange": "RENAME",
                "previousIdentifier": {"namespace": "s3://lake", "name": "sales"},
            },
        }
    )

    assert found == ToldDataset(
        ORDERS,
        owners=("team:sales",),
        aliases=(Name("hive://meta:9083", "shop.orders"),),
        former=Name("s3://lake", "sales"),
    )


def test_another_change_is_no_rename() -> None:
    """A table that was overwritten goes by its name."""
    change = {"lifecycleStateChange": "OVERWRITE", "previousIdentifier": {"namespace": "s3://lake", "name": "sales"}}

    assert told_dataset({"lifecycleStateChange": change}).former is None


def test_columns_tell_what_they_are_made_from() -> None:
    """As a facet of the data set, or of what the run has written."""
    fields = {"total": {"inputFields": [{"namespace": "s3a://lake", "name": "prices", "field": "price"}]}}
    made_from = {"total": (Column(Name("s3://lake", "prices"), "price"),)}

    assert told_dataset({"columnLineage": {"fields": fields}}).columns == made_from
    assert told_dataset({}, outputFacets={"columnLineage": {"fields": fields}}).columns == made_from


def test_broken_assertions_are_counted() -> None:
    """Of a run that looked; where none did nothing is said."""
    assertions = [{"assertion": "not_null", "success": False}, {"assertion": "unique", "success": True}]

    assert told_dataset({}, inputFacets={"dataQualityAssertions": {"assertions": assertions}}).failed_assertions == 1
    assert told_dataset({}).failed_assertions is None


@pytest.mark.parametrize("facet", [{"fields": "all"}, {"fields": [{"type": "int"}]}, {"_deleted": True, "fields": []}])
def test_a_facet_that_is_not_after_its_schema_says_nothing(facet: dict[str, Any]) -> None:
    """Nor does one that was deleted; the event counts all the same."""
    assert told_dataset({"schema": facet}) == ToldDataset(ORDERS)


def test_a_job_tells_its_code_and_a_run_its_parent() -> None:
    """The version of the one, the job of the other."""
    code = {**MADE, "type": "git", "url": "https://example.com/x.git", "version": "abc"}
    parent = {**MADE, "run": EVENT["run"], "job": {"namespace": "etl", "name": "nightly"}}
    event = {
        **EVENT,
        "job": {**EVENT["job"], "facets": {"sourceCodeLocation": code}},
        "run": {**EVENT["run"], "facets": {"parent": parent}},
    }

    told = told_of(parsed(json.dumps(event)))

    assert (told.code_version, told.parent) == ("abc", Name("etl", "nightly"))
