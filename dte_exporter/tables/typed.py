"""A table with its columns of the types that the config declares, or that another table has."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dte_exporter.config.column_types import ColumnType
from dte_exporter.config.roles import ColumnKind
from dte_exporter.errors import MissingColumnError, SourceError
from dte_exporter.tables.identity import identity
from dte_exporter.tables.table import Table
from dte_exporter.tables.text.cast import moment
from dte_exporter.tables.text.declared import EPOCHS
from dte_exporter.tables.text.reading import Reading
from dte_exporter.tables.text.text_columns import TextColumns

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_KINDS = {
    ColumnKind.NUMBER: ColumnType.NUMBER,
    ColumnKind.CATEGORY: ColumnType.TEXT,
    ColumnKind.BOOLEAN: ColumnType.BOOLEAN,
}


def read_as(table: Table, declared: Mapping[str, ColumnType]) -> Table:
    """Return `table` with the `declared` columns of these types, and what else it has as text as that turns out.

    Raises
    ------
    SourceError
        If there is no such column, or a value of it is not of its type.
    """
    for name in declared:
        if name not in table.expression.columns:
            raise MissingColumnError("the source", name, table.expression.columns)
    text = table.text
    readings = text.readings({name: declared[name] for name in text.names if name in declared}) if text else {}
    rows = text.typed(readings) if text else table.expression
    others = {name: type_ for name, type_ in declared.items() if name not in readings}
    return replace(
        table,
        expression=_converted(table, rows, others),
        fingerprint=_fingerprint(table.fingerprint, declared),
        parts=None if others else table.parts,
        notices={name: one.notice for name, one in readings.items() if one.notice},
    )


def alike(reference: Table, current: Table) -> tuple[Table, Table]:
    """Return both tables with those columns of the same kind that can be.

    A column that one of them has as text takes the kind of the other, where all of its values are of it: a file
    without types is read by those of the one beside it. Of two such files the reference says.
    """
    if current.text is not None:
        return reference, _after(current, reference)
    return (_after(reference, current), current) if reference.text is not None else (reference, current)


def _after(table: Table, model: Table) -> Table:
    text = table.text
    if text is None:
        return table
    found = dict(_fitting(text, table, model))
    if not found:
        return table
    rows = text.typed({**text.readings({}), **found})
    return replace(
        table,
        expression=rows,
        fingerprint=_fingerprint(table.fingerprint, {name: one.type for name, one in found.items()}),
        notices={name: sentence for name, sentence in table.notices.items() if name not in found},
    )


def _fitting(text: TextColumns, table: Table, model: Table) -> Iterator[tuple[str, Reading]]:
    """Yield the readings of columns of `text` that make them of the kind that `model` has them of."""
    kinds, wanted = table.kinds, model.kinds
    for name in text.names:
        if name in wanted and kinds[name] is not wanted[name]:
            type_ = _type_in(model, name)
            one = text.fits(name, type_) if type_ else None
            if one is not None:
                yield name, one


def _type_in(model: Table, name: str) -> ColumnType | None:
    if model.kinds[name] is ColumnKind.TIME:
        return ColumnType.DATE if model.expression[name].type().is_date() else ColumnType.TIMESTAMP
    return _KINDS.get(model.kinds[name])


def _converted(table: Table, rows: "IbisTable", declared: Mapping[str, ColumnType]) -> "IbisTable":
    """Return `rows` with the columns that are of a type of the source's own as they are `declared`."""
    texts = tuple(name for name in declared if rows[name].type().is_string())
    if table.is_remote:
        _refuse_to_read(name for name in texts if declared[name] is not ColumnType.TEXT)
    elif texts:
        stored = TextColumns(rows, texts, table.fingerprint, table.execute)
        rows = stored.typed(stored.readings({name: declared[name] for name in texts}))
    made = {name: _conversion(rows[name], name, declared[name]) for name in declared if name not in texts}
    return rows.mutate(**made) if made else rows


def _refuse_to_read(texts: Iterable[str]) -> None:
    """Refuse columns of text that are declared as something else where a server holds them."""
    for name in texts:
        raise SourceError(
            f"column {name!r} is text, which a database does not read as columns.types declares it: CAST it in "
            "source.query, and leave it out of columns.types"
        )


def _conversion(column: Any, name: str, type_: ColumnType) -> Any:
    found = column.type()
    if type_ is ColumnType.TEXT:
        return column.cast("string")
    if type_ is ColumnType.NUMBER and (found.is_numeric() or found.is_boolean()):
        return column.cast("int8") if found.is_boolean() else column
    if type_ in EPOCHS and found.is_integer():
        return moment(column, type_)
    if type_ is ColumnType.BOOLEAN and found.is_boolean():
        return column
    if found.is_timestamp() or found.is_date():
        if type_ is ColumnType.DATE:
            return column.cast("date")
        if type_ is ColumnType.TIMESTAMP:
            return column if found.is_timestamp() else column.cast("timestamp")
    raise SourceError(f"column {name!r} is of type {found}, and columns.types declares it as {type_}: declare another")


def _fingerprint(content: str | None, types: Mapping[str, ColumnType]) -> str | None:
    """Return the identity of the content read with these `types`."""
    if content is None or not types:
        return content
    return identity((content, sorted(types.items())))
