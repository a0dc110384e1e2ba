"""Lineage of a Marquez, asked of a stub in the form of its published API: no real one can run where tests do."""

import json
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import ValidationError

from dte_exporter.errors import SourceError
from dte_exporter.lineage.fold import fold
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Told
from dte_exporter.records.lineage import marquez_server
from dte_exporter.records.lineage.marquez import Marquez, MarquezRecords, open_marquez

SHOP = "postgres://shop:5432"
ORDERS, REVENUE, LETTERS = (Name(SHOP, f"shop.public.{one}") for one in ("orders", "revenue", "letters"))


def event(kind: str, at: str, **told: Any) -> dict[str, Any]:
    """Return an event of a run as a Marquez hands it out: without the schema where none was sent."""
    run = {"runId": "0166a000-0000-7000-8000-000000000001"}
    job = {"namespace": "etl", "name": "sum_up"}
    return {"eventType": kind, "eventTime": at, "run": run, "job": job, "producer": "https://example.com/etl", **told}


def dataset(name: Name) -> dict[str, str]:
    """Return a data set in an event, or among a job's."""
    return {"namespace": name.namespace, "name": name.name}


EVENTS = [
    event("COMPLETE", "2018-11-30T00:01:00Z", outputs=[dataset(REVENUE)]),
    event("START", "2018-11-30T00:00:00Z", inputs=[dataset(ORDERS)]),
]
LETTER_JOB = {
    "id": {"namespace": "by hand/1", "name": "write"},
    "updatedAt": "2018-11-29T00:00:00Z",
    "inputs": [dataset(REVENUE)],
    "outputs": [dataset(LETTERS)],
    "latestRun": None,
}


class Stub:
    """Answers what it is asked, by path, a page at a time; keeps what it was asked."""

    def __init__(self) -> None:
        self.lists: dict[str, list[Any]] = {
            "/api/v1/namespaces": [{"name": "by hand/1"}],
            "/api/v1/namespaces/by%20hand%2F1/jobs": [LETTER_JOB],
            "/api/v1/events/lineage": EVENTS,
        }
        self.instead: Callable[[], tuple[int, Mapping[str, str], bytes]] | None = None
        self.asked: list[tuple[str, dict[str, list[str]], str | None]] = []

    def answer(self, path: str, key: str | None) -> tuple[int, Mapping[str, str], bytes]:
        """Return status, headers and body."""
        parts = urlsplit(path)
        asked = parse_qs(parts.query)
        self.asked.append((parts.path, asked, key))
        if self.instead is not None:
            return self.instead()
        found = self.lists.get(parts.path)
        if found is None:
            return 404, {}, b'{"code": 404, "message": "HTTP 404 Not Found"}'
        offset, limit = int(asked["offset"][0]), int(asked["limit"][0])
        body = {parts.path.rpartition("/")[2].replace("lineage", "events"): found[offset : offset + limit]}
        return 200, {}, json.dumps({**body, "totalCount": len(found)}).encode()


@pytest.fixture
def stub() -> Iterator[tuple[Stub, str]]:
    """Serve a stub, and return it with its address."""
    one = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = one.answer(self.path, self.headers.get("Authorization"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield one, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def records(url: str, **settings: Any) -> MarquezRecords:
    """Return the source of a Marquez at `url`."""
    opened = open_marquez.open(Marquez.model_validate({"type": "marquez", "url": url, **settings}), Path(), "collected")
    assert isinstance(opened, MarquezRecords)
    return opened


def refused(url: str, **settings: Any) -> str:
    """Return why nothing is read, with the address left out."""
    with pytest.raises(SourceError) as caught:
        [*records(url, **settings).told()]
    return str(caught.value).replace(url, "URL")


def test_events_and_jobs_fold_into_one_graph(stub: tuple[Stub, str]) -> None:
    """A job that no run told of is there by what the server knows of it; an event may leave its schema out."""
    source = records(stub[1] + "/")
    graph = fold(source.told())
    (run,) = graph.jobs[Name("etl", "sum_up")].runs

    assert {name: ([*job.inputs], [*job.outputs]) for name, job in graph.jobs.items()} == {
        Name("by hand/1", "write"): ([REVENUE], [LETTERS]),
        Name("etl", "sum_up"): ([ORDERS], [REVENUE]),
    }
    assert (run.state, run.at, run.duration) == ("complete", 1_543_536_060.0, 60.0)
    assert source.notices == ()


def test_all_pages_are_asked_for_and_no_more(stub: tuple[Stub, str]) -> None:
    """The last is not full. All time is asked for, since a Marquez leaves out what is after 2029."""
    stub[0].lists["/api/v1/events/lineage"] = EVENTS * 125

    told = [*records(stub[1]).told()]
    asked = [query for path, query, _ in stub[0].asked if path == "/api/v1/events/lineage"]

    assert len([one for one in told if one.run]) == 250
    assert [query["offset"] for query in asked] == [["0"], ["100"], ["200"]]
    assert asked[0]["before"] == ["9999-01-01T00:00:00Z"]
    assert asked[0]["sortDirection"] == ["desc"]


def test_the_newest_events_are_read_up_to_a_limit(stub: tuple[Stub, str]) -> None:
    """And it is said that there are more."""
    stub[0].lists["/api/v1/events/lineage"] = EVENTS * 5
    source = records(stub[1], max_events=3)

    assert len([one for one in source.told() if one.run]) == 3
    assert source.notices == (
        "collected: the newest 3 events are read, and there are more: raise max_events to see further back",
    )


def test_an_event_that_is_none_is_passed_over_and_counted(stub: tuple[Stub, str]) -> None:
    """With what is wrong with the first, and nothing that stands in it."""
    stub[0].lists["/api/v1/events/lineage"] = [{"secret": "hunter2"}, *EVENTS, {}]
    source = records(stub[1])

    assert len([one for one in source.told() if one.run]) == 2
    assert source.notices == ("collected: 2 events are passed over, as not after the standard; eventTime is missing",)


def test_the_key_is_sent_and_never_shown(stub: tuple[Stub, str]) -> None:
    """As a bearer token; where it is refused, the sentence does not have it."""
    [*records(stub[1], api_key="hunter2").told()]
    assert {key for _, _, key in stub[0].asked} == {"Bearer hunter2"}

    stub[0].instead = lambda: (401, {}, b"hunter2?")
    assert refused(stub[1], api_key="hunter2") == "the Marquez at URL refuses who asks (401): set api_key"
    assert "hunter2" not in repr(records(stub[1], api_key="hunter2")._settings)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ((500, {}, b"{}"), "the Marquez at URL refuses: 500 Internal Server Error"),
        ((200, {}, b"<html>"), "what answers at URL is no Marquez: its answer is no JSON, or cut off"),
        ((200, {}, b"[]"), "what answers at URL is no Marquez: its namespaces has no list of namespaces"),
        (
            (200, {}, b'{"namespaces": [1]}'),
            "what answers at URL is no Marquez: its namespaces has no list of namespaces",
        ),
        (
            (302, {"Location": "http://127.0.0.1:1/"}, b""),
            "what answers at URL sends elsewhere (302): set url to where its Marquez is",
        ),
        ((200, {"Content-Encoding": "x"}, b"x" * 5000), "an answer of the Marquez at URL is larger than 0 MiB"),
    ],
)
def test_what_is_no_answer_of_a_marquez_is_one_sentence(
    stub: tuple[Stub, str],
    monkeypatch: pytest.MonkeyPatch,
    answer: tuple[int, Mapping[str, str], bytes],
    sentence: str,
) -> None:
    """It is told by whom and what; nothing of the answer is."""
    monkeypatch.setattr(marquez_server, "_LARGEST", 4000)
    stub[0].instead = lambda: answer

    assert refused(stub[1]) == sentence


def test_a_job_that_is_none_is_one_sentence(stub: tuple[Stub, str]) -> None:
    """With the place in it."""
    stub[0].lists["/api/v1/namespaces/by%20hand%2F1/jobs"] = [{"id": {"namespace": "n"}}]

    assert refused(stub[1]) == ("what answers at URL is no Marquez: a job is no result of Marquez: id.name is missing")


def test_nobody_who_answers_is_one_sentence() -> None:
    """The port is one that nothing listens at."""
    assert refused("http://127.0.0.1:1") == "no Marquez answers at URL: [Errno 111] Connection refused"


@pytest.mark.parametrize(
    "settings",
    [
        {"url": "marquez:5000"},
        {"url": "file:///etc/passwd"},
        {"url": "https://me:hunter2@marquez"},
        {"url": "https://marquez", "api_key": "hunter2\n"},
    ],
)
def test_an_address_that_is_none_and_a_key_that_fits_no_header_are_refused(settings: dict[str, str]) -> None:
    """Before anything is asked."""
    with pytest.raises(ValidationError):
        Marquez.model_validate({"type": "marquez", **settings})


def test_what_is_told_is_told_again_at_the_next_run(stub: tuple[Stub, str]) -> None:
    """A check opens it once and asks it once; who asks twice is told the same."""
    source = records(stub[1])
    first: list[Told] = [*source.told()]

    assert [*source.told()] == first
