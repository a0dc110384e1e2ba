"""How delimited text is written: every pair of two properties, and what is left out because no reader could know it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import combinations, product
from typing import Any

AXES: dict[str, tuple[Any, ...]] = {
    "encoding": ("utf-8", "utf-8-sig", "cp1250", "cp1252", "utf-16"),
    "delimiter": (",", ";", "\t", "|"),
    "decimal": (".", ","),
    "thousands": ("", ",", ".", " "),
    "missing": ("", "NA", "N/A", "NaN", "null", "-", "?"),
    "dates": ("iso", "day first", "month first", "dotted", "ambiguous", "dotted short", "words"),
    "times": ("zoned", "local", "epoch", "dotted"),
    "ending": (".csv", ".csv.gz", ".csv.zst", ".CSV", ".CSV.GZ"),
    "header": (True, False),
    "quoting": ("minimal", "all"),
    "line_end": ("\n", "\r\n"),
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way to write a file; each property is one of `AXES`."""

    encoding: str
    delimiter: str
    decimal: str
    thousands: str
    missing: str
    dates: str
    times: str
    ending: str
    header: bool
    quoting: str
    line_end: str

    @property
    def name(self) -> str:
        """What tells it from the others, in a table."""
        shown = (self.encoding, self.delimiter, self.decimal, self.thousands, self.missing, self.dates, self.times)
        return " ".join(map(repr, (*shown, self.ending, self.header, self.quoting, self.line_end)))

    @property
    def is_sensible(self) -> bool:
        """Whether somebody could have written it so: one mark has one meaning."""
        return self.decimal != self.thousands


def dialects(count: int) -> tuple[Dialect, ...]:
    """Return `count` dialects among which every sensible pair of two properties occurs; always the same ones."""
    chance = random.Random(12)
    chosen = list(_pairwise(chance))
    rest = [Dialect(*values) for values in product(*AXES.values())]
    chance.shuffle(rest)
    spare = (one for one in rest if one.is_sensible and one not in chosen)
    return (*chosen, *(next(spare) for _ in range(count - len(chosen))))


def _pairs(one: Dialect) -> set[tuple[tuple[str, Any], ...]]:
    return set(combinations(((part.name, getattr(one, part.name)) for part in fields(one)), 2))


def _pairwise(chance: random.Random) -> Iterator[Dialect]:
    """Yield dialects until none of many drawn adds a pair that was not there."""
    left = {
        ((a, x), (b, y))
        for a, b in combinations(AXES, 2)
        for x, y in product(AXES[a], AXES[b])
        if not ((a, b) == ("decimal", "thousands") and x == y)
    }
    while left:
        drawn = [Dialect(*map(chance.choice, AXES.values())) for _ in range(60)]
        best = max((one for one in drawn if one.is_sensible), key=lambda one: len(_pairs(one) & left))
        if _pairs(best) & left:
            left -= _pairs(best)
            yield best
