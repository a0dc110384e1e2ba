"""``dte-exporter check-config`` tells whether a file is fit to be served."""

from pathlib import Path
from typing import Annotated

import typer

from dte_exporter.cli._confined import SourceRoot
from dte_exporter.clock import SystemClock
from dte_exporter.config.load import load
from dte_exporter.registry import Registry
from dte_exporter.web.security.reading import parse


def check_config(
    file: Annotated[Path, typer.Argument(help="The config file.", metavar="FILE", show_default=False)],
    web_config_file: Annotated[
        Path | None,
        typer.Option("--web.config.file", help="Check this web config as well.", metavar="FILE", show_default=False),
    ] = None,
    source_root: SourceRoot = None,
) -> None:
    """Check a config file and print every problem of it, one a line."""
    config = load(file, Registry.discover(), source_root)
    if web_config_file:
        parse(web_config_file).security(SystemClock())
        typer.echo(f"{web_config_file}: ok")
    counts = [_count(len(config.datasets), "data set"), _count(len(config.checks), "check")]
    if config.teams:
        counts.append(_count(len(config.teams), "team"))
    typer.echo(f"{file}: {', '.join(counts)}: ok")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
