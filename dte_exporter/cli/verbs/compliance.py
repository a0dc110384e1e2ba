"""``dte-exporter compliance``: begin a record of processing, and report how the frameworks stand."""

import asyncio
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dte_exporter import logs
from dte_exporter.cli.confined import SourceRoot
from dte_exporter.cli.exit import Exit, ended, measured_nothing
from dte_exporter.cli.listing import PLAIN, Listing
from dte_exporter.cli.output import write
from dte_exporter.cli.progress import progress
from dte_exporter.config.loading import screening
from dte_exporter.errors import ConfigError
from dte_exporter.registry import Registry
from dte_exporter.scheduling.worker import begun

if TYPE_CHECKING:
    from dte_exporter.app import App
    from dte_exporter.config.configured import Config, ConfiguredCheck
    from dte_exporter.config.governance.framework import Control

compliance = typer.Typer(
    help="Begin a record of processing, and report how the frameworks stand.",
    cls=Listing,
    no_args_is_help=True,
    add_completion=False,
    **PLAIN,
)


@compliance.command()
def init(
    output: Annotated[Path, typer.Option("--output", "-o", help="The record to write.")] = Path("record.yaml"),
) -> None:
    """Write a commented record of processing to begin with: one made-up activity, every field of Art. 30 explained."""
    if output.exists():
        raise ConfigError((f"{output}: it is there already: remove it, or choose another with -o",))
    starter = files("dte_exporter.config.governance").joinpath("starter.yaml").read_text(encoding="utf-8")
    write(output, starter)
    typer.echo(f"{output}: written; fill it in, then add to the config: compliance: {{record: {output}}}")


@compliance.command()
def report(
    config_file: Annotated[Path, typer.Option("--config.file", help="The config.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The report to write: .html for people, .json for programs.")
    ] = Path("compliance.html"),
    source_root: SourceRoot = None,
) -> None:
    """Run what is evidence of the controls once, and write a dated report: states, figures, evidence, gaps, limits.

    Exits with 2 when the report is written and no check ended ok, so that it rests on nothing.
    """
    if output.suffix not in {".html", ".json"}:
        raise ConfigError((f"{output}: a report is a .html or a .json file: choose one with -o",))
    logs.configure(logs.Level.ERROR, logs.Format.LOGFMT)
    app = _ran(config_file, source_root)
    from dte_exporter.reports.compliance import report as made
    from dte_exporter.reports.compliance_page import page

    found = made(app.store.current, app.clock.now())
    write(output, page(found) if output.suffix == ".html" else json.dumps(found.as_json(), indent=2) + "\n")
    for part in found.frameworks:
        typer.echo(f"{part.title}: {part.met} of {part.applicable} controls that apply are met")
    typer.echo(f"{output}: written")
    if measured_nothing(ended(app.store.current)):
        raise typer.Exit(Exit.NOT_MEASURED)


def _ran(config_file: Path, source_root: Path | None) -> "App":
    """Return the exporter after one run of what is evidence of a control."""
    screening.start()
    with begun() as worker:  # which imports what it needs while this process does
        from dte_exporter.app import App
        from dte_exporter.cli.chosen import only
        from dte_exporter.config.loading.load import load

        registry = Registry.discover()
        config = load(config_file, registry, source_root)
        if not config.frameworks:
            lacking = "no framework applies: set compliance.frameworks, such as {gdpr: {}}"
            raise ConfigError((f"{config_file}: {lacking}",))
        app = App(only(config, frozenset(_evidence(config))), registry, worker=worker)
        with progress(len(app.config.checks)) as on_ended:
            asyncio.run(app.run_once(on_ended))
    return app


def _evidence(config: "Config") -> Iterator[str]:
    """Yield the checks that are evidence of a control."""
    wanted = [control for framework in config.frameworks.values() for control in framework.controls.values()]
    for name, check in config.checks.items():
        if any(_is_evidence(check, control) for control in wanted):
            yield name


def _is_evidence(check: "ConfiguredCheck", control: "Control") -> bool:
    kind, promises = check.settings.check, bool(check.settings.objectives)
    selected = any(one.pillar in ("", check.pillar) and one.check in ("", kind) for one in control.objectives)
    return control.check == kind or (promises and selected)
