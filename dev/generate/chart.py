"""What the Helm chart takes in: boards, rules that its values complete, the schema and the table of its values."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from dev.generate import boards, rules
from dte_exporter.registry import Registry
from dte_exporter.rules.settings import RuleSettings

REPOSITORY = Path(__file__).parents[2]
CHART = "deploy/helm/dte-exporter"
README = Path(__file__).with_name("chart_readme.md")

CHOICES: Mapping[str, list[str]] = {
    "image.pullPolicy": ["Always", "IfNotPresent", "Never"],
    "log.level": ["debug", "info", "warn", "error"],
    "log.format": ["logfmt", "json"],
    "service.type": ["ClusterIP", "NodePort", "LoadBalancer"],
    "serviceMonitor.scheme": ["http", "https"],
    "history.persistence.retention.whenDeleted": ["Retain", "Delete"],
    "history.persistence.retention.whenScaled": ["Retain", "Delete"],
}
"""Values that are one of a few words."""

RANGES: Mapping[str, dict[str, int]] = {
    "workers": {"minimum": 1, "maximum": 64},
    "maxSeries": {"minimum": 1},
    "service.port": {"minimum": 1, "maximum": 65535},
    "terminationGracePeriodSeconds": {"minimum": 1},
}
"""Values that are numbers within bounds."""

_LABEL = "^[A-Za-z0-9._/-]*$"
_ADDRESS = r"^https?://[^\s\"']+$"
_DURATION = "^([0-9]+(ms|s|m|h|d|w))*$"
PATTERNS: Mapping[str, str] = {
    "job": _LABEL,
    "cluster": _LABEL,
    "prometheusRule.runbookUrl": _ADDRESS,
    "prometheusRule.grafanaUrl": _ADDRESS,
    "watch": _DURATION,
    "history.keep": _DURATION,
}
"""Values that are texts of a form; those that go into rules must not end the quotes that they stand in."""

COMPLETED = RuleSettings(job="@job@", runbook_url="@runbook@", grafana_url="@grafana@")
"""What templates/_rules.tpl puts the chart's values in place of."""

_COMMENT = re.compile(r"^ *# ?(.*)$")
_KEY = re.compile(r"^( *)([A-Za-z]+):")


def make(registry: Registry) -> Mapping[str, str]:
    """Return every file of the chart that is made from others."""
    text = (REPOSITORY / CHART / "values.yaml").read_text()
    values = yaml.safe_load(text)
    return {
        f"{CHART}/values.schema.json": json.dumps(_schema(values), indent=2) + "\n",
        f"{CHART}/README.md": _readme(values, dict(_comments(text))),
        **{f"{CHART}/files/rules/{name}": body for name, body in rules.files(COMPLETED).items()},
        **{
            f"{CHART}/files/dashboards/{Path(name).name}": body
            for name, body in boards.make(registry).items()
            if name.startswith("grafana/dashboards/")
        },
    }


def _schema(values: Mapping[str, Any]) -> Mapping[str, Any]:
    schema = _typed(values, "")
    schema["properties"]["global"] = {"type": "object"}  # what Helm hands to every chart below another
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Values of dte-exporter", **schema}


def _typed(value: Any, path: str) -> dict[str, Any]:
    """Return the schema of a value from its default: an empty mapping or list takes anything, null is no number."""
    match value:
        case bool():
            return {"type": "boolean"}
        case int():
            return {"type": "integer", **RANGES.get(path, {})}
        case None:
            return {"type": ["integer", "null"], **RANGES.get(path, {})}
        case str():
            form = {"pattern": PATTERNS[path]} if path in PATTERNS else {}
            return {"type": "string", **form, **({"enum": CHOICES[path]} if path in CHOICES else {})}
        case list():
            return {"type": "array"}
        case dict() if value and path not in _OPEN:
            below = {key: _typed(each, f"{path}.{key}".lstrip(".")) for key, each in value.items()}
            return {"type": "object", "additionalProperties": False, "properties": below}
        case _:
            return {"type": "object"}


_OPEN = ("resources.requests", "resources.limits", "dashboards.annotations", "strategy", "updateStrategy")
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
