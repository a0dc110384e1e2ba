"""The rows of one window, behind whatever engine holds them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


@runtime_checkable
class SpeaksSql(Protocol):
    """An engine that a library which writes its questions itself can ask."""

    @property
    def dialect(self) -> str:
        """What sqlglot calls its SQL."""
        ...


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


@dataclass(frozen=True, slots=True)
class DerivedView:
    """What is made of the rows of a window, and asked of that: the part of a `View` that is the window's own.

    Parameters
    ----------
    view : View
        The window.
    """

    view: View

    @property
    def timezone(self) -> str:
        """The zone in which times without one are read."""
        return self.view.timezone

    @property
    def engine(self) -> object:
        """What holds the rows."""
        return self.view.engine

    def rows(self, expression: "IbisTable") -> list[tuple[Any, ...]]:
        """Return the rows of a small result, asked of the window."""
        return self.view.rows(expression)

    def digests(self, expression: "IbisTable", column: str, key: bytes) -> list[tuple[Any, ...]]:
        """Return the rows of `expression` with the text in `column` as digests, made by the window's engine."""
        return self.view.digests(expression, column, key)
