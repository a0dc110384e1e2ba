"""What is kept of one run of a check, and read again."""

from collections.abc import Mapping
from dataclasses import dataclass

from dte_exporter.metric import Sample
from dte_exporter.storage.snapshot import CheckRecord, Judgement


@dataclass(frozen=True, slots=True)
class Point:
    """One value of one series.

    Parameters
    ----------
    sample : Sample
        Name, labels and value.
    pillar : str
        That of its family.
    time : float
        When it was measured, in seconds since the epoch.
    stale_after : float
        Seconds that it is good for.
    lower, upper : float or None
        Its interval, where the family has one.
    """

    sample: Sample
    pillar: str
    time: float
    stale_after: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An objective on one subject that came to stand otherwise.

    Parameters
    ----------
    time : float
        When that was seen, in seconds since the epoch.
    check, objective, subject : str
        Which objective.
    before, after : str
        How it stood, and how it stands. What was never seen before was unknown.
    value : float or None
        What was judged; None while it is not known.
    """

    time: float
    check: str
    objective: str
    subject: str
    before: Judgement
    after: Judgement
    value: float | None


@dataclass(frozen=True, slots=True)
class Stand:
    """How an objective on one subject stands, and since when."""

    check: str
    objective: str
    subject: str
    judgement: Judgement
    since: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One run, and all that it changed.

    Parameters
    ----------
    record : CheckRecord
        The check's record after the run.
    points : tuple of Point
        What the run measured, and what followed from it.
    changes : tuple of Change
        The objectives that stand otherwise since.
    state : mapping of str to str
        What a restart needs, by name: the check's own, and what all checks share.
    """

    record: CheckRecord
    points: tuple[Point, ...]
    changes: tuple[Change, ...]
    state: Mapping[str, str]
