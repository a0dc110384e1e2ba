"""Simulate data whose truth is known, and print what the checks say of it: ``python -m dev.simulate [TABLE …]``.

With ``--keep`` the run becomes the one that the documentation tells of.
"""

from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dev.bench.run import versions
from dev.simulate.run import Run
from dev.simulate.tables import TABLES, Cells

KEPT = Path(__file__).parent / "kept.json"


def main() -> None:
    """Make the tables that are asked for, all by default, each in a process of its own, and print them."""
    arguments = _arguments().parse_args()
    names = arguments.tables or list(TABLES)
    repetitions = {name: arguments.repetitions or TABLES[name].repetitions for name in names}
    with Console(stderr=True).status(f"simulating: {', '.join(names)}"), ProcessPoolExecutor() as pool:
        found = dict(zip(names, pool.map(rows, names, repetitions.values()), strict=True))
    for name, made in found.items():
        Console().print(_table(name, made))
    if arguments.keep:
        Run(versions(), datetime.now(UTC).date().isoformat(), found, repetitions).save(KEPT)


def rows(name: str, repetitions: int) -> list[Cells]:
    """Return the rows of one table."""
    return list(TABLES[name].rows(repetitions))


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m dev.simulate", description=str(__doc__).partition("\n")[0])
    parser.add_argument("tables", nargs="*", metavar="TABLE", choices=[*TABLES, []], help=f"of {', '.join(TABLES)}")
    parser.add_argument("--repetitions", type=int, help="data sets to a row, instead of what the documentation has")
    parser.add_argument("--keep", action="store_true", help="keep the run for docs/reference/simulations.md")
    return parser


def _table(name: str, made: list[Cells]) -> Table:
    table = Table(*made[0], title=TABLES[name].title)
    for row in made:
        table.add_row(*map(shown, row.values()))
    return table


def shown(cell: str | float) -> str:
    """Return a cell as people read it: three digits of a number."""
    return cell if isinstance(cell, str) else f"{cell:,.3g}"


if __name__ == "__main__":
    main()
