"""``dte-exporter explain``: what a metric or a check means, and what stands behind the values of a configured one."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dte_exporter.cli.confined import SourceRoot
from dte_exporter.cli.exit import Exit, measured_nothing
from dte_exporter.cli.kind import documented
from dte_exporter.cli.once import FromConfig
from dte_exporter.cli.printed.metric_block import told
from dte_exporter.cli.printed.result import shown
from dte_exporter.cli.remote import FromExporter
from dte_exporter.config.problems import did_you_mean
from dte_exporter.errors import DteError
from dte_exporter.exposition.description import Entry, entries
from dte_exporter.registry import Registry

if TYPE_CHECKING:
    from rich.console import RenderableType


def explain(
    name: Annotated[
        str, typer.Argument(metavar="METRIC|CHECK", help="A metric, its key, or a check.", show_default=False)
    ],
    config_file: Annotated[
        Path | None, typer.Option("--config.file", help="Run the check of this name in that config once.")
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="Ask the exporter there, such as http://localhost:10610.")
    ] = None,
    source_root: SourceRoot = None,
) -> None:
    """Explain a metric (its name, or its key), a kind of check, or the values of a check that is configured.

    With --config.file the check of that name is run once; with --url an exporter that runs is asked for its last
    result. Either shows the values and what stands behind them: rows, windows, methods, counts, and what could not
    be defined, and why. Exits with 2 when that run did not end ok.
    """
    registry = Registry.discover()
    configured = _configured(config_file, url, registry, source_root)
    if configured and name in configured.checks:
        result = configured.result(name)
        _print(shown(name, result))
        if measured_nothing([result.outcome]):
            raise typer.Exit(Exit.NOT_MEASURED)
    else:
        _print(_explanation(name, configured, registry))


def _print(parts: Iterator["RenderableType"]) -> None:
    from rich.console import Console

    paper = Console(highlight=False, markup=False)
    for part in parts:
        paper.print(part)


def _explanation(
    name: str, configured: FromConfig | FromExporter | None, registry: Registry
) -> Iterator["RenderableType"]:
    metrics = list(entries(registry))
    if name in registry.checks:
        return documented(registry.checks[name])
    named = [entry for entry in metrics if name in {entry.spec.name, entry.spec.key}]
    if named:
        return _metrics(named, registry)
    known = [*registry.checks, *(configured.checks if configured else ())]
    known += [word for entry in metrics for word in (entry.spec.name, entry.spec.key)]
    hint = "" if configured else "; for a check of yours add --config.file or --url"
    raise DteError(f"{name!r} is no metric and no check{did_you_mean(name, known)}{hint}")


def _configured(
    config_file: Path | None, url: str | None, registry: Registry, root: Path | None
) -> FromConfig | FromExporter | None:
    if config_file and url:
        raise DteError("--config.file runs the check here, --url asks an exporter that runs: give one of them")
    if config_file:
        return FromConfig(config_file, registry, root)
    return FromExporter(url) if url else None


def _metrics(named: list[Entry], registry: Registry) -> Iterator["RenderableType"]:
    """Yield what the catalogue says of each metric, and the kind of check that emits it where there is one alone."""
    for entry in named:
        yield told(entry)
        if len(entry.checks) == 1:
            yield from documented(registry.checks[entry.checks[0]])
