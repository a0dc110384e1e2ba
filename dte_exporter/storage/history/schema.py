"""The tables of the history and the views that people query: the same in SQLite and in PostgreSQL."""

import secrets
from collections.abc import Collection

from dte_exporter.errors import HistoryError
from dte_exporter.metric import SCOPE
from dte_exporter.storage.history.database import Connection, Dialect

VERSION = "1"

_TABLES = (
    "CREATE TABLE IF NOT EXISTS trust_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS trust_run (
        id {serial}, time {real} NOT NULL, "check" TEXT NOT NULL, pillar TEXT NOT NULL, dataset TEXT NOT NULL,
        model TEXT NOT NULL, outcome TEXT NOT NULL, message TEXT NOT NULL, duration {real} NOT NULL,
        used_rows BIGINT NOT NULL, undefined BIGINT NOT NULL, dropped BIGINT NOT NULL, evidence {json} NOT NULL)""",
    'CREATE INDEX IF NOT EXISTS trust_run_time ON trust_run ("check", time)',
    """CREATE TABLE IF NOT EXISTS trust_series (
        id {serial}, metric TEXT NOT NULL, pillar TEXT NOT NULL, labels {json} NOT NULL, stale_after {real} NOT NULL,
        UNIQUE (metric, labels))""",
    """CREATE TABLE IF NOT EXISTS trust_point (
        series BIGINT NOT NULL, time {real} NOT NULL, value {real} NOT NULL, lower {real}, upper {real},
        run BIGINT NOT NULL, PRIMARY KEY (series, time)){clustered}""",
    """CREATE TABLE IF NOT EXISTS trust_change (
        id {serial}, time {real} NOT NULL, "check" TEXT NOT NULL, objective TEXT NOT NULL, subject TEXT NOT NULL,
        before TEXT NOT NULL, after TEXT NOT NULL, value {real})""",
    'CREATE INDEX IF NOT EXISTS trust_change_time ON trust_change ("check", objective, subject, time)',
    """CREATE TABLE IF NOT EXISTS trust_state (
        name TEXT PRIMARY KEY, digest TEXT NOT NULL, written {real} NOT NULL, body TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS trust_lineage_event (
        number {serial}, id TEXT NOT NULL UNIQUE, at {real} NOT NULL, received {real} NOT NULL, body TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS trust_lineage_event_time ON trust_lineage_event (at)",
)

_VALUES = """SELECT {time_of_point} AS time, p.time AS epoch, s.pillar AS pillar, s.metric AS metric, p.value AS value,
    p.lower AS lower, p.upper AS upper, COALESCE(r.outcome, 'ok') AS outcome, s.labels AS labels, {labels}
FROM trust_point p JOIN trust_series s ON s.id = p.series LEFT JOIN trust_run r ON r.id = p.run"""
_RUNS = """SELECT {time_of_run} AS time, r.time AS epoch, r."check" AS "check", r.pillar AS pillar,
    r.dataset AS dataset, r.model AS model, r.outcome AS outcome, r.message AS message, r.duration AS duration_seconds,
    r.used_rows AS used_rows, r.undefined AS values_undefined, r.dropped AS series_dropped, r.evidence AS evidence
FROM trust_run r"""
_CHANGES = """SELECT {time_of_change} AS time, c.time AS epoch, c."check" AS "check", c.objective AS objective,
    c.subject AS subject, c.before AS before, c.after AS after, c.value AS value
FROM trust_change c"""
_VIEWS = {"trust_values": _VALUES, "trust_runs": _RUNS, "trust_changes": _CHANGES}
_OWN_COLUMNS = frozenset({"time", "epoch", "pillar", "metric", "labels", "value", "lower", "upper", "outcome"})


def prepare(connection: Connection, dialect: Dialect, labels: Collection[str]) -> None:
    """Make the tables and views that are not there, and views anew whose columns have changed.

    Parameters
    ----------
    connection : Connection
        In a transaction.
    dialect : Dialect
        Of its system.
    labels : collection of str
        Every label that a metric can have: each becomes a column of ``trust_values``.

    Raises
    ------
    HistoryError
        If a later version of the exporter has written it.
    """
    words = {key: getattr(dialect, key) for key in ("serial", "real", "json", "clustered")}
    for statement in _TABLES:
        connection.execute(statement.format(**words))
    first = "INSERT INTO trust_meta VALUES (?, ?) ON CONFLICT (name) DO NOTHING"
    connection.execute_many(first, [("version", VERSION), ("salt", secrets.token_hex(32))])
    version = meta(connection, "version")
    if version != VERSION:
        raise HistoryError(f"it is of version {version}, and this build reads {VERSION}: give history another place")
    _make_views(connection, dialect, labels)


def meta(connection: Connection, name: str) -> str | None:
    """Return what the history says of itself under `name`."""
    rows = connection.execute("SELECT value FROM trust_meta WHERE name = ?", (name,))
    return str(rows[0][0]) if rows else None


def set_meta(connection: Connection, name: str, value: str) -> None:
    """Let the history say `value` of itself under `name`."""
    statement = "INSERT INTO trust_meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    connection.execute(statement, (name, value))


def _make_views(connection: Connection, dialect: Dialect, labels: Collection[str]) -> None:
    words = {f"time_of_{table}": dialect.moment.format(f"{table[0]}.time") for table in ("point", "run", "change")}
    known = _known(connection, labels)
    words["labels"] = ", ".join(f'{dialect.label.format(label)} AS "{_column(label)}"' for label in known)
    for name, view in _VIEWS.items():
        query = view.format(**words)
        if meta(connection, name) != query:
            for statement in dialect.new_view:
                connection.execute(statement.format(name=name, query=query))
            set_meta(connection, name, query)


def _known(connection: Connection, labels: Collection[str]) -> list[str]:
    """Return the labels that are columns, in their order: none moves or goes, so that no query breaks."""
    before = (meta(connection, "labels") or "").split()
    known = [*before, *sorted(set(labels) - set(before), key=lambda label: (label not in SCOPE, label))]
    set_meta(connection, "labels", " ".join(known))
    return known


def _column(label: str) -> str:
    """Return the column of a label: its name, unless the view has a column of its own by that name."""
    return f"label_{label}" if label in _OWN_COLUMNS else label
