"""The rows of one window, behind whatever engine holds them."""

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
    def parts(self) -> tuple["View", ...]:
        """Disjoint rows that together are these, each with an identity of its own; none where they lie in no parts."""
        ...

    @property
    def origin(self) -> str:
        """What the parts are of, the same at every run."""
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
