"""Rows met with labels that come late, from a table of their own: one label a key, within a maximum age."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dte_exporter.config.models import Columns, Labels
from dte_exporter.errors import EnginesApartError, MissingColumnError, SourceError
from dte_exporter.statistics.expressions.instants import instant
from dte_exporter.statistics.expressions.type_name import type_name
from dte_exporter.tables.identity import identity
from dte_exporter.tables.table import Table

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_KEY, _LABEL, _CAME = "dte_label_key", "dte_label", "dte_label_came"


def labelled(rows: Table, columns: Columns, labels: Table, theirs: Columns, met_as: Labels) -> Table:
    """Return `rows` with the label of each key; one whose key has none has no label.

    Of several labels of a key the newest counts, where they have times. Those that are left must agree, or the key has
    no label. A column of the label's name that `rows` have themselves gives way.

    Parameters
    ----------
    rows, labels : Table
        In one engine.
    columns, theirs : Columns
        What the columns of each are for.
    met_as : Labels
        Where the labels are, and how long after a row its label may come to count.

    Raises
    ------
    EnginesApartError
        If the two live in different engines.
    SourceError
        If a named column is not there, or a time is none.
    """
    if rows.execute != labels.execute:
        raise EnginesApartError(rows.execute, f"their labels, data set {met_as.dataset!r},", labels.execute)
    max_age = met_as.max_age
    times = (columns.time, theirs.time) if max_age is not None else (None, None)
    _check("the source", rows, columns.key, times[0])
    _check("the source of labels", labels, theirs.key, times[1], theirs.label, theirs.time)
    left = rows.expression.drop(*{str(theirs.label)} & {*rows.expression.columns})
    met = _met(left, str(columns.key), _one_a_key(labels.expression, theirs))
    label: Any = met[_LABEL]
    if max_age is not None:
        in_time = _seconds(met, _CAME, labels) - _seconds(met, str(columns.time), rows) <= max_age
        label = in_time.ifelse(label, None)
    return replace(
        rows,
        expression=met.select(*left.columns, **{str(theirs.label): label}),
        fingerprint=_fingerprint(rows.fingerprint, labels.fingerprint, columns, theirs, max_age),
        parts=None,  # a label of today may be that of a row of any part
    )


def _check(what: str, table: Table, key: str | None, time: str | None, *others: str | None) -> None:
    """Raise if a named column is not in `table`, or one of time holds no times."""
    schema = table.expression.schema()
    for column in filter(None, (key, time, *others)):
        if column not in schema:
            raise MissingColumnError(what, column, schema)
    if time and not (schema[time].is_timestamp() or schema[time].is_date()):
        type_ = type_name(schema[time])
        raise SourceError(
            f"{what} has times in column {time!r} of type {type_}: a maximum age needs dates or timestamps"
        )


def _one_a_key(labels: "IbisTable", theirs: Columns) -> "IbisTable":
    import ibis

    known = {_KEY: labels[str(theirs.key)], _LABEL: labels[str(theirs.label)]}
    came = labels[theirs.time] if theirs.time else ibis.null("timestamp")
    known_labels = labels.select(**known, **{_CAME: came}).filter(ibis._[_LABEL].notnull())
    if theirs.time:
        newest = ibis._[_CAME].max().over(group_by=_KEY)
        known_labels = known_labels.filter(ibis._[_CAME] == newest)
    label = ibis._[_LABEL]
    agreed = (label.min() == label.max()).ifelse(label.min(), None)
    return known_labels.group_by(_KEY).aggregate(**{_LABEL: agreed, _CAME: ibis._[_CAME].max()})


def _met(rows: "IbisTable", key: str, labels: "IbisTable") -> "IbisTable":
    """Return `rows` beside their labels; keys of different types meet as text."""
    left, right = rows[key], labels[_KEY]
    if left.type().copy(nullable=True) != right.type().copy(nullable=True):
        left, right = left.cast("string"), right.cast("string")
    return rows.left_join(labels, left == right)


def _seconds(met: "IbisTable", time: str, of: Table) -> Any:
    return instant(met, time, of.timezone).epoch_seconds()


def _fingerprint(rows: str | None, labels: str | None, *how: object) -> str | None:
    if rows is None or labels is None:
        return None
    return identity((rows, labels, how))
