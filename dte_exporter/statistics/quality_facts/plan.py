"""How the facts of a window are counted: all columns in one look, their different values, then repeated rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal, get_args

from dte_exporter.statistics.distribution.same_types import Mismatch, mismatch
from dte_exporter.statistics.expressions.type_name import type_name
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.quality_facts.asking import Counts, answered, answered_of_values
from dte_exporter.statistics.quality_facts.column_bounds import Bounds, reading
from dte_exporter.statistics.quality_facts.different_values import of_values
from dte_exporter.statistics.quality_facts.fact_questions import AskedColumn, Count, keyed
from dte_exporter.statistics.quality_facts.learned_bounds import READABLE, Learned, learned
from dte_exporter.statistics.quality_facts.quality_facts import ColumnFact, ColumnFacts, Fact, QualityFacts
from dte_exporter.statistics.quality_facts.repeated_rows import different_rows
from dte_exporter.statistics.required import not_empty, require
from dte_exporter.statistics.sources import SIDES, Sources
from dte_exporter.statistics.together.attempts import both, each
from dte_exporter.statistics.view import View

NAMED_FROM = 30
"""Rows from which on a value is named (ADR 0007)."""

MAX_NAMED = 20
"""The most values out of a set that are named, a column."""

_COUNTS: Mapping[Fact, tuple[Count, ...]] = {
    "blank": ("blank",),
    "padded": ("padded",),
    "mistyped": ("blank", "numbers", "dates"),
    "future": ("future",),
    "distinct": ("distinct",),
    "constant": ("distinct", "blank"),
    "empty": ("blank",),
    "out_of_range": ("out_of_range",),
    "out_of_set": ("out_of_set",),
}
"""What the engine is asked for a fact, beside how many values there are."""

_Counted = Literal["blank", "padded", "future", "distinct", "out_of_range", "out_of_set"]
_COUNTED: tuple[_Counted, ...] = get_args(_Counted)
"""The facts of a column that are what the engine says."""


@dataclass(frozen=True, slots=True)
class QualityFactsPlan:
    """What is counted of the current window, or the one that the check reads.

    Parameters
    ----------
    columns : tuple of str
        The columns that are looked at.
    facts : tuple of Fact
        What is counted.
    whole : tuple of str
        The columns by which rows are compared.
    key : str or None
        The column that identifies a row.
    identifiers : frozenset of str
        The columns that name rows or people, of which nothing is learned: new ones are no fault.
    codes : frozenset of str
        Numbers that are codes.
    declared : tuple of pairs of str and Bounds
        What is said of the values of columns; what is not said is learned from the reference window, if it is read.
    """

    columns: tuple[str, ...]
    facts: tuple[Fact, ...]
    whole: tuple[str, ...] = ()
    key: str | None = None
    identifiers: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    declared: tuple[tuple[str, Bounds], ...] = ()

    def measure(self, sources: Sources, cache: StatisticsCache) -> QualityFacts:
        """Return the counts; what was learned from the reference is kept in `cache` where its rows have a fingerprint.

        Raises
        ------
        SourceError
            If a column is missing.
        NoDataError
            If the window holds no rows.
        """
        window = next(side for side in reversed(SIDES) if side in sources.windows)
        view = sources.windows[window]
        if gone := self._gone(window, sources.windows):
            found = self._without(gone).measure(sources, cache)
            return replace(found, refused={**gone, **found.refused})
        require(view, window, *self.columns, *self.whole, *filter(None, (self.key,)))
        known, refused = self._learned(window, sources.windows, cache)
        bounds = self._bounds(known)
        asked = {name: AskedColumn(view, name) for name in self.columns}
        (rows, counts), repeated, keys = self._counted(view, asked, bounds, sources.now)
        not_empty(window, rows)
        facts = {name: self._facts(one, rows, counts[name], bounds[name]) for name, one in asked.items()}
        return QualityFacts(
            window,
            {window: rows, **({} if known is None else {"reference": known.rows})},
            self._named(asked, facts, bounds),
            None if repeated is None else rows - repeated,
            keys,
            self._incomparable(view),
            refused,
        )

    def _gone(self, window: str, views: Mapping[str, View]) -> Mapping[str, Mismatch]:
        """Return the columns that the reference has and the window lacks: that is said, and all others are counted."""
        if window == "reference" or "reference" not in views:
            return {}
        lacking = (name for name in dict.fromkeys((*self.columns, *self.whole)) if name not in views[window].table)
        types = {name: mismatch(name, views) for name in lacking}
        return {name: one for name, one in types.items() if one is not None}

    def _without(self, gone: Collection[str]) -> "QualityFactsPlan":
        columns, whole = (tuple(one for one in names if one not in gone) for names in (self.columns, self.whole))
        return replace(self, columns=columns, whole=whole)

    def _learned(
        self, window: str, views: Mapping[str, View], cache: StatisticsCache
    ) -> tuple[Learned | None, Mapping[str, Mismatch]]:
        """Return what is known of the reference, and the columns that cannot be compared with it."""
        wanted = {"out_of_range", "out_of_set", "mistyped"} & set(self.facts)
        if window == "reference" or "reference" not in views or not wanted:
            return None, {}
        learning = tuple(name for name in self.columns if name not in self.identifiers)
        refused = {name: types for name in learning if (types := mismatch(name, views))}
        compared = tuple(name for name in learning if name not in refused)
        return learned(views["reference"], compared, self.codes & set(compared), cache), refused

    def _bounds(self, known: Learned | None) -> Mapping[str, Bounds]:
        of_reference = known.bounds if known else {}
        declared = dict(self.declared)
        return {name: declared.get(name, Bounds()).over(of_reference.get(name, Bounds())) for name in self.columns}

    def _counted(
        self, view: View, asked: Mapping[str, AskedColumn], bounds: Mapping[str, Bounds], now: float
    ) -> tuple[tuple[int, Mapping[str, Counts]], int | None, int | None]:
        """Return rows and counts of columns, how many rows are different, and how many repeat the key of another."""
        wanted = {count for fact in self.facts for count in _COUNTS.get(fact, ())}
        of_rows = {name: one.counts(wanted, bounds[name], now) for name, one in asked.items()}
        of_each = {name: of_values(one, wanted, bounds[name]) for name, one in asked.items()}
        of_each = {name: one for name, one in of_each.items() if one is not None}
        (rows, first), second = both(partial(answered, view, of_rows), partial(answered_of_values, view, of_each))
        counts = {name: {**first[name], **second.get(name, {})} for name in asked}
        repeated, keys = both(partial(self._different, view, rows, counts), partial(self._repeated_keys, view, counts))
        return (rows, counts), repeated, keys

    def _different(self, view: View, rows: int, counts: Mapping[str, Counts]) -> int | None:
        if "duplicate_rows" not in self.facts or self._incomparable(view) or not self.whole:
            return None
        known = {name: int(counts[name]["distinct"]) for name in self.whole if "distinct" in counts.get(name, {})}
        return different_rows(view, self.whole, rows, known)

    def _repeated_keys(self, view: View, counts: Mapping[str, Counts]) -> int | None:
        if "duplicate_keys" not in self.facts or self.key is None:
            return None
        known = counts.get(self.key, {})
        can_be_blank = AskedColumn(view, self.key).kind == "text"
        if "distinct" in known and not (can_be_blank and known.get("blank", 1)):  # each value is a key
            return int(known["held"]) - int(known["distinct"])
        ((rows, different),) = view.rows(keyed(view.table, self.key))
        return int(rows) - int(different)

    def _incomparable(self, view: View) -> Mapping[str, str]:
        """Return the columns whose values no engine is asked to compare, with their types."""
        looked_at = dict.fromkeys((*self.columns, *self.whole))
        return {
            name: type_name(view.table[name].type()) for name in looked_at if AskedColumn(view, name).kind == "other"
        }

    def _facts(self, column: AskedColumn, rows: int, counts: Counts, bounds: Bounds) -> ColumnFacts:
        found: dict[ColumnFact, int] = {"missing": rows - int(counts["held"])}
        found.update((fact, int(counts[fact])) for fact in _COUNTED if fact in counts)
        reads_as = ""
        if column.kind == "text" and "mistyped" in self.facts:
            values = int(counts["held"]) - int(counts["blank"])
            read = {"number": int(counts["numbers"]), "date": int(counts["dates"])}
            own = reading(values, read["number"], read["date"], READABLE)
            reads_as = own if bounds.reads_as is None else bounds.reads_as
            found |= {"mistyped": values - read[reads_as]} if reads_as else {}
        return ColumnFacts(type_name(column.view.table[column.name].type()), found, reads_as)

    def _named(
        self, asked: Mapping[str, AskedColumn], facts: Mapping[str, ColumnFacts], bounds: Mapping[str, Bounds]
    ) -> Mapping[str, ColumnFacts]:
        """Return the facts with the values out of a set that may be named: one more look where there are such."""
        beyond = [name for name, one in facts.items() if one.counts.get("out_of_set", 0) >= NAMED_FROM]
        found = each(partial(_unexpected, asked[name], bounds[name]) for name in beyond)
        named = dict(zip(beyond, found, strict=True))
        return {name: replace(one, unexpected=named.get(name, {})) for name, one in facts.items()}


def _unexpected(column: AskedColumn, bounds: Bounds) -> Mapping[Any, int]:
    found = column.view.rows(column.by_value(MAX_NAMED, bounds.values or (), NAMED_FROM))
    return {value: int(rows) for value, rows in found}
