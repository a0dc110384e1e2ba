"""The config as it may be shown: references unresolved, secrets written into the file replaced."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, SecretBytes, SecretStr

from dte_exporter.config.fields import by_key

SECRET = "<secret>"  # noqa: S105  what stands for one

_ONE_REFERENCE = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]*\}")
_PASSWORD = re.compile(r"(?<=://)(?P<user>[^/\s:@]*:)(?P<password>\S+)(?=@)")


def redacted(written: Any, value: Any) -> Any:
    """Return `written` as it may be shown; `value` is what it was validated to, or None where that says nothing."""
    match written:
        case {"file": str()} if len(written) == 1:
            return written
        case dict():
            return {key: redacted(item, _part(value, key)) for key, item in written.items()}
        case list():
            parts = value if isinstance(value, list | tuple) and len(value) == len(written) else [None] * len(written)
            return [redacted(item, part) for item, part in zip(written, parts, strict=True)]
    if isinstance(value, SecretStr | SecretBytes):
        return written if _is_reference(str(written)) else SECRET
    return without_password(written) if isinstance(written, str) else written


def without_password(text: str) -> str:
    """Return `text` with what stands for a password in the place of one in a URL."""
    return _PASSWORD.sub(_hidden, text)


def _part(value: Any, key: str) -> Any:
    """Return what `value` has under the `key` of the config."""
    if isinstance(value, BaseModel):
        name = by_key(type(value)).get(key, (None, None))[0]
        return getattr(value, name) if name else None
    return value.get(key) if isinstance(value, Mapping) else None


def _is_reference(text: str) -> bool:
    return _ONE_REFERENCE.fullmatch(text) is not None


def _hidden(match: re.Match[str]) -> str:
    shown = match["password"] if _is_reference(match["password"]) else SECRET
    return f"{match['user']}{shown}"
