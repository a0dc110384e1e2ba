"""Rows of two tables that are met: by a join inside one engine, or by keyed digests between engines."""

import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from dte_exporter.statistics.expressions.met_numbers import met_as_text
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Column
    from ibis.expr.types import Table as IbisTable

MISSING = "-"
_KEY = "key"


@dataclass(frozen=True, slots=True)
class Met:
    """Combinations of a table, and those of them that another table has.

    Parameters
    ----------
    groups, rows : int
        Different combinations, and their rows.
    met_groups, met_rows : int
        Those that the other table has.
    """

    groups: int
    rows: int
    met_groups: int
    met_rows: int


def cells(table: "IbisTable", columns: Iterable[str]) -> "IbisTable":
    """Return `columns` as texts that are never missing: a missing value equals a missing one, and no text."""
    return table.select(**{f"cell{place}": _cell(table[name]) for place, name in enumerate(columns)})


def _cell(column: "Column") -> Any:
    import ibis

    text: Any = met_as_text(column)
    return ibis.ifelse(text.isnull(), ibis.literal(MISSING), ibis.literal(":") + text)


def met(view: View, columns: tuple[str, ...], other: View, fewer_than: int | None = None) -> Met:
    """Return how many combinations of `columns` in `view`, and how many of its rows, `other` has too.

    Parameters
    ----------
    fewer_than : int or None
        Of combinations with fewer rows alone; of one column a missing value is then none. None for all.
    """
    counted, there = _counted(cells(view.table, columns)), cells(other.table, columns).distinct()
    if fewer_than is not None:
        counted = counted.filter(counted["rows"] < fewer_than)
        counted = counted.filter(counted["cell0"] != MISSING) if len(columns) == 1 else counted
    return _joined(view, counted, there) if view.engine == other.engine else _digested(view, counted, other, there)


def apart(view: View, columns: tuple[str, ...], other: View) -> int:
    """Return how many rows of `view` equal no row of `other`, of one engine, in all `columns` nor in all but one."""
    rows, theirs = cells(view.table, columns), cells(other.table, columns)
    alone = rows
    for left_out in rows.columns:
        rest = [name for name in rows.columns if name != left_out]
        alone = alone.anti_join(theirs.select(*rest).distinct(), rest)
    ((rows_apart,),) = view.rows(alone.aggregate(rows=alone.count()))
    return int(rows_apart)


def _counted(table: "IbisTable") -> "IbisTable":
    return table.group_by(list(table.columns)).aggregate(rows=table.count())


def _joined(view: View, counted: "IbisTable", there: "IbisTable") -> Met:
    common = counted.semi_join(there, list(there.columns))
    (all_, some) = (
        view.rows(one.aggregate(groups=one.count(), rows=one["rows"].sum()))[0] for one in (counted, common)
    )
    return Met(int(all_[0]), int(all_[1] or 0), int(some[0]), int(some[1] or 0))


def _digested(view: View, counted: "IbisTable", other: View, there: "IbisTable") -> Met:
    """Meet both by digests under a key of this run alone: no value leaves its engine, and none can be looked up."""
    key = secrets.token_bytes(32)
    known = {digest for (digest,) in other.digests(there.select(**{_KEY: _joint(there)}), _KEY, key)}
    rows: Counter[str] = Counter()
    asked = counted.select(**{_KEY: _joint(counted.drop("rows"), counted)}, rows=counted["rows"])
    for digest, count in view.digests(asked, _KEY, key):
        rows[digest] += int(count)
    common = [count for digest, count in rows.items() if digest in known]
    return Met(len(rows), sum(rows.values()), len(common), sum(common))


def _joint(named: "IbisTable", of: "IbisTable | None" = None) -> Any:
    """Return the cells as one text, each after its length: different ones have different texts."""
    table: Any = named if of is None else of
    return reduce(add, (table[name].length().cast("string") + table[name] for name in named.columns))
