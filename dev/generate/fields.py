"""The fields of a part of the config as a Markdown table, from its JSON schema."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]


def table(schema: Schema) -> Iterator[str]:
    """Yield the lines of the table of the properties that `schema` describes."""
    required = schema.get("required", ())
    yield from ("| field | value | default | meaning |", "| --- | --- | --- | --- |")
    for name, field in schema["properties"].items():
        default = "required" if name in required else _default(field)
        yield f"| `{name}` | {_cell(words(field))} | {_cell(default)} | {_cell(field.get('description', ''))} |"


def section(schema: Schema, level: int) -> Iterator[str]:
    """Yield the lines of a part of the config: its title at a level of headings, its description and its table."""
    yield from (f"{'#' * level} {schema['title']}", "")
    for paragraph in schema["description"].replace("``", "`").split("\n\n"):
        yield from (" ".join(paragraph.split()), "")
    yield from (*table(schema), "")


def words(schema: Schema) -> str:
    """Return in words which values `schema` allows; a part of the config is a link to its table."""
    if "$ref" in schema:
        part = schema["$ref"].rpartition("/")[2]
        return f"[{part}](#{part.lower()})"
    if "const" in schema or "enum" in schema:
        return " or ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(words(one) for one in schema[several] if one.get("type") != "null"))
    return _of_type(schema)


def _of_type(schema: Schema) -> str:
    if "examples" in schema:
        return "such as " + ", ".join(f"`{example}`" for example in schema["examples"])
    match schema.get("type"):
        case "array":
            return f"list of {words(schema.get('items', {}))}"
        case "object":
            values = schema.get("additionalProperties")
            return f"mapping of names to {words(values)}" if isinstance(values, Mapping) else "mapping"
        case "string" | "integer" | "number" | "boolean" as kind:
            return f"{kind}{_bounds(schema)}"
        case _:
            return "any"


def _bounds(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    return (f", {low} or more" if low is not None else "") + (f", {high} or less" if high is not None else "")


def _default(field: Schema) -> str:
    """Return the default; that of a part of the config stands in the part's own table."""
    default = field.get("default")
    return "" if default in (None, "", []) or isinstance(default, Mapping) else f"`{json.dumps(default)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("``", "`").replace("\n", " ")
