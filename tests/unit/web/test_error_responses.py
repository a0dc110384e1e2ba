import json

import pytest

from dte_exporter.registry import Registry
from tests.unit.web.running import Client, Running

PAGES = ["/", "/metrics", "/status", "/-/healthy", "/-/ready", "/api/v1/checks", "/api/v1/openapi.json"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_head_as_it_answers_get(client: Client, path: str) -> None:
    """Probes and link checkers that send HEAD learn status and type."""
    head, get = client.request("HEAD", path), client.get(path)
    assert head.status_code == get.status_code == 200
    assert head.headers["content-type"] == get.headers["content-type"]


@pytest.mark.parametrize("path", ["/nowhere", "/apiary", "/metrics/x", "/-/quit"])
def test_a_page_that_is_not_there_is_told_in_a_sentence(client: Client, path: str) -> None:
    """404 is text, and says where to look."""
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert answer.text == f"There is nothing at {path}: /status links to all there is.\n"


def test_an_endpoint_that_is_not_there_is_told_in_json(client: Client) -> None:
    """Programs that expect JSON get it, whatever is wrong."""
    answer = client.get("/api/v2/checks")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/json")
    assert answer.json() == {"error": "There is nothing at /api/v2/checks: /status links to all there is."}


@pytest.mark.parametrize("path", ["/status", "/api/v1/checks"])
def test_a_method_that_is_not_allowed_names_those_that_are(client: Client, path: str) -> None:
    """405 carries the Allow header, and says the same in words."""
    answer = client.request("DELETE", path)
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert "DELETE is not allowed here: use " in answer.text


@pytest.mark.parametrize("path", ["/api/v1/catalogue"])
def test_a_fault_of_ours_shows_nothing_of_itself(client: Client, service: Running, path: str) -> None:
    """500 says where to look, and not a line of a traceback."""

    class Broken(Registry):
        @property
        def checks(self) -> dict[str, object]:  # type: ignore[override]  # that is the fault
            raise RuntimeError("secret of the inside")

    service.registry = Broken.__new__(Broken)
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/json")
    assert json.loads(answer.text) == {"error": "The exporter could not answer; its log says why."}


@pytest.mark.parametrize("path", [*PAGES, "/nowhere"])
def test_every_answer_tells_the_browser_to_trust_it_with_nothing(client: Client, path: str) -> None:
    """No script, no foreign content, no guessing of types, no frame, no referrer."""
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
