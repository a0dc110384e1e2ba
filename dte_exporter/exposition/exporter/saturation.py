"""What the exporter says of its load: how busy its workers are, how late runs begin, and which are left out."""

from collections.abc import Iterator

from dte_exporter.metric import Better, Kind, MetricSpec, Sample, Unit
from dte_exporter.storage.snapshot import CheckRecord, Snapshot

_BY_CHECK = ("check", "pillar")

RUNS_SKIPPED = MetricSpec(
    "dte_check_runs_skipped_total",
    "Runs of the check that were left out since the one before waited or ran, since it changed or the exporter "
    "started.",
    "exporter",
    _BY_CHECK,
    kind=Kind.COUNTER,
    better=Better.LOWER,
    low=0,
    scheduled=False,
)
LATENESS = MetricSpec(
    "dte_check_lateness_seconds",
    "How long after its turn the check's last run began: its wait for a worker.",
    "exporter",
    _BY_CHECK,
    Unit.SECONDS,
    better=Better.LOWER,
    low=0,
)
WORKERS = MetricSpec(
    "dte_workers",
    "Worker processes: the most runs at once.",
    "exporter",
    low=1,
    scheduled=False,
)
BUSY = MetricSpec(
    "dte_worker_busy_seconds_total",
    "Seconds that workers have spent on runs that have ended, since the exporter started; its rate over dte_workers "
    "is how busy they are: 0 idle, 1 without a pause.",
    "exporter",
    unit=Unit.SECONDS,
    kind=Kind.COUNTER,
    low=0,
    scheduled=False,
)
WAITING = MetricSpec(
    "dte_checks_waiting",
    "Checks that are due and wait for a worker, how long the queue is; 0 where each begins when it is due.",
    "exporter",
    better=Better.LOWER,
    low=0,
    scheduled=False,
)
SPECS = (RUNS_SKIPPED, LATENESS, WORKERS, BUSY, WAITING)


def of_check(record: CheckRecord) -> Iterator[Sample]:
    """Yield how late one check is and what of it was left out; its lateness once it has run."""
    labels = {"check": record.check.name, "pillar": record.check.pillar}
    yield RUNS_SKIPPED.sample(record.skipped_runs, **labels)
    if record.last is not None:
        yield LATENESS.sample(record.last.lateness, **labels)


def samples(snapshot: Snapshot) -> Iterator[Sample]:
    """Yield how busy the workers are, and how many wait for one."""
    yield WORKERS.sample(snapshot.workers)
    yield BUSY.sample(snapshot.busy_seconds)
    yield WAITING.sample(snapshot.waiting)
