"""The vocabulary of a run: how it ended, what it found, and what stands behind the numbers."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from dte_exporter.metric import Sample
from dte_exporter.packed import Packed

RESULT_VERSION = 2


class Outcome(StrEnum):
    """How a run of a check ended. Empty is not broken: ``no_data`` and ``source_error`` never look alike."""

    OK = "ok"
    NO_DATA = "no_data"
    UNDEFINED = "undefined"
    SOURCE_ERROR = "source_error"
    CHECK_ERROR = "check_error"
    TIMEOUT = "timeout"
    KILLED = "killed"


class Reason(StrEnum):
    """Why a check leaves a row out."""

    MISSING_PREDICTION = "missing_prediction"
    MISSING_PROBABILITY = "missing_probability"
    MISSING_LABEL = "missing_label"
    MISSING_GROUP = "missing_group"
    MISSING_KEY = "missing_key"
    MISSING_SUBJECT = "missing_subject"
    MISSING_TIME = "missing_time"
    MISSING_WEIGHT = "missing_weight"
    LONE_PREDICTION = "lone_prediction"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that were read, and that every figure about a column leaves out.

    Parameters
    ----------
    column : str
        The column that tells them apart; empty where it is no column alone.
    reason : Reason
        What they lack.
    rows : int
        How many. Where figures need several things at once, a row counts under the first that it lacks; where some need
        this and others that, such as two sensitive columns, a row without either counts under both.
    window : str
        The window, or further data set, that they are of.
    """

    column: str
    reason: Reason
    rows: int
    window: str = "current"

    @property
    def words(self) -> str:
        """What is left out, for people: ``200 without sex``."""
        lone = self.reason is Reason.LONE_PREDICTION
        what = "with fewer than two predictions" if lone else f"without {self.column}"
        where = "" if self.window == "current" else f" in {self.window}"
        return f"{self.rows:,} {what}{where}"


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check's pure function returns.

    Parameters
    ----------
    samples : tuple of Sample
        Every value that could be defined.
    undefined : tuple of str
        One sentence for each value that could not: which, and why.
    details : mapping
        What stands behind the values, JSON types only: counts by group or bin, methods, edges. Never a row,
        a minimum or a maximum, nor a group below the disclosure limit.
    notices : tuple of str
        What a reader should know of how the values came about: one sentence each, naming a word of the config or a
        feature, never a value of the data.
    used : mapping of str to int
        Rows that the values rest on, by window; a window that is not named was used whole.
    left_out : tuple of LeftOut
        The other rows, by column and reason; what left out none may be among them.
    """

    samples: tuple[Sample, ...]
    undefined: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    used: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Segments:
    """What came of measuring a check by segment.

    Parameters
    ----------
    rows : mapping of str to mapping of str to int
        The segments that were measured, the largest first: the rows of each by window.
    undefined : mapping of str to str
        Why some of them have no values, or not all.
    withheld : int
        Segments that were not measured, since what they hold, or what is hidden beside what is shown, is too little.
    cut : tuple of str
        Segments that are large enough, and beyond the number of segments or of series.
    """

    rows: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    undefined: Mapping[str, str] = field(default_factory=dict)
    withheld: int = 0
    cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was read to find the values, kept beside them and shown by ``explain`` and the API.

    Parameters
    ----------
    rows : mapping of str to int
        Rows used, by window: those that a value rests on.
    rows_read : mapping of str to int
        All rows of each window, used or not.
    left_out : tuple of LeftOut
        Rows that were not used, or not for all values, by column and reason.
    windows : mapping of str to str
        The window as the config words it, by name.
    fingerprints : mapping of str to str
        The identity of the source's content, by window; absent where the source has none.
    timings : mapping of str to float
        Seconds by stage.
    undefined : tuple of str
        One sentence for each value that could not be defined.
    details, notices
        See `Findings`.
    query : str
        The SQL that lists the cases behind a count of violations where the rows live; empty where there is none.
    unchanged_since : float or None
        When the values were computed, in seconds since the epoch, where runs since then found the very rows that they
        rest on; None where the last run computed them.
    segments : Segments or None
        What came of its segments; None where it has none to be measured by.
    """

    rows: Mapping[str, int] = field(default_factory=dict)
    rows_read: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    windows: Mapping[str, str] = field(default_factory=dict)
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    undefined: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    query: str = ""
    unchanged_since: float | None = None
    segments: Segments | None = None

    @classmethod
    def from_tree(cls, tree: Mapping[str, Any]) -> "Evidence":
        """Return the evidence behind `tree`, JSON types only; what an older form lacks is empty.

        Its details are packed: of hundreds of checks they would hold more than all the values.

        Raises
        ------
        TypeError
            If `tree` has a part that evidence does not have.
        ValueError
            If rows are left out for a reason that there is not.
        """
        sentences = {part: tuple(tree.get(part, ())) for part in ("undefined", "notices")}
        details = Packed(tree["details"]) if tree.get("details") else {}
        left_out = left_out_of(tree.get("left_out", ()))
        segments = segments_of(tree["segments"]) if tree.get("segments") else None
        return cls(**{**tree, **sentences, "left_out": left_out, "details": details, "segments": segments})

    def to_tree(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return asdict(replace(self, details=dict(self.details)))


def left_out_of(trees: Iterable[Mapping[str, Any]]) -> tuple[LeftOut, ...]:
    """Return the rows left out behind JSON objects.

    Raises
    ------
    TypeError, ValueError
        If one is none.
    """
    return tuple(LeftOut(**{**tree, "reason": Reason(tree["reason"])}) for tree in trees)


def without_segments(evidence: Evidence, cut: tuple[str, ...]) -> Evidence:
    """Return `evidence` that says of some segments that they were `cut` after they had been measured."""
    segments = evidence.segments
    if segments is None or not cut:
        return evidence
    return replace(evidence, segments=replace(segments, cut=(*cut, *segments.cut)))


def segments_of(tree: Mapping[str, Any]) -> Segments:
    """Return the segments behind a JSON object.

    Raises
    ------
    TypeError
        If it is none.
    """
    return Segments(**{**tree, "cut": tuple(tree["cut"])})


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one run of a check gives: an outcome, always, and values where the outcome is ``ok``.

    Where it is `unchanged` the values are those of the run before, and only the timings of the evidence are its own.
    """

    outcome: Outcome
    message: str = ""
    samples: tuple[Sample, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    unchanged: bool = False

    def to_json(self) -> bytes:
        """Return the versioned serial form, the only thing that leaves a worker.

        Raises
        ------
        TypeError
            If the evidence holds anything but JSON types.
        ValueError
            If it holds NaN or an infinity.
        """
        tree = {**asdict(replace(self, evidence=Evidence())), "evidence": self.evidence.to_tree()}
        return json.dumps({"version": RESULT_VERSION, **tree}, allow_nan=False).encode()

    @classmethod
    def from_json(cls, body: bytes) -> "CheckResult":
        """Return the result behind `body`.

        Raises
        ------
        ValueError
            If `body` is of another version or not a result.
        """
        tree = json.loads(body)
        if tree.get("version") != RESULT_VERSION:
            raise ValueError(f"a result of version {tree.get('version')!r}: this build reads {RESULT_VERSION}")
        return cls(
            outcome=Outcome(tree["outcome"]),
            message=tree["message"],
            samples=tuple(Sample(**sample) for sample in tree["samples"]),
            evidence=Evidence.from_tree(tree["evidence"]),
            unchanged=tree.get("unchanged", False),
        )
