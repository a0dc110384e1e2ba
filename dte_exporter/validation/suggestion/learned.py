"""What can be learned of each column that further rows, if they are as clean, will keep to.

Limits are those of `uncertainty.chance_limit`: as many further rows break a rule by chance once in a million times. No
rule tells of a row (ADR 0007): a range reaches half its width beyond the numbers that 30 rows lie beyond, and is
rounded outward; a set has the values that 30 rows have; and of rows outside of either it is said that there are none,
or counted as if there were 30.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Literal

from dte_exporter.checks.drift.evidence import MIN_ROWS
from dte_exporter.config.roles import ColumnKind
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.distribution.profile import Profile
from dte_exporter.uncertainty.chance_limit import most_by_chance
from dte_exporter.validation.looked_at import LookedAt
from dte_exporter.validation.suggestion import outward

Kind = Literal["present", "unique", "one_of", "within", "untrimmed", "varied", "mean"]

_MOST_VALUES = 100
"""A longer set is a list of names, not of what may be."""
_MOST_OUTSIDE = 0.05
_FEW = 20
"""Whole numbers of so few values stand for categories."""
_WHOLE = 2.0**53
"""Beyond it a double, as which numbers are looked at, is that of several whole ones."""
_LEAST_KEPT = 0.5
"""A rule that half of the values may break says nothing."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A rule on a column.

    Parameters
    ----------
    column : str
        Which.
    kind : Kind
        Its values are there, differ, are of a set, within a range, without blanks around them, not all the same, or of
        such a mean.
    reason : str
        What it was learned from.
    most, of : int
        So many of so many values may break it.
    is_unbroken : bool
        Whether no value broke it that it was learned from.
    arguments : mapping
        The ``values`` of the set, or ``low`` and ``high``.
    """

    column: str
    kind: Kind
    reason: str
    most: int = 0
    of: int = 1
    arguments: Mapping[str, Any] = field(default_factory=dict)
    is_unbroken: bool = True

    @property
    def mostly(self) -> float:
        """The share of values that keep to it at least, in (0, 1]."""
        return outward.mostly(self.most, self.of)


def learned(looked: LookedAt, known: Profile, untidy: Mapping[str, int]) -> Iterator[Learned]:
    """Yield the rules that the columns of a file give rise to.

    Parameters
    ----------
    looked : LookedAt
        The file.
    known : Profile
        What is known of its columns.
    untidy : mapping of str to int
        By column of text, values that are blank or have blanks around them.
    """
    for name, kind in looked.kinds.items():
        column = known.numbers.get(name) or known.categories.get(name)
        if column is None or not known.rows:
            continue
        yield from _kept(_present(name, column, known.rows))
        if name == looked.key:
            yield from _unique(name, column)
        elif kind is ColumnKind.NUMBER:
            yield from _of_numbers(name, known.numbers[name])
        elif kind is ColumnKind.CATEGORY:
            yield from _of_texts(name, known.categories[name], untidy.get(name))


def _kept(one: Learned | None) -> Iterator[Learned]:
    if one is not None and one.most <= (1 - _LEAST_KEPT) * one.of:
        yield one


def _present(name: str, column: Numbers | Categories, rows: int) -> Learned:
    missing = column.nulls if isinstance(column, Categories) else column.missing.nulls + column.missing.nans
    told = f"{f'{missing:,} values are' if missing else 'no value is'} missing in {rows:,} rows"
    return _by_chance(name, "present", told, missing, rows)


def _unique(name: str, column: Numbers | Categories) -> Iterator[Learned]:
    yield Learned(name, "unique", f"it is the key of {column.count:,} rows")


def _of_numbers(name: str, numbers: Numbers) -> Iterator[Learned]:
    if _beyond(numbers, -_WHOLE, _WHOLE):
        return
    if numbers.exact and len(numbers.values) <= _FEW and all(float(one).is_integer() for one in numbers.values):
        counts = {outward.plain(value): rows for value, rows in numbers.values.items()}
        yield from _one_of(name, counts, numbers.count + _infinite(numbers))
        yield from _varied(name, counts.values(), numbers.count)
    else:
        range_ = tuple(_within(name, numbers))
        yield from range_
        if all(one.is_unbroken for one in range_):  # else it would tell of one number that lies far from all others
            yield from _mean(name, numbers)
        cells = (moments.count for moments in numbers.cells.values())  # of which a value has no more than all rows
        yield from _varied(name, (*numbers.values.values(), *cells), numbers.count)


def _of_texts(name: str, texts: Categories, untidy: int | None) -> Iterator[Learned]:
    yield from _varied(name, texts.counts.values(), texts.count)
    set_ = tuple(_one_of(name, texts.counts, texts.count))
    yield from set_
    if not set_ and untidy is not None and texts.count:
        told = "none is blank or has blanks around it" if not untidy else f"{untidy:,} are blank or have blanks around"
        yield from _kept(_by_chance(name, "untrimmed", f"of {texts.count:,} values {told}", untidy, texts.count))


def _one_of(name: str, counts: Mapping[Any, int], rows: int) -> Iterator[Learned]:
    values = sorted(
        (value for value, count in counts.items() if count >= MIN_ROWS), key=lambda one: (-counts[one], one)
    )
    outside = rows - sum(counts[value] for value in values)
    if values and len(values) <= _MOST_VALUES and outside <= _MOST_OUTSIDE * rows:
        told = f"these {len(values):,} values have {MIN_ROWS} rows or more each, of {rows:,}"
        yield from _kept(_by_chance(name, "one_of", told, _told(outside), rows, values=values))


def _varied(name: str, counts: Any, rows: int) -> Iterator[Learned]:
    """Yield that not all values are the same, where chance alone would hardly make them so."""
    most = max(counts, default=0)
    if rows and most_by_chance(most, rows, rows) < rows:
        yield Learned(name, "varied", f"of {rows:,} values {rows - most:,} at least differ from the most frequent")


def _within(name: str, numbers: Numbers) -> Iterator[Learned]:
    bulk = _bulk(numbers)
    if bulk is None:
        return
    reach = (bulk[1] - bulk[0]) / 2
    low, high = outward.down(bulk[0] - reach), outward.up(bulk[1] + reach)
    if not _beyond(numbers, 0, float("inf")):
        low, high = max(low, 0.0), min(high, 1.0) if not _beyond(numbers, 0, 1) else high
    outside = _beyond(numbers, low, high) + _infinite(numbers)
    told = f"{MIN_ROWS} of {numbers.count:,} numbers lie close to either end, and {_nearly(outside)} beyond"
    found = _by_chance(
        name,
        "within",
        told,
        _told(outside),
        numbers.count + _infinite(numbers),
        low=outward.plain(low),
        high=outward.plain(high),
    )
    yield from _kept(found)


def _bulk(numbers: Numbers) -> tuple[float, float] | None:
    """Return the least and the greatest number that have `MIN_ROWS` rows at or beyond them; None for too few."""
    weighted = numbers.weighted
    sums = list(accumulate(rows for _, rows in weighted))
    if numbers.count < 2 * MIN_ROWS:
        return None
    low = next(value for (value, _), rows in zip(weighted, sums, strict=True) if rows >= MIN_ROWS)
    beyond = numbers.count - MIN_ROWS
    high = next(value for (value, _), rows in zip(weighted, sums, strict=True) if rows > beyond)
    return low, high


def _infinite(numbers: Numbers) -> int:
    """Return how many numbers are infinite, or none: they lie outside of every set and range."""
    return numbers.missing.nans + numbers.missing.infinities


def _beyond(numbers: Numbers, low: float, high: float) -> int:
    """Return how many numbers lie outside, a cell with all of its own where any may."""
    known = sum(rows for value, rows in numbers.values.items() if not low <= value <= high)
    cells = (
        moments.count
        for (level, place), moments in numbers.cells.items()
        if not low <= place * 2.0**level or not (place + 1) * 2.0**level <= high
    )
    return known + sum(cells)


def _mean(name: str, numbers: Numbers) -> Iterator[Learned]:
    """Yield the mean, give and take six standard errors of the difference of two such means."""
    count = numbers.count
    if count < 2 * MIN_ROWS:
        return
    reach = 6 * (2 * numbers.moments.squares / count / count) ** 0.5
    low, high = (numbers.moments.mean + side * reach for side in (-1, 1))
    told = f"the mean of {count:,} numbers, give or take six standard errors"
    yield Learned(name, "mean", told, arguments={"low": _to_step(low, reach, -1), "high": _to_step(high, reach, 1)})


def _to_step(value: float, reach: float, side: int) -> float:
    """Return `value` moved outward to a multiple of a tenth of its `reach`, rounded to one digit."""
    import math

    step = 10.0 ** math.floor(math.log10(reach)) if reach else 1.0
    return float(f"{(math.ceil if side > 0 else math.floor)(value / step) * step:.12g}")


def _by_chance(name: str, kind: Kind, told: str, found: int, rows: int, **arguments: Any) -> Learned:
    most = most_by_chance(found, rows, rows)
    limit = f"; chance explains {most:,} of as many" if most else ""
    return Learned(name, kind, f"{told}{limit}", most, rows, arguments, not found)


def _told(outside: int) -> int:
    """Return how many are said to lie outside: none, or no fewer than would be shown."""
    return max(outside, MIN_ROWS) if outside else 0


def _nearly(outside: int) -> str:
    return "none" if not outside else f"fewer than {MIN_ROWS}" if outside < MIN_ROWS else f"{outside:,}"
