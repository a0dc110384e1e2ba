"""The controls of compliance frameworks: what checks and objectives found, as evidence of what a framework asks for.

A control is met only by evidence that is fresh, of a last run that ended well, on every data set. One violation among
a million makes it violated, not nearly met. What is not known is not met. A control that somebody accepted as a gap
shows as one until the day that they set, and counts as not met all along.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.governance.framework import Control, Framework, Selector
from dte_exporter.objectives.objective import StandingObjective, by_check, of_check
from dte_exporter.outcome import Outcome
from dte_exporter.storage.of_config import of_config
from dte_exporter.storage.snapshot import CheckRecord, Snapshot

VIOLATIONS, _EXAMINED = "dte_compliance_violations", "dte_compliance_examined"


class State(StrEnum):
    """How a control stands, from the worst to the best; not applicable is neither."""

    VIOLATED = "violated"
    NO_EVIDENCE = "no_evidence"
    ACCEPTED_GAP = "accepted_gap"
    MET = "met"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence: what one check, or one objective, says of a control.

    Parameters
    ----------
    check : str
        The check that it comes from.
    dataset : str
        The data set that it is about; empty where it is about none.
    violations, examined : int or None
        What breaks the rule and what it applies to; None where that is not known.
    at : float or None
        When that was found, in seconds since the epoch.
    since : float or None
        Since when something breaks the rule, in seconds since the epoch; None where nothing does.
    """

    check: str
    dataset: str
    violations: int | None = None
    examined: int | None = None
    at: float | None = None
    since: float | None = None


@dataclass(frozen=True, slots=True)
class StandingControl:
    """One control on one data set, as it stands at one moment.

    Parameters
    ----------
    framework, name : str
        Of which framework, and its id there.
    control : Control
        What is asked for, with what the user decided.
    dataset : str
        The data set; empty where the evidence is about none, and where there is none.
    state : State
        How it stands.
    evidence : tuple of Piece
        What was found.
    """

    framework: str
    name: str
    control: Control
    dataset: str
    state: State
    evidence: tuple[Piece, ...] = ()

    @property
    def violations(self) -> int | None:
        """What breaks the rule, over all evidence; None where any of it is not known."""
        return _total(piece.violations for piece in self.evidence)

    @property
    def examined(self) -> int | None:
        """What the rule applies to, over all evidence; None where any of it is not known."""
        return _total(piece.examined for piece in self.evidence)

    @property
    def at(self) -> float | None:
        """When the oldest evidence was found; None where there is none."""
        return min((piece.at for piece in self.evidence if piece.at is not None), default=None)

    @property
    def since(self) -> float | None:
        """Since when something breaks the rule; None where nothing does, or where that is not known."""
        return min((piece.since for piece in self.evidence if piece.since is not None), default=None)


Found = Mapping[tuple[str, str], tuple[Piece, ...]]
"""The evidence that one check gives, by framework and control."""


def found(snapshot: Snapshot, now: float) -> Iterator[Found]:
    """Yield the evidence of every check at `now`, in seconds since the epoch."""
    standings = by_check(snapshot.standings)
    for name, record in snapshot.records.items():
        objectives = tuple(of_check(record, standings.get(name, {}), now))
        yield evidence(snapshot.frameworks, record, objectives, now)


def evidence(
    frameworks: Mapping[str, Framework], record: CheckRecord, objectives: Sequence[StandingObjective], now: float
) -> Found:
    """Return what one check says of the controls of `frameworks`.

    Parameters
    ----------
    frameworks : mapping of str to Framework
        Those that apply.
    record : CheckRecord
        What is known of the check.
    objectives : sequence of StandingObjective
        How its own objectives stand at `now`.
    now : float
        Seconds since the epoch: it decides whether the evidence is stale.
    """
    pieces = {
        (framework, name): tuple(_pieces(control, record, objectives, now))
        for framework, one in frameworks.items()
        for name, control in one.controls.items()
    }
    return {control: given for control, given in pieces.items() if given}


def controls(snapshot: Snapshot, found: Iterable[Found], now: float) -> Iterator[StandingControl]:
    """Yield every control of every framework that applies, on every data set that there is evidence about.

    Parameters
    ----------
    snapshot : Snapshot
        Carries the frameworks.
    found : iterable of Found
        The evidence of every check, in the order of the config.
    now : float
        Seconds since the epoch: it decides which gaps have lapsed.
    """
    given = _by_control(found)
    for framework, one in snapshot.frameworks.items():
        for name, control in one.controls.items():
            if control.not_applicable:
                yield StandingControl(framework, name, control, "", State.NOT_APPLICABLE)
                continue
            accepted = control.accepted_gap is not None and now < control.accepted_gap.ends_at(snapshot.timezone)
            for dataset, pieces in _by_dataset(given[framework, name]).items():
                state = _state(pieces, control.tolerance)
                if accepted and state is not State.MET:
                    state = State.ACCEPTED_GAP
                yield StandingControl(framework, name, control, dataset, state, pieces)


@of_config
def reach(snapshot: Snapshot) -> int:
    """Return how many standing controls `snapshot` can have at most."""
    return sum(
        len({check.scope["dataset"] for check in snapshot.checks if _may_tell(check, control)}) or 1
        for framework in snapshot.frameworks.values()
        for control in framework.controls.values()
    )


def by_control(standing: Iterable[StandingControl]) -> Mapping[str, Mapping[str, State]]:
    """Return the state of each control of each framework: its worst over the data sets."""
    order = list(State)
    worst: dict[str, dict[str, State]] = defaultdict(dict)
    for one in standing:
        states = worst[one.framework]
        states[one.name] = min(states.get(one.name, one.state), one.state, key=order.index)
    return worst


def _by_control(found: Iterable[Found]) -> Mapping[tuple[str, str], list[Piece]]:
    given: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for of_one in found:
        for control, pieces in of_one.items():
            given[control] += pieces
    return given


def _by_dataset(pieces: Iterable[Piece]) -> Mapping[str, tuple[Piece, ...]]:
    """Return the evidence by data set; nothing on the empty one where there is none at all."""
    given: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        given[piece.dataset].append(piece)
    return {dataset: tuple(of_dataset) for dataset, of_dataset in given.items()} or {"": ()}


def _pieces(
    control: Control, record: CheckRecord, objectives: Iterable[StandingObjective], now: float
) -> Iterator[Piece]:
    if control.check:
        if _is_evidence(record.check, control):
            yield _of_check(record, now)
        return
    for one in objectives:
        if any(_is_selected(record.check, one.labels["objective"], selector) for selector in control.objectives):
            yield _of_objective(one, record)


def _may_tell(check: ConfiguredCheck, control: Control) -> bool:
    """Return whether a check, or an objective of it, is evidence of a control."""
    if control.check:
        return _is_evidence(check, control)
    return any(
        _is_selected(check, key, selector) for key in check.settings.objectives for selector in control.objectives
    )


def _is_evidence(check: ConfiguredCheck, control: Control) -> bool:
    has_them = all(str(getattr(check.params, key, None)) == str(value) for key, value in control.parameters.items())
    return check.settings.check == control.check and has_them


def _is_selected(check: ConfiguredCheck, objective: str, selector: Selector) -> bool:
    has = {"pillar": check.pillar, "check": check.settings.check, "metric": objective}
    return all(getattr(selector, key) in ("", value) for key, value in has.items())


def _of_check(record: CheckRecord, now: float) -> Piece:
    values = record.fresh(now)
    name, dataset = record.check.name, record.check.scope["dataset"]
    if values is None or record.last is None or record.last.outcome is not Outcome.OK:
        return Piece(name, dataset)
    counts = {sample.name: int(sample.value) for sample in values.samples if sample.name in {VIOLATIONS, _EXAMINED}}
    return Piece(name, dataset, counts.get(VIOLATIONS), counts.get(_EXAMINED), values.at, record.violated_since)


def _of_objective(one: StandingObjective, record: CheckRecord) -> Piece:
    name, dataset = record.check.name, record.check.scope["dataset"]
    if not one.known or one.insufficient or record.values is None:
        return Piece(name, dataset)
    return Piece(name, dataset, int(not one.met), 1, record.values.at, None if one.met else one.since)


def _state(evidence: tuple[Piece, ...], tolerance: int) -> State:
    known = [piece.violations for piece in evidence if piece.violations is not None]
    if sum(known) > tolerance:
        return State.VIOLATED
    return State.MET if evidence and len(known) == len(evidence) else State.NO_EVIDENCE


def _total(counts: Iterable[int | None]) -> int | None:
    known = list(counts)
    return sum(filter(None, known)) if known and None not in known else None
