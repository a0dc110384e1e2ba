"""A segment: what its rows share, what it is called, and how it is told to an engine."""

import json
import operator
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from dte_exporter.statistics.contingency import Level

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

AND = " & "
"""What stands between the values of several columns."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows that share the values of some columns, none of which is missing.

    Parameters
    ----------
    levels : tuple of (str, Level)
        Each column with its value.
    """

    levels: tuple[tuple[str, Level], ...]

    @property
    def name(self) -> str:
        """What it is called, ``region=north`` or ``region=north & sex=f``: the names of two segments differ."""
        return AND.join(f"{column}={_text(level)}" for column, level in self.levels)

    def of(self, table: "IbisTable") -> "IbisTable":
        """Return its rows in `table`, told by literals of the values' own types."""
        import ibis

        return table.filter(reduce(operator.and_, (table[name] == ibis.literal(level) for name, level in self.levels)))


def _text(level: Level) -> str:
    """Return how a value is written: as it is, but quoted where it might be taken for those of several columns."""
    if not isinstance(level, str):
        return json.dumps(level)
    return json.dumps(level, ensure_ascii=False) if AND in level or level.startswith('"') else level
