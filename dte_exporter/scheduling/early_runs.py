"""Runs that are welcome before they are due: they fill the time in which a worker would have nothing to do.

So a start with thousands of checks is no crowd: each is due when its own schedule says, and earlier only where nobody
waits. Kept values, if there are any, make that wait harmless.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.scheduling.shared_rows import fires_with
from dte_exporter.storage.snapshot import CheckRecord

_Entry = tuple[float, float, str, str]
"""Interval, due time and name: the order in which checks of the same needs are taken. Then, what it fires with."""


class EarlyRuns:
    """Checks to which a run is owed, until each begins one.

    Parameters
    ----------
    libraries : callable
        The modules that a run of a check needs.
    """

    def __init__(self, libraries: Callable[[ConfiguredCheck], frozenset[str]]) -> None:
        self._libraries = libraries
        self._owed: dict[str, _Entry] = {}
        self._heaps: dict[frozenset[str], list[_Entry]] = defaultdict(list)  # with entries that are owed no more

    def __len__(self) -> int:
        """Return how many checks are owed a run."""
        return len(self._owed)

    def add(self, record: CheckRecord) -> None:
        """Owe a run to the check of `record`."""
        name = record.check.name
        entry = self._owed[name] = record.interval, record.next_run or 0.0, name, fires_with(record.check)
        heapq.heappush(self._heaps[self._libraries(record.check)], entry)

    def discard(self, name: str) -> None:
        """Owe nothing to the check called `name`, if anything was."""
        self._owed.pop(name, None)

    def clear(self) -> None:
        """Owe nothing to anybody."""
        self._owed.clear()

    def take(self, loaded: frozenset[str]) -> tuple[str, ...]:
        """Return the checks to run now on a worker that has imported `loaded`, and owe them nothing more.

        The first is the one that has least to import, then the one of the shortest interval, whose values are missed
        first. With it come those that fire with it, since one worker runs them. None where no run is owed.
        """
        heads = [(len(modules - loaded), heap[0]) for modules, heap in self._heaps.items() if self._head(heap)]
        if not heads:
            return ()
        _, (_, _, first, firing) = min(heads)
        taken = (first, *(name for name, entry in self._owed.items() if name != first and entry[3] == firing))
        for name in taken:
            self.discard(name)
        return taken

    def _head(self, heap: list[_Entry]) -> bool:
        """Return whether anything in `heap` is still owed, after what is not has left its top."""
        while heap and self._owed.get(heap[0][2]) is not heap[0]:
            heapq.heappop(heap)
        return bool(heap)
