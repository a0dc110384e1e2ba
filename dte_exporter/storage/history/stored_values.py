"""Values of the past, read from the history itself: each as it was kept, or as a scrape would have shown it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dte_exporter.storage.history.database import Connection, Database
from dte_exporter.storage.history.past import MAX_POINTS, PastSeries, Span, too_many
from dte_exporter.storage.history.schema import meta

ENDS = {"_ci_lower": "lower", "_ci_upper": "upper"}
"""What the name of an interval's end adds to that of its value, and the column where it is."""

_LOOK_BACK = 300.0
"""Seconds that a value holds at least, as Prometheus looks back."""

_SERIES = "SELECT id, labels, stale_after FROM trust_series WHERE metric = ? ORDER BY id"
_EVERY = "SELECT time, {column} FROM trust_point WHERE series = ? AND time >= ? AND time <= ? ORDER BY time LIMIT ?"
_LAST_OF_EACH_STEP = """SELECT time, {column} FROM (
    SELECT time, {column}, ROW_NUMBER() OVER (PARTITION BY {step} ORDER BY time DESC) AS place
    FROM trust_point WHERE series = ? AND time > ? AND time <= ?) AS latest
WHERE place = 1 ORDER BY time"""

_Points = tuple[tuple[float, float | None], ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A series as the history knows it."""

    number: int
    labels: Mapping[str, str]
    stale_after: float


class StoredValues:
    """Reads values from a database.

    Parameters
    ----------
    database : Database
        Where they are.
    thin_to : float
        Seconds between old values.
    """

    def __init__(self, database: Database, thin_to: float) -> None:
        self._database = database
        self._thin_to = thin_to

    def series(self, metric: str, labels: Mapping[str, str], span: Span) -> list[PastSeries]:
        """Return every series of `metric` that has these `labels` and a value in `span`; see `PastValues`."""
        family, column = _place(metric)
        with self._database.reading() as connection:
            rows = connection.execute(_SERIES, (family,))
            known = [_Kept(number, _tree(text), stale_after) for number, text, stale_after in rows]
            asked = [one for one in known if labels.items() <= one.labels.items()]
            read = self._every if span.step is None else self._stepped
            return list(_bounded(read(connection, asked, column, span)))

    def _every(
        self, connection: Connection, asked: Sequence[_Kept], column: str, span: Span
    ) -> Iterator[tuple[_Kept, _Points]]:
        statement = _EVERY.format(column=column)
        for one in asked:
            rows = connection.execute(statement, (one.number, span.start, span.end, MAX_POINTS + 1))
            yield one, tuple((time, value) for time, value in rows if value is not None)

    def _stepped(
        self, connection: Connection, asked: Sequence[_Kept], column: str, span: Span
    ) -> Iterator[tuple[_Kept, _Points]]:
        """Yield what a scrape at each moment would have shown: the last value, until it was stale."""
        if len(asked) * span.steps > MAX_POINTS:
            raise too_many()
        thinned = float(meta(connection, "thinned_until") or 0.0)
        statement = _LAST_OF_EACH_STEP.format(column=column, step=self._database.dialect.whole.format("(? - time) / ?"))
        moments = span.moments
        for one in asked:
            holds = max(one.stale_after, _LOOK_BACK)
            earliest = span.start - holds - self._thin_to
            rows = connection.execute(statement, (moments[-1], span.step, one.number, earliest, moments[-1]))
            ends = [(time, value, time + holds + (self._thin_to if time < thinned else 0.0)) for time, value in rows]
            yield one, tuple(_shown(ends, moments))


def _place(metric: str) -> tuple[str, str]:
    """Return the family and the column where the values of `metric` are."""
    for end, column in ENDS.items():
        if metric.endswith(end):
            return metric.removesuffix(end), column
    return metric, "value"


def _tree(text: str | Mapping[str, str]) -> Mapping[str, str]:
    """Return labels; some systems give JSON as what it stands for."""
    labels: Mapping[str, str] = json.loads(text) if isinstance(text, str) else text
    return labels


def _shown(
    ends: Sequence[tuple[float, float | None, float]], moments: Sequence[float]
) -> Iterator[tuple[float, float | None]]:
    """Yield for each of `moments` the last value before it, None where that had ended."""
    place = -1
    for moment in moments:
        while place + 1 < len(ends) and ends[place + 1][0] <= moment:
            place += 1
        holds = place >= 0 and moment < ends[place][2]
        yield moment, ends[place][1] if holds else None


def _bounded(found: Iterator[tuple[_Kept, _Points]]) -> Iterator[PastSeries]:
    """Yield the series that have a value, as long as all are not too much together."""
    total = 0
    for one, points in found:
        total += len(points)
        if total > MAX_POINTS:
            raise too_many()
        if any(value is not None for _, value in points):
            yield PastSeries(one.labels, points)
