"""What `dte-exporter validate` can be asked: the file, what it is held against, and what is written of it."""

from pathlib import Path
from typing import Annotated

import typer

File = Annotated[
    str,
    typer.Argument(
        help="The data: a file, a glob, a folder, or a Delta or Iceberg table, here or on an object store.",
        metavar="FILE",
        show_default=False,
    ),
]
Reference = Annotated[
    str | None, typer.Option("--reference", help="A file of the same kind that is good, to hold it against.")
]
SuiteFile = Annotated[
    Path | None, typer.Option("--suite", help="A suite of expectations, in Great Expectations' own form.")
]
ContractFile = Annotated[
    Path | None, typer.Option("--contract", help="A data contract of the Open Data Contract Standard, version 3.")
]
KeyColumn = Annotated[
    str | None, typer.Option("--key", help="The column that tells rows apart; told from its name by default.")
]
SuggestFolder = Annotated[
    Path | None,
    typer.Option("--suggest", help="Write a suite and a contract that rows as clean would meet.", metavar="DIR"),
]
HtmlFile = Annotated[Path | None, typer.Option("--html", help="Write a report for people.", metavar="OUT.html")]
JunitFile = Annotated[Path | None, typer.Option("--junit", help="Write JUnit XML for a CI system.", metavar="OUT.xml")]
