"""Passwords, keys and tokens that stand in the file itself: it is to refer to them, wherever it needs one.

What only says where something is, such as an endpoint, a region or the name of an account, is no secret and may stand.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dte_exporter.config.problems import Path, Problem
from dte_exporter.config.redaction import without_password
from dte_exporter.config.registered_model import ModelSettings

_PARAMETER = re.compile(
    r"[?&](password|passwd|sslpassword)=(?!\$\{)|;[^;=]*(token|password|secret|key|authorization)[^;=]*=(?!\$\{)",
    re.IGNORECASE,
)
_SECRET = re.compile(r"token|password|secret|credential|authorization|connection.string|key|service_account", re.I)
"""What the name of a setting has in it whose value is a secret."""

_REFERENCE = re.compile(r"\$\{\w+(:-)?\}")
"""A default stands in the file as well: none but an empty one is nothing."""

_ADDRESSES = {"sql": "url", "spark": "remote"}
"""The key of the address, by the type of the source."""


def plain_secrets(tree: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield each secret of sources, checks, models, lineage, history and governance in `tree`; none is quoted.

    A source of somebody else's package says itself what is secret: it is hidden, and not looked for here.
    """
    for name, dataset in _mapping(tree.get("datasets")).items():
        yield from _of_source(("datasets", name, "source"), _mapping(_mapping(dataset).get("source")))
    for name, check in _mapping(tree.get("checks")).items():
        yield from _of_settings(("checks", name, "store"), _mapping(_mapping(check).get("store")))
    for name, model in _mapping(tree.get("models")).items():
        place = {key: value for key, value in _mapping(model).items() if key not in ModelSettings.model_fields}
        yield from _of_settings(("models", name), place)
    for name, source in _mapping(_mapping(tree.get("lineage")).get("sources")).items():
        yield from _of_settings(("lineage", "sources", name), _mapping(source))
        yield from _of_settings(("lineage", "sources", name, "store"), _mapping(_mapping(source).get("store")))
    for key in ("emit", "atlas"):
        yield from _of_settings(("lineage", key), _mapping(_mapping(tree.get("lineage")).get(key)))
    for key in ("url", "prometheus"):
        yield from _of_address(("history", key), _mapping(tree.get("history")).get(key))
    yield from _of_settings(("compliance",), {"digest_key": _mapping(tree.get("compliance")).get("digest_key")})


def _of_source(at: Path, source: Mapping[str, Any]) -> Iterator[Problem]:
    if key := _ADDRESSES.get(str(source.get("type"))):
        yield from _of_address((*at, key), source.get(key))
    for key in ("store", "catalog"):
        yield from _of_settings((*at, key), _mapping(source.get(key)))


def _of_settings(at: Path, settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the secrets among `settings`: values of what is called so, and passwords in addresses."""
    for key, value in settings.items():
        if not _SECRET.search(str(key)):
            yield from _of_address((*at, key), value)
        elif isinstance(value, str) and value and not _REFERENCE.search(value):
            yield Problem(
                (*at, key), f"a secret stands in the file: write ${{VARIABLE}}, or {{file: /run/secrets/{key}}}"
            )


def _of_address(at: Path, address: Any) -> Iterator[Problem]:
    if isinstance(address, str) and (without_password(address) != address or _PARAMETER.search(address)):
        key = at[-1]
        yield Problem(
            at,
            f"a password stands in the file: write ${{VARIABLE}} in its place, or the {key} as "
            f"{{file: /run/secrets/{key}}}",
        )


def _mapping(value: Any) -> Mapping[str, Any]:
    """Return `value`, an empty mapping where it is none: that is told elsewhere."""
    return value if isinstance(value, Mapping) else {}
