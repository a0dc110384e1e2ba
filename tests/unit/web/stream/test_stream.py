"""The stream as its clients see it; the network is in tests/faults."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import replace
from functools import wraps
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from dte_exporter.config.models import Settings, Web
from dte_exporter.metric import Sample
from dte_exporter.storage.snapshot import CheckRecord
from dte_exporter.web import create_app
from dte_exporter.web.stream import client, feed, route
from dte_exporter.web.stream.backlog import MAX_MESSAGES
from tests.unit.web.running import NOW, PARITY, Client, Running
from tests.unit.web.stream.peer import Peer, dialled, listening

Series = tuple[str, tuple[tuple[str, str], ...]]
FAIRNESS = "employment-fairness"
BY_SEX: Series = (
    PARITY,
    (("check", FAIRNESS), ("dataset", ""), ("model", ""), ("sensitive_feature", "sex")),
)


def in_a_loop(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run the test in an event loop of its own."""

    @wraps(test)
    def run(*arguments: Any, **named: Any) -> None:
        asyncio.run(test(*arguments, **named))

    return run


@pytest.fixture
def app(service: Running) -> Starlette:
    """Return the application that serves the exporter."""
    return create_app(service)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell each change by itself: no test waits for a second one to be joined to it."""
    monkeypatch.setattr(feed, "_PAUSE", 0)


def series(samples: Iterable[dict[str, Any]]) -> dict[Series, float | None]:
    """Return values by series, None for what is gone."""
    return {(one["name"], tuple(sorted(one["labels"].items()))): one.get("value") for one in samples}


def scraped(service: Running) -> dict[Series, float]:
    """Return what a scrape shows, but for what it measures of its own process."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(service.exposition.render().body.decode())
        for sample in family.samples
        if sample.name.startswith("dte_")
    }


def measure(service: Running, *by_sex: float) -> None:
    """Let a run of the fairness check find nothing but these values."""
    record: CheckRecord = service.store.current.records[FAIRNESS]
    assert record.values
    samples = tuple(Sample(PARITY, {"check": FAIRNESS, "sensitive_feature": "sex"}, value) for value in by_sex)
    values = replace(record.values, samples=samples)
    records = {**service.store.current.records, FAIRNESS: replace(record, values=values)}
    service.store.swap(replace(service.store.current, records=records))


@in_a_loop
async def test_the_first_message_is_all_that_a_scrape_shows(app: Starlette, service: Running) -> None:
    """Names, labels and values are those of /metrics, and the time is that of the state."""
    async with listening(app) as peer:
        told = await peer.told()
    assert (told["type"], told["sequence"], told["time"]) == ("snapshot", 0, NOW)
    assert series(told["samples"]) == scraped(service)
    assert series(told["samples"])[BY_SEX] == 0.0017


@in_a_loop
async def test_a_change_is_told_as_what_changed_and_what_is_gone(app: Starlette, service: Running) -> None:
    """Parity by sex has another value, that by race is gone; nothing else is repeated."""
    async with listening(app) as peer:
        await peer.told()
        measure(service, 0.25)
        told = await peer.told()
    assert (told["type"], told["sequence"]) == ("delta", 1)
    assert series(told["changed"]) == {BY_SEX: 0.25}
    assert [labels for name, labels in series(told["removed"]) if name == PARITY] == [
        (("check", FAIRNESS), ("dataset", ""), ("model", ""), ("sensitive_feature", "race"))
    ]


@in_a_loop
async def test_what_a_client_puts_together_is_what_a_scrape_shows(app: Starlette, service: Running) -> None:
    """The snapshot and every delta after it, applied in order, lead to the state of now."""
    async with listening(app) as peer:
        state = series((await peer.told())["samples"])
        for by_sex in ((0.1,), (), (0.3,)):
            measure(service, *by_sex)
            told = await peer.told()
            state |= series(told["changed"])
            for gone in series(told["removed"]):
                del state[gone]
        assert state == scraped(service)


@in_a_loop
async def test_a_value_that_grows_stale_is_told_without_a_run(app: Starlette, service: Running) -> None:
    """Time alone takes a value off the exposition, and so off the stream."""
    stale_at = service.store.current.records[FAIRNESS].stale_at or 0
    service.clock.time = stale_at - 0.01
    async with listening(app) as peer:
        before = series((await peer.told())["samples"])
        service.clock.time = stale_at
        told = await peer.told()
    assert set(series(told["removed"])) == before.keys() - scraped(service).keys() != set()


@in_a_loop
async def test_a_swap_that_changes_no_value_is_not_told(app: Starlette, service: Running) -> None:
    """The next message is of the next change that can be seen."""
    async with listening(app) as peer:
        await peer.told()
        service.store.swap(service.store.current)
        await asyncio.sleep(0)
        measure(service, 0.5)
        assert (await peer.told())["sequence"] == 1


@in_a_loop
async def test_silence_is_told_as_a_heartbeat(
    app: Starlette, service: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that the sequence stands and what time it is."""
    monkeypatch.setattr(client, "HEARTBEAT", 0.01)
    async with listening(app) as peer:
        whole = await peer.told()
        service.clock.time = NOW + 1
        told = [await peer.told() for _ in range(2)][1]
    assert told == {"type": "heartbeat", "boot": whole["boot"], "sequence": 0, "time": NOW + 1}


@in_a_loop
async def test_who_comes_back_gets_only_what_was_missed(app: Starlette, service: Running) -> None:
    """A delta that came while nobody listened is there as well."""
    async with listening(app) as peer:
        whole = await peer.told()
        measure(service, 0.1)
        await peer.told()
    measure(service, 0.2)
    async with listening(app, f"since=0&boot={whole['boot']}") as peer:
        told = [await peer.told() for _ in range(3)]
    assert [one["type"] for one in told] == ["heartbeat", "delta", "delta"]
    assert [one["sequence"] for one in told] == [2, 1, 2]
    assert series(told[2]["changed"]) == {BY_SEX: 0.2}


@pytest.mark.parametrize("query", ["since=0", "since=0&boot=another", "since=7&boot={boot}", "since=-1&boot={boot}"])
@in_a_loop
async def test_who_cannot_go_on_gets_everything(app: Starlette, query: str) -> None:
    """Another boot, a number of the future, or none: a snapshot mends it all."""
    async with listening(app) as peer:
        boot = (await peer.told())["boot"]
    async with listening(app, query.format(boot=boot)) as peer:
        assert (await peer.told())["type"] == "snapshot"


@in_a_loop
async def test_every_application_counts_for_itself(service: Running) -> None:
    """A restarted exporter is another boot, so that no old number is taken for one of its own."""
    boots = set()
    for _ in range(2):
        async with listening(create_app(service)) as peer:
            boots.add((await peer.told())["boot"])
    assert len(boots) == 2


@in_a_loop
async def test_who_falls_behind_is_sent_away_and_others_are_not_disturbed(app: Starlette, service: Running) -> None:
    """Of more than is held, the slow one reads the beginning, the others everything."""
    async with listening(app) as slow, listening(app) as other:
        await slow.told()
        await other.told()
        slow.reads.clear()
        for number in range(MAX_MESSAGES + 2):
            measure(service, number / 1000)
            assert (await other.told())["sequence"] == number + 1
        slow.reads.set()
        assert (await slow.told())["sequence"] == 1
        farewell = await slow.event()
    assert (farewell["type"], farewell["code"]) == ("websocket.close", 1013)


@in_a_loop
async def test_who_takes_nothing_is_given_up(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its patience the server ends the connection without a word that nobody would read."""
    monkeypatch.setattr(client, "PATIENCE", 0.01)
    peer = Peer()
    scope = {"type": "websocket", "path": "/api/v1/stream", "query_string": b"", "headers": []}

    async def send(message: Any) -> None:
        if message["type"] != "websocket.accept":
            await asyncio.Event().wait()

    await asyncio.wait_for(app(scope, peer.receive, send), 60)


@in_a_loop
async def test_what_a_client_says_is_ignored_until_it_is_too_much(app: Starlette) -> None:
    """Sixteen messages end the conversation with 1008, a policy violation."""
    async with listening(app) as peer:
        await peer.told()
        for _ in range(client.SAYINGS):
            peer.say("{")
        farewell = await peer.event()
    assert (farewell["type"], farewell["code"]) == ("websocket.close", 1008)


@in_a_loop
async def test_large_messages_go_to_some_clients_at_a_time(
    app: Starlette, monkeypatch: pytest.MonkeyPatch, service: Running
) -> None:
    """Whoever does not take a large one keeps others from theirs only while the turns are all taken."""
    monkeypatch.setattr(client, "LARGE", 0)
    monkeypatch.setattr(route, "_LARGE_AT_ONCE", 1)
    app = create_app(service)
    async with listening(app) as first:
        first.reads.clear()
        async with listening(app) as second:
            await asyncio.sleep(0)
            first.reads.set()
            assert [(await peer.told())["type"] for peer in (first, second)] == ["snapshot"] * 2


@in_a_loop
async def test_there_is_a_limit_to_how_many_listen(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more is refused at the handshake; a place that becomes free is given away."""
    monkeypatch.setattr(route, "MAX_CLIENTS", 1)
    async with listening(app), dialled(app) as refused:
        assert (await refused.event())["status"] == 503
    async with listening(app):
        pass


ORIGINS = [
    ("http://exporter", (), True),
    ("https://exporter", (), True),
    ("http://exporter:81", (), False),
    ("https://evil.example", (), False),
    ("null", (), False),
    ("null", ("null",), True),
    ("https://boards.example", ("https://boards.example",), True),
    ("https://evil.example", ("https://boards.example",), False),
    ("https://anything.example", ("*",), True),
]


@pytest.mark.parametrize(("origin", "named", "admitted"), ORIGINS)
@in_a_loop
async def test_pages_of_other_origins_listen_only_where_the_config_names_them(
    app: Starlette, service: Running, origin: str, named: tuple[str, ...], admitted: bool
) -> None:
    """A browser lets any page connect anywhere, so the server looks at where it comes from."""
    service.config = replace(service.config, settings=Settings(web=Web(cors_origins=named)))
    async with dialled(app, headers={"origin": origin}) as peer:
        event = await peer.event()
    assert event.get("status", event["type"]) == ("websocket.accept" if admitted else 403)


@in_a_loop
async def test_what_breaks_the_stream_reaches_the_log(app: Starlette, service: Running) -> None:
    """A fault of ours ends the connections instead of leaving them silent."""

    async def listen() -> None:
        async with listening(app) as peer:
            await peer.told()
            service.store.swap(replace(service.store.current, records=None))  # type: ignore[arg-type]  # that is the fault
            await peer.ended()

    with pytest.raises(AttributeError):
        await listen()


def test_a_plain_request_is_told_what_this_is(app: Starlette, service: Running) -> None:
    """Whoever opens the address in a browser gets a sentence."""
    answer = Client(service).get("/api/v1/stream")
    assert (answer.status_code, answer.headers["upgrade"]) == (426, "websocket")
    assert answer.json() == {"error": "/api/v1/stream is a WebSocket: connect to it as one."}
