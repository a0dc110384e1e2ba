"""Rows whose time lies in a span."""

import operator
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING, Any

from dte_exporter.config.spans.span import Span
from dte_exporter.wall_clock import spans_from

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


def in_spans(rows: "IbisTable", time: str, spans: tuple[Span, ...], timezone: str) -> "IbisTable":
    """Return those of `rows` whose time, without a zone read in `timezone`, lies in one of `spans`.

    Of several, oldest first, what they span together is asked for as well: an engine can answer that from a file's own
    statistics.
    """
    if len(spans) == 1:
        return rows.filter(*_conditions(rows[time], spans[0], timezone))
    whole = Span(spans[0].start, spans[-1].end)
    each = (reduce(operator.and_, _conditions(rows[time], span, timezone)) for span in spans)
    return rows.filter(*_conditions(rows[time], whole, timezone), reduce(operator.or_, each))


def _conditions(column: Any, span: Span, timezone: str) -> list[Any]:
    reached = [] if span.start is None else [_reaches(column, span.start, timezone)]
    return reached if span.end is None else [*reached, ~_reaches(column, span.end, timezone)]


def _reaches(column: Any, moment: datetime, timezone: str) -> Any:
    """Return whether the times in `column` are `moment` or later; those without a zone are read in `timezone`.

    The column stays as it is, so that the engine can answer from a file's own statistics.
    """
    import ibis

    if column.type().is_timestamp() and column.type().timezone:
        return column >= ibis.literal(moment)
    spans = (
        column >= ibis.literal(start) if end is None else (column >= ibis.literal(start)) & (column < ibis.literal(end))
        for start, end in spans_from(moment, timezone)
    )
    return reduce(operator.or_, spans)
