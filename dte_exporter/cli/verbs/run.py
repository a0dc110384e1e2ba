"""``dte-exporter run``: run the checks once, for a look or for a pipeline."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dte_exporter import logs
from dte_exporter.cli.confined import SourceRoot
from dte_exporter.cli.exit import Exit, ended, measured_nothing
from dte_exporter.cli.named_sinks import GatewayAddress, PushedJob, TextfilePath, fill, sinks
from dte_exporter.cli.progress import progress
from dte_exporter.config.loading import screening
from dte_exporter.errors import ConfigError
from dte_exporter.outcome import Outcome
from dte_exporter.registry import Registry
from dte_exporter.scheduling.worker import begun

if TYPE_CHECKING:
    from dte_exporter.app import App
    from dte_exporter.config.configured import Config


class Format(StrEnum):
    """How the results are printed."""

    TABLE = "table"
    JSON = "json"
    OPENMETRICS = "openmetrics"


class FailOn(StrEnum):
    """What makes the exit code tell of a failure."""

    ERROR = "error"
    OBJECTIVE = "objective"


def run(
    config_file: Annotated[Path, typer.Option("--config.file", help="The config.", show_default=False)],
    check: Annotated[
        list[str] | None, typer.Option("--check", help="Run this check only; may be repeated.", metavar="NAME")
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", help="A table for people, the API's JSON, or what a scrape would get.")
    ] = Format.TABLE,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="What the exit code tells of.", show_default=False)
    ] = None,
    allow_unknown: Annotated[
        bool, typer.Option("--allow-unknown", help="With --fail-on objective: let objectives pass that are unknown.")
    ] = False,
    push_gateway: GatewayAddress = None,
    push_job: PushedJob = "dte_exporter",
    textfile: TextfilePath = None,
    source_root: SourceRoot = None,
) -> None:
    """Run every check once and print what it found; progress goes to stderr.

    Exit codes: 0 when all is well; 1 when the config is wrong, or the results could not be pushed or written; 2 when no
    check ended ok, and with --fail-on error or objective when one did not; 3 with --fail-on objective, when all did and
    an objective is unmet, or unknown without --allow-unknown. One of insufficient evidence is neither, and passes.
    """
    if allow_unknown and fail_on is not FailOn.OBJECTIVE:
        raise ConfigError(("--allow-unknown: it says what --fail-on objective lets pass: add that, or leave it out",))
    screening.start()
    with begun() as worker:  # which imports what it needs while this process does
        from dte_exporter.app import App
        from dte_exporter.config.loading.load import load

        logs.configure(logs.Level.ERROR, logs.Format.LOGFMT)
        named = sinks(push_gateway, push_job, textfile)
        registry = Registry.discover()
        app = App(_chosen(load(config_file, registry, source_root), check or []), registry, worker=worker)
        with progress(len(app.config.checks)) as on_ended:
            asyncio.run(app.run_once(on_ended))
    _print(app, format_)
    fill(named, app.exposition.measured())
    raise typer.Exit(_exit_code(app, fail_on, allow_unknown))


def _chosen(config: "Config", names: list[str]) -> "Config":
    """Return `config` with the checks called `names`, or all, and no more workers than they need."""
    from dte_exporter.cli.chosen import only, require_checks

    require_checks(config, names)
    return only(config, names or config.checks)


def _print(app: "App", form: Format) -> None:
    match form:
        case Format.TABLE:
            from rich.console import Console

            from dte_exporter.cli.printed.report import report

            paper = Console(highlight=False, markup=False)
            for part in report(app.store.current, app.registry.specs, app.clock.now()):
                paper.print(part)
        case Format.JSON:
            typer.echo(_json(app))
        case Format.OPENMETRICS:
            rendered = app.exposition.render("application/openmetrics-text; version=1.0.0", "identity")
            typer.echo(rendered.body.decode(), nl=False)


def _json(app: "App") -> str:
    """Return what /api/v1/checks and /api/v1/results would answer."""
    import json

    from dte_exporter.web.api.checks import CHECKS
    from dte_exporter.web.api.results import RESULTS

    answers = (endpoint.answer(app, {}).model_dump(mode="json") for endpoint in (CHECKS, RESULTS))
    return json.dumps({key: value for answer in answers for key, value in answer.items()}, indent=2)


def _exit_code(app: "App", fail_on: FailOn | None, allow_unknown: bool) -> Exit:
    outcomes = ended(app.store.current)
    if measured_nothing(outcomes) or (fail_on and any(outcome is not Outcome.OK for outcome in outcomes)):
        return Exit.NOT_MEASURED
    fails = fail_on is FailOn.OBJECTIVE and not _all_met(app, allow_unknown)
    return Exit.NOT_MET if fails else Exit.WELL


def _all_met(app: "App", allow_unknown: bool) -> bool:
    from dte_exporter.objectives.objective import objectives

    standing = objectives(app.store.current, app.clock.now())
    return all(one.met or one.insufficient or (allow_unknown and not one.known) for one in standing)
