"""Simulate data whose truth is known, and print what the checks say of it: ``python -m dev.simulate [TABLE …]``.

With ``--keep`` the tables become those that the documentation shows.
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from dev.bench.run import versions
from dev.simulate.kept import Kept, keep
from dev.simulate.tables import TABLES, Cells, shown

_WIDTH = 150


def main() -> None:
    """Make the tables that are asked for, all by default, each in a process of its own, and print them."""
    arguments = _arguments().parse_args()
    names = arguments.tables or list(TABLES)
    repetitions = [arguments.repetitions or TABLES[name].repetitions for name in names]
    with Console(stderr=True).status(f"simulating: {', '.join(names)}"), ProcessPoolExecutor() as pool:
        found = dict(zip(names, pool.map(made, names, repetitions), strict=True))
    for name, table in found.items():
        Console(width=_WIDTH).print(_table(name, table.rows))
    if arguments.keep:
        keep(found)


def made(name: str, repetitions: int) -> Kept:
    """Return one table."""
    rows = list(TABLES[name].rows(repetitions))
    return Kept(repetitions, versions(), datetime.now(UTC).date().isoformat(), rows)


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m dev.simulate", description=str(__doc__).partition("\n")[0])
    parser.add_argument("tables", nargs="*", metavar="TABLE", help=f"one of {', '.join(TABLES)}")
    parser.add_argument("--repetitions", type=int, help="data sets to a row, instead of what the documentation has")
    parser.add_argument("--keep", action="store_true", help="keep the tables for docs/reference/simulations.md")
    return parser


def _table(name: str, rows: Sequence[Cells]) -> Table:
    table = Table(*rows[0], title=TABLES[name].title)
    for row in rows:
        table.add_row(*map(shown, row.values()))
    return table


if __name__ == "__main__":
    main()
