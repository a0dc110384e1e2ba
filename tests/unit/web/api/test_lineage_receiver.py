"""Where events are sent: what is kept, and how everything else is refused."""

import asyncio
import gzip
import json
import zlib
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response

from dte_exporter.config.configured import Config
from dte_exporter.config.governance.governance import Governance
from dte_exporter.config.lineage.lineage_section import Lineage
from dte_exporter.config.lineage.receive import Receive
from dte_exporter.config.models import Settings, Web
from dte_exporter.sinks.lineage_inbox import LineageInbox
from dte_exporter.sinks.lineage_intake import LineageIntake
from dte_exporter.storage.history.lineage_events import bodies
from dte_exporter.storage.history.sqlite import SqliteDatabase
from dte_exporter.web import create_app
from dte_exporter.web.api import lineage_receiver
from dte_exporter.web.api.lineage_receiver import EVENTS
from dte_exporter.web.security.authentication import SENT_PATHS
from dte_exporter.web.security.security import OPEN, Guard, Security
from dte_exporter.web.security.tokens import Tokens
from tests.unit.lineage.events.sent_events import NOON, body, event
from tests.unit.web.running import Client, ManualClock, Running

JSON = {"content-type": "application/json"}
PACKED = {**JSON, "content-encoding": "gzip"}
READER, WRITER, ADMIN = "r" * 32, "w" * 32, "a" * 32
Content = bytes | AsyncIterator[bytes]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    """Give a history that is not there yet."""
    made = SqliteDatabase(tmp_path / "history.db", {"check"}, patience=0.01)
    yield made
    made.close()


@pytest.fixture
def service(service: Running, database: SqliteDatabase) -> Running:
    """Return an exporter that receives events of up to a thousand bytes."""
    service.config = _receiving(service, Receive(max_event="1000B"))
    inbox = LineageInbox(database, ManualClock(NOON), lambda: None)
    service.intake = LineageIntake(inbox, service.store, ManualClock(NOON), Receive)
    return service


def _receiving(service: Running, receive: Receive | None) -> Config:
    return replace(service.config, governance=Governance(lineage=Lineage(receive=receive)))


def _post(
    service: Running, *contents: Content, headers: Mapping[str, str] = JSON, guard: Guard = lambda: OPEN
) -> list[Response]:
    """Return the answers to events that are sent at once."""

    async def send() -> list[Response]:
        transport = ASGITransport(create_app(service, guard), raise_app_exceptions=False)
        assert service.intake is not None
        service.intake.start()
        async with AsyncClient(transport=transport, base_url="http://exporter") as client:
            sent = [client.post("/api/v1/lineage", content=one, headers=headers) for one in contents]
            answers = await asyncio.gather(*sent)
        await service.intake.stop()
        return answers

    return asyncio.run(send())


def _refusal(service: Running, content: Content, headers: Mapping[str, str] = JSON) -> tuple[int, str]:
    (answer,) = _post(service, content, headers=headers)
    return answer.status_code, answer.json()["error"]


def _kept(database: SqliteDatabase) -> list[str]:
    with database.reading() as connection:
        return sorted(bodies(connection))


async def _in_pieces(whole: bytes, size: int = 100) -> AsyncIterator[bytes]:
    """Yield a body piece by piece, as clients send one whose length they do not know."""
    for start in range(0, len(whole), size):
        yield whole[start : start + size]


def test_an_event_is_kept_before_it_is_said_to_be(service: Running, database: SqliteDatabase) -> None:
    """201 without a word, as Marquez has it; the same again changes nothing, and is no fault."""
    answers = _post(service, body("a"), body("b"), body("a"))

    assert [(one.status_code, one.content) for one in answers] == [(201, b"")] * 3
    assert _kept(database) == [event("a").body, event("b").body]


@pytest.mark.parametrize("headers", [PACKED, {**PACKED, "content-type": "application/json; charset=utf-8"}])
def test_a_packed_event_is_unpacked(service: Running, database: SqliteDatabase, headers: Mapping[str, str]) -> None:
    """As the client packs them where it is told to; in pieces too."""
    packed = gzip.compress(body("a"))
    answers = _post(service, packed, _in_pieces(packed, 7), _in_pieces(b""), headers=headers)

    assert [one.status_code for one in answers] == [201, 201, 400]
    assert _kept(database) == [event("a").body]


BOMB = gzip.compress(b" " * 10_000_000)


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b" " * 1001, JSON),
        (_in_pieces(b" " * 1001), JSON),
        (BOMB[:900], PACKED),
        (_in_pieces(BOMB), PACKED),
        (b"{}", {**JSON, "content-length": "many"}),
    ],
    ids=["length", "pieces", "packed", "packed, in pieces", "no length"],
)
def test_what_is_too_large_is_refused(service: Running, content: Content, headers: Mapping[str, str]) -> None:
    """By its length, or as soon as more has come; a packed one by what it would become."""
    sentence = "An event may have 1,000 bytes, unpacked: lineage.receive.max_event says how many."

    assert _refusal(service, content, headers) == (413, sentence)


NO_JSON = "An event is sent as application/json: set the header Content-Type."
DAMAGED = "The body says that it is packed by gzip, and is not, or not whole."


@pytest.mark.parametrize(
    ("content", "headers", "status", "sentence"),
    [
        (b"{", JSON, 422, "It is no event that can be kept: it is no JSON."),
        (b"[]", JSON, 422, "It is no event that can be kept: it is no object."),
        (body(job=""), JSON, 422, "It is no event that can be kept: job.name is empty."),
        (
            body(at="2018-07-03T12:00:00Z"),
            JSON,
            422,
            "It is no event that can be kept: eventTime is more than a day ahead of the clock here: "
            "set that of the producer.",
        ),
        (body(), {}, 415, NO_JSON),
        (body(), {"content-type": "text/plain"}, 415, NO_JSON),
        (body(), {**JSON, "content-encoding": "br"}, 415, "The body may be packed by gzip, and by nothing else."),
        (body(), PACKED, 400, DAMAGED),
        (gzip.compress(body())[:-5], PACKED, 400, DAMAGED),
        (zlib.compress(body()), PACKED, 400, DAMAGED),
        (
            gzip.compress(body()) + b"more",
            PACKED,
            400,
            DAMAGED,
        ),
    ],
)
def test_what_is_unfit_is_told_why(
    service: Running, content: bytes, headers: Mapping[str, str], status: int, sentence: str
) -> None:
    """One sentence, which quotes nothing of what was sent."""
    assert _refusal(service, content, headers) == (status, sentence)


def test_a_client_that_goes_is_no_fault_of_ours(service: Running) -> None:
    """A body that does not come whole ends its request, and no more."""
    sent: list[Any] = []
    scope: dict[str, Any] = {"type": "http", "method": "POST", "path": "/api/v1/lineage", "query_string": b""}
    scope["headers"] = [(b"content-type", b"application/json")]

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(create_app(service)(scope, receive, send))
    assert sent[0]["status"] == 400


def test_what_came_of_them_is_counted(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it was that did not fit."""
    monkeypatch.setattr("dte_exporter.sinks.lineage_intake.SHOWN_AFTER", 0.0)
    _post(service, body("a"), body("a"), b"{", b" " * 2000)

    assert service.store.current.received == {"accepted": 1, "duplicate": 1, "refused": 2}


def test_nothing_is_received_unasked(service: Running) -> None:
    """The sentence names the key."""
    service.config = _receiving(service, None)

    assert _refusal(service, body()) == (404, "No events are received here: lineage.receive of the config is not set.")
    service.config = replace(service.config, governance=None)
    assert Client(service).request("POST", "/api/v1/lineage").status_code == 404


def test_a_history_that_the_config_got_later_takes_a_restart(service: Running) -> None:
    """As every change of the history does."""
    service.intake = None
    answer = Client(service).request("POST", "/api/v1/lineage")

    assert answer.status_code == 503
    assert answer.json()["error"].endswith("there was none when the exporter started: start it again.")


def test_a_history_that_is_away_is_for_later(service: Running, tmp_path: Path) -> None:
    """503 is what clients try again on, and the header says when."""
    (tmp_path / "file").touch()
    database = SqliteDatabase(tmp_path / "file" / "history.db", {"check"})
    inbox = LineageInbox(database, ManualClock(NOON), lambda: None)
    service.intake = LineageIntake(inbox, service.store, ManualClock(NOON), Receive)

    (answer,) = _post(service, body())

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["error"].endswith("cannot be written: File exists; send it again later.")


def test_events_leave_half_of_the_requests_to_scrapes(service: Running) -> None:
    """Of four at once two may be events: the third is sent away until there is room."""
    settings = Settings(web=Web(max_requests=4))
    service.config = replace(service.config, settings=settings)

    answers = _post(service, *(_in_pieces(body(job)) for job in "abc"))

    assert sorted(one.status_code for one in answers) == [201, 201, 503]
    (full,) = (one for one in answers if one.status_code == 503)
    assert full.json() == {"error": "Too many events at once: send it again later."}
    assert full.headers["retry-after"] == "1"


def test_events_together_have_a_bound(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each alone would fit: of two that come at once one has to wait."""
    monkeypatch.setattr(lineage_receiver, "ROOM", 400)

    answers = _post(service, _in_pieces(body("a")), _in_pieces(body("b")))

    assert sorted(one.status_code for one in answers) == [201, 503]


@pytest.mark.parametrize(("token", "status"), [(READER, 403), (WRITER, 201), (ADMIN, 201), ("x" * 32, 401)])
def test_who_may_send(service: Running, token: str, status: int) -> None:
    """A reader may not, since what is sent becomes what others read."""
    tokens = Tokens({READER: "read", WRITER: "write", ADMIN: "admin"})
    headers = {**JSON, "authorization": f"Bearer {token}"}

    (answer,) = _post(service, body(), headers=headers, guard=lambda: Security(tokens=tokens))

    assert answer.status_code == status


@pytest.mark.parametrize("path", ["/metrics", "/api/v1/results", "/api/v1/lineage", "/"])
def test_who_may_only_send_reads_nothing(service: Running, path: str) -> None:
    """A job's token is in many places, and none of them needs to see what was found."""
    client = Client(service, lambda: Security(tokens=Tokens({WRITER: "write"})))
    answer = client.get(path, {"authorization": f"Bearer {WRITER}"})

    assert answer.status_code == 403
    assert "The role write sends lineage events, and nothing else: reading takes the role read." in answer.text


def test_the_rules_of_requests_know_where_events_are_sent() -> None:
    """Where a body may be larger, and whom the role is for."""
    assert {EVENTS.path} == SENT_PATHS


def test_what_the_document_says_of_it_is_what_it_does(client: Client) -> None:
    """A body of JSON, and the statuses that these tests have seen."""
    posted = json.loads(client.get("/api/v1/openapi.json").text)["paths"]["/api/v1/lineage"]["post"]

    assert set(posted["responses"]) == {"201", "400", "403", "404", "413", "415", "422", "503"}
    assert list(posted["requestBody"]["content"]) == ["application/json"]
