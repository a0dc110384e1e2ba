from dataclasses import replace

import pytest

from dte_exporter.config.models import Settings, Web
from tests.unit.web.running import Client, Running

BOARDS = "https://boards.example"


@pytest.fixture
def sharing(service: Running) -> Client:
    """Return a client of an exporter that lets one origin read."""
    service.config = replace(service.config, settings=Settings(web=Web(cors_origins=(BOARDS,))))
    return Client(service)


def test_without_a_word_in_the_config_no_other_page_may_read(client: Client) -> None:
    """No answer carries leave to read it."""
    answer = client.get("/metrics", {"origin": BOARDS})
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/metrics", "/api/v1/results", "/api/v1/nothing"])
def test_a_page_that_the_config_names_may_read(sharing: Client, path: str) -> None:
    """Scrapes and the API, refusals too; a cache is told that the answer depends on who asks."""
    answer = sharing.get(path, {"origin": BOARDS})
    assert answer.headers["access-control-allow-origin"] == BOARDS
    assert "Origin" in answer.headers["vary"]


@pytest.mark.parametrize(("path", "origin"), [("/metrics", "https://evil.example"), ("/status", BOARDS)])
def test_no_other_page_may_read_and_nothing_else(sharing: Client, path: str, origin: str) -> None:
    """Another origin has no leave, and the status page is for nobody else's script."""
    assert "access-control-allow-origin" not in sharing.get(path, {"origin": origin}).headers


def test_a_page_may_show_who_reads(sharing: Client) -> None:
    """Before it sends Authorization a browser asks, and is told yes; no other method than GET is allowed."""
    asked = {
        "origin": BOARDS,
        "access-control-request-method": "GET",
        "access-control-request-headers": "authorization",
    }
    answer = sharing.request("OPTIONS", "/api/v1/results", asked)
    assert answer.status_code == 200
    assert "Authorization" in answer.headers["access-control-allow-headers"]
    assert sharing.request("OPTIONS", "/metrics", {**asked, "access-control-request-method": "POST"}).status_code == 400


def test_a_reload_changes_who_may_read(sharing: Client, service: Running) -> None:
    """The config in force counts, not that of the start."""
    service.config = replace(service.config, settings=Settings())
    assert "access-control-allow-origin" not in sharing.get("/metrics", {"origin": BOARDS}).headers
