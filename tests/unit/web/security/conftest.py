"""Certificates of an authority of our own, in the files that web configs name."""

from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Return the authority."""
    return trustme.CA()


@pytest.fixture(scope="session")
def certificates(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a server's certificate and key, a client's, keys that do not serve, and tokens."""
    folder = tmp_path_factory.mktemp("certificates")
    server = authority.issue_cert("localhost", "127.0.0.1")
    for name, leaf in {"server": server, "client": authority.issue_cert("prometheus", "2001:db8::1")}.items():
        leaf.private_key_pem.write_to_path(folder / f"{name}.key")
        folder.joinpath(f"{name}.crt").write_bytes(b"".join(blob.bytes() for blob in leaf.cert_chain_pems))
    authority.cert_pem.write_to_path(folder / "ca.crt")
    authority.issue_cert("other").private_key_pem.write_to_path(folder / "other.key")
    folder.joinpath("locked.key").write_bytes(_locked(server.private_key_pem.bytes()))
    folder.joinpath("empty.crt").touch()
    folder.joinpath("long.token").write_text(f"{TOKEN}\n")
    folder.joinpath("short.token").write_text("sesame")
    return folder


def _locked(key: bytes) -> bytes:
    private = load_pem_private_key(key, None)
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"sesame"))
