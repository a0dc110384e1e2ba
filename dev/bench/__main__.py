"""Print one table of measurements, made in one run on generated data: ``python -m dev.bench [--full] [SUBJECT …]``."""

import importlib
import pkgutil
import sys
from argparse import ArgumentParser
from pathlib import Path

from rich.console import Console
from rich.table import Table

import dev.bench
from dev.bench.row import Row


def main() -> None:
    """Measure the subjects that are asked for, all by default, and print their rows."""
    arguments = _arguments().parse_args()
    progress = Console(stderr=True)
    rows: list[Row] = []
    for subject in arguments.subjects or _subjects():
        with progress.status(f"measuring: {subject}"):
            module = importlib.import_module(f"dev.bench.{subject}")
            rows += module.rows()
            if arguments.full and hasattr(module, "slow_rows"):
                rows += module.slow_rows()
    Console(width=150 if not sys.stdout.isatty() else None).print(_table(rows))


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m dev.bench", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"one of {', '.join(_subjects())}")
    parser.add_argument("--full", action="store_true", help="measure also what takes minutes and gigabytes")
    return parser


def _subjects() -> list[str]:
    """Return the modules of this folder that measure something."""
    names = [found.name for found in pkgutil.iter_modules(dev.bench.__path__)]
    return [name for name in names if "def rows(" in (Path(dev.bench.__path__[0]) / f"{name}.py").read_text()]


def _table(rows: list[Row]) -> Table:
    table = Table("what", "seconds", "ratio", "to", "note", title="Measured in one run; ratios are what travels")
    table.columns[1].justify = table.columns[2].justify = "right"
    seconds = {(row.subject, row.what): row.seconds for row in rows}
    for place, row in enumerate(rows):
        if place == 0 or rows[place - 1].subject != row.subject:
            table.add_section()
            table.add_row(f"[bold]{row.subject}[/bold]")
        base = seconds[row.subject, row.ratio_to] if row.ratio_to else None
        table.add_row(row.what, f"{row.seconds:.4g}", _ratio(row.seconds, base), row.ratio_to or "", row.note)
    return table


def _ratio(seconds: float, base: float | None) -> str:
    """Return how many times faster or slower than `base` it was."""
    if base is None:
        return ""
    return f"{base / seconds:,.1f} x faster" if seconds < base else f"{seconds / base:,.2f} x as long"


if __name__ == "__main__":
    main()
