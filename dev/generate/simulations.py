"""The page of simulations, from the run that was kept."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dev.simulate.__main__ import KEPT, shown
from dev.simulate.run import Run
from dev.simulate.tables import TABLES, Cells
from dte_exporter.registry import Registry

PATH = "docs/reference/simulations.md"
REPOSITORY = Path(__file__).parents[2]

_INTRODUCTION = """\
# Simulations

<!-- Made from dev/simulate/kept.json, which `make simulate` writes. -->

What the checks say of data whose truth is known: how often an interval holds it, how often an alarm is false, and how
often a real change is found. Every figure comes from the checks themselves, on counts that were drawn with a fixed
seed.

- {versions}
- Day: {day}
"""


def make(registry: Registry) -> Mapping[str, str]:
    """Return the page by its path."""
    run = Run.load(KEPT)
    return {PATH: "\n".join([_INTRODUCTION.format(versions=run.versions, day=run.day), *_parts(run)])}


def _parts(run: Run) -> Iterator[str]:
    for name, rows in run.tables.items():
        yield f"## {TABLES[name].title}\n"
        yield f"{TABLES[name].about} Each row: {run.repetitions[name]:,} data sets.\n"
        yield from _table(rows)
        yield ""


def _table(rows: Sequence[Cells]) -> Iterator[str]:
    yield f"| {' | '.join(rows[0])} |"
    yield f"| {' | '.join('---' if isinstance(cell, str) else '---:' for cell in rows[0].values())} |"
    for row in rows:
        yield f"| {' | '.join(map(shown, row.values()))} |"
