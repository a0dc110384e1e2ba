"""The file of ``--web.config.file`` as types: exporter-toolkit's format, and our bearer tokens and roles beside it.

https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, SecretStr, field_validator, model_validator

from dte_exporter.config.models import Model
from dte_exporter.config.types import parse_duration
from dte_exporter.web.security.names import REQUIRED_BY_HTTP2, Curve, Suite, Version, is_of_1_3

_BCRYPT = re.compile(r"\$2[aby]\$(?P<cost>\d\d)\$[./A-Za-z0-9]{53}")
_PRINTABLE = re.compile(r"[\x20-\x7e]*")
_UNVERIFIED = {"RequestClientCert", "RequireAnyClientCert", "RequireClientCert"}

ClientAuth = Literal["NoClientCert", "VerifyClientCertIfGiven", "RequireAndVerifyClientCert"]
Role = Literal["read", "write", "admin"]
"""What a person or program may do: read everything, send lineage events and nothing else, or all and change what is in
force."""


def _client_auth(policy: object) -> object:
    if policy in _UNVERIFIED:
        raise ValueError(
            f"{policy!r} takes certificates that anybody can make: "
            "write RequireAndVerifyClientCert, and the CA in client_ca_file"
        )
    return policy or "NoClientCert"


class TlsServer(Model):
    """How the server shows who it is, and wants to be shown who the client is. Files are relative to the file's."""

    cert: str = Field(default="", description="The certificate chain, PEM.")
    key: SecretStr = Field(default=SecretStr(""), description="The private key, PEM.")
    client_ca: str = Field(default="", description="The CA that client certificates are verified by, PEM.")
    cert_file: str = Field(default="", description="The file of the certificate chain.")
    key_file: str = Field(default="", description="The file of the private key.")
    client_ca_file: str = Field(default="", description="The file of the CA of client certificates.")
    client_auth_type: Annotated[ClientAuth, BeforeValidator(_client_auth)] = Field(
        default="NoClientCert", description="Whether clients must show a certificate."
    )
    client_allowed_sans: tuple[str, ...] | None = Field(default=None, description="Names of clients that may connect.")
    min_version: Version = Field(default="TLS12", description="The oldest version of TLS; never one before TLS12.")
    max_version: Version = Field(default="TLS13", description="The newest version of TLS.")
    cipher_suites: tuple[Suite, ...] = Field(default=(), description="The suites up to TLS 1.2.")
    prefer_server_cipher_suites: bool = Field(default=True, description="Whether the order of the suites counts.")
    curve_preferences: tuple[Curve, ...] = Field(default=(), description="The curves: one, or all four.")

    @field_validator("curve_preferences")
    @classmethod
    def _one_or_all(cls, curves: tuple[Curve, ...]) -> tuple[Curve, ...]:
        if 1 < len(set(curves)) < 4:
            raise ValueError(
                "a list of some curves cannot be kept, only one or all: name the one, or leave the key out"
            )
        return curves

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for what, inline in (("cert", self.cert), ("key", self.key.get_secret_value())):
            if bool(inline) == bool(getattr(self, f"{what}_file")):
                raise ValueError(f"give {what}_file or {what}, one of the two")
        if self.client_ca and self.client_ca_file:
            raise ValueError("give client_ca_file or client_ca, one of the two")
        return self

    @model_validator(mode="after")
    def _verifiable(self) -> Self:
        verifier = self.client_ca or self.client_ca_file
        if verifier and self.client_auth_type == "NoClientCert":
            raise ValueError("there is a client CA and no client_auth_type: write RequireAndVerifyClientCert")
        if not verifier and self.client_auth_type == "RequireAndVerifyClientCert":
            raise ValueError("client certificates are verified by a CA: name it in client_ca_file")
        if self.client_allowed_sans is not None and not verifier:
            raise ValueError("client_allowed_sans is for verified certificates: name their CA in client_ca_file")
        return self

    @model_validator(mode="after")
    def _speakable(self) -> Self:
        if self.max_version in {"TLS10", "TLS11"}:
            raise ValueError(f"max_version {self.max_version} is retired (RFC 8996): write TLS12 or TLS13")
        if self.min_version > self.max_version:
            raise ValueError(f"min_version {self.min_version} is newer than max_version {self.max_version}")
        if self.max_version == "TLS12" and self.cipher_suites and all(map(is_of_1_3, self.cipher_suites)):
            raise ValueError("cipher_suites are all of TLS13, and max_version is TLS12: add a suite of TLS12")
        return self

    def files(self) -> tuple[str, ...]:
        """Return the files that it names."""
        return tuple(filter(None, (self.cert_file, self.key_file, self.client_ca_file)))


class Headers(Model):
    """Headers that are added to every answer that has none of its own of the name."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    content_security_policy: str = Field(default="", alias="Content-Security-Policy")
    x_frame_options: Literal["deny", "sameorigin"] | None = Field(default=None, alias="X-Frame-Options")
    x_content_type_options: Literal["nosniff"] | None = Field(default=None, alias="X-Content-Type-Options")
    x_xss_protection: str = Field(default="", alias="X-XSS-Protection")
    strict_transport_security: str = Field(default="", alias="Strict-Transport-Security")

    @field_validator("*")
    @classmethod
    def _one_line(cls, value: str | None) -> str | None:
        if not _PRINTABLE.fullmatch(value or ""):
            raise ValueError("a header is one line of printable ASCII")
        return value


class HttpServer(Model):
    """How HTTP is spoken."""

    http2: bool = Field(default=True, description="Read and let be: HTTP/1.1 is spoken.")
    headers: Headers = Headers()


def _interval(value: object) -> float:
    return 0.0 if value in (0, "0", "0s") and value is not False else parse_duration(value)


class RateLimit(Model):
    """A token bucket before all requests."""

    interval: Annotated[float, BeforeValidator(_interval)] = Field(default=0.0, description="The time per request.")
    burst: int = Field(default=0, ge=0, description="How many may come at once.")


class BearerToken(Model):
    """A token in a file."""

    file: str = Field(min_length=1, description="The file that holds the token and nothing else.")
    role: Role = Field(default="read", description="What its bearer may do.")


class WebConfig(Model):
    """The whole file."""

    tls_server_config: TlsServer | None = None
    http_server_config: HttpServer = HttpServer()
    rate_limit: RateLimit = RateLimit()
    basic_auth_users: Mapping[str, SecretStr] = {}
    basic_auth_roles: Mapping[str, Role] = {}
    bearer_tokens: Mapping[str, BearerToken] = {}

    @field_validator("basic_auth_users")
    @classmethod
    def _hashed(cls, users: Mapping[str, SecretStr]) -> Mapping[str, SecretStr]:
        for name, hashed in users.items():
            match = _BCRYPT.fullmatch(hashed.get_secret_value())
            if match is None or not 4 <= int(match["cost"]) <= 31:
                raise ValueError(f"what {name!r} has is no bcrypt hash: make one with htpasswd -nBC 10 {name}")
            if ":" in name or not name:
                raise ValueError(f"{name!r} is no user name: it is not empty and has no colon (RFC 7617)")
        return users

    @model_validator(mode="after")
    def _known_users(self) -> Self:
        for name in self.basic_auth_roles.keys() - self.basic_auth_users.keys():
            raise ValueError(f"basic_auth_roles names {name!r}, who is not among basic_auth_users")
        return self

    @model_validator(mode="after")
    def _fit_for_http2(self) -> Self:
        tls = self.tls_server_config
        if tls is None or not tls.cipher_suites or not self.http_server_config.http2 or tls.min_version == "TLS13":
            return self
        if REQUIRED_BY_HTTP2.isdisjoint(tls.cipher_suites):
            raise ValueError(
                "cipher_suites lack one that HTTP/2 requires, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: "
                "add it, or set http_server_config.http2 to false"
            )
        return self

    def files(self, base: Path) -> Iterator[Path]:
        """Yield the files that it names, relative to the folder `base`."""
        tls = self.tls_server_config
        names = (*(tls.files() if tls else ()), *(token.file for token in self.bearer_tokens.values()))
        yield from (base / name for name in names)
