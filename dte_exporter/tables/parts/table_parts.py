"""A table that lies in parts: files, or the folders that they are partitioned into, that change each by itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dte_exporter.config.spans.span import Span

if TYPE_CHECKING:
    from dte_exporter.tables.table import Table

Extent = tuple[datetime, datetime]
"""The first and the last time in some rows, all of which have one."""

_ANY_ZONE = timedelta(days=1)
"""What a time without a zone, or a day, may be off the moment that it is in UTC, and a little more."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a table.

    Parameters
    ----------
    origin : str
        What the whole is, the same at every run.
    tables : tuple of Table
        Disjoint, and together all of its rows.
    extents : callable
        From a column of time to its extent in each file that says it.
    """

    origin: str
    tables: tuple["Table", ...]
    extents: Callable[[str], Mapping[str, Extent]]

    def as_of(self, change: "Callable[[Table], Table]") -> "Parts":
        """Return the parts of what the table becomes by a `change` that keeps each row, and its times."""
        return replace(self, tables=tuple(map(change, self.tables)))

    def within(self, time: str, spans: tuple[Span, ...]) -> "Iterator[tuple[Table, bool]]":
        """Yield the parts that may have rows in one of `spans` of time, each with whether it has no others."""
        extents = self.extents(time)
        for table in self.tables:
            extent = _joined([extents.get(file) for file in table.files])
            if extent is None:
                yield table, False
            elif not all(_misses(*extent, span) for span in spans):
                yield table, any(_fits(*extent, span) for span in spans)


def _joined(extents: list[Extent | None]) -> Extent | None:
    known = [extent for extent in extents if extent is not None]
    if not known or len(known) < len(extents):
        return None
    return min(first for first, _ in known), max(last for _, last in known)


def _misses(first: datetime, last: datetime, span: Span) -> bool:
    return bool((span.start and _later(last) < span.start) or (span.end and _earlier(first) >= span.end))


def _fits(first: datetime, last: datetime, span: Span) -> bool:
    return not (span.start and _earlier(first) < span.start) and not (span.end and _later(last) >= span.end)


def _earlier(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC) - _ANY_ZONE


def _later(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC) + _ANY_ZONE
