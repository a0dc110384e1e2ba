"""How dates are written, settled by trying: a column of times has the one format that all of its values fit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dte_exporter.config.column_types import ColumnType
from dte_exporter.tables.text.cast import parsed
from dte_exporter.tables.text.forms import Form
from dte_exporter.tables.text.reading import Convention, Reading, undecided_dates
from dte_exporter.tables.text.survey import Execute, Forms

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_TIMES = frozenset({ColumnType.DATE, ColumnType.TIMESTAMP})
_ISO = "ISO 8601"


def settled(
    table: "IbisTable",
    readings: Mapping[str, Reading],
    forms: Mapping[str, Forms],
    convention: Convention,
    execute: Execute,
) -> Mapping[str, Reading]:
    """Return `readings`, those of times with the one format that is right, or as text where none is, or two are.

    Parameters
    ----------
    table : ibis Table
        The columns as text.
    readings : mapping of str to Reading
        How columns of it are read, by name.
    forms : mapping of str to Forms
        What their values look like.
    """
    times = {name: one for name, one in readings.items() if one.type in _TIMES}
    if not times:
        return readings
    fitting = _fitting(table, times, forms, execute)
    return {**readings, **{name: _settled(name, one, fitting[name], convention) for name, one in times.items()}}


def _settled(name: str, one: Reading, fitting: tuple[str, ...], convention: Convention) -> Reading:
    if len(fitting) == 1:
        return replace(one, formats=fitting) if one.formats else one
    return Reading(ColumnType.TEXT, spaced=one.spaced, notice=undecided_dates(name, one.formats, fitting, convention))


def _fitting(
    table: "IbisTable", times: Mapping[str, Reading], forms: Mapping[str, Forms], execute: Execute
) -> Mapping[str, tuple[str, ...]]:
    """Return, by column, the formats of its reading that all of its values fit."""
    tries = {
        (name, format_): _time(table[name], format_)
        for name, one in times.items()
        for format_ in one.formats or (_ISO,)
    }
    counts = {f"n{place}": time.count() for place, time in enumerate(tries.values())}
    ((*found,),) = execute(table.aggregate(**counts))
    fitting: dict[str, tuple[str, ...]] = dict.fromkeys(times, ())
    for (name, format_), rows in zip(tries, found, strict=True):
        if rows == forms[name].present - forms[name].of(Form.MARK):
            fitting[name] += (format_,)
    return fitting


def _time(column: Any, format_: str) -> Any:
    return column.strip().try_cast("timestamp('UTC')") if format_ == _ISO else parsed(column, format_)
