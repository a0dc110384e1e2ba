"""What is kept of a run: the values that it found, what followed from them, and how objectives changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from dte_exporter.metric import Kind, MetricSpec, Sample
from dte_exporter.objectives.objective import by_check, objectives
from dte_exporter.storage.history import restart_state
from dte_exporter.storage.history.kept_run import Change, Entry, Point
from dte_exporter.storage.history.stored_values import ENDS
from dte_exporter.storage.snapshot import Judgement, Snapshot, Subject, Values

HEARTBEAT = 60.0
"""Seconds after which a value that follows from all checks is kept again though it has not changed."""

_Series = tuple[str, tuple[tuple[str, str], ...]]


def kept(specs: Mapping[str, MetricSpec]) -> Mapping[str, MetricSpec]:
    """Return the families that are kept: those that a run brings. What the config says, and counts, need no keeping."""
    return {name: spec for name, spec in specs.items() if spec.scheduled and spec.kind is Kind.GAUGE}


class Recorder:
    """Tells of one run after another what is to be kept.

    Parameters
    ----------
    specs : mapping of str to MetricSpec
        Every metric.
    derived : callable
        ``(snapshot, now) -> samples``: all that follows from the records, and what is said of runs.
    with_values : bool
        Whether values are kept here at all, or by a Prometheus.
    """

    def __init__(
        self,
        specs: Mapping[str, MetricSpec],
        derived: Callable[[Snapshot, float], Iterable[Sample]],
        with_values: bool = True,
    ) -> None:
        self._specs = kept(specs)
        self._derived = derived
        self._with_values = with_values
        self._kept: dict[_Series, tuple[float, float]] = {}
        self._stood: dict[Subject, Judgement] = {}

    def begin(self, stood: Mapping[Subject, Judgement]) -> None:
        """Begin with how each objective stood last, so that a restart is no change."""
        self._stood = dict(stood)

    def entry(self, snapshot: Snapshot, name: str, now: float) -> Entry:
        """Return what is kept of the last run of the check called `name`.

        Parameters
        ----------
        snapshot : Snapshot
            As the run left it.
        name : str
            The check.
        now : float
            When the run had ended, in seconds since the epoch.
        """
        record = snapshot.records[name]
        states = {
            name: restart_state.of_check(record, by_check(snapshot.standings).get(name, {})),
            restart_state.ALARMS: restart_state.of_alarms(snapshot.alarms),
        }
        points = tuple(self._points(snapshot, name, now)) if self._with_values else ()
        return Entry(record, points, tuple(self._changes(snapshot, now)), states)

    def _points(self, snapshot: Snapshot, name: str, now: float) -> Iterator[Point]:
        record = snapshot.records[name]
        values = record.values
        if values and record.last and values.at == record.last.started:
            yield from self._with_intervals(values, record.stale_after)
        longest = max(other.stale_after for other in snapshot.records.values())
        for sample in self._derived(snapshot, now):
            if sample.name in self._specs and self._is_due(sample, name, now):
                self._kept[sample.series] = sample.value, now
                of = snapshot.records.get(sample.labels.get("check", ""))
                yield Point(sample, self._specs[sample.name].pillar, now, of.stale_after if of else longest)

    def _with_intervals(self, values: Values, stale_after: float) -> Iterator[Point]:
        found = {sample.series: sample.value for sample in values.samples}
        for sample in values.samples:
            lower, upper = (found.get((sample.name + end, sample.series[1])) for end in ENDS)
            if sample.name in self._specs and not self._is_an_end(sample.name):
                yield Point(sample, self._specs[sample.name].pillar, values.at, stale_after, lower, upper)

    def _is_an_end(self, name: str) -> bool:
        return any(name.endswith(end) and name.removesuffix(end) in self._specs for end in ENDS)

    def _is_due(self, sample: Sample, name: str, now: float) -> bool:
        """Return whether a value is of this check, is another than was kept last, or was kept a while ago."""
        if sample.labels.get("check") == name:
            return True
        value, at = self._kept.get(sample.series, (None, 0.0))
        return value != sample.value or not 0 <= now - at < HEARTBEAT

    def _changes(self, snapshot: Snapshot, now: float) -> Iterator[Change]:
        for one in objectives(snapshot, now):
            subject = one.labels["check"], one.labels["objective"], one.labels["subject"]
            after = one.judgement
            before = self._stood.get(subject, "unknown")
            if after != before:
                self._stood[subject] = after
                yield Change(now, *subject, before, after, one.standing.value if one.known else None)
