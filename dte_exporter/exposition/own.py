"""What the exporter says of itself: how each check ran and runs next, and which config and build are in force."""

import platform
from collections.abc import Callable, Iterator

from dte_exporter import __version__
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.exposition import datasets, in_force, load
from dte_exporter.metric import Better, Kind, MetricSpec, Role, Sample, Unit
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot

_BY_CHECK = ("check", "pillar")


def _timestamp(name: str, help: str, role: Role) -> MetricSpec:
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
    role=Role.CHECK_OUTCOME,
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
LAST_RUN = _timestamp("dte_check_last_run_timestamp_seconds", "When the check's last run started.", Role.CHECK_RUN)
LAST_SUCCESS = _timestamp(
    "dte_check_last_success_timestamp_seconds", "The time of the check's last good values.", Role.CHECK_VALUES
)
NEXT_RUN = _timestamp("dte_check_next_run_timestamp_seconds", "When the check runs next.", Role.CHECK_NEXT)
STALE = _timestamp(
    "dte_check_stale_timestamp_seconds", "When the check's last good values vanish, or vanished.", Role.CHECK_STALE
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
CHECK_INFO = MetricSpec(
    "dte_check_info",
    "What the check reads, which team it is of and how severe its failure is; always 1, to be joined on check.",
    "exporter",
    (*_BY_CHECK, "dataset", "model", "team", "severity"),
    low=1,
    high=1,
    scheduled=False,
    role=Role.CHECK_INFO,
)
CHECK_ABOUT = MetricSpec(
    "dte_check_about_info",
    "What people call the check, who minds it and what its team does about it; always 1, to be joined on check.",
    "exporter",
    (*_BY_CHECK, "title", "owner", "runbook"),
    low=1,
    high=1,
    scheduled=False,
    role=Role.CHECK_ABOUT,
)
PENDING = MetricSpec(
    "dte_checks_pending",
    "Checks whose first run has not ended.",
    "exporter",
    better=Better.LOWER,
    low=0,
    scheduled=False,
)
DATASET_MODEL_INFO = MetricSpec(
    "dte_dataset_model_info",
    "Which models the rows of a data set touch; always 1, to be joined on dataset.",
    "exporter",
    ("dataset", "model"),
    low=1,
    high=1,
    scheduled=False,
)
RELOAD_SUCCESSFUL = MetricSpec(
    "dte_config_last_reload_successful",
    "Whether the last reading of the config worked: 0 means that an older config is in force.",
    "exporter",
    better=Better.HIGHER,
    low=0,
    high=1,
    scheduled=False,
)
RELOAD_TIMESTAMP = MetricSpec(
    "dte_config_last_reload_success_timestamp_seconds",
    "When the config in force was read.",
    "exporter",
    unit=Unit.TIMESTAMP,
    low=0,
    scheduled=False,
    role=Role.CONFIG_READ,
)
HISTORY_AVAILABLE = MetricSpec(
    "dte_history_available",
    "Whether results are being kept in the history: 1 if the last attempt worked, else 0; absent where none is kept.",
    "exporter",
    better=Better.HIGHER,
    low=0,
    high=1,
    scheduled=False,
    role=Role.HISTORY,
)
HISTORY_RUNS_LOST = MetricSpec(
    "dte_history_runs_lost_total",
    "Finished runs that the history could not keep, since the exporter started; absent where none is kept.",
    "exporter",
    kind=Kind.COUNTER,
    low=0,
    scheduled=False,
)
BUILD_INFO = MetricSpec(
    "dte_build_info",
    "The exporter's version and that of its Python; always 1.",
    "exporter",
    ("version", "python_version"),
    low=1,
    high=1,
    scheduled=False,
    role=Role.BUILD,
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

SPECS: tuple[MetricSpec, ...] = (
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
    CHECK_INFO,
    CHECK_ABOUT,
    PENDING,
    datasets.DATASET_INFO,
    datasets.DATASET_ABOUT,
    DATASET_MODEL_INFO,
    RELOAD_SUCCESSFUL,
    RELOAD_TIMESTAMP,
    *in_force.SPECS,
    *load.SPECS,
    HISTORY_AVAILABLE,
    HISTORY_RUNS_LOST,
    BUILD_INFO,
)
"""Every family of the exporter itself, in the order in which it is shown."""


def samples(snapshot: Snapshot) -> Iterator[Sample]:
    """Yield the values of `SPECS` that are of no single check."""
    yield PENDING.sample(sum(record.last is None for record in snapshot.records.values()))
    yield from datasets.samples(snapshot)
    for dataset, model in sorted(_models(snapshot)):
        yield DATASET_MODEL_INFO.sample(1, dataset=dataset, model=model)
    yield RELOAD_SUCCESSFUL.sample(snapshot.reload_successful)
    yield RELOAD_TIMESTAMP.sample(snapshot.reloaded_at)
    yield from in_force.samples(snapshot)
    yield from load.samples(snapshot)
    if snapshot.history is not None:
        yield HISTORY_AVAILABLE.sample(snapshot.history.available)
        yield HISTORY_RUNS_LOST.sample(snapshot.history.lost)
    yield BUILD_INFO.sample(1, version=__version__, python_version=platform.python_version())


def of_check(record: CheckRecord) -> Iterator[Sample]:
    """Yield the values of `SPECS` that are of one check.

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
    yield from load.of_check(record)
    yield CHECK_INFO.sample(1, **labels, **_facts(record.check))
    yield CHECK_ABOUT.sample(1, **labels, **_about(record.check))


def _of_run(run: Run, labels: dict[str, str]) -> Iterator[Sample]:
    told = _OF_LAST_RUN if run.outcome not in _COMPUTED else {**_OF_LAST_RUN, **_OF_LAST_COMPUTATION}
    for spec, read in told.items():
        yield spec.sample(read(run), **labels)
    for outcome in Outcome:
        yield OUTCOME.sample(run.outcome is outcome, outcome=outcome, **labels)


def _facts(check: ConfiguredCheck) -> dict[str, str]:
    settings = check.settings
    return {
        "dataset": check.label_of(settings.dataset),
        "model": settings.model,
        "team": check.team,
        "severity": settings.severity,
    }


def _about(check: ConfiguredCheck) -> dict[str, str]:
    """Return what is written for people: it may be reworded without a break in what is joined for routing."""
    return {"title": check.settings.title, "owner": check.owner, "runbook": check.runbook}


def _models(snapshot: Snapshot) -> set[tuple[str, str]]:
    """Return the pairs of data set and model that the config names, on either side."""
    checks = [record.check for record in snapshot.records.values()]
    declared = {
        (check.label_of(name), model)
        for check in checks
        for name, dataset in check.datasets.items()
        for model in dataset.models
    }
    scopes = [check.scope for check in checks if check.settings.dataset]
    return declared | {(scope["dataset"], scope["model"]) for scope in scopes if scope["model"]}
