"""What a worker is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.lineage.atlas_settings import AtlasVerdicts
from dte_exporter.config.lineage.emit import Emit
from dte_exporter.lineage.entity_verdict import EntityVerdict
from dte_exporter.model_registry import LoggedRun


@dataclass(frozen=True, slots=True)
class Job:
    """One run of one check.

    Parameters
    ----------
    check : ConfiguredCheck
        The check as the config resolves it.
    now : float
        The moment that its windows refer to, in seconds since the epoch.
    cache : Path
        The folder of kept statistics.
    known : mapping of str to str
        The fingerprints of the rows that the check's last good values rest on, by window; empty where it is to compute
        them whatever it finds.
    """

    check: ConfiguredCheck
    now: float
    cache: Path
    known: Mapping[str, str] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True, slots=True)
class Firing:
    """Runs that one worker does together, of checks that read the same rows.

    Parameters
    ----------
    jobs : tuple of Job
        One a check.
    """

    jobs: tuple[Job, ...]

    @property
    def timeout(self) -> float:
        """The seconds that it may take: as many as its checks may apart."""
        return sum(job.check.settings.timeout for job in self.jobs)

    @property
    def memory_limit(self) -> int:
        """The bytes that it may hold: those of the check that may hold the most."""
        return max(job.check.settings.memory_limit for job in self.jobs)


@dataclass(frozen=True, slots=True)
class TagJob(Job):
    """Instead of a run: what to write into the registry that the check reads.

    Parameters
    ----------
    model, version : str
        Of what, as the check tells it.
    tags : mapping of str to str or None
        What to set; None removes a tag.
    """

    model: str
    version: str
    tags: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class LogJob(Job):
    """Instead of a run: what one run of another check found, to be logged in the registry that the check reads."""

    logged: LoggedRun


@dataclass(frozen=True, slots=True)
class EmitJob(Job):
    """Instead of a run: what runs of checks were, told to others as events of OpenLineage.

    Parameters
    ----------
    settings : Emit
        Whom.
    events : tuple of mapping
        In their order.
    """

    settings: Emit
    events: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class AtlasJob(Job):
    """Instead of a run: verdicts on data sets, to be written into Apache Atlas.

    Parameters
    ----------
    settings : AtlasVerdicts
        Which.
    verdicts : tuple of EntityVerdict
        One an entity.
    """

    settings: AtlasVerdicts
    verdicts: tuple[EntityVerdict, ...]


WriteJob = TagJob | LogJob | EmitJob | AtlasJob
"""What is written elsewhere instead of a run."""
