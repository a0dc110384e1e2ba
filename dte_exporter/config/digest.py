"""What tells a configured check from what it was: one number over all that it resolves to."""

import hashlib
import json
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from pydantic import BaseModel, SecretBytes, SecretStr

from dte_exporter.config.configured import ConfiguredCheck


def digest(check: ConfiguredCheck, salt: bytes) -> str:
    """Return a keyed BLAKE2b hash, in hexadecimal, of the check with its data sets, sources and secrets.

    It is equal for equal checks, as a reload compares them, and tells no secret: nobody can compare it with the digest
    of a guess without the salt, nor with one that was made elsewhere.

    Parameters
    ----------
    check : ConfiguredCheck
        As the config resolves it.
    salt : bytes
        Up to 64 random bytes that belong to the place where the digest is kept.
    """
    text = json.dumps([type(check.params).__qualname__, check], default=_plain, sort_keys=True)
    return hashlib.blake2b(text.encode(), key=salt, digest_size=32).hexdigest()


def _plain(value: Any) -> Any:
    """Return what JSON has no form for as something that it has one for; what differs stays different."""
    if isinstance(value, BaseModel):
        return value.model_dump(exclude_defaults=True)  # so that a release with one more key finds its checks again
    if is_dataclass(value):
        told = {field.name: (getattr(value, field.name), _default(field)) for field in fields(value)}
        return {name: part for name, (part, default) in told.items() if part != default}
    if isinstance(value, SecretStr | SecretBytes):
        return [type(value).__name__, str(value.get_secret_value())]
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    return [type(value).__name__, str(value)]


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()
