"""From ``tls_server_config`` to the context that shows our certificate and verifies the client's."""

import contextlib
import os
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from dte_exporter.config.document.regular_file import UnreadableError, read_regular
from dte_exporter.config.problems import Problem
from dte_exporter.logs import logger
from dte_exporter.web.security.names import CURVES, VERSIONS, is_of_1_3, of_openssl
from dte_exporter.web.security.web_config import TlsServer

_log = logger()

_SECTION = "tls_server_config"
_MAX_BYTES = 2**20
_MODES = {
    "NoClientCert": ssl.CERT_NONE,
    "VerifyClientCertIfGiven": ssl.CERT_OPTIONAL,
    "RequireAndVerifyClientCert": ssl.CERT_REQUIRED,
}


class UnfitError(Exception):
    """The section names something that TLS cannot be served with."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = Problem((_SECTION, key), sentence)


class Handshake(ssl.SSLObject):
    """A connection that ends in the handshake where the client's certificate has none of the allowed names."""

    def do_handshake(self) -> None:
        """Shake hands, then look at whom with. Only the log of debugging says why not: anybody can fill it."""
        try:
            super().do_handshake()
            self._know_client()
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            raise
        except ssl.SSLError as error:
            _log.debug("a client was not let in", reason=str(error))
            raise

    def _know_client(self) -> None:
        allowed, certificate = getattr(self.context, "allowed", None), self.getpeercert()
        if allowed is not None and certificate and allowed.isdisjoint(_names(certificate)):
            raise ssl.SSLCertVerificationError("the client's certificate has none of the allowed names")


class ServerContext(ssl.SSLContext):
    """A context with the names of clients that may connect, None for all."""

    sslobject_class = Handshake
    allowed: frozenset[str] | None = None


def server_context(tls: TlsServer, base: Path) -> ServerContext:
    """Return the context for `tls`, whose files are relative to the folder `base`.

    Raises
    ------
    UnfitError
        If a file cannot be read, or is not what its key says.
    """
    context = ServerContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version, context.maximum_version = VERSIONS[tls.min_version], VERSIONS[tls.max_version]
    context.set_alpn_protocols(["http/1.1"])
    _choose_ciphers(context, tls)
    _show_certificate(context, tls, base)
    _verify_clients(context, tls, base)
    return context


def _choose_ciphers(context: ServerContext, tls: TlsServer) -> None:
    before_1_3 = [of_openssl(suite) for suite in tls.cipher_suites if not is_of_1_3(suite)]
    if before_1_3:
        context.set_ciphers(":".join(before_1_3))
    elif tls.cipher_suites:
        context.minimum_version = ssl.TLSVersion.TLSv1_3
    if not tls.prefer_server_cipher_suites:
        context.options &= ~ssl.OP_CIPHER_SERVER_PREFERENCE
    if len(set(tls.curve_preferences)) == 1:
        context.set_ecdh_curve(CURVES[tls.curve_preferences[0]])


def _show_certificate(context: ServerContext, tls: TlsServer, base: Path) -> None:
    certificate = _pem("cert", tls.cert, tls.cert_file, base)
    key = _pem("key", tls.key.get_secret_value(), tls.key_file, base)
    certificate.must_hold_certificates()
    try:
        with certificate.as_file() as chain, key.as_file() as private:
            context.load_cert_chain(chain, private, password="")
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise certificate.unfit(f"does not belong to {key}: renew both together") from error
        raise key.unfit("is no private key in PEM without a passphrase") from error


def _verify_clients(context: ServerContext, tls: TlsServer, base: Path) -> None:
    context.verify_mode = _MODES[tls.client_auth_type]
    if not (tls.client_ca or tls.client_ca_file):
        return
    authority = _pem("client_ca", tls.client_ca, tls.client_ca_file, base)
    authority.must_hold_certificates()
    context.load_verify_locations(cadata=authority.content.decode("ascii"))
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN  # whatever is in the file is trusted, as Go has it
    context.allowed = None if tls.client_allowed_sans is None else frozenset(map(_name, tls.client_allowed_sans))


@dataclass(frozen=True, slots=True)
class _Pem:
    """What stands under a key of the section, or in the file that it names."""

    key: str
    shown: str
    content: bytes

    def __str__(self) -> str:
        return self.shown

    def unfit(self, why: str) -> UnfitError:
        return UnfitError(self.key, f"{self} {why}")

    def must_hold_certificates(self) -> None:
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_verify_locations(cadata=self.content.decode("ascii"))
        except (ssl.SSLError, ValueError) as error:
            raise self.unfit("holds no certificate in PEM") from error

    @contextlib.contextmanager
    def as_file(self) -> Iterator[str]:
        """Lend it as a file that never touches a disk: OpenSSL reads chains and keys from files alone."""
        with os.fdopen(os.memfd_create(self.key), "wb", buffering=0) as file:
            file.write(self.content)
            yield f"/proc/self/fd/{file.fileno()}"


def _pem(key: str, inline: str, name: str, base: Path) -> _Pem:
    if inline:
        return _Pem(key, f"what is under {key}", inline.encode())
    key, shown = f"{key}_file", f"the file {name!r}"
    try:
        return _Pem(key, shown, read_regular(base / name, _MAX_BYTES, "a file of PEM"))
    except UnreadableError as error:
        raise UnfitError(key, f"{shown} {error}") from error


def _names(certificate: dict[str, Any]) -> frozenset[str]:
    """Return the subject alternative names of a verified certificate."""
    kinds = {"DNS", "email", "IP Address", "URI"}
    return frozenset(_name(value) for kind, value in certificate.get("subjectAltName", ()) if kind in kinds)


def _name(value: str) -> str:
    """Return a name in the one form that its kind has: OpenSSL spells IPv6 addresses out."""
    try:
        return str(ip_address(value.strip()))
    except ValueError:
        return value
