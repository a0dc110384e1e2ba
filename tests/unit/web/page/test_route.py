from importlib.resources import files

from tests.unit.web.running import Client

BUILT = files("dte_exporter.web.page").joinpath("DTE_Trust_Dashboard.html").read_text(encoding="utf-8")


def test_the_bare_address_is_the_built_page(client: Client) -> None:
    """Whoever opens the exporter sees the dashboard."""
    answer = client.get("/", {"accept-encoding": "identity"})
    assert (answer.status_code, answer.text) == (200, BUILT)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_it_is_compressed_for_who_takes_that(client: Client) -> None:
    """The same page, in fewer bytes; a cache is told."""
    answer = client.get("/", {"accept-encoding": "gzip"})
    assert (answer.headers["content-encoding"], answer.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert answer.text == BUILT


def test_who_refuses_every_encoding_gets_it_plain(client: Client) -> None:
    """A page helps more than a refusal."""
    assert client.get("/", {"accept-encoding": "identity;q=0"}).text == BUILT


def test_a_browser_that_has_it_is_not_sent_it_again(client: Client) -> None:
    """It asks each time, and is told that nothing has changed; each encoding has a tag of its own."""
    for encoding in ("gzip", "identity"):
        first = client.get("/", {"accept-encoding": encoding})
        again = client.get("/", {"accept-encoding": encoding, "if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert first.headers["cache-control"] == "no-cache"
    assert client.get("/", {"if-none-match": '"an older one"'}).status_code == 200


def test_the_page_may_reach_nothing_but_where_it_came_from(client: Client) -> None:
    """The policy names no other host, and allows no script or style that is not in the page."""
    policy = client.get("/").headers["content-security-policy"]
    assert policy.endswith("; connect-src 'self' ws://exporter wss://exporter")
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; ")
