"""What an unquoted word of YAML means: the rules of YAML 1.2, and a refusal of what YAML 1.1 reads differently."""

import math
import re

import yaml
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

_TAG = "tag:yaml.org,2002:"
NULL, BOOL, INT, FLOAT, STR = (f"{_TAG}{name}" for name in ("null", "bool", "int", "float", "str"))
MERGE, MAP, SEQ = (f"{_TAG}{name}" for name in ("merge", "map", "seq"))

Value = bool | int | float | str | None


class CoreLoader(yaml.SafeLoader):
    """PyYAML's safe loader, resolving unquoted words by the core schema of YAML 1.2, and ``<<``."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  PyYAML's own way to give a loader its rules


for _tag, _pattern, _first in (
    (NULL, r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    (BOOL, r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    (INT, r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        FLOAT,
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+.0123456789"),
    ),
    (MERGE, "<<", ["<"]),
):
    CoreLoader.add_implicit_resolver(_tag, re.compile(f"(?:{_pattern})$"), _first)

_YAML_1_1 = Resolver()


def value_of(node: ScalarNode) -> Value:
    """Return what `node` means.

    Raises
    ------
    ValueError
        If readers of YAML disagree about it, it is no finite number, or it has a tag of its own.
    """
    text: str = node.value
    if node.style is None:
        _refuse_ambiguity(text, node.tag)
    match node.tag:
        case str(tag) if tag == STR:
            return text
        case str(tag) if tag == NULL:
            return None
        case str(tag) if tag == BOOL:
            return text.lower() == "true"
        case str(tag) if tag in {INT, FLOAT}:
            return _number(text, tag)
    raise foreign(node.tag)


def foreign(tag: str) -> ValueError:
    """Return the refusal of a `tag` that asks for anything but plain values; one that YAML lacks may be a secret."""
    if not tag.startswith(_TAG):
        return ValueError("a value that begins with ! has a YAML tag, which is not used here: quote it if it is text")
    return ValueError(f"the YAML tag {tag.removeprefix(_TAG)!r} is not used here: write the plain value")


def _number(text: str, tag: str) -> int | float:
    try:
        number = int(text, 0) if tag == INT else float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"{text[:40]} is no number that anything can be held against: write a finite one")
    return number


def _refuse_ambiguity(text: str, tag: str) -> None:
    old = _YAML_1_1.resolve(ScalarNode, text, (True, False))
    if old == BOOL != tag:
        meant = "true" if text.lower() in {"yes", "on"} else "false"
        raise ValueError(f'unquoted {text} is {meant} to some readers of YAML: quote it ("{text}"), or write {meant}')
    changed = old != tag and old in {INT, FLOAT}
    octal = tag == INT and (old != INT or re.match(r"[-+]?0\d", text))
    if changed or octal:
        raise ValueError(
            f"unquoted {text} is not the same number, or text, to all readers of YAML: "
            f'quote it ("{text}") if it is text, or write plain decimal digits'
        )
