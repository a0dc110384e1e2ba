"""``dte-exporter check-config`` tells whether a file is fit to be served, and its data as the file says."""

from pathlib import Path
from typing import Annotated

import typer

from dte_exporter.cli.confined import SourceRoot
from dte_exporter.clock import SystemClock
from dte_exporter.config.configured import Config
from dte_exporter.config.lineage.open_receiver import open_receiver
from dte_exporter.config.loading.load import load
from dte_exporter.config.types import parse_duration
from dte_exporter.errors import ConfigError
from dte_exporter.registry import Registry
from dte_exporter.web.security.web_config_file import parse


def check_config(
    file: Annotated[Path | None, typer.Argument(help="The config file.", metavar="FILE", show_default=False)] = None,
    config_file: Annotated[
        Path | None,
        typer.Option("--config.file", help="The same, as other verbs take it.", metavar="FILE", show_default=False),
    ] = None,
    web_config_file: Annotated[
        Path | None,
        typer.Option("--web.config.file", help="Check this web config as well.", metavar="FILE", show_default=False),
    ] = None,
    no_data: Annotated[bool, typer.Option("--no-data", help="Look at the config alone, and open no data.")] = False,
    data_timeout: Annotated[
        str, typer.Option("--data.timeout", help="How long looking at one data set may take.", metavar="DURATION")
    ] = "10s",
    source_root: SourceRoot = None,
) -> None:
    """Check a config file and the data that it names, and print every problem, one a line.

    The data sets are opened, read-only, and databases connected to: whether they are there and can be read, columns,
    types, windows, classes and groups. What is worth knowing and no problem is printed as a note.
    Exits with 0 when there is no problem, with 1 when there is one.
    """
    path, limit = _one_file(file, config_file), _duration(data_timeout)
    config = load(path, Registry.discover(), source_root)
    is_open = True
    if web_config_file:
        is_open = parse(web_config_file).security(SystemClock()).is_open
        typer.echo(f"{web_config_file}: ok")
    _note_room(config)
    if anybody := open_receiver(config, is_open):
        typer.echo(f"{config.path}: note: {anybody}")
    looked_at = ""
    if config.datasets:
        looked_at = " (no data read)" if no_data else _look(config, limit)
    counts = [_count(len(config.datasets), "data set"), _count(len(config.checks), "check")]
    if config.teams:
        counts.append(_count(len(config.teams), "team"))
    typer.echo(f"{path}: {', '.join(counts)}: ok{looked_at}")


def _note_room(config: Config) -> None:
    """Print whether `max_series` leaves values no room beside what is told of runs."""
    from dte_exporter.exposition.size import of_runs

    taken, most = of_runs(len(config.checks)), config.settings.max_series
    if taken >= most:
        runs = f"how {_count(len(config.checks), 'check')} ran takes {taken:,} series, and max_series is {most:,}"
        typer.echo(f"{config.path}: note: {runs}: every value would be cut, so set max_series to more")


def _one_file(argument: Path | None, option: Path | None) -> Path:
    """Return the config file, which may be named in two ways.

    Raises
    ------
    ConfigError
        If it is named in none of them, or in both.
    """
    (*given,) = filter(None, (argument, option))
    if len(given) != 1:
        raise ConfigError((f"name {'one' if given else 'the'} config file: check-config FILE, or --config.file FILE",))
    return given[0]


def _duration(text: str) -> float:
    try:
        return parse_duration(text)
    except ValueError as error:
        raise ConfigError((f"--data.timeout: {text!r}: {error}",)) from error


def _look(config: Config, limit: float) -> str:
    """Look at the data, print notes, and return what was looked at.

    Raises
    ------
    ConfigError
        If anything is wrong.
    """
    from dte_exporter.inspection.inspect import inspect
    from dte_exporter.inspection.process import LookingProcess

    def waiting(name: str) -> None:
        typer.echo(f"reading data set {name!r} …", err=True)

    with LookingProcess(limit, waiting) as process:
        found = inspect(config, SystemClock().now(), process.look)
    for note in found.notes:
        typer.echo(note)
    if found.problems:
        raise ConfigError(found.problems)
    return f" ({_count(found.datasets, 'data set')} read, {_count(found.rows, 'row')})"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
