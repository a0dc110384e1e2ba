"""``dte-exporter init`` proposes a config for data, or a registry of models, that nobody has described yet."""

from pathlib import Path
from typing import Annotated

import typer

from dte_exporter.cli.confined import SourceRoot
from dte_exporter.cli.output import write
from dte_exporter.errors import ConfigError

_ABOUT_MODELS = ("drift", "fairness", "model")
"""Pillars whose checks look at what a model was given and what it said."""


def init(
    file: Annotated[
        str | None,
        typer.Argument(
            help="The data: a file, a glob, a folder, or a Delta or Iceberg table, here or on an object store; or a "
            "database, or a Spark (sc://), with --table.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    reference: Annotated[
        str | None, typer.Option("--reference", help="What a model was trained on, to hold the data against.")
    ] = None,
    table: Annotated[
        str | None,
        typer.Option("--table", help="The table of a database or a Spark; --reference is then another of its tables."),
    ] = None,
    mlflow_uri: Annotated[
        str | None, typer.Option("--mlflow-uri", help="An MLflow server or store, to watch its champions.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The config to write.")] = Path("config.yaml"),
    source_root: SourceRoot = None,
) -> None:
    """Look at a data file, or name a registry of models, and write a config for it, with a comment on every guess."""
    if output.exists():
        raise ConfigError((f"{output}: it is there already: remove it, or choose another with -o",))
    if file is None and mlflow_uri is None:
        raise ConfigError(("name a data file, or a registry of models with --mlflow-uri",))
    text = "\n".join((*_data(file, reference, table, output, source_root), *_registry(mlflow_uri)))
    write(output, text)
    typer.echo(f"{output}: written; read its comments, then: dte-exporter run --config.file {output}")


def _data(
    file: str | None, reference: str | None, table: str | None, output: Path, root: Path | None
) -> tuple[str, ...]:
    """Return the proposal for a data file, nothing where there is none."""
    if file is None:
        return ()
    from dte_exporter.proposal.database_text import is_database
    from dte_exporter.proposal.proposal import propose_config

    if is_database(file) is (table is None):
        raise ConfigError(("a database and a table of it belong together: init postgresql://user@host/name --table T",))

    proposed = propose_config(file, reference, output, root, table)
    if proposed.is_headless:
        typer.echo(
            f"{file}: its first line looks like data: give it a line of names, or list them in source.csv.header",
            err=True,
        )
    return (proposed.text,)


def _registry(uri: str | None) -> tuple[str, ...]:
    """Return the proposal for a registry of models, nothing where there is none."""
    if uri is None:
        return ()
    from dte_exporter.config.loading.composition import checks_to_name
    from dte_exporter.proposal.registry_text import registry_text
    from dte_exporter.registry import Registry

    known = checks_to_name(Registry.discover())
    return (registry_text(uri, (name for name, kind in known.items() if kind.pillar in _ABOUT_MODELS)),)
