"""From when to when the rows of a live file are: its partition says so if the log has the column, else its footer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from dte_exporter.tables.lakehouse.live_table import LiveColumn, LiveTable
from dte_exporter.tables.parts.parquet_extents import extents
from dte_exporter.tables.parts.table_parts import Extent


def live_extents(live: LiveTable, names: Sequence[str]) -> Callable[[str], Mapping[str, Extent]]:
    """Return what tells the first and the last time of a column in each file, by what the engine calls it.

    Parameters
    ----------
    names : sequence of str
        The engine's names, in the order of the files.
    """

    def told(column: str) -> Mapping[str, Extent]:
        found = next((one for one in live.columns if one.name == column), None)
        if found is None:  # one of twins, which the engine calls something else
            return {}
        return dict(_by_partition(live, names, found)) if found.stored is None else extents(tuple(names), found.stored)

    return told


def _by_partition(live: LiveTable, names: Sequence[str], column: LiveColumn) -> Iterator[tuple[str, Extent]]:
    place = live.logged.index(column)
    for one, name in zip(live.files, names, strict=True):
        with suppress(ValueError):  # no value, or one that is no time
            time = datetime.fromisoformat(str(one.partition[place]))
            yield name, (time, time)
