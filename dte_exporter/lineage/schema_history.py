"""Which columns a data set had when, and what changed: told out of order, it comes out in order."""

from bisect import insort
from collections.abc import Mapping
from dataclasses import dataclass, field

from dte_exporter.lineage.graph import SchemaChange

MAX_SCHEMAS = 20
"""Schemas that are kept of a data set, the newest."""

_Columns = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class SchemaHistory:
    """The schemas of one data set by the moment that each is told of.

    Of equal ones in a row the first and the last moment are kept: what is told between them changes nothing.
    """

    _told: list[tuple[float, _Columns]] = field(default_factory=list)

    def take(self, at: float, schema: Mapping[str, str]) -> None:
        """Take in that the columns were these at the moment `at`, in seconds since the epoch."""
        one = (at, tuple(sorted(schema.items())))
        if one not in self._told:
            insort(self._told, one)
            self._told = _without_repeats(self._told)

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
        pairs = zip(self._told, self._told[1:], strict=False)
        found = [_change(at, dict(before), dict(after)) for (_, before), (at, after) in pairs if before != after]
        return tuple(reversed(found))


def _without_repeats(told: list[tuple[float, _Columns]]) -> list[tuple[float, _Columns]]:
    kept = [
        one
        for place, one in enumerate(told)
        if not (0 < place < len(told) - 1 and told[place - 1][1] == one[1] == told[place + 1][1])
    ]
    return kept[-2 * MAX_SCHEMAS :]


def _change(at: float, before: Mapping[str, str], after: Mapping[str, str]) -> SchemaChange:
    return SchemaChange(
        at,
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        retyped=tuple(sorted(name for name in before.keys() & after.keys() if before[name] != after[name])),
    )
