import asyncio

import pytest
from httpx import Response
from starlette.types import Message

from dte_exporter.exposition.exposition import Rendered
from dte_exporter.web.metrics import ScrapeResponse
from tests.unit.web.running import Client

PROMETHEUS = {
    "accept": "application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
    "accept-encoding": "gzip",
}


def scrape(client: Client, **headers: str) -> Response:
    """Return the answer to a scrape."""
    return client.request("GET", "/metrics", {"accept-encoding": "identity", "accept": "*/*", **headers})


def test_a_plain_scrape_is_the_text_format(client: Client) -> None:
    """Whoever asks for nothing special gets text that needs no decoding, and its length."""
    answer = scrape(client)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "content-encoding" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert b"\ndte_checks_pending 1.0\n" in answer.content


def test_prometheus_gets_openmetrics_in_gzip(client: Client) -> None:
    """A scrape as Prometheus sends it is answered compressed, first and every time."""
    first, second = (client.request("GET", "/metrics", PROMETHEUS) for _ in range(2))
    for answer in (first, second):
        assert answer.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0;")
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.text.endswith("# EOF\n")
        assert "\ndte_checks_pending 1.0\n" in answer.text


def test_the_length_is_that_of_the_compressed_body(client: Client) -> None:
    """What is announced is what is sent: the server would break off otherwise."""
    answer = client.request("GET", "/metrics", PROMETHEUS)
    announced = int(answer.headers["content-length"])
    assert announced == answer.num_bytes_downloaded < len(answer.content)


def test_caches_are_told_what_the_answer_depends_on(client: Client) -> None:
    """A cache between must not hand gzip to whom it is foreign."""
    assert scrape(client).headers["vary"] == "Accept, Accept-Encoding"


def test_a_large_answer_is_sent_in_pieces() -> None:
    """Of a megabyte and its end no piece is over a quarter of a megabyte, and together they are all of it, in order."""
    large, end = b"".join(b"%07d\n" % line for line in range(2**17)), b"# EOF\n"
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("a scrape has no body to be asked for")

    answer = ScrapeResponse(Rendered((large, end), "text/plain", None))
    asyncio.run(answer({"type": "http"}, receive, send))
    bodies = [message.get("body", b"") for message in sent[1:]]
    assert max(map(len, bodies)) == 2**18
    assert b"".join(bodies) == large + end
    assert [message.get("more_body", False) for message in sent[1:]] == [True] * 5 + [False]


def test_a_client_that_refuses_every_encoding_gets_406(client: Client) -> None:
    """One sentence says what there is."""
    answer = scrape(client, **{"accept-encoding": "identity;q=0"})
    assert answer.status_code == 406
    assert answer.text == "The exposition comes plain or in gzip, and this request refuses both.\n"


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_scrapes_are_read_only(client: Client, method: str) -> None:
    """Nothing can be sent to the exposition."""
    assert client.request(method, "/metrics").status_code == 405
