"""Go's names of versions, cipher suites and curves, which the file has, and OpenSSL's, which Python takes."""

import ssl
from typing import Literal

Version = Literal["TLS10", "TLS11", "TLS12", "TLS13"]
"""A version of TLS as Go calls it."""

Suite = Literal[
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
]
"""A cipher suite that Go calls secure, as it calls it."""

Curve = Literal["CurveP256", "CurveP384", "CurveP521", "X25519"]
"""A curve as Go calls it."""

FLOOR = ssl.TLSVersion.TLSv1_2
"""The oldest version that is spoken, whatever the file allows: RFC 8996 has retired those before."""

VERSIONS: dict[Version, ssl.TLSVersion] = {
    "TLS10": FLOOR,
    "TLS11": FLOOR,
    "TLS12": ssl.TLSVersion.TLSv1_2,
    "TLS13": ssl.TLSVersion.TLSv1_3,
}
"""The versions as a lower bound."""

CURVES: dict[Curve, str] = {
    "CurveP256": "prime256v1",
    "CurveP384": "secp384r1",
    "CurveP521": "secp521r1",
    "X25519": "X25519",
}

REQUIRED_BY_HTTP2: frozenset[Suite] = frozenset(
    {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"}
)
"""One of these must be among the suites of a server that speaks HTTP/2 (RFC 9113, section 9.2.2)."""


def is_of_1_3(suite: Suite) -> bool:
    """Return whether `suite` is one of TLS 1.3, where no server chooses."""
    return "_WITH_" not in suite


def of_openssl(suite: Suite) -> str:
    """Return what OpenSSL calls a suite before TLS 1.3: ``ECDHE-RSA-AES128-GCM-SHA256``."""
    words = suite.removeprefix("TLS_").replace("_WITH_", "_").replace("AES_", "AES").replace("_CBC", "")
    return words.replace("_", "-").replace("CHACHA20-POLY1305-SHA256", "CHACHA20-POLY1305")
