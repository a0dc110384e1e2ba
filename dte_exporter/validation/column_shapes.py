"""How the values of each column spread, as they may be shown: from the profile and under the limits that drift has."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from dte_exporter.checks.drift.evidence import MIN_ROWS, of_sides
from dte_exporter.config.roles import ColumnKind
from dte_exporter.reports.validation_report import Bar, Shape
from dte_exporter.statistics.distribution.categories import Categories, tallied
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.distribution.profile import Profile, profile
from dte_exporter.statistics.distribution.repetition import hardly_repeats
from dte_exporter.statistics.expressions.instants import instant
from dte_exporter.statistics.expressions.written_name import written
from dte_exporter.tables.table import Table
from dte_exporter.tables.table_view import TableView
from dte_exporter.validation.looked_at import LookedAt

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_FEW = 20
"""Whole numbers of so few values are drawn as the categories that they mostly are."""

_DAY = 86_400
Side = Numbers | Categories
S = TypeVar("S", Numbers, Categories)


def profiled(looked: LookedAt) -> Profile:
    """Return what is known of columns, by their names as they are written; times count as seconds since 1970.

    Raises
    ------
    SourceError
        If it cannot be read.
    """
    table, kinds = looked.table, looked.kinds
    names = {name: kinds[written(name)] for name in table.kinds}
    numbers = tuple(name for name, kind in names.items() if kind in {ColumnKind.NUMBER, ColumnKind.TIME})
    categories = tuple(name for name, kind in names.items() if kind in {ColumnKind.CATEGORY, ColumnKind.BOOLEAN})
    times = tuple(name for name, kind in names.items() if kind is ColumnKind.TIME)
    found = profile(TableView(table, _with_seconds(table, times), None), numbers, categories)
    return replace(found, numbers=_as_written(found.numbers), categories=_as_written(found.categories))


def _as_written(columns: Mapping[str, S]) -> Mapping[str, S]:
    return {written(name): one for name, one in columns.items()}


def _with_seconds(table: Table, times: Iterable[str]) -> "IbisTable":
    rows = table.expression
    seconds = {name: instant(rows, name, table.timezone).epoch_seconds().cast("float64") for name in times}
    return rows.mutate(**seconds) if seconds else rows


def shapes(looked: LookedAt, current: Profile, reference: Profile | None) -> Iterator[tuple[str, Shape | str]]:
    """Yield each column of what was `looked` at with its shape, or why there is none to show."""
    for name, kind in looked.kinds.items():
        now = _side(current, name)
        if name == looked.key:
            yield name, "it is the key: each value tells of a row"
        elif now is None:
            yield name, "its values are neither numbers, nor times, nor categories"
        else:
            before = _side(reference, name) if reference else None
            yield name, _shape(now, before if type(before) is type(now) else None, kind is ColumnKind.TIME)


def _side(of: Profile, name: str) -> Side | None:
    """Return what is known of a column; as of categories where it has so few different numbers."""
    if name not in of.numbers:
        return of.categories.get(name)
    numbers = of.numbers[name]
    if numbers.exact and len(numbers.values) <= _FEW and all(float(value).is_integer() for value in numbers.values):
        return tallied(numbers.values.items(), numbers.count)
    return numbers


def _shape(now: Side, before: Side | None, is_of_time: bool) -> Shape | str:
    if not now.count:
        return "it holds no values"
    if isinstance(now, Categories) and hardly_repeats(now.distinct, now.count):
        return "its values hardly repeat: each would tell of a row"
    sides: Mapping[str, Any] = {"current": now, **({"reference": before} if before is not None else {})}
    outline = of_sides(sides)
    bars = tuple(_lanes(outline["categories"]) if isinstance(now, Categories) else _bins(outline["bins"], is_of_time))
    return (
        Shape(bars, isinstance(now, Numbers))
        if bars
        else f"it has too few values, or too many alike: {MIN_ROWS} lie beyond either end"
    )


def _lanes(counted: Mapping[str, Any]) -> Iterator[Bar]:
    """Yield the categories, the largest first, then all that are too small to be named."""
    reference = counted.get("reference", [None] * len(counted["names"]))
    bars = map(Bar, counted["names"], counted["current"], reference)
    yield from sorted(bars, key=lambda one: -one.rows)
    others = counted["other"]
    if any(others.values()):
        yield Bar("others", others["current"], others.get("reference"), lumped=True)


def _bins(counted: Mapping[str, Any], is_of_time: bool) -> Iterator[Bar]:
    edges: list[float] = counted["edges"]
    if edges:
        reference = counted.get("reference", [None] * len(counted["current"]))
        yield from map(Bar, _names(edges, is_of_time), counted["current"], reference)


def _names(edges: list[float], is_of_time: bool) -> Iterator[str]:
    told = [_moment(edge, edges) if is_of_time else f"{edge:,.6g}" for edge in edges]
    yield f"before {told[0]}" if is_of_time else f"under {told[0]}"
    yield from (f"{low} to {high}" for low, high in pairwise(told))
    yield f"from {told[-1]} on" if is_of_time else f"{told[-1]} and over"


def _moment(edge: float, edges: list[float]) -> str:
    """Return a moment: as a day, or to the second where bins are narrower than days."""
    is_wide = len(edges) < 2 or edges[1] - edges[0] >= _DAY
    return datetime.fromtimestamp(edge, UTC).strftime("%Y-%m-%d" if is_wide else "%Y-%m-%d %H:%M:%S")
