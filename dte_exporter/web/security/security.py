"""What a web config comes to: a TLS context, who may ask, and the headers and rate of answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dte_exporter.web.security.passwords import Passwords
from dte_exporter.web.security.rate_limit import Bucket
from dte_exporter.web.security.tls import ServerContext
from dte_exporter.web.security.tokens import Tokens
from dte_exporter.web.security.web_config import Role


@dataclass(frozen=True)
class Security:
    """What is in force; by default everybody may ask everything.

    Parameters
    ----------
    tls : ServerContext or None
        How connections are encrypted, None where they are not.
    passwords : Passwords
        Who may ask by name and password.
    roles : mapping of str to Role
        What those may do who may not do everything.
    tokens : Tokens
        Who may ask by token.
    headers : mapping of str to str
        What is added to every answer.
    bucket : Bucket or None
        How often anybody may ask, None for as often as they like.
    """

    tls: ServerContext | None = None
    passwords: Passwords = field(default_factory=lambda: Passwords({}))
    roles: Mapping[str, Role] = field(default_factory=dict)
    tokens: Tokens = field(default_factory=lambda: Tokens({}))
    headers: Mapping[str, str] = field(default_factory=dict)
    bucket: Bucket | None = None

    @property
    def is_open(self) -> bool:
        """Whether anybody may ask."""
        return not len(self.passwords) and not len(self.tokens)


Guard = Callable[[], Security]
"""Tells what is in force now."""

OPEN = Security()
"""What is in force without a web config."""
