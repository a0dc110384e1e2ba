"""What the web needs of the running exporter."""

from typing import Protocol

from dte_exporter.clock import Clock
from dte_exporter.config.configured import Config
from dte_exporter.exposition.exposition import Exposition
from dte_exporter.registry import Registry
from dte_exporter.sinks.lineage_intake import LineageIntake
from dte_exporter.storage.history.past import Past
from dte_exporter.storage.snapshot import SnapshotStore


class Service(Protocol):
    """The exporter as its web pages see it. Everything is read anew at each request: a reload replaces the config."""

    @property
    def store(self) -> SnapshotStore:
        """The holder of the current snapshot."""
        ...

    @property
    def exposition(self) -> Exposition:
        """The renderer of scrapes."""
        ...

    @property
    def config(self) -> Config:
        """The config in force."""
        ...

    @property
    def registry(self) -> Registry:
        """The checks and sources that exist."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def past(self) -> Past | None:
        """What can be asked of the history, None where none is kept."""
        ...

    @property
    def intake(self) -> LineageIntake | None:
        """What takes lineage events, None where there is no history to keep them in."""
        ...

    @property
    def lifecycle_enabled(self) -> bool:
        """Whether a request may make the exporter read its config again."""
        ...

    def ready(self) -> str:
        """Return one sentence on why the exporter is not ready; empty when it is."""
        ...

    async def reload(self) -> tuple[str, ...]:
        """Read the config again and return what is wrong with it; empty when it is now in force."""
        ...
