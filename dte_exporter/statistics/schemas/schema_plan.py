"""How schemas are measured: types as the source has them, and one question for how many rows hold something."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dte_exporter.statistics.expressions.written_name import written
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.schemas.column_words import word
from dte_exporter.statistics.schemas.table_schema import VERSION, Column, Schemas, TableSchema
from dte_exporter.statistics.sources import SIDES, Sources
from dte_exporter.statistics.together.attempts import each
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.operations import Node


@dataclass(frozen=True, slots=True)
class SchemaPlan:
    """The schemas of the current window and of a reference that is another table.

    Parameters
    ----------
    of_reference : bool
        Whether that is wanted too.
    """

    of_reference: bool

    def measure(self, sources: Sources, cache: StatisticsCache) -> Schemas:
        """Return the schemas. A window without rows has one too; that of the reference is kept in `cache`."""
        reference, current = (sources.windows.get(side) for side in SIDES)
        if not self.of_reference or reference is None or current is None or _tables(reference) == _tables(current):
            window = next(side for side in reversed(SIDES) if side in sources.windows)
            schema = _measured(sources.windows[window])
            return Schemas(schema, None, {window: schema.rows})
        before, now = each([partial(_kept, reference, cache), partial(_measured, current)])
        return Schemas(now, before, {"reference": before.rows, "current": now.rows})


def _tables(view: View) -> "set[Node]":
    """Return the tables that the rows of a window are from."""
    from ibis.expr.operations import PhysicalTable

    return {*view.table.op().find(PhysicalTable)}


def _kept(view: View, cache: StatisticsCache) -> TableSchema:
    """Return the schema of a window, from `cache` where it was measured before."""
    if view.fingerprint is None:
        return _measured(view)
    key = f"schema {VERSION} of {view.fingerprint}"
    body = cache.get(key)
    if body is not None:
        with suppress(ValueError, TypeError, KeyError):  # a file that a crash left torn is as good as none
            return TableSchema.from_json(body)
    schema = _measured(view)
    cache.put(key, schema.to_json())
    return schema


def _measured(view: View) -> TableSchema:
    types = view.table.schema()
    filled = {f"filled{place}": view.table[name].count() for place, name in enumerate(types)}
    ((rows, *counts),) = view.rows(view.table.aggregate(rows=view.table.count(), **filled))
    columns = {
        written(name): Column(word(type_), int(count))
        for (name, type_), count in zip(types.items(), counts, strict=True)
    }
    return TableSchema(columns, int(rows))
