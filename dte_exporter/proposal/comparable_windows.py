"""Which rows could be compared: the best that a file offers, and what it is worth."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dte_exporter.config.roles import ColumnKind
from dte_exporter.proposal.column_facts import Column, middle
from dte_exporter.proposal.guessed_roles import Proposal
from dte_exporter.proposal.yaml_scalar import text
from dte_exporter.tables.sql_quoting import quoted_name
from dte_exporter.tables.table import Table


@dataclass(frozen=True, slots=True)
class ProposedWindows:
    """Two windows as the config words them, and what to know of them."""

    reference: str
    current: str
    why: tuple[str, ...]


def against_file(dataset: str, reference: str) -> ProposedWindows:
    """Return the windows of a data set and of another one that it is held against."""
    return ProposedWindows(
        f"{{dataset: {text(reference)}}}",
        f"{{dataset: {text(dataset)}}}",
        ("All rows of either file. For a file that grows, make current a span of time: {last: 7d}.",),
    )


def within_file(table: Table, proposal: Proposal) -> ProposedWindows | None:
    """Return two windows of one table: by time, by a period, or by the order of its keys; None where nothing parts it.

    All rows held against all rows would agree in everything, and say nothing.
    """
    return next(iter((*_by_time(table, proposal), *_by_key(table, proposal))), None)


def _by_time(table: Table, proposal: Proposal) -> Iterator[ProposedWindows]:
    column = proposal.time.column if proposal.time else None
    if column is None:
        return
    if column.kind is not ColumnKind.TIME and proposal.epoch is None:
        yield _by_period(column)
    elif isinstance(moment := _split(table, column), date):
        yield ProposedWindows(
            f"{{to: {text(moment.isoformat())}}}",
            f"{{from: {text(moment.isoformat())}}}",
            (
                "The earlier half of the rows against the later. Better: the span that the model was trained on.",
                "Where rows keep coming, make current a span that moves: {last: 7d}.",
            ),
        )


def _by_period(column: Column) -> ProposedWindows:
    return ProposedWindows(
        text(f"{_quoted(column.name)} = {column.low:.0f}"),
        text(f"{_quoted(column.name)} = {column.high:.0f}"),
        ("The first period against the last. Better: the one that the model was trained on.",),
    )


def _by_key(table: Table, proposal: Proposal) -> Iterator[ProposedWindows]:
    column = proposal.key.column if proposal.key else None
    if column is not None and column.whole and (value := _split(table, column)) is not None:
        yield ProposedWindows(
            text(f"{_quoted(column.name)} < {value}"),
            text(f"{_quoted(column.name)} >= {value}"),
            (
                "No column says when a row happened, so: the lower half of the keys against the upper, which is the",
                "earlier against the later only where keys are given in order. Better: what the model was trained on.",
            ),
        )


def _split(table: Table, column: Column) -> Any:
    """Return a value with rows on both sides of it, None where most rows share the lowest."""
    value = middle(table, column.name)
    rows = table.expression
    ((below,),) = table.execute(rows.aggregate(rows=(rows[column.name] < value).sum()))
    return value if below else None


def _quoted(name: str) -> str:
    plain = name.isascii() and name.isidentifier()
    return name if plain else quoted_name(name)
