"""What checks of compliance ask for beside rows: the record of processing, or only what the config says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dte_exporter.config.governance.governance import GOVERNANCE, Governance
from dte_exporter.config.governance.record import ProcessingRecord
from dte_exporter.config.governance.record_source import PROCESSING_RECORD
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.sources import Sources


@dataclass(frozen=True, slots=True)
class Recorded:
    """The record of processing as it was read, beside what the config says; a `statistics.plan.Statistic`.

    Parameters
    ----------
    record : ProcessingRecord
        What it says.
    governance : Governance
        What the config says.
    fingerprint : str
        The identity of its files' content.
    """

    record: ProcessingRecord
    governance: Governance
    fingerprint: str
    rows: Mapping[str, int] = field(default_factory=dict)
    """None: facts stand for no rows."""

    @property
    def fingerprints(self) -> Mapping[str, str]:
        """The identity of the record, as evidence of what was judged."""
        return {PROCESSING_RECORD.name: self.fingerprint}


@dataclass(frozen=True, slots=True)
class RecordPlan:
    """Asks for the record of processing; a `statistics.plan.Plan`."""

    def measure(self, sources: Sources, cache: StatisticsCache) -> Recorded:
        """Return what the record says now: never from the cache, since its files change at any moment.

        Raises
        ------
        SourceError
            If there is none, or it is not fit to be read.
        """
        files = sources.input(PROCESSING_RECORD)
        record, fingerprint = files.read()
        return Recorded(record, files.governance, fingerprint)


def only_the_record(params: Model, roles: Roles) -> Mapping[str, RecordPlan]:
    """Return the one question of a check that needs nothing else: what the record says."""
    return {"recorded": RecordPlan()}


@dataclass(frozen=True, slots=True)
class Governed:
    """What the config says, as a `statistics.plan.Statistic`."""

    governance: Governance
    rows: Mapping[str, int] = field(default_factory=dict)
    """None: settings stand for no rows."""


@dataclass(frozen=True, slots=True)
class GovernancePlan:
    """Asks for what the config says, such as the calendar, where no record is needed; a `statistics.plan.Plan`."""

    def measure(self, sources: Sources, cache: StatisticsCache) -> Governed:
        """Return what the config says."""
        return Governed(sources.input(GOVERNANCE))
