"""What the config says of the values of columns, as statistics count with it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from dte_exporter.checks.quality.expected_values import Limit, Params
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError, MissingColumnError
from dte_exporter.statistics.quality_facts.column_bounds import Bounds


def declared_bounds(params: Params, roles: Roles) -> Iterator[tuple[str, Bounds]]:
    """Yield the bounds of each column that the config says something of.

    Raises
    ------
    MissingColumnError
        If there is no such column.
    CheckError
        If what is said does not fit the values of the column, or its least value is above its greatest.
    """
    for name in dict.fromkeys((*params.ranges, *params.sets)):
        if name not in roles.kinds:
            raise MissingColumnError("the source", name, roles.kinds)
        low, high = (_limit(name, limit, roles.kinds[name]) for limit in params.ranges.get(name, (None, None)))
        if low is not None and high is not None and low > high:
            raise CheckError(f"ranges.{name}: the least value lies above the greatest; swap them")
        yield name, Bounds(low, high, _values(name, params, roles.kinds[name]))


def _limit(name: str, limit: Limit | None, kind: ColumnKind) -> float | None:
    """Return a limit as the column is measured: times in seconds since the epoch, in UTC where it names no offset."""
    if limit is None:
        return None
    if kind is ColumnKind.TIME and isinstance(limit, date):
        moment = limit if isinstance(limit, datetime) else datetime.combine(limit, time())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    if kind in {ColumnKind.NUMBER, ColumnKind.CATEGORY} and isinstance(limit, int | float):
        return float(limit)
    wanted = {ColumnKind.TIME: "moments such as 2018-11-01", ColumnKind.NUMBER: "numbers"}.get(kind)
    way_out = f"give it {wanted}" if wanted else "only numbers and times have ranges; use sets"
    raise CheckError(f"ranges.{name} does not fit a column of kind {kind}: {way_out}")


def _values(name: str, params: Params, kind: ColumnKind) -> tuple[Any, ...] | None:
    values = params.sets.get(name)
    if values is None:
        return None
    fits = {
        ColumnKind.BOOLEAN: lambda value: isinstance(value, bool),
        ColumnKind.NUMBER: _is_number,
        ColumnKind.CATEGORY: lambda value: isinstance(value, str) or _is_number(value),
    }.get(kind)
    if fits is None or not all(map(fits, values)):
        raise CheckError(f"sets.{name} does not fit a column of kind {kind}: give values as the column holds them")
    return tuple(float(value) if _is_number(value) else value for value in values)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
