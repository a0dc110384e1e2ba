"""``dte-exporter rules generate`` writes rules for Prometheus."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dte_exporter.cli.confined import SourceRoot
from dte_exporter.cli.listing import PLAIN, Listing
from dte_exporter.clock import SystemClock
from dte_exporter.config.loading.load import load
from dte_exporter.registry import Registry
from dte_exporter.rules.rules_file import rules_file
from dte_exporter.rules.settings import RuleSettings
from dte_exporter.rules.shipped import groups as shipped
from dte_exporter.rules.targets.budgets import groups as budgets
from dte_exporter.rules.targets.sloth import sloth_file
from dte_exporter.rules.targets.targeted_objectives import targeted_objectives

_USUAL = RuleSettings()

rules = typer.Typer(help="Rules for Prometheus.", cls=Listing, no_args_is_help=True, add_completion=False, **PLAIN)


class Format(StrEnum):
    """Whose file it is."""

    PROMETHEUS = "prometheus"
    SLOTH = "sloth"


@rules.callback()
def _describe() -> None:
    """Write rules for Prometheus."""


@rules.command()
def generate(
    config_file: Annotated[
        Path, typer.Option("--config.file", help="The config file.", metavar="FILE", show_default=False)
    ],
    format_: Annotated[
        Format, typer.Option("--format", help="prometheus for rules, sloth for a file of that tool.")
    ] = Format.PROMETHEUS,
    job: Annotated[str, typer.Option("--job", help="The name of the scrape job.")] = _USUAL.job,
    runbook_url: Annotated[
        str, typer.Option("--runbook.url", help="The address of a runbook, with {alert} for the alert's name.")
    ] = _USUAL.runbook_url,
    grafana_url: Annotated[str, typer.Option("--grafana.url", help="Where Grafana is.")] = _USUAL.grafana_url,
    time_scale: Annotated[
        float,
        typer.Option(
            "--time-scale",
            min=1e-6,
            help="What every duration of the rules is multiplied by, to see them work: 1/3600 makes an hour a second.",
        ),
    ] = _USUAL.time_scale,
    source_root: SourceRoot = None,
) -> None:
    """Print the rules that suit a config.

    They are those of deploy/prometheus/rules, on objectives and checks whatever these measure, and with them the error
    budgets of those objectives of the config that have a target. As a file of Sloth only the budgets are printed.
    """
    config = load(config_file, Registry.discover(), source_root)
    targeted = tuple(targeted_objectives(config, SystemClock().now(), time_scale))
    if format_ is Format.SLOTH:
        typer.echo(sloth_file(targeted), nl=False)
        return
    settings = RuleSettings(job, runbook_url, grafana_url, time_scale)
    title = f"Made by `dte-exporter rules generate` for {config_file}."
    typer.echo(rules_file((*shipped(settings), *budgets(targeted)), settings, title), nl=False)
