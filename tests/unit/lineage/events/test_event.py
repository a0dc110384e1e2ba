"""An event of the OpenLineage standard: what one has to be, and one sentence for what is none."""

import json
from typing import Any

import pytest

from dte_exporter.lineage.events.event import UnfitEventError, parsed

EVENT: dict[str, Any] = {
    "eventType": "START",
    "eventTime": "2018-11-30T00:00:00Z",
    "producer": "https://example.com/etl",
    "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
    "run": {"runId": "0166a000-0000-7000-8000-000000000001"},
    "job": {"namespace": "etl", "name": "sum_up"},
    "inputs": [{"namespace": "s3://lake", "name": "orders"}],
}


def refused(**changed: Any) -> str:
    """Return why an event is refused that has these members in place of its own, or not at all where one is None."""
    tree = {key: value for key, value in {**EVENT, **changed}.items() if value is not None}
    with pytest.raises(UnfitEventError) as refusal:
        parsed(json.dumps(tree))
    return str(refusal.value)


def test_an_event_is_of_a_run_a_job_or_a_data_set() -> None:
    """By which of the three it has."""
    job = {**EVENT, "run": None}
    dataset = {**EVENT, "run": None, "job": None, "dataset": {"namespace": "s3://lake", "name": "orders"}}

    assert parsed(json.dumps(EVENT)).run is not None
    assert parsed(json.dumps(job)).run is None
    assert parsed(json.dumps(dataset)).dataset is not None


@pytest.mark.parametrize("moment", ["2018-11-30T01:00:00+01:00", "2018-11-30T00:00:00.000Z", "2018-11-30T00:00:00"])
def test_a_moment_has_a_zone(moment: str) -> None:
    """One without any is taken as UTC: clients of the standard have sent such."""
    assert parsed(json.dumps({**EVENT, "eventTime": moment})).at.timestamp() == 1_543_536_000


def test_what_the_standard_does_not_ask_for_may_be_there() -> None:
    """Facets of anybody, and members of a later version."""
    facet = {"_producer": "https://example.com", "_schemaURL": "https://example.com/x.json", "anything": [1]}

    event = parsed(json.dumps({**EVENT, "later": 1, "job": {**EVENT["job"], "facets": {"ours": facet}}}))

    assert event.job is not None
    assert event.job.facets is not None
    assert event.job.facets["ours"].told() == {"anything": [1]}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"eventTime": None}, "eventTime is missing"),
        (
            {"eventTime": "yesterday"},
            "eventTime is no date and time after RFC 3339, such as 2018-11-30T00:00:00Z",
        ),
        ({"eventTime": 1543536000}, "eventTime is no date and time after RFC 3339, such as 2018-11-30T00:00:00Z"),
        ({"producer": None}, "producer is missing"),
        ({"producer": "etl"}, "producer is no URI"),
        ({"schemaURL": None}, "schemaURL is missing"),
        ({"eventType": "END"}, "eventType is none of START, RUNNING, COMPLETE, ABORT, FAIL and OTHER"),
        ({"run": {}}, "run.runId is missing"),
        ({"run": {"runId": "7"}}, "run.runId is no UUID"),
        ({"run": []}, "run is no object"),
        ({"job": None}, "job is missing: an event of a run names its job"),
        ({"job": {"name": "x"}}, "job.namespace is missing"),
        ({"job": {"namespace": "etl", "name": ""}}, "job.name is empty"),
        ({"job": {"namespace": "etl", "name": 7}}, "job.name is no text"),
        ({"job": {"namespace": "etl", "name": "x" * 2001}}, "job.name has more than 2,000 characters"),
        ({"run": None, "job": None}, "it has neither a run with its job, nor a job, nor a dataset"),
        ({"inputs": {}}, "inputs is no array"),
        ({"outputs": [{"name": "x"}]}, "outputs[0].namespace is missing"),
        ({"inputs": EVENT["inputs"] * 10_001}, "inputs has more than 10,000 entries"),
        (
            {"job": {**EVENT["job"], "facets": {"ours": {"_producer": "https://example.com"}}}},
            "job.facets.ours._schemaURL is missing",
        ),
    ],
)
def test_what_is_no_event_is_told_by_its_place(changed: dict[str, Any], sentence: str) -> None:
    """And by what should be there; nothing that is there is quoted."""
    assert refused(**changed) == sentence


@pytest.mark.parametrize("body", ["", "{", "START", b"\xff\xfe", '{"a": ' * 100_000])
def test_what_is_no_json_is_no_event(body: bytes | str) -> None:
    """Whatever it is, however deep."""
    with pytest.raises(UnfitEventError, match=r"^it is no JSON$"):
        parsed(body)


@pytest.mark.parametrize("body", ["[]", "null", "7"])
def test_an_event_is_an_object(body: str) -> None:
    """And nothing else."""
    with pytest.raises(UnfitEventError, match=r"^it is no object$"):
        parsed(body)


def test_a_place_is_short_whatever_it_is_called() -> None:
    """A name of ten thousand characters would fill a log."""
    facets: dict[str, Any] = {"x" * 10_000: {}}

    assert len(refused(job={**EVENT["job"], "facets": facets})) < 120
