"""What the exporter says of the runs of each check: how the last ended, what it brought, and when the next is due."""

from collections.abc import Callable, Iterator

from dte_exporter.exposition.exporter.exporter_role import ExporterRole
from dte_exporter.metric import Better, Kind, MetricSpec, Sample, Unit
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import CheckRecord, Run

_BY_CHECK = ("check", "pillar")


def _timestamp(name: str, help: str, role: ExporterRole) -> MetricSpec:
    """Return the declaration of a moment of a check: a fact about the timetable, true at every scrape."""
    return MetricSpec(name, help, "exporter", _BY_CHECK, Unit.TIMESTAMP, low=0, scheduled=False, role=role)


SUCCESS = MetricSpec(
    "dte_check_success",
    "Whether the check's last run ended ok: 1 if it did, 0 for every other outcome.",
    "exporter",
    _BY_CHECK,
    better=Better.HIGHER,
    low=0,
    high=1,
)
OUTCOME = MetricSpec(
    "dte_check_outcome",
    "How the check's last run ended: 1 for its outcome, 0 for all others.",
    "exporter",
    (*_BY_CHECK, "outcome"),
    low=0,
    high=1,
    role=ExporterRole.CHECK_OUTCOME,
)
FAILED_RUNS = MetricSpec(
    "dte_check_failed_runs",
    "Runs in a row, up to the check's last, that did not end ok; 0 after one that did.",
    "exporter",
    _BY_CHECK,
    better=Better.LOWER,
    low=0,
)
DURATION = MetricSpec(
    "dte_check_duration_seconds",
    "How long the check's last run took, without waiting for a worker.",
    "exporter",
    _BY_CHECK,
    Unit.SECONDS,
    better=Better.LOWER,
    low=0,
)
ROWS = MetricSpec(
    "dte_check_rows",
    "Rows that the check's last run used, over all its windows; absent if it failed.",
    "exporter",
    _BY_CHECK,
    Unit.ROWS,
    low=0,
)
SERIES_DROPPED = MetricSpec(
    "dte_check_series_dropped",
    "Series of the check's last run that the series budget cut; absent if it failed.",
    "exporter",
    _BY_CHECK,
    better=Better.LOWER,
    low=0,
)
VALUES_UNDEFINED = MetricSpec(
    "dte_check_values_undefined",
    "Values that the check's last run could not define, such as a rate of an empty group; absent if it failed.",
    "exporter",
    _BY_CHECK,
    better=Better.LOWER,
    low=0,
)
NOTICES = MetricSpec(
    "dte_check_notices",
    "Notices of the check's last run, sentences on how its values came about; absent if it failed.",
    "exporter",
    _BY_CHECK,
    better=Better.LOWER,
    low=0,
)
INTERVAL = MetricSpec(
    "dte_check_interval_seconds",
    "Time between two runs of the check; for cron, between the last firing and the next.",
    "exporter",
    _BY_CHECK,
    Unit.SECONDS,
    low=0,
    scheduled=False,
)
LAST_RUN = _timestamp(
    "dte_check_last_run_timestamp_seconds", "When the check's last run started.", ExporterRole.CHECK_RUN
)
LAST_SUCCESS = _timestamp(
    "dte_check_last_success_timestamp_seconds", "The time of the check's last good values.", ExporterRole.CHECK_VALUES
)
NEXT_RUN = _timestamp("dte_check_next_run_timestamp_seconds", "When the check runs next.", ExporterRole.CHECK_NEXT)
STALE = _timestamp(
    "dte_check_stale_timestamp_seconds",
    "When the check's last good values vanish, or vanished.",
    ExporterRole.CHECK_STALE,
)
RUNS = MetricSpec(
    "dte_check_runs_total",
    "Finished runs of the check by outcome, since it changed or, without a history, the exporter started.",
    "exporter",
    (*_BY_CHECK, "outcome"),
    kind=Kind.COUNTER,
    low=0,
    scheduled=False,
)

_OF_LAST_RUN: dict[MetricSpec, Callable[[Run], float]] = {
    SUCCESS: lambda run: run.outcome is Outcome.OK,
    DURATION: lambda run: run.duration,
    LAST_RUN: lambda run: run.started,
}
_OF_LAST_COMPUTATION: dict[MetricSpec, Callable[[Run], float]] = {
    ROWS: lambda run: run.rows,
    SERIES_DROPPED: lambda run: run.dropped,
    VALUES_UNDEFINED: lambda run: run.undefined,
    NOTICES: lambda run: len(run.notices),
}
_COMPUTED = frozenset({Outcome.OK, Outcome.UNDEFINED})
"""Outcomes of runs that got as far as their check; of others nothing was counted, and 0 would be an invention."""

_OF_CHECK: dict[MetricSpec, Callable[[CheckRecord], float | None]] = {
    INTERVAL: lambda record: record.interval,
    FAILED_RUNS: lambda record: record.failed_runs if record.last else None,
    LAST_SUCCESS: lambda record: record.values.at if record.values else None,
    NEXT_RUN: lambda record: record.next_run,
    STALE: lambda record: record.stale_at,
}

SPECS = (
    SUCCESS,
    OUTCOME,
    FAILED_RUNS,
    DURATION,
    ROWS,
    SERIES_DROPPED,
    VALUES_UNDEFINED,
    NOTICES,
    INTERVAL,
    LAST_RUN,
    LAST_SUCCESS,
    NEXT_RUN,
    STALE,
    RUNS,
)


def of_check(record: CheckRecord) -> Iterator[Sample]:
    """Yield the values of `SPECS` that one check has.

    Before its first run ends it has no outcome, duration or rows: it is counted as pending instead.
    """
    labels = {"check": record.check.name, "pillar": record.check.pillar}
    if record.last is not None:
        yield from _of_run(record.last, labels)
    for spec, read in _OF_CHECK.items():
        value = read(record)
        if value is not None:
            yield spec.sample(value, **labels)
    for outcome in Outcome:
        yield RUNS.sample(record.runs.get(outcome, 0), outcome=outcome, **labels)


def _of_run(run: Run, labels: dict[str, str]) -> Iterator[Sample]:
    told = _OF_LAST_RUN if run.outcome not in _COMPUTED else {**_OF_LAST_RUN, **_OF_LAST_COMPUTATION}
    for spec, read in told.items():
        yield spec.sample(read(run), **labels)
    for outcome in Outcome:
        yield OUTCOME.sample(run.outcome is outcome, outcome=outcome, **labels)
