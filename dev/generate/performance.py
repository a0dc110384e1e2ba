"""The page of measurements, from the run of the bench that was kept."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from dev.bench.row import Row, ratio
from dev.bench.run import Run
from dte_exporter.registry import Registry

PATH = "docs/reference/performance.md"
KEPT = Path(__file__).parents[1] / "bench" / "kept.json"

_INTRODUCTION = """\
# Performance

<!-- Made from dev/bench/kept.json, which `make bench-kept` writes. -->

What one run of `make bench` measured, beside peers and a bare read of the same rows in the same run. Ratios travel from
one machine to another, seconds do not. An aim that was missed is told as well as one that was reached.

- Machine: {machine}
- {versions}
- Day: {day}

![Seconds of a check over rows, on scales of tens](../images/growth.svg)
"""


def make(registry: Registry) -> Mapping[str, str]:
    """Return the page by its path."""
    run = Run.load(KEPT)
    introduction = _INTRODUCTION.format(machine=run.machine, versions=run.versions, day=run.day)
    return {PATH: "\n".join([introduction, *_tables(run.rows)])}


def _tables(rows: Sequence[Row]) -> Iterator[str]:
    for subject, group in groupby(rows, attrgetter("subject")):
        yield f"## {subject[0].upper()}{subject[1:]}\n"
        yield "| what | seconds | ratio | to | |\n| --- | ---: | ---: | --- | --- |"
        for row in group:
            yield f"| {row.what} | {row.seconds:.4g} | {ratio(row, rows)} | {row.ratio_to or ''} | {row.note} |"
        yield ""
