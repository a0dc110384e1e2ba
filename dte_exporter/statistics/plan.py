"""What every statistic is made from: a plan, the sources that it looks at, and a place to keep what it has seen."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from dte_exporter.statistics.sources import Sources


class StatisticsCache(Protocol):
    """Where serial forms of statistics are kept by key."""

    def get(self, key: str) -> bytes | None:
        """Return what was put under `key`, None if nothing was or it cannot be read."""
        ...

    def put(self, key: str, body: bytes) -> None:
        """Keep `body` under `key`; a place that cannot be written to is no error."""
        ...


class Statistic(Protocol):
    """What a plan gives."""

    @property
    def rows(self) -> Mapping[str, int]:
        """Rows that it stands for, by window."""
        ...


@runtime_checkable
class Fingerprinted(Statistic, Protocol):
    """A statistic of something beside rows, whose content has an identity of its own."""

    @property
    def fingerprints(self) -> Mapping[str, str]:
        """The identity of what was read, by what it is called."""
        ...


class Plan(Protocol):
    """What a check needs to know. Small, hashable, and the same for equal parameters."""

    def measure(self, sources: Sources, cache: StatisticsCache) -> Statistic:
        """Return the statistic of what it reads of `sources`, which are those that the check declares.

        Raises
        ------
        SourceError
            If a column is missing on a side or of another kind there; the message names it.
        NoDataError
            If a window holds no rows.
        """
        ...
