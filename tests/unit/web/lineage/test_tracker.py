"""The lineage tracker at its address."""

from importlib.resources import files

from tests.unit.web.running import Client

BUILT = files("dte_exporter.web.lineage").joinpath("DTE_Lineage_Tracker.html").read_text(encoding="utf-8")


def test_the_tracker_is_the_built_page(client: Client) -> None:
    """Plain for who wants it plain, kept by browsers, and told to reach nobody but its exporter."""
    answer = client.get("/lineage", {"accept-encoding": "identity"})
    assert (answer.status_code, answer.text) == (200, BUILT)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    again = client.get("/lineage", {"accept-encoding": "identity", "if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("; connect-src 'self' ws://exporter wss://exporter")
    assert "unsafe" not in policy
