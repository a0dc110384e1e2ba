"""What the Helm chart takes in: boards and rules as the repository has them, the schema and the table of its values."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from dte_exporter.registry import Registry
from tools.generate import boards, rules

REPOSITORY = Path(__file__).parents[2]
CHART = "deploy/helm/dte-exporter"
README = Path(__file__).with_name("chart_readme.md")

CHOICES: Mapping[str, list[str]] = {
    "image.pullPolicy": ["Always", "IfNotPresent", "Never"],
    "log.level": ["debug", "info", "warn", "error"],
    "log.format": ["logfmt", "json"],
    "service.type": ["ClusterIP", "NodePort", "LoadBalancer"],
    "serviceMonitor.scheme": ["http", "https"],
}
"""Values that are one of a few words."""

RANGES: Mapping[str, dict[str, int]] = {
    "workers": {"minimum": 1, "maximum": 64},
    "maxSeries": {"minimum": 1},
    "service.port": {"minimum": 1, "maximum": 65535},
    "terminationGracePeriodSeconds": {"minimum": 1},
}
"""Values that are numbers within bounds."""

_COMMENT = re.compile(r"^ *# ?(.*)$")
_KEY = re.compile(r"^( *)([A-Za-z]+):")


def make(registry: Registry) -> Mapping[str, str]:
    """Return every file of the chart that is made from others."""
    text = (REPOSITORY / CHART / "values.yaml").read_text()
    values = yaml.safe_load(text)
    taken = {**boards.make(registry), **rules.make(registry)}
    return {
        f"{CHART}/values.schema.json": json.dumps(_schema(values), indent=2) + "\n",
        f"{CHART}/README.md": _readme(values, dict(_comments(text))),
        **{path: body for name, body in taken.items() if (path := _place(name))},
    }


def _place(name: str) -> str:
    """Return where the chart has a file of the repository; empty where it has it not."""
    file = Path(name)
    folder = {"grafana/dashboards": "dashboards", "deploy/prometheus/rules": "rules"}.get(file.parent.as_posix())
    return f"{CHART}/files/{folder}/{file.name}" if folder else ""


def _schema(values: Mapping[str, Any]) -> Mapping[str, Any]:
    schema = _typed(values, "")
    schema["properties"]["global"] = {"type": "object"}  # what Helm hands to every chart below another
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Values of dte-exporter", **schema}


def _typed(value: Any, path: str) -> dict[str, Any]:
    """Return the schema of a value from its default: an empty mapping or list takes anything."""
    match value:
        case bool():
            return {"type": "boolean"}
        case int():
            return {"type": "integer", **RANGES.get(path, {})}
        case str():
            return {"type": "string", **({"enum": CHOICES[path]} if path in CHOICES else {})}
        case list():
            return {"type": "array"}
        case dict() if value and path not in _OPEN:
            below = {key: _typed(each, f"{path}.{key}".lstrip(".")) for key, each in value.items()}
            return {"type": "object", "additionalProperties": False, "properties": below}
        case _:
            return {"type": "object"}


_OPEN = ("resources.requests", "resources.limits", "dashboards.annotations")
"""Mappings with a default whose keys are the user's."""


def _comments(text: str) -> Iterator[tuple[str, str]]:
    """Yield each key that has a comment above it, with the comment."""
    above: list[str] = []
    path: list[str] = []
    for line in text.splitlines():
        if comment := _COMMENT.match(line):
            above.append(comment[1])
        elif key := _KEY.match(line):
            path = [*path[: len(key[1]) // 2], key[2]]
            if above:
                yield ".".join(path), " ".join(above)
            above = []
        else:
            above = []


def _readme(values: Mapping[str, Any], comments: Mapping[str, str]) -> str:
    rows = (f"| `{path}` | {default} | {comments.get(path, '')} |" for path, default in _rows(values, comments))
    return README.read_text().replace("@VALUES@", "\n".join(rows))


def _rows(values: Mapping[str, Any], comments: Mapping[str, str], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield each key with its default, and each part of the file that has a comment of its own, without one."""
    for key, value in values.items():
        path = f"{above}.{key}".lstrip(".")
        if not isinstance(value, dict) or not value or path in _OPEN:
            yield path, f"`{json.dumps(value)}`"
            continue
        if path in comments:
            yield path, ""
        yield from _rows(value, comments, path)
