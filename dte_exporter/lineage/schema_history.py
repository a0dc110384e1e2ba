"""Which columns a data set had when, and what changed: told out of order, it comes out in order."""

from bisect import insort
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from dte_exporter.lineage.graph import SchemaChange
from dte_exporter.lineage.type_words import one_wording

MAX_SCHEMAS = 20
"""Schemas that are kept of a data set, the newest."""

_Columns = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class SchemaHistory:
    """The schemas of one data set by the moment that each is told of.

    Of equal ones in a row the first and the last moment are kept: what is told between them changes nothing. Types are
    compared in one wording, and shown as they were told.

    Parameters
    ----------
    system : str
        The scheme of the namespace that the data set lives in: what a word for a type means may depend on it.
    """

    system: str = ""
    _told: list[tuple[float, _Columns]] = field(default_factory=list)

    def take(self, at: float, schema: Mapping[str, str]) -> None:
        """Take in that the columns were these at the moment `at`, in seconds since the epoch."""
        one = (at, tuple(sorted(schema.items())))
        if one not in self._told:
            insort(self._told, one)
            self._told = self._without_repeats()

    def join(self, other: "SchemaHistory") -> None:
        """Take in all that another has."""
        for at, columns in other._told:
            self.take(at, dict(columns))

    @property
    def newest(self) -> Mapping[str, str] | None:
        """The types of the columns as they were last told; None where they never were."""
        return dict(self._told[-1][1]) if self._told else None

    def changes(self) -> tuple[SchemaChange, ...]:
        """Return what changed, the newest first."""
        worded = [(at, self._worded(columns)) for at, columns in self._told]
        pairs = pairwise(worded)
        found = [_change(at, dict(before), dict(after)) for (_, before), (at, after) in pairs if before != after]
        return tuple(reversed(found))

    def _worded(self, columns: _Columns) -> _Columns:
        return tuple((name, one_wording(type_, self.system)) for name, type_ in columns)

    def _without_repeats(self) -> list[tuple[float, _Columns]]:
        worded = [self._worded(columns) for _, columns in self._told]
        kept = [
            one
            for place, one in enumerate(self._told)
            if not (0 < place < len(worded) - 1 and worded[place - 1] == worded[place] == worded[place + 1])
        ]
        return kept[-2 * MAX_SCHEMAS :]


def _change(at: float, before: Mapping[str, str], after: Mapping[str, str]) -> SchemaChange:
    return SchemaChange(
        at,
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        retyped=tuple(sorted(name for name in before.keys() & after.keys() if before[name] != after[name])),
    )
