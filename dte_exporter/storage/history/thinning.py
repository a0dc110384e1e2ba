"""What becomes of what is old: one value of each span is left, and then none.

Nothing is averaged: a value that is left was measured, at its time. Changes of objectives, and runs that failed, are
not thinned.
"""

from dte_exporter.config.history import History as Policy
from dte_exporter.storage.history.database import Connection, Database
from dte_exporter.storage.history.schema import meta, set_meta

MOST_FORGOTTEN = 86_400.0
"""Seconds of the past that one pass forgets at most, so that a clock that leaps ahead costs days and not all."""

MOST_THINNED = 2 * 86_400.0
"""Seconds of the past that one pass thins at most, or one span."""

_THIN_POINTS = """DELETE FROM trust_point WHERE series = ? AND time >= ? AND time < ? AND time <
    (SELECT MAX(o.time) FROM trust_point o WHERE o.series = trust_point.series AND o.time >= ? AND o.time < ?)"""
_THIN_RUNS = """DELETE FROM trust_run WHERE outcome = 'ok' AND time >= ? AND time < ? AND time <
    (SELECT MAX(o.time) FROM trust_run o
     WHERE o."check" = trust_run."check" AND o.outcome = 'ok' AND o.time >= ? AND o.time < ?)"""
_FORGET_POINTS = "DELETE FROM trust_point WHERE series = ? AND time < ?"
_FORGET_CHANGES = """DELETE FROM trust_change WHERE time < ? AND id NOT IN
    (SELECT MAX(id) FROM trust_change GROUP BY "check", objective, subject)"""
_FORGET = ("DELETE FROM trust_run WHERE time < ?", _FORGET_CHANGES, "DELETE FROM trust_state WHERE written < ?")
_EMPTY_SERIES = "DELETE FROM trust_series WHERE NOT EXISTS (SELECT 1 FROM trust_point WHERE series = trust_series.id)"


def tend(database: Database, policy: Policy, now: float) -> None:
    """Thin and forget what is due at `now`, in transactions short enough for a writer to wait.

    Parameters
    ----------
    database : Database
        Where the history is.
    policy : History
        For how long what is kept.
    now : float
        Seconds since the epoch.

    Raises
    ------
    HistoryError
        If the history cannot be written now.
    """
    with database.writing() as connection:
        _forget(connection, now - policy.keep)
    for _ in range(max(int(MOST_THINNED // policy.thin_to), 1)):
        with database.writing() as connection:
            if not _thin(connection, now - policy.full_for, policy.thin_to):
                return


def _forget(connection: Connection, before: float) -> None:
    """Forget what is older, as far as one pass may go."""
    known = meta(connection, "forgotten_until")
    until = before if known is None else min(before, float(known) + MOST_FORGOTTEN)
    connection.execute_many(_FORGET_POINTS, [(number, until) for number in _series(connection)])
    for statement in _FORGET:
        connection.execute(statement, (until,))
    connection.execute(_EMPTY_SERIES)
    set_meta(connection, "forgotten_until", repr(until))


def _thin(connection: Connection, before: float, span: float) -> bool:
    """Thin the next span that has passed by wholly before; return whether there was one."""
    start = _thinned(connection, span)
    if start is None or start + span > before:
        return False
    end = start + span
    connection.execute_many(_THIN_POINTS, [(number, start, end, start, end) for number in _series(connection)])
    connection.execute(_THIN_RUNS, (start, end, start, end))
    set_meta(connection, "thinned_until", repr(end))
    return True


def _thinned(connection: Connection, span: float) -> float | None:
    """Return where thinning goes on: at the start of a span, in the beginning that of the first run; None without."""
    known: str | float | None = meta(connection, "thinned_until")
    if known is None:
        ((known,),) = connection.execute("SELECT MIN(time) FROM trust_run")
    return None if known is None else float(known) // span * span


def _series(connection: Connection) -> list[int]:
    return [number for (number,) in connection.execute("SELECT id FROM trust_series")]
