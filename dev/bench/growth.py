"""How the time of a check grows with its rows: a straight line if nothing is looked at twice; and what it holds."""

import math
import tempfile
from collections.abc import Iterator, Sequence

from dev.bench import wide
from dev.bench.measure import in_child
from dev.bench.row import Row, within

SIZES = (100_000, 1_000_000, 10_000_000)
LARGEST = 100_000_000
_AIM = 1.05
_RUNS = 3
_ASKED = {**{name: (name, False) for name in wide.CHECKS}, "drift with its reference kept": ("drift", True)}
"""What is measured: each check, and whether the reference is kept."""


def rows() -> list[Row]:
    """Return the seconds of each check at each size, in a warm worker."""
    return _grown(SIZES)


def slow_rows() -> list[Row]:
    """Return the same up to 100 M rows, of which the file takes 4 GB."""
    return _grown((*SIZES, LARGEST))


def _grown(sizes: Sequence[int]) -> list[Row]:
    found: dict[str, dict[int, tuple[float, float]]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/rows.parquet"
            in_child("dev.bench.wide:generate", path, size)
            for what, (name, is_kept) in _ASKED.items():
                taken = in_child("dev.bench.wide:check", name, path, _RUNS, is_kept)
                found.setdefault(what, {})[size] = taken
    return [row for what, measured in found.items() for row in _curve(what, measured)]


def _curve(what: str, measured: dict[int, tuple[float, float]]) -> Iterator[Row]:
    sizes = list(measured)
    subject = f"growth of {what}, up to {sizes[-1]:,} rows"
    for place, (size, (seconds, megabytes)) in enumerate(measured.items()):
        note = f"{megabytes:,.0f} MB; {within(wide.MEMORY / 2**20, megabytes)}"
        base = f"{sizes[0]:,} rows" if place else None
        if place:
            note += _exponent(seconds / measured[sizes[place - 1]][0], size / sizes[place - 1])
        yield Row(subject, f"{size:,} rows", seconds, base, note)


def _exponent(times_as_long: float, times_as_many: float) -> str:
    """Return the power of the rows that the time grew by since the size before."""
    found = math.log(times_as_long) / math.log(times_as_many)
    return f"; grew as rows to the power {found:.2f}, aim: {_AIM}, {'reached' if found <= _AIM else 'missed'}"
