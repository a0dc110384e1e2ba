"""What a catalogue is told of a data set: what became of the objectives on it, over all checks that look at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class EntityName(NamedTuple):
    """What finds an entity in a catalogue.

    Parameters
    ----------
    type_name : str
        Its type, or one that this extends.
    qualified : str
        Its qualified name.
    """

    type_name: str
    qualified: str


@dataclass(frozen=True, slots=True)
class CheckedRun:
    """The last run of one check.

    Parameters
    ----------
    check, pillar : str
        Its name and what it is about.
    started, duration : float
        When, in seconds since the epoch, and how long.
    outcome, message : str
        How it ended, and what went wrong; empty where nothing did.
    unmet : int
        Its objectives that are unmet, by subject.
    """

    check: str
    pillar: str
    started: float
    duration: float
    outcome: str
    message: str = ""
    unmet: int = 0


@dataclass(frozen=True, slots=True)
class EntityVerdict:
    """How the objectives on one entity stand.

    Parameters
    ----------
    entity : EntityName
        Of what.
    name : str
        What the config calls it.
    objectives, unmet, in_breach : int
        How many there are, by subject; how many the last runs did not meet, and how many are in breach.
    last : CheckedRun or None
        The newest run of all; None where nobody looks at it any more.
    pillars : mapping of str to str
        The worst of each pillar: breach, unmet, unknown, insufficient, met, or none where it has no objective.
    runs : tuple of CheckedRun
        Those that are told anew.
    """

    entity: EntityName
    name: str = ""
    objectives: int = 0
    unmet: int = 0
    in_breach: int = 0
    last: CheckedRun | None = None
    pillars: Mapping[str, str] = field(default_factory=dict)
    runs: tuple[CheckedRun, ...] = ()
