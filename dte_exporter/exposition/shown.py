"""What a snapshot shows at one moment, in portions that change together: a change is told by the portions it moved."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from dte_exporter.config.governance.framework import Framework
from dte_exporter.controls import adherence
from dte_exporter.controls.standing import Found, StandingControl, controls, evidence
from dte_exporter.exposition import exporter
from dte_exporter.metric import Sample
from dte_exporter.objectives import inheritance, objective, retraining, trust
from dte_exporter.storage.snapshot import CheckRecord, Snapshot, Standing, Subject, Values

Origin = tuple[str, ...]
"""Where samples come from: what a check found, how it stands, a control of a framework, or all of them together."""

OF_ALL: Origin = ()
_VALUES = "values"
_STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Portion:
    """The samples of one origin.

    Parameters
    ----------
    state : object
        What they follow from: as long as it is equal, so are they.
    samples : callable
        Makes them, since most are never needed.
    """

    state: object
    samples: Callable[[], Iterable[Sample]]


@dataclass(frozen=True, slots=True)
class _State:
    """All that the samples of one check follow from."""

    record: CheckRecord
    values: Values | None  # those that are not stale
    standings: Mapping[Subject, Standing]


@dataclass(frozen=True, slots=True)
class _Digest:
    """What one check contributes to what is told of all."""

    state: _State
    shares: tuple[trust.Share, ...]
    evidence: Found
    breaches: tuple[inheritance.Breaches, ...]
    upstream: tuple[Sample, ...]


class Shown:
    """Tells what snapshots show, one after another. Of each check it remembers what it contributes to the whole.

    It is of one thread at a time.
    """

    def __init__(self) -> None:
        self._digests: Mapping[str, _Digest] = {}
        self._frameworks: Mapping[str, Framework] = {}

    def portions(self, snapshot: Snapshot, now: float) -> Mapping[Origin, Portion]:
        """Return all that `snapshot` shows at `now`, in seconds since the epoch: the checks in order, then the rest."""
        self._digest(snapshot, now)
        digests = self._digests.values()
        standing = tuple(controls(snapshot, (digest.evidence for digest in digests), now))
        of_all = tuple(_of_all(snapshot, digests, standing))
        return {
            **{(_VALUES, name): _values(digest.state.values) for name, digest in self._digests.items()},
            **{(_STANDING, name): _standing(digest.state, now) for name, digest in self._digests.items()},
            **{("control", one.framework, one.name, one.dataset): _of_control(one) for one in standing},
            OF_ALL: Portion(of_all, lambda: of_all),
        }

    def _digest(self, snapshot: Snapshot, now: float) -> None:
        """Take in what each check contributes now: most contribute what they did."""
        known = self._digests if snapshot.frameworks is self._frameworks else {}
        standings, digests = objective.by_check(snapshot.standings), {}
        for name, record in snapshot.records.items():
            state, before = _State(record, record.fresh(now), standings.get(name, {})), known.get(name)
            digests[name] = before if before and before.state == state else _digest(state, snapshot.frameworks, now)
        self._digests, self._frameworks = digests, snapshot.frameworks


def _digest(state: _State, frameworks: Mapping[str, Framework], now: float) -> _Digest:
    objectives = tuple(objective.of_check(state.record, state.standings, now))
    return _Digest(
        state,
        tuple(trust.shares(objectives)),
        evidence(frameworks, state.record, objectives, now),
        inheritance.breaches(state.record, objectives),
        inheritance.upstream(state.record, state.values),
    )


def _values(values: Values | None) -> Portion:
    return Portion(values, lambda: values.samples if values else ())


def _standing(state: _State, now: float) -> Portion:
    """Return how the objectives of one check stand, and how it ran."""

    def samples() -> Iterator[Sample]:
        yield from objective.terms(state.record)
        for one in objective.of_check(state.record, state.standings, now):
            yield from objective.samples(one)
        yield from exporter.of_check(state.record)

    return Portion(state, samples)


def _of_control(one: StandingControl) -> Portion:
    return Portion(one, lambda: adherence.samples(one))


def _of_all(snapshot: Snapshot, digests: Collection[_Digest], standing: Iterable[StandingControl]) -> Iterator[Sample]:
    shares = (share for digest in digests for share in digest.shares)
    upstream = (one for digest in digests for one in digest.upstream)
    inherited = inheritance.samples(upstream, (one for digest in digests for one in digest.breaches))
    of_controls = adherence.overall(standing, snapshot.frameworks)
    return chain(
        retraining.samples(snapshot), trust.samples(shares), inherited, of_controls, exporter.samples(snapshot)
    )


class Derived:
    """Tells what snapshots show beside what checks found, one snapshot after another. It is of one thread at a time."""

    def __init__(self) -> None:
        self._shown = Shown()
        self._states: Mapping[Origin, object] = {}

    def __call__(self, snapshot: Snapshot, now: float) -> Iterator[Sample]:
        """Yield all of it at `now` but the standing of checks of which nothing has changed since the last time."""
        portions = self._shown.portions(snapshot, now)
        before, self._states = self._states, {origin: portion.state for origin, portion in portions.items()}
        for origin, portion in portions.items():
            is_of_check = origin[:1] == (_STANDING,)
            if origin[:1] != (_VALUES,) and not (is_of_check and before.get(origin) == portion.state):
                yield from portion.samples()
