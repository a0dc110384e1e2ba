"""Values without a match in another data set: a join inside one engine, or keyed digests between engines."""

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from dte_exporter.statistics.expressions.blank import without_blanks
from dte_exporter.statistics.expressions.met_numbers import met_as_text
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import not_empty, require
from dte_exporter.statistics.row_count import rows_of
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.together.attempts import each
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Column
    from ibis.expr.types import Table as IbisTable

_VALUE = "value"
Link = tuple[str, str, str]
"""A column of the check's own rows, the data set that it refers to, and the column there."""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """What is counted of one reference.

    Parameters
    ----------
    values : int
        Rows that refer to something.
    unmatched : int
        Those of them to what is not there.
    different : int
        The different values among the latter.
    met_by : str
        How both sides were met: by a join or by digests.
    """

    values: int
    unmatched: int
    different: int
    met_by: Literal["join", "digests"]


@dataclass(frozen=True, slots=True)
class References:
    """What is counted of each reference.

    Parameters
    ----------
    links : mapping of Link to Unmatched
        By reference.
    rows : mapping of str to int
        All rows of the window, the first, and of each further data set.
    """

    links: Mapping[Link, Unmatched]
    rows: Mapping[str, int]

    @property
    def window_rows(self) -> int:
        """Rows that may refer to something."""
        return next(iter(self.rows.values()))


@dataclass(frozen=True, slots=True)
class ReferencesPlan:
    """Asks which values of columns are those of columns elsewhere.

    Parameters
    ----------
    links : tuple of Link
        What refers to what.
    """

    links: tuple[Link, ...]

    def measure(self, sources: Sources, cache: StatisticsCache) -> References:
        """Return the counts; they are never cached, since each side may change alone.

        Raises
        ------
        SourceError
            If a column is missing, or the engines differ and one of them makes no digests.
        NoDataError
            If the window holds no rows.
        """
        window, own = sources.own
        for column, dataset, to in self.links:
            require(own, window, column)
            require(sources.datasets[dataset], f"data set {dataset!r}, in its", to)
        named = {window: own, **{f"datasets.{name}": view for name, view in sources.datasets.items()}}
        rows = dict(zip(named, each(partial(rows_of, view) for view in named.values()), strict=True))
        not_empty(window, rows[window])
        found = each(partial(_unmatched, own, column, sources.datasets[name], to) for column, name, to in self.links)
        return References(dict(zip(self.links, found, strict=True)), rows)


def _unmatched(own: View, column: str, other: View, to: str) -> Unmatched:
    referring, there = _referring(own.table, column), _there(other.table, to)
    return _joined(own, referring, there) if own.engine == other.engine else _digested(own, referring, other, there)


def _joined(own: View, referring: "IbisTable", there: "IbisTable") -> Unmatched:
    import ibis

    known = there.mutate(known=ibis.literal(True))
    met = referring.left_join(known, _VALUE).select(rows=referring.rows, known=known.known)
    missed = met.known.isnull()
    asked = met.aggregate(
        values=met.rows.sum(), unmatched=met.rows.sum(where=missed), different=met.count(where=missed)
    )
    ((values, unmatched, different),) = own.rows(asked)
    return Unmatched(int(values or 0), int(unmatched or 0), int(different), "join")


def _digested(own: View, referring: "IbisTable", other: View, there: "IbisTable") -> Unmatched:
    """Meet both sides by digests under a key of this run alone: no value leaves its engine, and none can be looked up.

    What has the same text has the same digest.
    """
    key = secrets.token_bytes(32)
    known = {digest for (digest,) in other.digests(there, _VALUE, key)}
    rows: Counter[str] = Counter()
    for digest, count in own.digests(referring, _VALUE, key):
        rows[digest] += int(count)
    missed = [count for digest, count in rows.items() if digest not in known]
    return Unmatched(sum(rows.values()), sum(missed), len(missed), "digests")


def _referring(table: "IbisTable", column: str) -> "IbisTable":
    """Return a row for each different value of `column`: the value as text, and its rows."""
    values = table.select(**{_VALUE: _text(table[column])}).filter(lambda found: found[_VALUE].notnull())
    return values.group_by(_VALUE).aggregate(rows=values.count())


def _there(table: "IbisTable", column: str) -> "IbisTable":
    """Return the different values of `column` as text."""
    return table.select(**{_VALUE: _text(table[column])}).filter(lambda found: found[_VALUE].notnull()).distinct()


def _text(column: "Column") -> "Column":
    """Return values as the text by which they are met, blank text as none."""
    text = met_as_text(column)
    return text if column.type().is_numeric() else without_blanks(text)
