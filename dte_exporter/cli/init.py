"""``dte-exporter init`` proposes a config for data that nobody has described yet."""

from pathlib import Path
from typing import Annotated

import typer

from dte_exporter.errors import ConfigError


def init(
    file: Annotated[
        str, typer.Argument(help="The data: a file, a glob or a folder.", metavar="FILE", show_default=False)
    ],
    reference: Annotated[
        str | None, typer.Option("--reference", help="What a model was trained on, to hold the data against.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The config to write.")] = Path("config.yaml"),
) -> None:
    """Look at a data file and write a config for it, with a comment on every guess."""
    from dte_exporter.proposal.proposal import propose_config

    if output.exists():
        raise ConfigError((f"{output}: it is there already: remove it, or choose another with -o",))
    proposed = propose_config(file, reference, output)
    try:
        output.write_text(proposed.text, encoding="utf-8")
    except OSError as error:
        raise ConfigError((f"{output}: it cannot be written: {error.strerror}",)) from error
    if proposed.is_headless:
        typer.echo(f"{file}: its columns have numbers for names: is its first line a line of names?", err=True)
    typer.echo(f"{output}: written; read its comments, then: dte-exporter run --config.file {output}")
