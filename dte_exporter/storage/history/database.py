"""What a database must do to hold the history: transactions, and telling what is wrong with it."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol


class Connection(Protocol):
    """A connection within one transaction. Parameters of a statement are question marks."""

    def execute(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        ...

    def execute_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each of `rows`."""
        ...


class Database(Protocol):
    """Where the history is. One thread writes; any thread may read."""

    @property
    def name(self) -> str:
        """Where it is, as it may be shown."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """Give a transaction that is committed with the end of the block, whole, or not at all.

        Raises
        ------
        HistoryError
            If it cannot be written to now.
        DamagedHistoryError
            If it is not what was once written.
        """
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a view of what is committed, which holds up no writer.

        Raises
        ------
        HistoryError
            As for `writing`.
        """
        ...

    def set_aside(self) -> str:
        """Put what is damaged out of the way, so that a new history can begin; return where it is now.

        Raises
        ------
        HistoryError
            If it cannot be moved.
        """
        ...

    def close(self) -> None:
        """Let go of it."""
        ...
