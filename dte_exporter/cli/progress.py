"""How far a run of all checks is, on stderr: results are alone on stdout."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dte_exporter.storage.snapshot import CheckRecord


@contextmanager
def progress(total: int) -> Iterator[Callable[["CheckRecord"], None]]:
    """Give what is to be told of each check that has ended, of `total`.

    A terminal shows a bar with the seconds, which vanishes in the end; a log gets a line for each check.
    """
    with _bar(total) if sys.stderr.isatty() else _lines(total) as on_ended:
        yield on_ended


@contextmanager
def _lines(total: int) -> Iterator[Callable[["CheckRecord"], None]]:
    ended = 0

    def on_ended(record: "CheckRecord") -> None:
        nonlocal ended
        ended += 1
        typer.echo(f"{ended} of {total}: {record.check.name} has ended", err=True)

    yield on_ended


@contextmanager
def _bar(total: int) -> Iterator[Callable[["CheckRecord"], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("starting", total=total)

        def on_ended(record: "CheckRecord") -> None:
            shown.update(task, advance=1, description=f"{record.check.name} has ended")

        yield on_ended
