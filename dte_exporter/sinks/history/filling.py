"""Filling the history with runs on rows of the past: what they found, at the time that they are of.

What follows from all checks together is left out, and so is what a restart needs: that is for runs of now to tell. So a
service that keeps the same history goes on beside it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from dte_exporter.sinks.history.recording import Recorder
from dte_exporter.storage.history.database import Database
from dte_exporter.storage.history.kept_run import Entry
from dte_exporter.storage.history.writing import Writing
from dte_exporter.storage.snapshot import Snapshot

_RUNS = 'SELECT time FROM trust_run WHERE "check" = ? AND time >= ? AND time < ? ORDER BY time'


class Filling:
    """Puts runs of the past into a history.

    Parameters
    ----------
    database : Database
        Where the history is.
    recorder : Recorder
        Says what there is to be kept of a run.
    """

    def __init__(self, database: Database, recorder: Recorder) -> None:
        self._database = database
        self._recorder = recorder
        self._writing = Writing()

    def missing(self, check: str, moments: Sequence[float]) -> list[float]:
        """Return those of `moments`, in order, between which and the next there is no run of `check`.

        Raises
        ------
        HistoryError
            If the history cannot be read.
        """
        if not moments:
            return []
        ends = [*moments[1:], moments[-1] + 1]
        with self._database.writing() as connection:  # makes it, where it is not there yet
            kept = [time for (time,) in connection.execute(_RUNS, (check, moments[0], ends[-1]))]
        return [at for at, end in zip(moments, ends, strict=True) if bisect_left(kept, at) == bisect_left(kept, end)]

    def fill(self, snapshot: Snapshot, names: Sequence[str], at: float) -> None:
        """Put the last runs of the checks called `names` into the history, all of the moment `at`.

        Raises
        ------
        HistoryError
            If it cannot be written to.
        """
        entries = [_alone(self._recorder.entry(snapshot, name, at)) for name in names]
        with self._database.writing() as connection:
            self._writing.write(connection, entries)

    def close(self) -> None:
        """Let go of the history."""
        self._database.close()


def _alone(entry: Entry) -> Entry:
    """Return what a run tells of its own check."""
    name = entry.record.check.name
    points = tuple(point for point in entry.points if point.sample.labels.get("check") == name)
    return replace(entry, points=points, changes=(), state={})
