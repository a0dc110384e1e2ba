"""The newest rows, and those before them: told by one moment, which the engine finds."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


def newest(rows: "IbisTable", time: str, number: int) -> "IbisTable":
    """Return the newest `number` of `rows`, and with them all of the same moment as the oldest of them.

    All rows that have a time where there are fewer; none without one.
    """
    import ibis

    times = rows.select(time).filter(rows[time].notnull())
    return rows.filter(rows[time] >= _first(times.order_by(ibis.desc(time)).limit(number), time))


def older(rows: "IbisTable", time: str, than: "IbisTable") -> "IbisTable":
    """Return those of `rows` that are older than all rows of `than`, of the same table."""
    return rows.filter(rows[time] < _first(than, time))


def _first(rows: "IbisTable", time: str) -> Any:
    return rows.aggregate(first=rows[time].min()).as_scalar()
