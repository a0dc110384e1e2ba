"""A history in a file, written run by run, and what a restart finds in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dte_exporter import controls, objectives
from dte_exporter.metric import Sample
from dte_exporter.scheduling.restoration import restore
from dte_exporter.scheduling.schedule import first_record
from dte_exporter.sinks.history.keeper import Keeper
from dte_exporter.sinks.history.recording import Recorder
from dte_exporter.storage.history.database import Database
from dte_exporter.storage.history.sqlite import SqliteDatabase
from dte_exporter.storage.snapshot import Snapshot
from tests.unit.objectives import story, watched

SPECS = {**story.METRICS, **watched.SPECS, **{spec.name: spec for spec in (*objectives.SPECS, *controls.SPECS)}}
LABELS = {label for spec in SPECS.values() for label in spec.labels}


def derived(snapshot: Snapshot, now: float) -> Iterator[Sample]:
    """Yield how objectives, models and trust stand."""
    yield from story.samples(snapshot, now)


class Memory:
    """One process after another with the same history.

    Parameters
    ----------
    path : Path
        The file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.begin()

    def begin(self) -> None:
        """Begin as a new process."""
        self.database = self.opened()
        self.keeper = Keeper(self.database)
        self.recorder = Recorder(SPECS, derived)

    def opened(self) -> Database:
        """Return the database of a new process."""
        return SqliteDatabase(self.path, LABELS, patience=0.05)

    def keep(self, snapshot: Snapshot, name: str, now: float) -> None:
        """Keep the last run of the check called `name`."""
        self.keeper.keep([self.recorder.entry(snapshot, name, now)])

    def restart(self, snapshot: Snapshot, now: float) -> Snapshot:
        """Return what another process that has the checks of `snapshot` takes up at `now`, and go on as that."""
        self.keeper.close()
        self.begin()
        first = Snapshot({name: first_record(record.check, now) for name, record in snapshot.records.items()})
        kept = self.keeper.restore([record.check for record in first.records.values()])
        self.recorder.begin(kept.stood)
        return restore(first, kept, now)

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return what a query of the history gives."""
        with self.database.reading() as connection:
            return connection.execute(statement, values)
