"""Bytes of objects that a run has fetched: what several questions, or several checks of a firing, read is fetched once.

An engine that reads one column now and two beside each other then asks for ranges that overlap: only what is missing of
one is fetched. What is kept is bounded, and goes with the run.
"""

import functools
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator
from threading import Lock

SHARE = 8
"""The part of a run's memory limit that may be kept: one of so many."""

_UNLIMITED = 256 * 2**20
"""Bytes that whoever has no limit of memory may keep."""

Fetch = Callable[[int, int], bytes]
"""From a place in an object and a length to the bytes there."""


class KeptRanges:
    """Ranges of bytes, by the names of the objects that they are of.

    Parameters
    ----------
    most : int
        Bytes that are kept at the most: what was used longest ago is given up first.
    """

    def __init__(self, most: int = _UNLIMITED) -> None:
        self.most = most
        self._ranges: defaultdict[str, dict[int, bytes]] = defaultdict(dict)
        self._used: OrderedDict[tuple[str, int], int] = OrderedDict()
        self._held = 0
        self._lock = Lock()  # for the engine reads by several threads; none of them waits for another's bytes

    def read(self, name: str, start: int, length: int, fetch: Fetch) -> bytes:
        """Return `length` bytes of the object called `name` from `start`, or what it has of them.

        What is not kept of them is asked of `fetch`.
        """
        return b"".join(self._pieces(name, start, start + length, fetch))

    def _pieces(self, name: str, place: int, end: int, fetch: Fetch) -> Iterator[bytes]:
        for begin, kept in self._overlapping(name, place, end):
            if place < begin:
                yield self._fetched(name, place, begin - place, fetch)
                place = begin
            piece = kept[place - begin : end - begin]
            yield piece
            place += len(piece)
        if place < end:
            yield self._fetched(name, place, end - place, fetch)

    def _overlapping(self, name: str, start: int, end: int) -> list[tuple[int, bytes]]:
        with self._lock:
            found = [
                (begin, kept)
                for begin, kept in self._ranges[name].items()
                if max(start, begin) < min(end, begin + len(kept))
            ]
            for begin, _ in found:
                self._used.move_to_end((name, begin))
        return sorted(found)

    def _fetched(self, name: str, start: int, length: int, fetch: Fetch) -> bytes:
        found = fetch(start, length)
        with self._lock:
            self._held += len(found) - self._used.pop((name, start), 0)
            self._ranges[name][start] = found
            self._used[name, start] = len(found)
            while self._held > self.most:
                (other, begin), size = self._used.popitem(last=False)
                del self._ranges[other][begin]
                self._held -= size
        return found


@functools.cache
def of_this_run() -> KeptRanges:
    """Return what this process keeps until it is told to `forget`."""
    return KeptRanges()


def limit_memory(limit: int) -> None:
    """Keep no more than a share of `limit` bytes."""
    of_this_run().most = limit // SHARE


def forget() -> None:
    """Keep nothing of what was fetched."""
    of_this_run.cache_clear()
