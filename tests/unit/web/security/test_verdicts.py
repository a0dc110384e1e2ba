"""What exporter-toolkit's own test files say, in our words, gets the verdict that exporter-toolkit gives.

Its bad files are in ``tests/bad_web_configs`` among others, under the names that the second table tells. Ours refuses
two that it takes: one whose clients need a certificate that nobody verifies, which its documentation calls insecure,
and one that verifies clients by no CA and so lets in nobody, or whomever a public CA has signed.
"""

from pathlib import Path

import pytest

from dte_exporter.clock import SystemClock
from dte_exporter.errors import ConfigError
from dte_exporter.web.security.security import Security
from dte_exporter.web.security.web_config_file import parse

TLS = "tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n"
HASHES = """\
basic_auth_users:
  cheap: $2y$10$abcdefghijklmnopqrstuuJQ3OXyTlyRpJfdnkCSxsF3eXFXHkvvq
  dear: $2b$18$abcdefghijklmnopqrstuuJQ3OXyTlyRpJfdnkCSxsF3eXFXHkvvq
"""

GOOD = {
    "nothing": "",
    "a certificate": TLS,
    "clients may show one": f"{TLS}  client_auth_type: VerifyClientCertIfGiven\n",
    "clients must show one": f"{TLS}  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.crt\n",
    "of an allowed name": f"{TLS}  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.crt\n"
    "  client_allowed_sans: [one, two, three]\n",
    "every suite": f"{TLS}  cipher_suites:\n"
    + "".join(
        f"  - TLS_ECDHE_{kind}_WITH_{suite}\n"
        for kind in ("ECDSA", "RSA")
        for suite in (
            "AES_128_GCM_SHA256",
            "AES_256_GCM_SHA384",
            "CHACHA20_POLY1305_SHA256",
            "AES_128_CBC_SHA",
            "AES_256_CBC_SHA",
        )
    )
    + "  - TLS_AES_128_GCM_SHA256\n  - TLS_AES_256_GCM_SHA384\n  - TLS_CHACHA20_POLY1305_SHA256\n",
    "some suites": f"{TLS}  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, "
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]\n  min_version: TLS12\n  max_version: TLS12\n",
    "some suites in no order": f"{TLS}  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, "
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]\n  prefer_server_cipher_suites: false\n",
    "a suite for HTTP/1 alone": f"{TLS}  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]\n  max_version: TLS12\n"
    "http_server_config: {http2: false}\n",
    "every curve": f"{TLS}  curve_preferences: [CurveP256, CurveP384, CurveP521, X25519]\n",
    "one curve": f"{TLS}  min_version: TLS13\n  curve_preferences: [CurveP521]\n",
    "headers": """\
http_server_config:
  headers:
    X-Frame-Options: deny
    Strict-Transport-Security: max-age=31536000; includeSubDomains
    X-Content-Type-Options: nosniff
    X-XSS-Protection: 1
    Content-Security-Policy: "default-src 'self' *.test.example.net"
""",
    "users over TLS": f"{TLS}{HASHES}",
    "users in the open": HASHES,
    "no limit of the rate": "rate_limit: {interval: 0, burst: 0}\n",
    "a limit that nothing passes": 'rate_limit: {interval: "1s", burst: 0}\n',
}

BAD = {
    "junk": "single_value",
    "junk_key": "unknown_key",
    "noAuth_certPath_empty": "no_certificate",
    "noAuth_keyPath_empty": "no_key",
    "noAuth_certPath_keyPath_empty": "unknown_policy",
    "noAuth_certPath_invalid": "certificate_missing",
    "noAuth_keyPath_invalid": "key_missing",
    "noAuth": "authority_without_policy",
    "auth_clientCAs_invalid": "authority_missing",
    "auth_clientCAs_missing": "policy_without_authority",
    "auth_user_list_invalid": "password_in_plain",
    "noAuth_inventedCiphers": "unknown_cipher",
    "noAuth_inventedCurves": "unknown_curve",
    "noAuth_wrongTLSVersion": "unknown_version",
    "noAuth_noHTTP2Cipher": "cipher_of_http2",
    "headers_content_type_options, headers_frame_options": "header_value",
    "headers_extra_header": "header_that_is_ours",
}
"""exporter-toolkit's ``web_config_….bad.yml``, and ours."""


def _read(folder: Path, text: str) -> Security:
    file = folder / "web.yaml"
    file.write_text(text)
    return parse(file).security(SystemClock())


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_what_is_good_there_is_good_here(certificates: Path, text: str) -> None:
    """It is read, and asks of clients what it says."""
    security = _read(certificates, text)
    assert (security.tls is not None) is ("cert_file" in text)
    assert security.is_open is ("basic_auth_users" not in text)
    assert (security.bucket is not None) is ("1s" in text)


@pytest.mark.parametrize("name", BAD.values(), ids=BAD.keys())
def test_what_is_bad_there_is_bad_here(certificates: Path, name: str) -> None:
    """It is refused; the sentence is pinned beside the file."""
    text = (Path(__file__).parents[3] / "bad_web_configs" / f"{name}.yaml").read_text()
    with pytest.raises(ConfigError):
        _read(certificates, text)


def test_certificate_key_and_authority_may_stand_in_the_file(certificates: Path) -> None:
    """They are then indented blocks of PEM."""

    def block(name: str) -> str:
        return "|\n" + "".join(f"    {line}\n" for line in (certificates / name).read_text().splitlines())

    inline = f"tls_server_config:\n  cert: {block('server.crt')}  key: {block('server.key')}"
    inline += f"  client_ca: {block('ca.crt')}  client_auth_type: RequireAndVerifyClientCert\n"
    assert _read(certificates, inline).tls is not None


def test_headers_are_added_as_they_are_written(certificates: Path) -> None:
    """A number is the text that it is written as."""
    headers = _read(certificates, GOOD["headers"]).headers
    assert headers["X-XSS-Protection"] == "1"
    assert headers["X-Frame-Options"] == "deny"
    assert len(headers) == 5


def test_a_file_without_headers_adds_none(certificates: Path) -> None:
    """An empty value would be a header all the same."""
    assert _read(certificates, TLS).headers == {}


def test_a_web_config_that_is_not_there_is_said(tmp_path: Path) -> None:
    """The sentence names the file."""
    with pytest.raises(ConfigError, match=r"web\.yaml: the file cannot be read: No such file or directory"):
        parse(tmp_path / "web.yaml")


def test_all_faults_of_the_files_that_it_names_are_told_at_once(certificates: Path) -> None:
    """A file is mended in one go."""
    text = "tls_server_config: {cert_file: a, key_file: server.key}\nbearer_tokens: {ci: {file: b}, me: {file: c}}\n"
    with pytest.raises(ConfigError) as refusal:
        _read(certificates, text)
    assert len(refusal.value.problems) == 3
