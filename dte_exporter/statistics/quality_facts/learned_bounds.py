"""What the values of columns are expected to be, learned from a window that is taken to be right.

Least and greatest values are known to the worker alone: they are neither told nor kept but in its cache.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.quality_facts.asking import answered, answered_of_values
from dte_exporter.statistics.quality_facts.column_bounds import Bounds, reading
from dte_exporter.statistics.quality_facts.different_values import of_values
from dte_exporter.statistics.quality_facts.fact_questions import AskedColumn
from dte_exporter.statistics.quality_facts.given_numbers import given_numbers
from dte_exporter.statistics.serial import tree_of
from dte_exporter.statistics.together.attempts import each
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

VERSION = 2

MAX_VALUES = 100
"""The most different values of which a set is learned."""

ROWS_A_VALUE = 10
"""So many rows hold each of them on average, at least: values that hardly repeat are no set."""

READABLE = 0.9
"""The share of its text from which on a column is taken to be of what that reads as."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known of the window that was learned from.

    Parameters
    ----------
    rows : int
        Its rows.
    bounds : mapping of str to Bounds
        By column.
    """

    rows: int
    bounds: Mapping[str, Bounds]

    def to_json(self) -> bytes:
        """Return the versioned serial form."""
        bounds = {name: asdict(one) for name, one in self.bounds.items()}
        return json.dumps({"version": VERSION, "rows": self.rows, "bounds": bounds}).encode()

    @classmethod
    def from_json(cls, body: bytes) -> "Learned":
        """Return what is behind `body`.

        Raises
        ------
        ValueError
            If `body` is of another version.
        """
        tree = tree_of(body, "learned bounds", VERSION)
        return cls(tree["rows"], {name: _bounds_of(one) for name, one in tree["bounds"].items()})


def _bounds_of(tree: Mapping[str, Any]) -> Bounds:
    values = tree["values"]
    return Bounds(**{**tree, "values": None if values is None else tuple(values)})


def learned(view: View, columns: tuple[str, ...], codes: frozenset[str], cache: StatisticsCache) -> Learned:
    """Return what the values of `columns` are, from `cache` where these rows were seen before.

    Parameters
    ----------
    codes : frozenset of str
        Numbers that are codes, of which a set is learned and no range.
    """
    if view.fingerprint is None:
        return _measured(view, columns, codes)
    key = f"bounds {VERSION} of {view.fingerprint}: {columns!r} {sorted(codes)!r}"
    body = cache.get(key)
    if body is not None:
        with suppress(ValueError, TypeError, KeyError):  # a file that a crash left torn is as good as none
            return Learned.from_json(body)
    measured = _measured(view, columns, codes)
    cache.put(key, measured.to_json())
    return measured


def _measured(view: View, columns: tuple[str, ...], codes: frozenset[str]) -> Learned:
    asked = [AskedColumn(view, name) for name in columns]
    of_sets = [one for one in asked if one.kind in {"text", "boolean"} or one.name in codes]
    told: list[Any] = each(
        [
            lambda: answered(view, {one.name: {**one.counts((), Bounds(), 0.0), **one.extremes()} for one in asked}),
            lambda: answered_of_values(view, dict(_read(asked))),
            lambda: each(partial(_set_of, one) for one in of_sets),
        ]
    )
    (rows, counts), read, sets = told
    values = dict(zip((one.name for one in of_sets), sets, strict=True))
    given = given_numbers(view, (one for one in asked if one.name not in codes), counts)
    found = {one.name: {**counts[one.name], **read.get(one.name, {})} for one in asked}
    learnt = {one.name: Bounds() if one.name in given else _bounds(one, found[one.name], values) for one in asked}
    return Learned(rows, learnt)


def _read(columns: Iterable[AskedColumn]) -> "Iterator[tuple[str, IbisTable]]":
    """Yield each column of text with the question what it reads as."""
    for one in columns:
        question = of_values(one, ("blank", "numbers", "dates"), Bounds())
        if question is not None:
            yield one.name, question


def _set_of(column: AskedColumn) -> tuple[Any, ...] | None:
    """Return the different values of a column, None where they are many or hardly repeat."""
    found = column.view.rows(column.by_value(MAX_VALUES + 1))
    few = len(found) <= MAX_VALUES and sum(rows for _, rows in found) >= ROWS_A_VALUE * len(found)
    return tuple(value for value, _ in found) if found and few else None


def _bounds(column: AskedColumn, counts: Mapping[str, Any], sets: Mapping[str, Any]) -> Bounds:
    values = sets.get(column.name)
    if column.kind == "text":
        readable = counts["held"] - counts["blank"], counts["numbers"], counts["dates"]
        return Bounds(values=values, reads_as=reading(*readable, READABLE))
    if column.name in sets or counts.get("low") is None:
        return Bounds(values=values)
    return Bounds(float(counts["low"]), float(counts["high"]))
