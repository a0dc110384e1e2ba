"""Keeps runs in the history, as well as that is possible now: what cannot be written waits, and is tried again."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import TypeVar

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.history import History as Policy
from dte_exporter.errors import DamagedHistoryError, HistoryError
from dte_exporter.logs import logger
from dte_exporter.storage.history.database import Database
from dte_exporter.storage.history.kept_run import Entry
from dte_exporter.storage.history.restoring import Kept, read
from dte_exporter.storage.history.thinning import tend
from dte_exporter.storage.history.writing import Writing
from dte_exporter.storage.snapshot import HistoryHealth

MAX_WAITING = 100
"""Runs that wait while the history cannot be written; of more the oldest are lost."""

_log = logger()

T = TypeVar("T")


class Keeper:
    """Writes entries into a database, one thread at a time, and never raises for what is wrong with it.

    Parameters
    ----------
    database : Database
        Where the history is.
    policy : History
        For how long what is kept.
    max_waiting : int
        Runs that may wait to be written.
    """

    def __init__(self, database: Database, policy: Policy | None = None, max_waiting: int = MAX_WAITING) -> None:
        self._database = database
        self._policy = policy or Policy()
        self._writing = Writing()
        self._waiting: deque[Entry] = deque()
        self._max_waiting = max_waiting
        self.health = HistoryHealth(available=True)

    @property
    def is_behind(self) -> bool:
        """Whether runs wait to be written."""
        return bool(self._waiting)

    def restore(self, checks: Iterable[ConfiguredCheck]) -> Kept:
        """Return what the history knows of `checks`; nothing, where it cannot be read."""
        checks = list(checks)
        return self._attempt(lambda: self._read(checks)) or Kept()

    def keep(self, entries: Iterable[Entry] = ()) -> None:
        """Write `entries`, and those that wait, in one transaction; if that cannot be, they wait."""
        self._waiting.extend(entries)
        if self.is_behind and self._attempt(self._write):
            self._waiting.clear()
        while len(self._waiting) > self._max_waiting:
            self._waiting.popleft()
            self.lose(1)

    def examine(self) -> None:
        """See whether the history is damaged: then it is set aside, and begins anew."""
        self._attempt(self._database.examine)

    def tend(self, now: float) -> None:
        """Thin and forget what is due at `now`."""
        self._attempt(lambda: tend(self._database, self._policy, now))
        self._writing.forget()

    def lose(self, runs: int) -> None:
        """Count runs that are not kept."""
        self.health = HistoryHealth(self.health.available, self.health.lost + runs)

    def give_up(self) -> int:
        """Let go of what waits, count it as lost, and return how many runs that are."""
        count = len(self._waiting)
        self._waiting.clear()
        self.lose(count)
        return count

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _read(self, checks: list[ConfiguredCheck]) -> Kept:
        with self._database.writing() as connection:  # makes it, where it is not there yet
            return read(connection, checks)

    def _write(self) -> bool:
        with self._database.writing() as connection:
            self._writing.write(connection, self._waiting)
        return True

    def _attempt(self, operation: Callable[[], T]) -> T | None:
        """Return what `operation` does, None where it cannot; a history that is damaged begins anew first."""
        try:
            try:
                result = operation()
            except DamagedHistoryError as damage:
                self._set_aside(damage)
                result = operation()
        except HistoryError as error:
            self._writing.forget()
            self._tell(available=False, error=str(error))
            return None
        self._tell(available=True, history=self._database.name)
        return result

    def _set_aside(self, damage: DamagedHistoryError) -> None:
        self._writing.forget()
        where = self._database.set_aside()
        _log.error("the history is damaged: it was set aside, and begins anew", error=str(damage), aside=where)

    def _tell(self, available: bool, **facts: str) -> None:
        """Take note of how the last attempt ended, and log it where the one before ended otherwise."""
        if available != self.health.available:
            say = _log.info if available else _log.error
            say(
                "the history is kept again"
                if available
                else "the history cannot be kept; results are served as before",
                **facts,
            )
        self.health = HistoryHealth(available, self.health.lost)
