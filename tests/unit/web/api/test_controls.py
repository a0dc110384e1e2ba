from dataclasses import replace
from typing import Any

from dte_exporter.checks.compliance.people.requests_on_time import DEADLINE
from dte_exporter.outcome import Evidence
from dte_exporter.storage.snapshot import CheckRecord, SnapshotStore, Values
from tests.unit.controls.evidence import GAP, asked, checked, judged
from tests.unit.web.running import NOW, Client, Running

QUERY = 'SELECT "person" FROM "people";'


def told(service: Running, client: Client, *records: CheckRecord, **controls: Any) -> list[dict[str, Any]]:
    """Return what the API says of `controls`."""
    service.store = SnapshotStore(judged(*records, **controls))
    found: list[dict[str, Any]] = client.get("/api/v1/controls").json()["controls"]
    return found


def violated(kind: str = "erasure-propagated", of: tuple[int, int] = (3, 53), **evidence: Any) -> CheckRecord:
    """Return a check that finds violations now, an hour since the first."""
    record = checked(kind, "people", of=of, at=NOW - 60)
    assert record.values is not None
    values = Values(record.values.samples, Evidence(**evidence), NOW - 60)
    return replace(record, values=values, violated_since=NOW - 3600)


def test_a_violated_control_says_what_how_many_since_when_by_which_law_and_how_to_list_them(
    service: Running, client: Client
) -> None:
    """The law's name stands beside the article."""
    (one,) = told(service, client, violated(query=QUERY), erasure=asked("erasure-propagated"))
    assert (one["state"], one["violations"], one["examined"]) == ("violated", 3, 53)
    assert (one["cited"], one["since"], one["found_at"]) == (
        "Ours Art. 17",
        "2018-07-01T13:00:00Z",
        "2018-07-01T13:59:00Z",
    )
    (found,) = one["evidence"]
    assert (found["check"], found["query"], found["why_no_query"]) == ("people-erasure-propagated", QUERY, "")


def test_the_next_deadline_that_its_check_tells_is_when_the_next_is_due(service: Running, client: Client) -> None:
    """Of two rights the sooner; a control whose check tells none has none."""
    record = violated("requests-on-time")
    assert record.values is not None
    due = [DEADLINE.sample(NOW + after, right=right) for right, after in (("access", 7200), ("erasure", 3600))]
    record = replace(record, values=replace(record.values, samples=(*record.values.samples, *due)))
    (one,) = told(service, client, record, requests=asked("requests-on-time"))
    assert one["next_deadline"] == "2018-07-01T15:00:00Z"
    (one,) = told(service, client, violated(), erasure=asked("erasure-propagated"))
    assert one["next_deadline"] is None


def test_what_has_no_query_says_why(service: Running, client: Client) -> None:
    """Columns and entries of the record are named by their place; nothing is to list where nothing is violated."""
    places = {"violations": {"activities.hiring": ["has no basis"]}}
    (record,) = told(service, client, violated("record-complete", details=places), it=asked("record-complete"))
    (found,) = record["evidence"]
    assert (found["places"], found["why_no_query"]) == (
        places["violations"],
        "Its cases are entries of the record of processing, named here by their place: no table holds them.",
    )
    (columns,) = told(service, client, violated("minimised", details={}), it=asked("minimised"))
    assert columns["evidence"][0]["why_no_query"] == "Its cases are columns, named here: no query over rows lists them."
    (kept,) = told(service, client, violated("consent-held"), it=asked("consent-held"))
    assert kept["evidence"][0]["why_no_query"].startswith("It comes with the next run")
    (met,) = told(service, client, checked("minimised", of=(0, 4), at=NOW), it=asked("minimised"))
    assert met["evidence"][0]["why_no_query"] == "Nothing was found that could be listed."


def test_an_accepted_gap_says_who_answers_for_it_and_until_when(service: Running, client: Client) -> None:
    """It is no violation while it lasts, and not unknown either."""
    (one,) = told(service, client, violated(), it=asked("erasure-propagated", accepted_gap=GAP))
    assert one["state"] == "accepted_gap"
    assert one["accepted_gap"] == {
        "owner": "Platform",
        "reason": "The vendor mends it in spring",
        "until": "2027-01-31",
    }


def test_a_control_can_be_asked_for_by_its_id(service: Running, client: Client) -> None:
    """The others are left out."""
    service.store = SnapshotStore(judged(one=asked("a"), other=asked("b")))
    answer = client.get("/api/v1/controls?control=other").json()["controls"]
    assert [(each["control"], each["state"]) for each in answer] == [("other", "no_evidence")]
