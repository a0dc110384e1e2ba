"""How the time of a check grows with its rows: a straight line if nothing is looked at twice."""

import math
import tempfile
from collections.abc import Iterator, Sequence

from dev.bench.measure import in_child
from dev.bench.row import Row

SIZES = (100_000, 1_000_000, 10_000_000)
LARGEST = 100_000_000
CHECKS = ("fairness", "performance")
_AIM = 1.05


def rows() -> list[Row]:
    """Return the seconds of each check at each size, in a warm worker."""
    return [row for check in CHECKS for row in _grown(check, SIZES)]


def slow_rows() -> list[Row]:
    """Return the same up to 100 M rows, of which the files take gigabytes."""
    return [row for check in CHECKS for row in _grown(check, (*SIZES, LARGEST))]


def _grown(check: str, sizes: Sequence[int]) -> Iterator[Row]:
    subject = f"growth of {check}, up to {sizes[-1]:,} rows"
    taken: dict[int, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/people.parquet"
            in_child(f"dev.bench.{check}:generate", path, size)
            taken[size], memory = in_child(f"dev.bench.{check}:check", path)
        note = f"{memory:,.0f} MB{_exponent(taken)}"
        yield Row(subject, f"{size:,} rows", taken[size], f"{sizes[0]:,} rows" if len(taken) > 1 else None, note)


def _exponent(taken: dict[int, float]) -> str:
    """Return the power of the rows that the time grew by over the last step, where there was one."""
    if len(taken) == 1:
        return ""
    (fewer, before), (more, after) = list(taken.items())[-2:]
    found = math.log(after / before) / math.log(more / fewer)
    return f"; grew as rows to the power {found:.2f}, aim: {_AIM}, {'reached' if found <= _AIM else 'missed'}"
