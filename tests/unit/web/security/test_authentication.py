import base64
from collections.abc import Mapping

import bcrypt
import pytest

from dte_exporter.web.security.passwords import BusyError, Passwords
from dte_exporter.web.security.security import Security
from dte_exporter.web.security.tokens import Tokens
from tests.unit.web.running import Client, Running

QUICK = bcrypt.hashpw(b"sesame", bcrypt.gensalt(4)).decode()
CI, OPS = "c" * 32, "0" * 32
SECURITY = Security(
    passwords=Passwords({"alice": QUICK, "prometheus": QUICK}),
    roles={"prometheus": "read"},
    tokens=Tokens({CI: "read", OPS: "admin"}),
)


def basic(credentials: bytes) -> Mapping[str, str]:
    """Return the header of HTTP basic authentication."""
    return {"authorization": f"Basic {base64.b64encode(credentials).decode()}"}


def bearer(token: str) -> Mapping[str, str]:
    """Return the header of a bearer."""
    return {"authorization": f"Bearer {token}"}


@pytest.fixture
def client(service: Running) -> Client:
    """Return a client of an exporter that knows two people and two tokens."""
    service.lifecycle_enabled = True
    return Client(service, lambda: SECURITY)


@pytest.mark.parametrize("path", ["/metrics", "/api/v1/results", "/status", "/", "/api/v1/openapi.json", "/nothing"])
def test_nothing_is_answered_to_nobody(client: Client, path: str) -> None:
    """Not even that there is nothing; the answer says how to ask."""
    answer = client.get(path)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == (
        'Basic realm="dte-exporter", charset="UTF-8", Bearer realm="dte-exporter"'
    )
    assert "Say who you are, by name and password or bearer token." in answer.text


@pytest.mark.parametrize("path", ["/-/healthy", "/-/ready"])
def test_health_is_told_to_everybody(client: Client, path: str) -> None:
    """An orchestrator has no credentials, and learns nothing else."""
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("credentials", [basic(b"alice:sesame"), basic(b"prometheus:sesame"), bearer(CI), bearer(OPS)])
def test_who_is_known_reads_everything(client: Client, credentials: Mapping[str, str]) -> None:
    """By password or by token, a scrape and the API."""
    assert client.get("/metrics", credentials).status_code == 200
    assert client.get("/api/v1/results", credentials).status_code == 200


@pytest.mark.parametrize(
    "credentials",
    [
        basic(b"alice:wrong"),
        basic(b"alice:"),
        basic(b"mallory:sesame"),
        basic(b":sesame"),
        bearer("d" * 32),
        bearer(""),
        bearer(CI[:-1]),
    ],
)
def test_wrong_credentials_get_one_answer(client: Client, credentials: Mapping[str, str]) -> None:
    """Nobody learns whether it was the name."""
    answer = client.get("/metrics", credentials)
    assert (answer.status_code, answer.text) == (401, "The name, the password or the token is wrong.\n")


@pytest.mark.parametrize("header", ["Basic", "Basic !!!", "Digest x", "sesame", basic(b"\xff:a")["authorization"]])
def test_credentials_that_cannot_be_read_are_none(client: Client, header: str) -> None:
    """Whatever it is, it is no fault of ours."""
    assert client.get("/metrics", {"authorization": header}).status_code == 401


def test_a_password_beyond_bcrypt_is_told_so(client: Client) -> None:
    """Bcrypt compares 72 bytes: the 73rd is no fault of ours, and the answer is clear whoever asks."""
    for name in (b"alice", b"mallory"):
        answer = client.get("/metrics", basic(name + b":" + b"x" * 73))
        assert answer.status_code == 401
        assert answer.text == "The password is longer than the 72 bytes that bcrypt compares.\n"
        assert client.get("/metrics", basic(name + b":" + b"x" * 72)).status_code == 401


def test_a_refusal_of_the_api_is_json(client: Client) -> None:
    """Programs read the API's answers, this one too."""
    assert client.get("/api/v1/results").json() == {"error": "Say who you are, by name and password or bearer token."}


@pytest.mark.parametrize(
    ("credentials", "status"),
    [(basic(b"alice:sesame"), 200), (bearer(OPS), 200), (basic(b"prometheus:sesame"), 403), (bearer(CI), 403)],
)
def test_reloading_takes_an_admin(
    client: Client, service: Running, credentials: Mapping[str, str], status: int
) -> None:
    """A user has full access, as in exporter-toolkit, unless the file says read; a token has it if the file says so."""
    assert client.request("POST", "/-/reload", credentials).status_code == status
    assert service.reloads == (status == 200)


def test_guesses_that_pile_up_are_sent_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who cannot be asked about now is told when to come again."""

    async def busy(*_: object) -> bool:
        raise BusyError

    monkeypatch.setattr(Passwords, "fit", busy)
    answer = client.get("/metrics", basic(b"alice:sesame"))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


def test_with_tokens_alone_no_browser_asks_for_a_password(service: Running) -> None:
    """The challenge names the one way there is."""
    answer = Client(service, lambda: Security(tokens=Tokens({CI: "read"}))).get("/metrics")
    assert answer.headers["www-authenticate"] == 'Bearer realm="dte-exporter"'
    assert answer.text == "Say who you are, by bearer token.\n"


def test_without_users_and_tokens_everybody_may_ask(service: Running) -> None:
    """As it was before there was a web config."""
    service.lifecycle_enabled = True
    client = Client(service, lambda: Security())
    assert client.get("/metrics", basic(b"whoever:whatever")).status_code == 200
    assert client.request("POST", "/-/reload").status_code == 200


def test_a_refusal_has_the_headers_of_safety(service: Running) -> None:
    """Those of the web config too, which word ours otherwise; what an answer says itself stays."""
    csp = "default-src 'self'"
    client = Client(service, lambda: Security(headers={"Content-Security-Policy": csp, "X-Frame-Options": "deny"}))
    answer = client.get("/nothing")
    assert (answer.headers["content-security-policy"], answer.headers["x-frame-options"]) == (csp, "deny")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get("/status").headers["content-security-policy"].startswith("default-src 'none'; style-src")


def test_a_token_is_not_of_anybody_by_default() -> None:
    """No token at all fits none."""
    assert Tokens({}).role("") is None
