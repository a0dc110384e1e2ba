"""Print one table of measurements, made in one run on generated data: ``python -m dev.bench [--full] [SUBJECT …]``.

With ``--keep`` the run becomes the one that the documentation tells of.
"""

import importlib
import os
import pkgutil
import re
import sys
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

import dev.bench
from dev.bench.chart import draw
from dev.bench.row import Row, ratio
from dev.bench.run import Run, machine, versions

KEPT = Path(__file__).parent / "kept.json"
CHART = Path(__file__).parents[2] / "docs/images/growth.svg"

_MEASURES = re.compile(r"^def rows\(", re.MULTILINE)


def main() -> None:
    """Measure the subjects that are asked for, all by default, and print their rows."""
    arguments = _arguments().parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed exporter has its bytecode; the first start writes it
    progress = Console(stderr=True)
    rows: list[Row] = []
    for subject in arguments.subjects or subjects():
        with progress.status(f"measuring: {subject}"):
            module = importlib.import_module(f"dev.bench.{subject}")
            rows += module.slow_rows() if arguments.full and hasattr(module, "slow_rows") else module.rows()
    Console(width=150 if not sys.stdout.isatty() else None).print(_table(rows))
    if arguments.keep:
        Run(machine(), versions(), datetime.now(UTC).date().isoformat(), rows).save(KEPT)
        draw(rows, CHART)


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m dev.bench", description=str(__doc__).partition("\n")[0])
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"one of {', '.join(subjects())}")
    parser.add_argument("--full", action="store_true", help="measure also what takes minutes and gigabytes")
    parser.add_argument("--keep", action="store_true", help="keep the run for docs/reference/performance.md")
    return parser


def subjects() -> list[str]:
    """Return the modules of this folder that measure something."""
    names = [found.name for found in pkgutil.iter_modules(dev.bench.__path__)]
    return [name for name in names if _MEASURES.search((Path(dev.bench.__path__[0]) / f"{name}.py").read_text())]


def _table(rows: list[Row]) -> Table:
    table = Table("what", "seconds", "ratio", "to", "note", title="Measured in one run; ratios are what travels")
    table.columns[1].justify = table.columns[2].justify = "right"
    for place, row in enumerate(rows):
        if place == 0 or rows[place - 1].subject != row.subject:
            table.add_section()
            table.add_row(f"[bold]{row.subject}[/bold]")
        table.add_row(row.what, f"{row.seconds:.4g}", ratio(row, rows), row.ratio_to or "", row.note)
    return table


if __name__ == "__main__":
    main()
