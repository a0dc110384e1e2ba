"""``dte-exporter validate``: one file against what files of its kind are like, a suite and a contract."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from dte_exporter import logs
from dte_exporter.cli.confined import SourceRoot
from dte_exporter.cli.exit import Exit, ended, measured_nothing
from dte_exporter.cli.output import write
from dte_exporter.cli.progress import progress
from dte_exporter.cli.validation_options import (
    ContractFile,
    File,
    HtmlFile,
    JunitFile,
    KeyColumn,
    Reference,
    SuggestFolder,
    SuiteFile,
)
from dte_exporter.config.loading import screening
from dte_exporter.errors import ConfigError
from dte_exporter.outcome import Outcome
from dte_exporter.registry import Registry
from dte_exporter.scheduling.worker import Worker, begun

if TYPE_CHECKING:
    from dte_exporter.app import App
    from dte_exporter.reports.validation_report import Shape, Validation
    from dte_exporter.statistics.distribution.profile import Profile
    from dte_exporter.validation.composed import Asked


def validate(
    file: File,
    reference: Reference = None,
    suite: SuiteFile = None,
    contract: ContractFile = None,
    key: KeyColumn = None,
    suggest: SuggestFolder = None,
    html: HtmlFile = None,
    junit: JunitFile = None,
    source_root: SourceRoot = None,
) -> None:
    """Validate one file: what it is like, and what of it is wrong; progress goes to stderr.

    Exit codes: 0 when nothing failed; 1 when the command or a file that it names is wrong, or a report could not be
    written; 2 when something that was asked for could not be measured; 3 when all was measured and something failed.
    What could not be judged is told, and fails nothing.
    """
    from dte_exporter.tables.databases.database_run import PATIENCE, lasting

    screening.start()
    logs.configure(logs.Level.ERROR, logs.Format.LOGFMT)
    with begun() as worker, TemporaryDirectory() as cache, lasting(PATIENCE):
        from dte_exporter.validation.composed import Asked
        from dte_exporter.validation.looked_at import looked_at

        current = looked_at(file, source_root, key)
        against = looked_at(reference, source_root, current.key) if reference else None
        asked = Asked(current, against, suite, contract, Path(cache))
        folder = _new(suggest, asked.name)
        app = _ran(asked, source_root, worker)
        known = _profiles(asked, is_drawn=html is not None, is_learned=folder is not None)
    validation = _validation(asked, app, known, html is not None)
    _show(validation)
    _write(validation, html, junit)
    if folder is not None:
        _suggest(folder, asked, app, known["current"])
    raise typer.Exit(_exit_code(app, validation))


def _new(folder: Path | None, name: str) -> Path | None:
    """Return the folder of what is suggested, which may not hold such files yet."""
    for file in _suggested(folder, name) if folder else ():
        if file.exists():
            raise ConfigError((f"{file}: it is there already: remove it, or choose another folder with --suggest",))
    return folder


def _suggested(folder: Path, name: str) -> tuple[Path, Path]:
    return folder / f"{name}.suite.json", folder / f"{name}.contract.yaml"


def _ran(asked: "Asked", source_root: Path | None, worker: Worker) -> "App":
    """Return the exporter after one run of what was asked."""
    from dte_exporter.app import App
    from dte_exporter.cli.chosen import only
    from dte_exporter.config.loading.load import load_text
    from dte_exporter.validation.composed import composed

    registry = Registry.discover()
    config = load_text(composed(asked), Path.cwd() / "validate", registry, source_root)
    app = App(only(config, config.checks), registry, worker=worker)
    with progress(len(app.config.checks)) as on_ended:
        asyncio.run(app.run_once(on_ended))
    return app


def _profiles(asked: "Asked", is_drawn: bool, is_learned: bool) -> Mapping[str, "Profile"]:
    """Return what is known of the columns, by window: only where something is made of it."""
    from dte_exporter.validation.column_shapes import profiled

    wanted = {"current": asked.current if is_drawn or is_learned else None}
    wanted["reference"] = asked.reference if is_drawn else None
    return {window: profiled(one) for window, one in wanted.items() if one is not None}


def _validation(asked: "Asked", app: "App", known: Mapping[str, "Profile"], is_drawn: bool) -> "Validation":
    from dte_exporter.validation.assembled import assembled
    from dte_exporter.validation.column_shapes import shapes

    drawn: dict[str, Shape | str] = {}
    if is_drawn:
        drawn = dict(shapes(asked.current, known["current"], known.get("reference")))
    return assembled(asked, app.store.current, drawn, app.clock.now())


def _show(validation: "Validation") -> None:
    from rich.console import Console

    from dte_exporter.cli.printed.validated import validated

    paper = Console(highlight=False, markup=False)
    for part in validated(validation):
        paper.print(part)


def _write(validation: "Validation", html: Path | None, junit: Path | None) -> None:
    from dte_exporter.reports import junit as cases
    from dte_exporter.reports.validation_page import page

    if html is not None:
        write(html, page(validation))
    if junit is not None:
        write(junit, cases.junit(validation))


def _suggest(folder: Path, asked: "Asked", app: "App", known: "Profile") -> None:
    from dte_exporter.validation.assembled import facts_of
    from dte_exporter.validation.composed import FACTS
    from dte_exporter.validation.suggestion.contract_text import contract_text
    from dte_exporter.validation.suggestion.learned import learned
    from dte_exporter.validation.suggestion.suite_json import suite_json

    rules = tuple(learned(asked.current, known, facts_of(app.store.current.records[FACTS]).untidy))
    suite, contract = _suggested(folder, asked.name)
    write(suite, suite_json(asked.name, asked.current.types, rules))
    write(contract, contract_text(asked.name, asked.current, rules))
    typer.echo(f"{suite}, {contract}: written; read them through, then hold other files against them", err=True)


def _exit_code(app: "App", validation: "Validation") -> Exit:
    outcomes = ended(app.store.current)
    if measured_nothing(outcomes) or any(outcome is not Outcome.OK for outcome in outcomes):
        return Exit.NOT_MEASURED
    return Exit.NOT_MET if validation.of("failed") else Exit.WELL
