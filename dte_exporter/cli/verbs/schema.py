"""``dte-exporter schema`` tells editors what a config may hold."""

import json

import typer

from dte_exporter.config.loading.json_schema import json_schema
from dte_exporter.registry import Registry


def schema() -> None:
    """Print the JSON schema of the config file."""
    typer.echo(json.dumps(json_schema(Registry.discover()), indent=2))
