"""Rules as the text of a file that Prometheus reads and people can follow."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from dte_exporter.rules.rule import Alert, Group, Record
from dte_exporter.rules.settings import RuleSettings

_WIDTH = 116


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as such."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def rules_file(groups: Iterable[Group], settings: RuleSettings, title: str) -> str:
    """Return `groups` as a file, with `title` as its first lines."""
    lines = [*_comment(title), "", "groups:"]
    for group in groups:
        lines += _group(group, settings)
    return "\n".join(lines) + "\n"


def tree(rule: Record | Alert, settings: RuleSettings) -> dict[str, Any]:
    """Return one rule as Prometheus reads it."""
    expr = settings.expr(rule.expr)
    if isinstance(rule, Record):
        return _filled({"record": rule.name, "expr": expr, "labels": dict(rule.labels)})
    return _filled(
        {
            "alert": rule.name,
            "expr": expr,
            "for": settings.duration(rule.held_for),
            "keep_firing_for": settings.duration(rule.bridged_for),
            "labels": dict(rule.labels),
            "annotations": {
                "summary": rule.summary,
                "description": rule.description,
                "runbook_url": settings.runbook(rule.name),
                "dashboard_url": settings.dashboard(rule.board, rule.variables),
            },
        }
    )


def _group(group: Group, settings: RuleSettings) -> Iterator[str]:
    yield f"  - name: {group.name}"
    if group.interval:
        yield f"    interval: {settings.duration(group.interval)}"
    yield "    rules:"
    for rule in group.rules:
        yield from textwrap.indent("\n".join(_comment(rule.why)), " " * 6).splitlines()
        text = yaml.dump([tree(rule, settings)], Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
        yield from textwrap.indent(text, " " * 6).splitlines()


def _comment(text: str) -> Iterator[str]:
    for paragraph in text.split("\n"):
        yield from textwrap.wrap(paragraph, _WIDTH - 6, initial_indent="# ", subsequent_indent="# ")


def _filled(mapping: dict[str, Any]) -> dict[str, Any]:
    """Return `mapping` without what is empty."""
    return {key: value for key, value in mapping.items() if value}
