"""``dte-exporter lineage``: where a data set comes from, what it reaches, and the graph for other programs."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dte_exporter.cli.confined import SourceRoot
from dte_exporter.cli.listing import PLAIN, Listing
from dte_exporter.cli.output import write
from dte_exporter.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from dte_exporter.cli.traced import TracedGraph

lineage = typer.Typer(
    help="Show where a data set comes from and what it reaches, and write the graph for other programs.",
    cls=Listing,
    no_args_is_help=True,
    add_completion=False,
    **PLAIN,
)

ConfigFile = Annotated[
    Path | None, typer.Option("--config.file", help="Trace lineage as the check in that config does, once.")
]
Url = Annotated[str | None, typer.Option("--url", help="Ask the exporter there, such as http://localhost:10610.")]


class Form(StrEnum):
    """How a graph is written."""

    OPENLINEAGE = "openlineage"
    MERMAID = "mermaid"
    DOT = "dot"
    JSON = "json"


@lineage.command()
def show(
    dataset: Annotated[
        str, typer.Argument(metavar="DATASET", help="A data set: its name in the config, or in lineage.")
    ],
    config_file: ConfigFile = None,
    url: Url = None,
    source_root: SourceRoot = None,
) -> None:
    """Show what a data set is made from: the jobs that make it, what they read, and so on up to where it begins."""
    from dte_exporter.cli.printed.lineage_tree import origin_of

    traced = _traced(config_file, url, source_root)
    _print(origin_of(traced.graph, traced.named(dataset), traced.labels))


@lineage.command()
def impact(
    dataset: Annotated[
        str, typer.Argument(metavar="DATASET[.COLUMN]", help="A data set, or a column of it after a dot.")
    ],
    config_file: ConfigFile = None,
    url: Url = None,
    source_root: SourceRoot = None,
) -> None:
    """Show what a data set, or one column of it, reaches: data sets, jobs, checks, models and boards."""
    from dte_exporter.cli.printed.lineage_tree import reach_of

    traced = _traced(config_file, url, source_root)
    _print(reach_of(traced, *traced.named_column(dataset)))


@lineage.command()
def export(
    form: Annotated[Form, typer.Option("--format", help="What is written.")] = Form.JSON,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file; printed by default.")] = None,
    config_file: ConfigFile = None,
    url: Url = None,
    source_root: SourceRoot = None,
) -> None:
    """Write the whole graph: as OpenLineage's events of jobs, for Mermaid or Graphviz, or as the tracker opens it."""
    from dte_exporter.lineage import graph_text

    traced = _traced(config_file, url, source_root)
    texts = {
        Form.OPENLINEAGE: lambda: graph_text.openlineage(traced.graph, SystemClock().now()),
        Form.MERMAID: lambda: graph_text.mermaid(traced.graph),
        Form.DOT: lambda: graph_text.dot(traced.graph),
        Form.JSON: lambda: json.dumps(traced.document, ensure_ascii=False, indent=1) + "\n",
    }
    text = texts[form]()
    if output is None:
        typer.echo(text, nl=False)
    else:
        write(output, text)
        typer.echo(f"{output}: written")


def _traced(config_file: Path | None, url: str | None, root: Path | None) -> "TracedGraph":
    from dte_exporter.cli.traced import traced

    return traced(config_file, url, root)


def _print(parts: "Iterable[RenderableType]") -> None:
    from rich.console import Console

    paper = Console(highlight=False, markup=False)
    for part in parts:
        paper.print(part)
