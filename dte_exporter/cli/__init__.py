"""The command line: ``dte-exporter VERB``.

A verb is a file in ``verbs``; what several of them share lies here. ``dte-exporter check-config`` is the function
``check_config`` of ``check_config.py``: a plain function with Typer's annotations, whose docstring is its help. It is
found by its name and imported only when it is the verb that was asked for (or when all are listed), so no list is
edited to add one and none pays for another; what is heavy it imports inside the function. Options follow Prometheus:
``typer.Option("--config.file")``. Where a verb has parts, as ``rules generate`` is one of ``rules``, the file holds a
``typer.Typer`` of its name instead of a function.

A verb raises `DteError` for whatever the user can mend: it is printed on stderr, one sentence a line, and the exit
code is 1. Any other exit code is ``raise typer.Exit(code)``. Results go to stdout, everything else to stderr.
"""

from typing import Annotated

import typer

from dte_exporter import __version__
from dte_exporter.cli.discovery import VerbGroup
from dte_exporter.cli.listing import PLAIN

app = typer.Typer(
    name="dte-exporter",
    cls=VerbGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # it would print local variables, secrets among them
    **PLAIN,
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"dte-exporter {__version__}")
        raise typer.Exit


@app.callback()
def _describe(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Trust in data, measured on a schedule and served to Prometheus."""


def main() -> None:
    """Run the command line of this process."""
    app()
