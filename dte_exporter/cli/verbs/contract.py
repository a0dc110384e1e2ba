"""``dte-exporter contract``: look a data contract over before it is relied on."""

from pathlib import Path
from typing import Annotated

import typer

from dte_exporter.cli.listing import PLAIN, Listing

contract = typer.Typer(
    help="Look a data contract over.",
    cls=Listing,
    no_args_is_help=True,
    add_completion=False,
    **PLAIN,
)


@contract.callback()
def _group() -> None:
    """Look a data contract over."""


@contract.command()
def check(
    file: Annotated[Path, typer.Argument(help="The contract, YAML or JSON.", metavar="FILE", show_default=False)],
) -> None:
    """Check a file after the Open Data Contract Standard, and tell which of its rules ``check: contract`` judges.

    No data is read. Prints every problem, one a line, and then exits with 1.
    """
    from rich.console import Console

    from dte_exporter.cli.printed.contract_table import told
    from dte_exporter.config.contracts.contract_file import load_contract

    found = load_contract(file)
    paper = Console(highlight=False, markup=False)
    for part in told(found):
        paper.print(part)
    owner = f", owner {found.owner}" if found.owner else ", without an owner"
    typer.echo(f"{file}: contract {found.called} {found.version}, {found.status}{owner}: ok")
