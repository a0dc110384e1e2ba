"""What was learned as a data contract of the Open Data Contract Standard, each rule with its reason as a comment.

The standard has no share of values that may break a range, a pattern or a key: they stand in it only where none did.
"""

from collections.abc import Iterable, Iterator, Mapping

from dte_exporter.proposal.yaml_scalar import text
from dte_exporter.validation.looked_at import LookedAt
from dte_exporter.validation.suggestion.learned import Learned
from dte_exporter.validation.suggestion.suite_json import UNTRIMMED

_VERSION = "v3.1.0"


def contract_text(name: str, looked: LookedAt, learned: Iterable[Learned]) -> str:
    """Return the contract called `name` of the table that was `looked` at."""
    by_column: dict[str, list[Learned]] = {column: [] for column in looked.types}
    for one in learned:
        by_column[one.column].append(one)
    lines = [
        "# Suggested by dte-exporter validate. Read it through, and give it an owner, before anybody relies on it.",
        f"apiVersion: {_VERSION}",
        "kind: DataContract",
        f"id: {text(name)}",
        f"name: {text(name)}",
        "version: 0.1.0",
        "status: draft",
        "schema:",
        f"  - name: {text(name)}",
        "    logicalType: object",
        "    properties:",
        *(line for column, rules in by_column.items() for line in _property(looked, column, rules)),
    ]
    return "\n".join(lines) + "\n"


def _property(looked: LookedAt, column: str, rules: list[Learned]) -> Iterator[str]:
    yield f"      - name: {text(column)}"
    if logical := logical_type(looked, column):
        yield f"        logicalType: {logical}"
    for one in rules:
        if one.kind == "unique":
            yield f"        primaryKey: true  # {one.reason}"
            yield "        primaryKeyPosition: 1"
            yield "        required: true"
            yield "        unique: true"
    options = [line for one in rules for line in _options(one)]
    if options:
        yield "        logicalTypeOptions:"
        yield from (f"          {line}" for line in options)
    checks = [line for one in rules for line in _quality(one)]
    if checks:
        yield "        quality:"
        yield from (f"          {line}" for line in checks)


def logical_type(looked: LookedAt, column: str) -> str:
    """Return the standard's word for the type of `column`, empty where it has none."""
    type_ = looked.schema[column]
    words: Mapping[str, bool] = {
        "boolean": type_.is_boolean(),
        "integer": type_.is_integer(),
        "number": type_.is_numeric(),
        "date": type_.is_date(),
        "timestamp": type_.is_timestamp(),
        "string": type_.is_string(),
        "array": type_.is_array(),
        "object": type_.is_struct(),
    }
    return next((word for word, holds in words.items() if holds), "")


def _options(one: Learned) -> Iterator[str]:
    """Yield what holds of every value: that is known only of rules that no value broke."""
    if one.kind == "within" and one.is_unbroken:
        yield f"minimum: {text(one.arguments['low'])}  # {one.reason}"
        yield f"maximum: {text(one.arguments['high'])}"


def _quality(one: Learned) -> Iterator[str]:
    match one.kind:
        case "present":
            yield from _metric("nullValues", one)
        case "one_of":
            yield from _metric("invalidValues", one)
            yield "  arguments:"
            yield f"    validValues: [{', '.join(map(text, one.arguments['values']))}]"
        case "untrimmed":
            yield from _metric("invalidValues", one)
            yield "  arguments:"
            yield f"    pattern: {text(UNTRIMMED)}"


def _metric(metric: str, one: Learned) -> Iterator[str]:
    yield f"- metric: {metric}  # {one.reason}"
    yield f"  mustBeLessOrEqualTo: {text(float(f'{100 * (1 - one.mostly):.6g}'))}"
    yield "  unit: percent"
