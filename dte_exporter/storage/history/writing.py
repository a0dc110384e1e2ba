"""Putting runs into the history: values, outcomes, changes, and the state that a restart needs."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from dte_exporter.config.digest import digest
from dte_exporter.storage.history.database import Connection
from dte_exporter.storage.history.kept_run import Entry, Point
from dte_exporter.storage.history.schema import meta
from dte_exporter.storage.snapshot import CheckRecord

_RUN = (
    'INSERT INTO trust_run (time, "check", pillar, dataset, model, outcome, message, duration, used_rows, undefined, '
    "dropped, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
)
_SERIES = (
    "INSERT INTO trust_series (metric, pillar, labels, stale_after) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (metric, labels) DO UPDATE SET stale_after = excluded.stale_after RETURNING id"
)
_POINT = (
    "INSERT INTO trust_point (series, time, value, lower, upper, run) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (series, time) DO UPDATE SET "
    "value = excluded.value, lower = excluded.lower, upper = excluded.upper, run = excluded.run"
)
_CHANGE = (
    'INSERT INTO trust_change (time, "check", objective, subject, before, after, value) VALUES (?, ?, ?, ?, ?, ?, ?)'
)
_STATE = (
    "INSERT INTO trust_state (name, digest, written, body) VALUES (?, ?, ?, ?) ON CONFLICT (name) "
    "DO UPDATE SET digest = excluded.digest, written = excluded.written, body = excluded.body"
)

_Series = tuple[str, str]


class Writing:
    """Writes entries, and remembers between transactions by what number the history knows each series."""

    def __init__(self) -> None:
        self._numbers: dict[_Series, tuple[int, float]] = {}

    def forget(self) -> None:
        """Remember nothing: the last transaction failed, or the history is another one."""
        self._numbers.clear()

    def write(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Put `entries` into the history, in their order.

        Parameters
        ----------
        connection : Connection
            In a transaction; call `forget` if it fails.
        entries : iterable of Entry
            Of runs that have ended.
        """
        salt = bytes.fromhex(meta(connection, "salt") or "")
        for entry in entries:
            self._entry(connection, entry, salt)

    def _entry(self, connection: Connection, entry: Entry, salt: bytes) -> None:
        record = entry.record
        ((run,),) = connection.execute(_RUN, tuple(_run(record)))
        points = (self._point(connection, point, run) for point in entry.points)
        connection.execute_many(_POINT, list(points))
        connection.execute_many(
            _CHANGE,
            [
                (one.time, one.check, one.objective, one.subject, one.before, one.after, one.value)
                for one in entry.changes
            ],
        )
        identity, written = digest(record.check, salt), _started(record)
        connection.execute_many(_STATE, [(name, identity, written, body) for name, body in entry.state.items()])

    def _point(self, connection: Connection, point: Point, run: int) -> Sequence[Any]:
        number = self._number(connection, point)
        return number, point.time, point.sample.value, point.lower, point.upper, run

    def _number(self, connection: Connection, point: Point) -> int:
        """Return the number of a series; asked for anew where its values live shorter or longer than they did."""
        sample = point.sample
        series = sample.name, json.dumps(dict(sample.labels), sort_keys=True)
        number, known = self._numbers.get(series, (0, -1.0))
        if known != point.stale_after:
            ((number,),) = connection.execute(_SERIES, (sample.name, point.pillar, series[1], point.stale_after))
            self._numbers[series] = number, point.stale_after
        return number


def _run(record: CheckRecord) -> Iterator[Any]:
    """Yield the columns of a run. Evidence stands only behind values, so a run that failed has none."""
    scope, run, values = record.check.scope, record.last, record.values
    if run is None:
        raise ValueError(f"{record.check.name} has not run")
    yield from (run.started, record.check.name, record.check.pillar, scope["dataset"], scope["model"])
    yield from (str(run.outcome), run.message, run.duration, run.rows, run.undefined, run.dropped)
    evidence = values.evidence if values and values.at == run.started else None
    kept = (
        {
            "rows": evidence.rows,
            "rows_read": evidence.rows_read,
            "left_out": [asdict(one) for one in evidence.left_out],
            "windows": evidence.windows,
            "fingerprints": evidence.fingerprints,
        }
        if evidence
        else {}
    )
    yield json.dumps(kept)


def _started(record: CheckRecord) -> float:
    return record.last.started if record.last else 0.0
