"""A value as one writes it in YAML: plain where that is safe, else in quotes."""

import re
from typing import Any

import yaml

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def text(value: Any) -> str:
    """Return `value`, a scalar, so that the loader reads it back unchanged."""
    if not isinstance(value, str):
        return "true" if value is True else "false" if value is False else str(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    quoted = yaml.safe_dump(value.replace("${", "$${"), default_style='"', allow_unicode=True, width=10**6)
    return str(quoted).strip()


def listed(values: tuple[str, ...]) -> str:
    """Return `values` as a list on one line."""
    return f"[{', '.join(map(text, values))}]"
