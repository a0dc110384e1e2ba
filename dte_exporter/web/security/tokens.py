"""Bearer tokens (RFC 6750), each in a file of its own."""

import hmac
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from dte_exporter.config.document.regular_file import UnreadableError, read_regular
from dte_exporter.web.security.web_config import BearerToken, Role

_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")
_SHORTEST = 16
_MAX_BYTES = 2**13


class Tokens:
    """The tokens that are good for something.

    Parameters
    ----------
    roles : mapping of str to Role
        What the bearer of each may do.
    """

    def __init__(self, roles: Mapping[str, Role]) -> None:
        self._key = secrets.token_bytes(32)
        self._roles = {self._digest(token): role for token, role in roles.items()}

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self._roles)

    def role(self, token: str) -> Role | None:
        """Return what the bearer of `token` may do, None for a token of nobody; the time it takes tells nothing."""
        return self._roles.get(self._digest(token))

    def _digest(self, token: str) -> bytes:
        return hmac.digest(self._key, token.encode(), "sha256")


def token(declared: BearerToken, base: Path) -> str:
    """Return the token in a file that is relative to the folder `base`.

    Raises
    ------
    ValueError
        If the file cannot be read, or holds no token that is hard to guess.
    """
    shown = f"the file {declared.file!r}"
    try:
        text = read_regular(base / declared.file, _MAX_BYTES, "a token").decode("ascii", "replace").strip()
    except UnreadableError as error:
        raise ValueError(f"{shown} {error}") from error
    if not _TOKEN.fullmatch(text):
        raise ValueError(f"{shown} holds no token: make one with openssl rand -hex 32")
    if len(text) < _SHORTEST:
        raise ValueError(f"{shown} holds a token that can be guessed: make one with openssl rand -hex 32")
    return text
