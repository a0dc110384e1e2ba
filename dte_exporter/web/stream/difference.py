"""What is shown at one moment, in groups that change together, and the difference between two moments."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dte_exporter.exposition.shown import Origin, Portion
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.storage.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class State:
    """What one snapshot shows at one moment.

    Parameters
    ----------
    groups : mapping of Origin to tuple of Sample
        Samples by where they come from. A group that did not change is the same object as before.
    states : mapping of Origin to object
        What the samples of each group follow from.
    snapshot : int
        The number of the snapshot; -1 before the first.
    at, until : float
        From when and until when it shows just that, in seconds since the epoch.
    """

    groups: Mapping[Origin, tuple[Sample, ...]] = field(default_factory=dict)
    states: Mapping[Origin, object] = field(default_factory=dict)
    snapshot: int = -1
    at: float = 0.0
    until: float = 0.0

    def followed_by(self, portions: Mapping[Origin, Portion], snapshot: Snapshot, now: float) -> "State":
        """Return what `snapshot` shows at `now`, which are `portions`."""
        groups = {
            origin: self.groups[origin]
            if origin in self.groups and self.states[origin] == portion.state
            else tuple(portion.samples())
            for origin, portion in portions.items()
        }
        states = {origin: portion.state for origin, portion in portions.items()}
        return State(groups, states, snapshot.sequence, now, snapshot.valid_until(now))

    def holds(self, snapshot: int, now: float) -> bool:
        """Return whether it is still what the snapshot of that number shows."""
        return self.snapshot == snapshot and self.at <= now < self.until

    def apart_from(self, other: "State") -> Iterator[Sample]:
        """Yield the samples of the groups that `other` has not as they are here."""
        for origin, group in self.groups.items():
            if other.groups.get(origin) is not group:
                yield from group


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference between two moments.

    Parameters
    ----------
    changed : tuple of Sample
        Series that are new or have another value.
    removed : tuple of Sample
        Series that are gone, with their last values.
    """

    changed: tuple[Sample, ...]
    removed: tuple[Sample, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed)


def exported(samples: Iterable[Sample], catalogue: Mapping[str, MetricSpec]) -> Iterator[Sample]:
    """Yield `samples` as a scrape shows them: only what is declared, with every label, no series twice."""
    seen = set()
    for sample in samples:
        spec = catalogue.get(sample.name)
        if spec is None:
            continue
        labels = spec.shown(sample)
        series = (sample.name, *labels.items())
        if series not in seen:
            seen.add(series)
            yield Sample(sample.name, labels, sample.value)


def changes(before: State, after: State, catalogue: Mapping[str, MetricSpec]) -> Changes:
    """Return what became of every series between two moments. Groups that are the same object cost nothing."""
    old = {sample.series: sample for sample in exported(before.apart_from(after), catalogue)}
    new = {sample.series: sample for sample in exported(after.apart_from(before), catalogue)}
    return Changes(
        tuple(sample for series, sample in new.items() if series not in old or old[series].value != sample.value),
        tuple(sample for series, sample in old.items() if series not in new),
    )
