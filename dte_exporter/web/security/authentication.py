"""Who asks: HTTP basic authentication or a bearer token, for Starlette's authentication middleware."""

import base64
import binascii
from collections.abc import Awaitable, Callable

from starlette.authentication import AuthCredentials, AuthenticationBackend, SimpleUser
from starlette.requests import HTTPConnection

from dte_exporter.web.security.passwords import LONGEST, BusyError
from dte_exporter.web.security.refusal import RefusedError
from dte_exporter.web.security.security import Guard, Security
from dte_exporter.web.security.web_config import Role

OPEN_PATHS = frozenset({"/-/healthy", "/-/ready"})
"""What an orchestrator asks, and who has no credentials."""

SENT_PATHS = frozenset({"/api/v1/lineage"})
"""Where something may be sent; whoever has the role for that alone reads nothing."""

_SCOPES: dict[Role, tuple[Role, ...]] = {"read": ("read",), "write": ("write",), "admin": ("read", "write", "admin")}
_SENDS_ONLY = "The role write sends lineage events, and nothing else: reading takes the role read."
_WRONG = "The name, the password or the token is wrong."


class Authentication(AuthenticationBackend):
    """Finds out who asks, and what they may do.

    Parameters
    ----------
    guard : callable
        Tells what is in force.
    """

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def authenticate(self, conn: HTTPConnection) -> tuple[AuthCredentials, SimpleUser]:
        """Return what whoever asks may do, and who that is.

        Raises
        ------
        RefusedError
            If they do not say who they are, or are not that.
        """
        security = self._guard()
        if security.is_open or conn.scope["path"] in OPEN_PATHS:
            return AuthCredentials(_SCOPES["admin"]), SimpleUser("")
        scheme, _, credentials = conn.headers.get("authorization", "").partition(" ")
        known = _SCHEMES.get(scheme.lower())
        if known is None:
            raise _unknown(security, f"Say who you are, by {_ways(security)}.")
        role, name = await known(security, credentials.strip())
        if role == "write" and not _is_sent(conn):
            raise RefusedError(403, _SENDS_ONLY)
        return AuthCredentials(_SCOPES[role]), SimpleUser(name)


def _is_sent(conn: HTTPConnection) -> bool:
    return conn.scope["path"] in SENT_PATHS and conn.scope.get("method") == "POST"


async def _basic(security: Security, credentials: str) -> tuple[Role, str]:
    try:
        name, _, password = base64.b64decode(credentials, validate=True).partition(b":")
        user = name.decode()
    except (binascii.Error, UnicodeDecodeError):
        raise _unknown(security, "The credentials are not base64 of name:password in UTF-8.") from None
    if len(password) > LONGEST:
        raise _unknown(security, f"The password is longer than the {LONGEST} bytes that bcrypt compares.")
    try:
        fits = await security.passwords.fit(user, password)
    except BusyError:
        raise RefusedError(503, "Too many passwords are being tried: ask again later.", {"retry-after": "5"}) from None
    if not fits:
        raise _unknown(security, _WRONG)
    return security.roles.get(user, "admin"), user


async def _bearer(security: Security, credentials: str) -> tuple[Role, str]:
    role = security.tokens.role(credentials)
    if role is None:
        raise _unknown(security, _WRONG)
    return role, ""


_SCHEMES: dict[str, Callable[[Security, str], Awaitable[tuple[Role, str]]]] = {"basic": _basic, "bearer": _bearer}


def _unknown(security: Security, sentence: str) -> RefusedError:
    challenges = ['Basic realm="dte-exporter", charset="UTF-8"'] if len(security.passwords) else []
    challenges += ['Bearer realm="dte-exporter"'] if len(security.tokens) else []
    return RefusedError(401, sentence, {"www-authenticate": ", ".join(challenges)})


def _ways(security: Security) -> str:
    ways = ["name and password"] if len(security.passwords) else []
    return " or ".join([*ways, *(["bearer token"] if len(security.tokens) else [])])
