"""What a database must do to hold the history: transactions, and telling what is wrong with it."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a system words what the standard leaves open.

    Parameters
    ----------
    serial : str
        A key that numbers itself.
    real : str
        A double.
    json : str
        A JSON text.
    clustered : str
        What makes a table lie in the order of its key; empty where nothing does.
    moment : str
        Seconds since the epoch, ``{}``, as a point in time.
    label : str
        The value of the label ``{}`` of the series ``s``.
    whole : str
        The whole part of the positive number ``{}``.
    new_view : tuple of str
        The statements that make a view, or make it anew with more columns at its end.
    """

    serial: str
    real: str
    json: str
    clustered: str
    moment: str
    label: str
    whole: str
    new_view: tuple[str, ...]


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

    @property
    def dialect(self) -> Dialect:
        """How its system words what the standard leaves open."""
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

    def examine(self) -> None:
        """Look whether all that is kept is what was written, which may take a while.

        Raises
        ------
        DamagedHistoryError
            If it is not.
        HistoryError
            If it cannot be told now.
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
