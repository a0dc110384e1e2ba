"""What a worker is given."""

from dataclasses import dataclass
from pathlib import Path

from dte_exporter.config.models import ConfiguredCheck


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
    """

    check: ConfiguredCheck
    now: float
    cache: Path
