"""A check with objectives, its runs told one by one, under a clock that only the test moves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dte_exporter import controls
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, DataSet, Objective
from dte_exporter.exposition.shown import Derived
from dte_exporter.metric import MetricSpec, Role, Sample, Unit
from dte_exporter.objectives import SPECS, judge
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, Standing, Subject, Values

SHARE = MetricSpec("dte_drift_columns_ratio", "Share.", "drift", ("check", "dataset", "model"), Unit.RATIO)
DISTANCE = MetricSpec("dte_drift_distance", "Distance.", "drift", ("check", "dataset", "model", "column", "method"))
RATE = MetricSpec("dte_drift_group_rate", "Rate.", "drift", ("check", "dataset", "model", "sensitive_feature", "group"))


def _told(of: MetricSpec, role: Role) -> MetricSpec:
    return MetricSpec(f"{of.name}_{role}", "How sure.", "drift", of.labels, role=role, of=of.name)


LOWER, UPPER = (_told(SHARE, role) for role in (Role.LOWER, Role.UPPER))
DISTANCE_LOWER, DISTANCE_UPPER = (_told(DISTANCE, role) for role in (Role.LOWER, Role.UPPER))
SIGNIFICANT, INSUFFICIENT = (_told(SHARE, role) for role in (Role.SIGNIFICANT, Role.INSUFFICIENT))
_ALL = (SHARE, DISTANCE, RATE, LOWER, UPPER, DISTANCE_LOWER, DISTANCE_UPPER, SIGNIFICANT, INSUFFICIENT)
METRICS = {spec.name: spec for spec in _ALL}


@dataclass
class Story:
    """One check from its first run on."""

    record: CheckRecord
    standings: Mapping[Subject, Standing] = field(default_factory=dict)

    def run(self, *samples: Sample, outcome: Outcome = Outcome.OK, at: float = 0.0) -> "Story":
        """Let one run end at `at` with `samples`."""
        values = Values(samples, Evidence(), at) if outcome is Outcome.OK else None
        self.record = self.record.after(Run(outcome, "", at, 1.0), values)
        self.standings = judge(self.standings, self.record, outcome, METRICS)
        return self

    @property
    def snapshot(self) -> Snapshot:
        """What a scrape would look at."""
        return Snapshot({self.record.check.name: self.record}, self.standings)


def start(name: str = "census", pillar: str = "drift", **objectives: Objective) -> Story:
    """Return the story of a check with the given objectives, before its first run."""
    settings = CheckSettings(check="drift", dataset="people", model="scorer", every=60.0, objectives=objectives)
    dataset = DataSet(source={"type": "files", "path": "people.parquet"})
    check = ConfiguredCheck(name, settings, None, {"people": dataset}, Path("/"), pillar)
    return Story(CheckRecord(check, interval=60.0, stale_after=150.0))


def samples(snapshot: Snapshot, now: float) -> Iterator[Sample]:
    """Yield how every objective in `snapshot` stands at `now`, what that means for models, frameworks and trust."""
    names = {spec.name for spec in (*SPECS, *controls.SPECS)}
    return (sample for sample in Derived()(snapshot, now) if sample.name in names)
