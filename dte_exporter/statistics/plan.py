"""What every statistic is made from: a plan, the windows it looks at, and a place to keep what it has seen."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


class View(Protocol):
    """The rows of one window, behind whatever engine holds them."""

    @property
    def fingerprint(self) -> str | None:
        """The identity of these rows (source content and window), None where it cannot be known."""
        ...

    @property
    def table(self) -> "IbisTable":
        """The rows as an Ibis expression."""
        ...

    @property
    def timezone(self) -> str:
        """The zone in which times without one are read."""
        ...

    def rows(self, expression: "IbisTable") -> list[tuple[Any, ...]]:
        """Return the rows of a small result, computed by the engine."""
        ...


class JoinableView(View, Protocol):
    """A view that can be joined with others of its engine."""

    @property
    def engine(self) -> object:
        """What holds the rows: those of equal engines can be joined."""
        ...

    def digests(self, expression: "IbisTable", column: str, key: bytes) -> list[tuple[Any, ...]]:
        """Return the rows of `expression` with the text in `column`, its first, as HMAC-SHA256 under `key`.

        Raises
        ------
        SourceError
            If the engine cannot compute it.
        """
        ...


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


class Plan(Protocol):
    """What a check needs to know. Small, hashable, and the same for equal parameters."""

    def measure(self, views: Mapping[str, View], cache: StatisticsCache) -> Statistic:
        """Return the statistic of the windows in `views`, which are those that the check declares.

        Raises
        ------
        SourceError
            If a column is missing on a side or of another kind there; the message names it.
        NoDataError
            If a window holds no rows.
        """
        ...
