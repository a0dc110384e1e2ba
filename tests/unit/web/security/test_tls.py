"""Handshakes in memory between a client of Python's and the context that a web config makes."""

import ssl
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.web.security.names import of_openssl
from dte_exporter.web.security.tls import server_context
from dte_exporter.web.security.web_config import TlsServer

VERIFIED = {"client_auth_type": "RequireAndVerifyClientCert", "client_ca_file": "ca.crt"}


def client_of(certificates: Path, **settings: Any) -> ssl.SSLContext:
    """Return a client that trusts the authority, with attributes of its context set."""
    context = ssl.create_default_context(cafile=str(certificates / "ca.crt"))
    for name, value in settings.items():
        setattr(context, name, value)
    return context


def shake_hands(certificates: Path, client: ssl.SSLContext, **declared: Any) -> tuple[str, str, int]:
    """Return version, cipher and its bits of the connection between `client` and a server as `declared`."""
    tls = TlsServer(cert_file="server.crt", key_file="server.key", **declared)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    here = client.wrap_bio(to_client, to_server, server_hostname="localhost")
    there = server_context(tls, certificates).wrap_bio(to_server, to_client, server_side=True)
    for side in (here, there, here, there):
        with suppress(ssl.SSLWantReadError):
            side.do_handshake()
    cipher, version, bits = here.cipher() or ("", "", 0)
    return version, cipher, bits


def test_a_client_that_trusts_the_authority_connects_by_the_newest_version(certificates: Path) -> None:
    """TLS 1.3 is spoken unless the file says otherwise."""
    assert shake_hands(certificates, client_of(certificates))[0] == "TLSv1.3"


def test_a_client_that_does_not_trust_it_does_not_connect(certificates: Path) -> None:
    """The certificate is shown, and not believed."""
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(certificates, ssl.create_default_context())


@pytest.mark.parametrize("declared", [{}, {"min_version": "TLS10"}, {"min_version": "TLS11"}])
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_tls_before_1_2_is_never_spoken(certificates: Path, declared: dict[str, Any]) -> None:
    """Not even where the file allows it: RFC 8996."""
    old = client_of(certificates, minimum_version=ssl.TLSVersion.TLSv1_1, maximum_version=ssl.TLSVersion.TLSv1_1)
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises(ssl.SSLError, match="UNSUPPORTED_PROTOCOL"):
        shake_hands(certificates, old, **declared)


def test_a_newest_version_is_kept(certificates: Path) -> None:
    """max_version TLS12 keeps TLS 1.3 out."""
    assert shake_hands(certificates, client_of(certificates), max_version="TLS12")[0] == "TLSv1.2"


def test_the_servers_order_of_suites_counts(certificates: Path) -> None:
    """The client would take the longer key."""
    client = client_of(certificates)
    client.set_ciphers("ECDHE+AES256:ECDHE+AES128")
    suites = ("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")
    declared = {"cipher_suites": suites, "max_version": "TLS12"}

    assert shake_hands(certificates, client, **declared)[2] == 128
    assert shake_hands(certificates, client, prefer_server_cipher_suites=False, **declared)[2] == 256


def test_no_suite_in_common_is_no_connection(certificates: Path) -> None:
    """The client is told so."""
    client = client_of(certificates)
    client.set_ciphers("ECDHE+AES256")
    with pytest.raises(ssl.SSLError):
        shake_hands(
            certificates,
            client,
            cipher_suites=("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",),
            max_version="TLS12",
        )


def test_suites_of_1_3_alone_keep_1_2_out(certificates: Path) -> None:
    """As in Go, where a TLS 1.2 without suites is none."""
    old = client_of(certificates, maximum_version=ssl.TLSVersion.TLSv1_2)
    with pytest.raises(ssl.SSLError):
        shake_hands(certificates, old, cipher_suites=("TLS_AES_128_GCM_SHA256",))


@pytest.mark.parametrize(
    ("suite", "name"),
    [
        ("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256"),
        ("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "ECDHE-ECDSA-AES256-SHA"),
        ("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-RSA-CHACHA20-POLY1305"),
    ],
)
def test_go_and_openssl_call_a_suite_differently(suite: Any, name: str) -> None:
    """OpenSSL's names are those of ``openssl ciphers -stdname``."""
    assert of_openssl(suite) == name


def test_one_curve_keeps_the_others_out(certificates: Path) -> None:
    """A client that speaks only P-384 does not connect to a server of P-521."""
    client = client_of(certificates)
    client.set_ecdh_curve("secp384r1")
    with pytest.raises(ssl.SSLError):
        shake_hands(certificates, client, curve_preferences=("CurveP521",))
    assert shake_hands(certificates, client, curve_preferences=("CurveP384",))[0] == "TLSv1.3"


def test_a_client_without_certificate_is_let_in_only_where_it_may(certificates: Path) -> None:
    """RequireAndVerifyClientCert requires, VerifyClientCertIfGiven does not."""
    with pytest.raises(ssl.SSLError, match="PEER_DID_NOT_RETURN_A_CERTIFICATE"):
        shake_hands(certificates, client_of(certificates), **VERIFIED)
    shake_hands(
        certificates, client_of(certificates), client_auth_type="VerifyClientCertIfGiven", client_ca_file="ca.crt"
    )


def test_a_client_of_another_authority_is_not_let_in(certificates: Path, tmp_path: Path) -> None:
    """Here the server's certificate alone is trusted, which did not sign the client's."""
    client = client_of(certificates)
    client.load_cert_chain(certificates / "client.crt", certificates / "client.key")
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(certificates, client, **VERIFIED | {"client_ca_file": "server.crt"})


@pytest.mark.parametrize(
    ("names", "let_in"),
    [
        (("someone", "prometheus"), True),
        (("2001:0db8:0:0::1",), True),
        (("someone",), False),
        ((), False),
    ],
)
def test_a_client_is_let_in_by_an_allowed_name(certificates: Path, names: tuple[str, ...], let_in: bool) -> None:
    """The client's certificate is for prometheus and for 2001:db8::1, which has many spellings."""
    client = client_of(certificates)
    client.load_cert_chain(certificates / "client.crt", certificates / "client.key")
    declared = {**VERIFIED, "client_allowed_sans": names}
    if let_in:
        shake_hands(certificates, client, **declared)
    else:
        with pytest.raises(ssl.SSLCertVerificationError, match="none of the allowed names"):
            shake_hands(certificates, client, **declared)


def test_a_pem_larger_than_any_is_not_read(certificates: Path, tmp_path: Path) -> None:
    """A device that never ends, or a dump, is refused."""
    (tmp_path / "server.crt").write_bytes(b"x" * (2**20 + 1))
    (tmp_path / "server.key").write_text("")
    with pytest.raises(Exception, match=r"'server\.crt' is larger than 1 MiB: a file of PEM is not"):
        server_context(TlsServer(cert_file="server.crt", key_file="server.key"), tmp_path)
