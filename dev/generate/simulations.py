"""The page of simulations, from the tables that were kept."""

from collections.abc import Iterator, Mapping, Sequence

from dev.simulate.kept import Kept, read
from dev.simulate.tables import TABLES, Cells, Simulated, shown
from dte_exporter.registry import Registry

PATH = "docs/reference/simulations.md"

_INTRODUCTION = """\
# Simulations

<!-- Made from dev/simulate/kept.json, which `make simulate` writes. -->

What the checks say of data whose truth is known: how often an interval holds it, how often an alarm is false, and how
often a real change is found. Every figure comes from the checks themselves, or from the functions that they call, on
counts or rows that were drawn with a fixed seed.
"""


def make(registry: Registry) -> Mapping[str, str]:
    """Return the page by its path."""
    kept = read()
    parts = (line for name, about in TABLES.items() for line in _part(about, kept[name]))
    return {PATH: "\n".join([_INTRODUCTION, *parts])}


def _part(about: Simulated, kept: Kept) -> Iterator[str]:
    yield f"## {about.title}\n"
    yield f"{about.about} {kept.repetitions:,} data sets to a row; {kept.day}, {kept.versions}.\n"
    yield from _table(kept.rows)
    yield ""


def _table(rows: Sequence[Cells]) -> Iterator[str]:
    yield f"| {' | '.join(rows[0])} |"
    yield f"| {' | '.join('---' if isinstance(cell, str) else '---:' for cell in rows[0].values())} |"
    for row in rows:
        yield f"| {' | '.join(map(shown, row.values()))} |"
