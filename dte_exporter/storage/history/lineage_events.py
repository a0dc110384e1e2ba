"""The lineage events that were received: put in once each, read in bounded memory, and forgotten in their time."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from dte_exporter.config.history import History
from dte_exporter.declared_source import source
from dte_exporter.errors import HistoryError, SourceError
from dte_exporter.lineage.events.event import UnfitEventError, parsed
from dte_exporter.lineage.events.sent_event import SentEvent
from dte_exporter.lineage.events.told_of import told_of
from dte_exporter.lineage.told import Told
from dte_exporter.storage.history.database import Connection, Database
from dte_exporter.storage.history.database_of import database_of
from dte_exporter.storage.history.schema import meta, set_meta
from dte_exporter.storage.history.thinning import MOST_FORGOTTEN

PAGE = 64
"""Events that are read at a time: of a MiB each, if the worst comes, a worker holds as many."""

_INSERT = (
    "INSERT INTO trust_lineage_event (id, at, received, body) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (id) DO NOTHING RETURNING number"
)
_READ = "SELECT number, body FROM trust_lineage_event WHERE number > ? ORDER BY number LIMIT ?"
_FORGET = "DELETE FROM trust_lineage_event WHERE at < ?"
_FORGOTTEN = "lineage_forgotten_until"


def insert(connection: Connection, events: Iterable[SentEvent], now: float) -> list[bool]:
    """Put in `events` that are not there yet, received at `now`; return of each whether it was new."""
    return [bool(connection.execute(_INSERT, (one.id, one.at, now, one.body))) for one in events]


def forget(connection: Connection, before: float) -> None:
    """Forget events of moments `before`; of a clock that leaps ahead a day at most, as all of the history does."""
    known = meta(connection, _FORGOTTEN)
    until = before if known is None else min(before, float(known) + MOST_FORGOTTEN)
    connection.execute(_FORGET, (until,))
    set_meta(connection, _FORGOTTEN, repr(until))


def bodies(connection: Connection) -> Iterator[str]:
    """Yield the JSON of every event, in the order in which they were received."""
    last = 0
    while page := connection.execute(_READ, (last, PAGE)):
        yield from (body for _, body in page)
        last = page[-1][0]


class ReceivedEvents:
    """The events that were received; a `lineage.told.Teller`.

    Parameters
    ----------
    database : Database or None
        Where they are; None where there is no history yet, and so none of them.
    """

    def __init__(self, database: Database | None) -> None:
        self._database = database
        self._unfit = 0

    def told(self) -> Iterator[Told]:
        """Yield what each event tells; one that an earlier version took and this one cannot read is passed over.

        Raises
        ------
        SourceError
            If the history cannot be read.
        """
        self._unfit = 0
        if self._database is None:
            return
        try:
            with self._database.reading() as connection:
                yield from self._each(connection)
        except HistoryError as error:
            raise SourceError(str(error)) from error

    def _each(self, connection: Connection) -> Iterator[Told]:
        for body in bodies(connection):
            try:
                yield told_of(parsed(body))
            except UnfitEventError:
                self._unfit += 1

    @property
    def notices(self) -> tuple[str, ...]:
        """What was passed over, once it was told; one sentence."""
        if not self._unfit:
            return ()
        return (f"received events: {self._unfit:,} are passed over, which this version takes for none",)


@source("received", config=History, holds="lineage", named=False)
def open_received(config: History, base: Path, name: str) -> ReceivedEvents:
    """Return the events in the history that `config` means, whose relative path starts from `base`."""
    is_there = config.url is not None or (base / config.path).exists()
    return ReceivedEvents(database_of(config, base, ()) if is_there else None)
