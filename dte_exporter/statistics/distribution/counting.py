"""The questions that profiles put to the engine, as Ibis expressions.

Equal questions are one object, so that an engine which keeps compiled SQL by expression finds it at the next run.
"""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from dte_exporter.statistics.distribution.grid import Grid
from dte_exporter.statistics.expressions.doubles import is_finite

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

PROBE_ROWS = 5_000
"""Rows in which more than `numbers.MAX_VALUES` values are looked for, before all rows are."""

OUT_BELOW, OUT_ABOVE, NULL, NAN, INFINITE = -1, -2, -3, -4, -5
"""What `cells` answers in place of a place in the grid."""

MISSING = (NULL, NAN, INFINITE)
"""Those that stand for no finite number."""

Asked = TypeVar("Asked", bound=Callable[..., Any])


def _kept(question: Asked) -> Asked:
    """Return `question`, made once for each table: an Ibis table equals only itself, its operation any like it."""

    @functools.lru_cache(maxsize=4096)
    def made(operation: Any, *args: Any) -> Any:
        return question(operation.to_expr(), *args)

    @functools.wraps(question)
    def asked(table: "IbisTable", *args: Any) -> Any:
        return made(table.op(), *args)

    return cast("Asked", asked)


@_kept
def totals(table: "IbisTable", numbers: tuple[str, ...]) -> "IbisTable":
    """Return one row: all rows, then for each column of numbers its non-null rows, its least and greatest value.

    DuckDB answers it from a Parquet file's own statistics without reading a row.
    """
    asked: dict[str, Any] = {"rows": table.count()}
    for place, name in enumerate(numbers):
        asked |= {f"n{place}": table[name].count(), f"a{place}": table[name].min(), f"z{place}": table[name].max()}
    return table.aggregate(**asked)


@_kept
def finite_range(table: "IbisTable", column: str) -> "IbisTable":
    """Return one row: the least and the greatest finite value of `column`."""
    finite = _finite(table, column)
    return finite.aggregate(low=finite.number.min(), high=finite.number.max())


@_kept
def variety(table: "IbisTable", columns: tuple[str, ...]) -> "IbisTable":
    """Return one row: for each column, how many different values its first `PROBE_ROWS` rows hold."""
    first = table.select(*columns).limit(PROBE_ROWS)
    return first.aggregate(**{f"v{place}": first[name].nunique() for place, name in enumerate(columns)})


@_kept
def repeated(table: "IbisTable", column: str, limit: int | None) -> "IbisTable":
    """Return one row: the values that `column` holds in the first `limit` rows, or all, less the different ones."""
    first = table.select(value=table[column]).limit(limit)
    return first.aggregate(repeated=first.value.count() - first.value.nunique())


@_kept
def value_counts(table: "IbisTable", column: str, limit: int) -> "IbisTable":
    """Return a row for each value of `column`, null included: value, rows. At most `limit`, in no order."""
    return table.group_by(value=table[column]).aggregate(rows=table.count()).limit(limit)


@_kept
def most_frequent(table: "IbisTable", column: str, limit: int) -> "IbisTable":
    """Return a row for each of the `limit` most frequent values of `column`: value, rows. Ties go by value."""
    import ibis

    counted = table.group_by(value=table[column]).aggregate(rows=table.count())
    return counted.order_by([ibis.desc("rows"), "value"]).limit(limit)


@_kept
def cells(table: "IbisTable", column: str, grid: Grid) -> "IbisTable":
    """Return a row for each cell of `grid` that is not empty: its place, rows, sum and sum of squares.

    The sums are of steps, that is widths above the start of the grid. Places below 0 say what is not in the grid.
    """
    import ibis

    number = ibis._[column].cast("float64")
    steps = ibis._.number * ibis.literal(2.0**-grid.level, "float64") - ibis.literal(float(grid.first), "float64")
    finite = is_finite(ibis._.steps)
    place = ibis.cases(
        (finite & (ibis._.steps >= 0) & (ibis._.steps < grid.cells), ibis._.steps.floor().cast("int32")),
        (ibis._.number.isnull(), NULL),
        (ibis._.number.isinf(), INFINITE),
        (finite & (ibis._.steps < 0), OUT_BELOW),
        (finite, OUT_ABOVE),
        (is_finite(ibis._.number), INFINITE),  # in steps of this grid it is
        else_=NAN,
    )
    placed = table.select(number=number).mutate(steps=steps).mutate(place=place)
    return placed.group_by("place").aggregate(
        rows=placed.count(), total=placed.steps.sum(), squares=(placed.steps * placed.steps).sum()
    )


@_kept
def between(table: "IbisTable", column: str, edges: tuple[float, ...]) -> "IbisTable":
    """Return a row for each bin that is not empty: how many of the inner `edges` its numbers reach, and its rows."""
    import ibis

    finite = _finite(table, column)
    reached = sum(((finite.number >= edge).cast("int32") for edge in edges), ibis.literal(0, "int32"))
    return finite.group_by(bin=reached).aggregate(rows=finite.count())


def distinct_in_both(reference: "IbisTable", current: "IbisTable", column: str) -> "IbisTable":
    """Return one row: how many different finite numbers `column` holds in both tables together."""
    both = _finite(reference, column).union(_finite(current, column))
    return both.aggregate(distinct=both.number.nunique())


def _finite(table: "IbisTable", column: str) -> "IbisTable":
    """Return a table of the finite numbers of `column`, called ``number``."""
    named = table.select(number=table[column].cast("float64"))
    return named.filter(is_finite(named.number))
