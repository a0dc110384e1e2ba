"""``dte-exporter catalogue``: every metric that there is."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

import typer

from dte_exporter.cli.printed.metric_block import told
from dte_exporter.exposition.description import Entry, by_pillar, entries
from dte_exporter.registry import Registry


class Format(StrEnum):
    """How the catalogue is printed."""

    TABLE = "table"
    JSON = "json"


def catalogue(
    format_: Annotated[Format, typer.Option("--format", help="table for people, json for programs.")] = Format.TABLE,
) -> None:
    """List every metric: its name, type, unit, labels, range, good direction, meaning, and the check that emits it."""
    metrics = entries(Registry.discover())
    if format_ is Format.JSON:
        import json

        typer.echo(json.dumps([entry.as_json() for entry in metrics], indent=2))
        return
    _print(by_pillar(metrics))


def _print(pillars: Mapping[str, list[Entry]]) -> None:
    from rich.console import Console

    paper = Console(highlight=False, markup=False)
    for pillar, of in pillars.items():
        paper.rule(pillar, align="left")
        for entry in of:
            paper.print(told(entry))
