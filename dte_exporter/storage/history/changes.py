"""How objectives changed, and since when they stand as they do."""

from collections.abc import Iterator

from dte_exporter.storage.history.database import Connection
from dte_exporter.storage.history.kept_run import Change, Stand

MOST = 1_000
"""The most changes of one answer: the newest."""

_CHANGES = (
    'SELECT time, "check", objective, subject, before, after, value FROM trust_change '
    "WHERE time >= ? AND time <= ? ORDER BY time DESC, id DESC LIMIT ?"
)
_LATEST = (
    'SELECT "check", objective, subject, after, time FROM trust_change WHERE id IN '
    '(SELECT MAX(id) FROM trust_change GROUP BY "check", objective, subject) ORDER BY "check", objective, subject'
)


def changes(connection: Connection, start: float, end: float) -> list[Change]:
    """Return the changes from `start` to `end`, the newest first, of many the newest."""
    return [Change(*row) for row in connection.execute(_CHANGES, (start, end, MOST))]


def standing(connection: Connection) -> Iterator[Stand]:
    """Yield how every objective that was ever known stands, in the order of their names."""
    for row in connection.execute(_LATEST):
        yield Stand(*row)
