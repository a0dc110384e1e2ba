"""``dte-exporter check-config`` tells whether a file is fit to be served."""

from pathlib import Path
from typing import Annotated

import typer

from dte_exporter.config.load import load
from dte_exporter.registry import Registry


def check_config(
    file: Annotated[Path, typer.Argument(help="The config file.", metavar="FILE", show_default=False)],
) -> None:
    """Check a config file and print every problem of it, one a line."""
    config = load(file, Registry.discover())
    typer.echo(f"{file}: {_count(len(config.datasets), 'data set')}, {_count(len(config.checks), 'check')}: ok")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
