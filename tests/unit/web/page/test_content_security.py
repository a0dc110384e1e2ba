import pytest

from dte_exporter.web.page.content_security import ContentPolicy

ALERT = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
"""Of ``alert(1)``: `printf 'alert(1)' | openssl dgst -sha256 -binary | base64`."""

PAGE = """<!doctype html><style>p { color: red }</style>
<script>alert(1)</script><script type="application/json">{"a": "</p>"}</script><p>alert(2)</p>"""


def directive(policy: str, name: str) -> str:
    """Return what a policy says under `name`."""
    return next(part.strip() for part in policy.split(";") if part.strip().startswith(f"{name} "))


def test_only_the_scripts_in_the_page_run() -> None:
    """Each has its hash; data in a script element runs nowhere and needs none."""
    assert directive(ContentPolicy(PAGE).at("host"), "script-src") == f"script-src {ALERT}"


def test_a_script_that_looks_like_markup_is_hashed_whole() -> None:
    """Ends of other elements, ampersands and comments within are part of it."""
    tricky = ContentPolicy('<script>"</p> &amp; <!-- </b>"</script>').at("host")
    assert directive(tricky, "script-src") == "script-src 'sha256-vyV9YjSc2x+m3egDull4jk3SbglsPNw0Tabpw4eh0e8='"


def test_a_page_without_scripts_may_run_none() -> None:
    """Nothing is allowed by omission."""
    policy = ContentPolicy("<p>still</p>").at("host")
    assert (directive(policy, "script-src"), directive(policy, "style-src")) == (
        "script-src 'none'",
        "style-src 'none'",
    )


@pytest.mark.parametrize("host", ["localhost:10610", "[::1]:10610", "trust.example.org"])
def test_the_stream_of_the_same_host_may_be_opened(host: str) -> None:
    """With and without TLS."""
    assert directive(ContentPolicy(PAGE).at(host), "connect-src") == f"connect-src 'self' ws://{host} wss://{host}"


@pytest.mark.parametrize("host", ["", "evil.example; script-src *", "a b", "'unsafe-inline'", "evil\n"])
def test_what_is_no_host_does_not_get_into_the_policy(host: str) -> None:
    """The header is the client's to write."""
    assert directive(ContentPolicy(PAGE).at(host), "connect-src") == "connect-src 'self'"
