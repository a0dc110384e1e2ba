"""``dte-exporter backfill``: measure what was, and put it into the history of that time."""

import asyncio
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dte_exporter import logs
from dte_exporter.cli.chosen import only, require_checks
from dte_exporter.cli.confined import SourceRoot
from dte_exporter.cli.exit import Exit
from dte_exporter.cli.progress import progress
from dte_exporter.clock import SystemClock
from dte_exporter.config.past.time_travel import parse_moment
from dte_exporter.config.types import format_duration, parse_duration
from dte_exporter.errors import ConfigError
from dte_exporter.registry import Registry
from dte_exporter.scheduling.past_moments import follows_now
from dte_exporter.worker.opened_windows import window_names

if TYPE_CHECKING:
    from dte_exporter.cli.backfilling import Filled
    from dte_exporter.config.configured import Config, ConfiguredCheck
    from dte_exporter.config.windows import Window


def backfill(
    config_file: Annotated[Path, typer.Option("--config.file", help="The config.", show_default=False)],
    first: Annotated[
        str, typer.Option("--from", help="The first moment, ISO 8601, such as 2026-01-01.", show_default=False)
    ],
    last: Annotated[str, typer.Option("--to", help="The last moment; now by default.", show_default=False)] = "",
    every: Annotated[
        str, typer.Option("--every", help="How far apart, such as 1d; by default as the check's schedule says.")
    ] = "",
    check: Annotated[
        list[str] | None, typer.Option("--check", help="This check only; may be repeated.", metavar="NAME")
    ] = None,
    source_root: SourceRoot = None,
) -> None:
    """Run checks as of moments of the past, and keep what they find in the history, at the time that it is of.

    For checks whose current window ends with now: last, or one of the calendar. A moment of which the history has a run
    already is passed over, so it may be repeated, also beside a service that keeps the same history. A moment without a
    time zone is in that of the check's data set.

    Exit codes: 0 when all is in the history; 1 when the config or the moments are wrong; 2 when no run ended ok.
    """
    logs.configure(logs.Level.ERROR, logs.Format.LOGFMT)
    from dte_exporter.cli.backfilling import Backfill
    from dte_exporter.config.loading.load import load

    registry = Registry.discover()
    config = load(config_file, registry, source_root)
    begin, end = _moment("--from", first), _moment("--to", last) if last else datetime.now(UTC)
    step = _step(every)
    _refuse_what_is_not_kept(config, begin)
    filling = Backfill(only(config, _following_now(config, registry, check or [])), registry)
    due = filling.plan(begin, end, step)
    with progress(sum(map(len, due.values()))) as on_ended:
        asyncio.run(filling.fill(due, on_ended))
    for line in _told(filling.filled):
        typer.echo(line)
    if due and not any(one.filled for one in filling.filled.values()):
        raise typer.Exit(Exit.NOT_MEASURED)


def _moment(option: str, text: str) -> datetime:
    try:
        return datetime.fromisoformat(parse_moment(text))
    except ValueError as error:
        raise ConfigError((f"{option}: {error}",)) from None


def _step(every: str) -> float | None:
    try:
        return parse_duration(every) if every else None
    except ValueError as error:
        raise ConfigError((f"--every: {error}",)) from None


def _refuse_what_is_not_kept(config: "Config", begin: datetime) -> None:
    """Refuse a config without a history of values, and moments that it would forget.

    Raises
    ------
    ConfigError
        If there is one of these.
    """
    settings = config.settings.history
    if settings is None:
        raise ConfigError((f"{config.path}: it keeps no history to be filled: add history: {{}}",))
    if settings.prometheus is not None:
        takes_none = "history.prometheus has the values, and takes none of the past: leave it out to keep them"
        raise ConfigError((f"{config.path}: {takes_none}",))
    oldest = SystemClock().now() - settings.keep
    if begin.replace(tzinfo=begin.tzinfo or UTC).timestamp() < oldest:
        kept = format_duration(settings.keep)
        raise ConfigError((f"--from: the history keeps {kept}, and would forget {begin}: raise history.keep",))


def _following_now(config: "Config", registry: Registry, names: Collection[str]) -> list[str]:
    """Return the checks called `names` whose windows follow now; of all where none is named, those that do.

    Raises
    ------
    ConfigError
        If one is not there, or means the same rows at any moment, or none is left.
    """
    require_checks(config, names)
    following = [name for name, one in config.checks.items() if follows_now(_windows(one, registry))]
    others = [name for name in names if name not in following]
    if others or not following:
        who = f"check {others[0]!r} means" if others else "all checks mean"
        way_out = "give the current window a last or a calendar, or newest rows a lag"
        raise ConfigError((f"{who} the same rows at any moment: {way_out}",))
    return [name for name in following if not names or name in names]


def _windows(check: "ConfiguredCheck", registry: Registry) -> "list[Window | None]":
    return [check.window(name) for name in window_names(check, registry)]


def _told(filled: "dict[str, Filled]") -> Iterator[str]:
    for name, one in filled.items():
        failed = "".join(f", {count:,} {outcome}" for outcome, count in sorted(one.failed.items()))
        yield f"{name}: {one.filled:,} filled in, {one.there:,} there already{failed}"
