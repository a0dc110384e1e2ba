"""TLS and authentication against the clients that there are: curl, Prometheus, and a browser."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bcrypt
import httpx
import pytest
import trustme

from tests.integration.conftest import Eventually, program

pytestmark = pytest.mark.integration

PASSWORD = "open sesame"
TOKEN = "0123456789abcdef" * 2
CONFIG = """\
workers: 1
datasets:
  people: {source: {type: files, path: people.parquet}, columns: {prediction: hired, label: apt, sensitive: [sex]}}
checks:
  fair: {check: fairness, dataset: people, every: 1h}
"""
WEB = f"""\
tls_server_config:
  cert_file: server.crt
  key_file: server.key
basic_auth_users:
  prometheus: {bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(6)).decode()}
bearer_tokens:
  ci: {{file: ci.token}}
"""
CLIENTS = """\
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
  client_allowed_sans: [prometheus]
basic_auth_users:
"""


@dataclass(frozen=True)
class Secured:
    """An exporter with a web config, and the folder of all that it and its clients read."""

    folder: Path
    address: str

    def curl(self, *options: str, path: str = "/metrics") -> tuple[int, str]:
        """Return curl's exit code, and the status that it got."""
        command = ["curl", "--silent", "--output", str(self.folder / "body"), "--write-out", "%{http_code}"]
        command += ["--max-time", "20", *options, f"https://{self.address}{path}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=self.folder)
        return done.returncode, done.stdout


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Return the authority that everybody trusts."""
    return trustme.CA()


@pytest.fixture(scope="module")
def stranger() -> trustme.CA:
    """Return one that nobody trusts."""
    return trustme.CA()


def put(folder: Path, name: str, leaf: trustme.LeafCert) -> None:
    """Write a certificate and its key, each at once, as those who renew them do."""
    for suffix, blob in (("crt", leaf.cert_chain_pems[0]), ("key", leaf.private_key_pem)):
        blob.write_to_path(folder / "new")
        (folder / "new").rename(folder / f"{name}.{suffix}")


Serve = Callable[[str], Secured]


@pytest.fixture(scope="module")
def serve(
    exporter: Path,
    authority: trustme.CA,
    stranger: trustme.CA,
    free_port: Callable[[], int],
    eventually: Eventually,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Serve]:
    """Return a function that serves with a web config until the module has ended."""
    running: list[subprocess.Popen[bytes]] = []

    def start(web: str) -> Secured:
        folder = tmp_path_factory.mktemp("secured")
        put(folder, "server", authority.issue_cert("localhost", "127.0.0.1"))
        put(folder, "client", authority.issue_cert("prometheus"))
        put(folder, "someone", authority.issue_cert("someone"))
        put(folder, "stranger", stranger.issue_cert("prometheus"))
        yesterday = datetime.now(UTC) - timedelta(days=1)
        put(folder, "expired", authority.issue_cert("localhost", "127.0.0.1", "prometheus", not_after=yesterday))
        authority.cert_pem.write_to_path(folder / "ca.crt")
        stranger.cert_pem.write_to_path(folder / "stranger-ca.crt")
        for name, text in {"web.yaml": web, "config.yaml": CONFIG, "ci.token": TOKEN, "password": PASSWORD}.items():
            (folder / name).write_text(text)
        secured = Secured(folder, f"127.0.0.1:{free_port()}")
        command: list[str | Path] = [exporter, "serve", "--config.file", "config.yaml", "--web.enable-lifecycle"]
        command += ["--web.config.file", "web.yaml", "--web.listen-address", secured.address]
        with (folder / "log").open("wb") as log:
            running.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=folder))
        eventually(
            lambda: "listening" in (folder / "log").read_text(), f"it did not start; its log is {folder / 'log'}"
        )
        return secured

    try:
        yield start
    finally:
        for process in running:
            process.terminate()
            process.wait()


@pytest.fixture(scope="module")
def by_password(serve: Serve) -> Secured:
    """Serve to who has the password, over TLS."""
    return serve(WEB)


@pytest.fixture(scope="module")
def by_certificate(serve: Serve) -> Secured:
    """Serve to who has the password, over TLS in which a client shows a certificate."""
    return serve(WEB.replace("basic_auth_users:\n", CLIENTS))


KNOWN = ("--user", f"prometheus:{PASSWORD}")
TRUSTING = ("--cacert", "ca.crt")


@pytest.mark.parametrize(
    ("options", "exit_code", "status"),
    [
        ((*TRUSTING, *KNOWN), 0, "200"),
        ((*TRUSTING, "--header", f"Authorization: Bearer {TOKEN}"), 0, "200"),
        (TRUSTING, 0, "401"),
        ((*TRUSTING, "--user", "prometheus:wrong"), 0, "401"),
        ((*TRUSTING, "--user", "nobody:wrong"), 0, "401"),
        ((*TRUSTING, "--user", f"prometheus:{'x' * 73}"), 0, "401"),
        ((*TRUSTING, "--header", f"Authorization: Bearer {TOKEN[::-1]}"), 0, "401"),
        (KNOWN, 60, "000"),
        (("--cacert", "stranger-ca.crt", *KNOWN), 60, "000"),
        ((*TRUSTING, *KNOWN, "--tls-max", "1.1"), 35, "000"),
    ],
    ids=[
        *("password", "token", "nobody", "wrong password", "wrong name", "long password", "wrong token"),
        *("certificate not trusted", "another CA", "TLS 1.1"),
    ],
)
def test_curl_gets_in_by_password_or_token(
    by_password: Secured, options: tuple[str, ...], exit_code: int, status: str
) -> None:
    """Curl's 60 is a certificate that it does not trust, 35 a handshake that failed."""
    assert by_password.curl(*options) == (exit_code, status)


@pytest.mark.parametrize("who", ["prometheus", "nobody"])
def test_curl_is_told_the_same_whoever_it_says_it_is(by_password: Secured, who: str) -> None:
    """Neither text nor headers tell which names there are."""
    by_password.curl(*TRUSTING, "--user", f"{who}:wrong")
    assert (by_password.folder / "body").read_text() == "The name, the password or the token is wrong.\n"


def test_a_token_that_may_read_may_not_reload(by_password: Secured) -> None:
    """The role admin is the user's, who has full access as in exporter-toolkit."""
    reload = ("--request", "POST", *TRUSTING)
    assert by_password.curl(*reload, "--header", f"Authorization: Bearer {TOKEN}", path="/-/reload") == (0, "403")
    assert by_password.curl(*reload, *KNOWN, path="/-/reload") == (0, "200")


def test_http_in_the_clear_is_not_answered(by_password: Secured) -> None:
    """A port of TLS speaks nothing else."""
    with pytest.raises(httpx.TransportError):
        httpx.get(f"http://{by_password.address}/metrics")


def test_an_expired_certificate_is_refused_by_curl(by_password: Secured) -> None:
    """It is taken up without a restart, so it is seen at once; and so is the sound one that follows."""
    folder = by_password.folder
    sound = {suffix: (folder / f"server.{suffix}").read_bytes() for suffix in ("crt", "key")}
    for suffix in sound:
        (folder / f"server.{suffix}").write_bytes((folder / f"expired.{suffix}").read_bytes())
    assert by_password.curl(*TRUSTING, *KNOWN) == (60, "000")
    for suffix, content in sound.items():
        (folder / f"server.{suffix}").write_bytes(content)
    assert by_password.curl(*TRUSTING, *KNOWN) == (0, "200")


@pytest.mark.parametrize(
    ("client", "let_in"),
    [("client", True), ("", False), ("stranger", False), ("someone", False), ("expired", False)],
    ids=["known", "no certificate", "wrong CA", "name not allowed", "expired"],
)
def test_curl_gets_in_by_a_certificate_of_the_ca_and_an_allowed_name(
    by_certificate: Secured, client: str, let_in: bool
) -> None:
    """The password alone is not enough: without the right certificate there is no connection."""
    shown = ("--cert", f"{client}.crt", "--key", f"{client}.key") if client else ()
    exit_code, status = by_certificate.curl(*TRUSTING, *KNOWN, *shown)
    assert (exit_code == 0, status) == (let_in, "200" if let_in else "000")


JOBS = {
    "by-password": {"basic_auth": {"username": "prometheus", "password_file": "password"}},
    "by-token": {"authorization": {"credentials_file": "ci.token"}},
    "by-nothing": {},
    "by-wrong-password": {"basic_auth": {"username": "prometheus", "password": "wrong"}},
    "wrong-ca": {
        "basic_auth": {"username": "prometheus", "password_file": "password"},
        "tls_config": {"ca_file": "stranger-ca.crt"},
    },
}
"""How Prometheus comes to the exporter that asks for a password."""

CERTIFIED = {
    "certified": {"tls_config": {"ca_file": "ca.crt", "cert_file": "client.crt", "key_file": "client.key"}},
    "uncertified": {},
    "expired": {"tls_config": {"ca_file": "ca.crt", "cert_file": "expired.crt", "key_file": "expired.key"}},
}
"""How it comes to the one that asks for a certificate as well."""


class Prometheus:
    """A running Prometheus, asked through its API."""

    def __init__(self, address: str) -> None:
        self._api = f"http://{address}/api/v1"

    def query(self, promql: str) -> dict[str, float]:
        """Return the values of an instant query by job; none while Prometheus cannot answer yet."""
        try:
            answer = httpx.get(f"{self._api}/query", params={"query": promql})
        except httpx.TransportError:
            return {}
        found = answer.json()["data"]["result"] if answer.is_success else []
        return {series["metric"]["job"]: float(series["value"][1]) for series in found}

    def errors(self) -> dict[str, str]:
        """Return why the last scrape of each job failed."""
        targets = httpx.get(f"{self._api}/targets").json()["data"]["activeTargets"]
        return {target["labels"]["job"]: target["lastError"] for target in targets}


@contextmanager
def scraping(prometheus: Path, folder: Path, jobs: list[dict[str, object]], address: str) -> Iterator[Prometheus]:
    """Run Prometheus with `jobs`, every second; its config lies among the files that it names."""
    (folder / "prometheus.json").write_text(json.dumps({"global": {"scrape_interval": "1s"}, "scrape_configs": jobs}))
    command: list[str | Path] = [prometheus, "--config.file=prometheus.json", "--storage.tsdb.path=tsdb"]
    with (
        (folder / "prometheus.log").open("wb") as log,
        subprocess.Popen([*command, f"--web.listen-address={address}"], stdout=log, stderr=log, cwd=folder) as process,
    ):
        try:
            yield Prometheus(address)
        finally:
            process.terminate()


def job(name: str, secured: Secured, settings: Mapping[str, object]) -> dict[str, object]:
    """Return a scrape of `secured`, whose CA is trusted unless the settings say otherwise."""
    return {
        "job_name": name,
        "scheme": "https",
        "tls_config": {"ca_file": "ca.crt"},
        "static_configs": [{"targets": [secured.address]}],
        **settings,
    }


def test_prometheus_scrapes_with_what_it_was_given(
    by_password: Secured,
    by_certificate: Secured,
    prometheus: Path,
    free_port: Callable[[], int],
    eventually: Eventually,
) -> None:
    """With the password or the token, and a certificate where one is asked for, it is up; else it says why not."""
    folder = by_certificate.folder
    basic = {"basic_auth": {"username": "prometheus", "password_file": "password"}}
    jobs = [job(name, by_password, settings) for name, settings in JOBS.items()]
    jobs += [job(name, by_certificate, {**basic, **settings}) for name, settings in CERTIFIED.items()]
    # The two have one authority and one password.
    with scraping(prometheus, folder, jobs, f"127.0.0.1:{free_port()}") as server:
        eventually(lambda: len(server.query("up")) == len(jobs), f"it did not scrape: {folder / 'prometheus.log'}")
        up = {name for name, value in server.query("up").items() if value == 1}
        errors = server.errors()

    assert up == {"by-password", "by-token", "certified"}
    assert "401 Unauthorized" in errors["by-nothing"]
    assert "401 Unauthorized" in errors["by-wrong-password"]
    assert "certificate signed by unknown authority" in errors["wrong-ca"]
    for name in ("uncertified", "expired"):  # Go words the end of a connection in several ways
        assert errors[name].startswith("Get ")
        assert "401" not in errors[name]


def test_a_new_certificate_is_taken_up_without_a_dropped_scrape(
    by_password: Secured,
    authority: trustme.CA,
    prometheus: Path,
    free_port: Callable[[], int],
    eventually: Eventually,
) -> None:
    """Clients that connect anew all the while are all answered, first by one certificate and then by the next."""
    folder = by_password.folder
    seen: list[str] = []

    def scraped() -> str:
        verified = ("--verbose", *TRUSTING, *KNOWN)
        command = [
            "curl",
            "--silent",
            "--output",
            "/dev/null",
            "--fail",
            *verified,
            f"https://{by_password.address}/metrics",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
        return next(line for line in done.stderr.splitlines() if "subject:" in line)

    basic = {"basic_auth": {"username": "prometheus", "password_file": "password"}}
    with scraping(prometheus, folder, [job("rotating", by_password, basic)], f"127.0.0.1:{free_port()}") as server:
        eventually(lambda: server.query("up") == {"rotating": 1.0}, f"it did not scrape: {folder / 'prometheus.log'}")
        for number in range(3):
            put(
                folder,
                "server",
                authority.issue_cert("localhost", "127.0.0.1", organization_unit_name=f"renewed {number}"),
            )
            seen += [scraped() for _ in range(3)]
        renewed_at = time.time()
        eventually(
            lambda: "rotating" in server.query(f"timestamp(up) > {renewed_at}"), "Prometheus did not scrape again"
        )
        assert server.query("min_over_time(up[1m])") == {"rotating": 1.0}
    assert [next(number for number in range(3) if f"renewed {number}" in line) for line in seen] == [
        *(0, 0, 0),
        *(1, 1, 1),
        *(2, 2, 2),
    ]


LISTEN = """() => new Promise((heard, refused) => {
    const socket = new WebSocket(`wss://${location.host}/api/v1/stream`);
    socket.onerror = () => refused("refused");
    socket.onmessage = message => { heard(message.data); socket.close(); };
})"""
"""What a page does to listen to the stream."""


def test_the_stream_is_for_who_has_the_password(by_password: Secured) -> None:
    """A socket is asked for by HTTP, and refused as HTTP."""
    upgrade: tuple[str, ...] = ("--http1.1", "--header", "Connection: Upgrade", "--header", "Upgrade: websocket")
    upgrade += ("--header", "Sec-WebSocket-Version: 13", "--header", "Sec-WebSocket-Key: c2VzYW1lIHNlc2FtZSEhIQ==")
    assert by_password.curl(*TRUSTING, *upgrade, path="/api/v1/stream") == (0, "403")


def test_a_browser_shows_the_page_to_who_has_the_password(by_password: Secured) -> None:
    """Chromium shows it for the page and for the stream that it listens to; without it there is nothing to see."""
    from playwright.sync_api import Error, sync_playwright

    chromium = program("chromium", "install the package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        stranger = browser.new_context(ignore_https_errors=True).new_page()
        known = browser.new_context(
            ignore_https_errors=True, http_credentials={"username": "prometheus", "password": PASSWORD}
        ).new_page()
        with pytest.raises(Error, match="ERR_INVALID_AUTH_CREDENTIALS"):
            stranger.goto(f"https://{by_password.address}/status")
        known.goto(f"https://{by_password.address}/")
        assert "snapshot" in known.evaluate(LISTEN)
        known.goto(f"https://{by_password.address}/status")
        assert "fair" in known.inner_text("body")
        browser.close()
