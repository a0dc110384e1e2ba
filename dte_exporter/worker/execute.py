"""One run in the child process: needs, check, result. It never raises, and what it returns is bytes."""

import functools
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from dte_exporter.config.roles import Roles
from dte_exporter.errors import DteError, NoDataError, SourceError
from dte_exporter.model_registry import MODELS
from dte_exporter.outcome import CheckResult, Evidence, Findings, Outcome
from dte_exporter.registry import Check, Registry
from dte_exporter.statistics.plan import Fingerprinted
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.databases.database_run import lasting
from dte_exporter.tables.same_letters import MARK, spoken
from dte_exporter.tables.same_rows import same_rows, sentence
from dte_exporter.worker.cases import Opened, cases
from dte_exporter.worker.job import Job, LogJob, TagJob
from dte_exporter.worker.libraries import libraries, load
from dte_exporter.worker.memory import limited_to
from dte_exporter.worker.opened_windows import OpenedWindows, window_names
from dte_exporter.worker.unchanged import identities, unchanged

registry = functools.cache(Registry.discover)
"""The registry of this process, found once."""


def execute(job: Job) -> bytes:
    """Return the serial form of the result of `job`, whatever happens.

    What the limit on memory counts begins with the libraries imported: they are no part of a run.
    """
    try:
        load(libraries(job.check, registry()))
        with lasting(job.check.settings.timeout), limited_to(job.check.settings.memory_limit):
            return _spoken(_done(job))
    except BaseException as error:  # an exception that leaves the child may be one that the parent cannot unpickle
        return _spoken(_failure(error, job))


def _spoken(result: CheckResult) -> bytes:
    """Return the serial form of `result` with the names of columns as sources write them."""
    body = result.to_json()
    return json.dumps(spoken(json.loads(body))).encode() if json.dumps(MARK)[1:-1].encode() in body else body


def _done(job: Job) -> CheckResult:
    return _write(job) if isinstance(job, TagJob | LogJob) else _run(job)


@dataclass(slots=True)
class _Stopwatch:
    """Seconds by stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start


def _run(job: Job) -> CheckResult:
    kind = registry().checks[job.check.settings.check]
    watch = _Stopwatch()
    with watch.stage("open"):
        opened = OpenedWindows(job.check, registry(), job.now)
        inputs = kind.given(job.check, registry())
        windows, further = opened.views(window_names(job.check, registry())), opened.datasets
        sources = Sources(windows, further, inputs, job.now)
        read = {**windows, **{f"datasets.{name}": rows for name, rows in further.items()}}
    if unchanged(kind, job.known, read):
        return CheckResult(Outcome.OK, evidence=Evidence(timings=watch.seconds), unchanged=True)
    with watch.stage("measure"):
        roles = opened.roles
        plans = kind.needs(job.check.params, roles)
        statistics = {name: plan.measure(sources, DiskCache(job.cache)) for name, plan in plans.items()}
        compared_with_itself = same_rows(sources.windows, _rows_read(statistics))
    with watch.stage("compute"):
        findings = (
            _nothing_to_compare(job, statistics)
            if compared_with_itself
            else kind.compute(statistics, job.check.params, roles, job.now)
        )
    findings = replace(findings, notices=(*opened.notices(_columns_of(kind, roles)), *findings.notices))
    query = cases(job.check, kind, Opened(windows, further, roles, inputs, job.now))
    evidence = replace(_evidence(job, read, statistics, findings, watch), query=query)
    return _result(kind, job, findings, evidence)


def _nothing_to_compare(job: Job, statistics: Mapping[str, Any]) -> Findings:
    """Return that nothing is defined of windows that hold the same rows, whatever the check would make of them."""
    return Findings((), (sentence(job.check.settings.dataset, _rows_read(statistics)["current"]),))


def _rows_read(statistics: Mapping[str, Any]) -> Mapping[str, int]:
    """Return the rows of each window that was measured."""
    return {window: rows for statistic in statistics.values() for window, rows in statistic.rows.items()}


def _columns_of(kind: Check[Any], roles: Roles) -> frozenset[str]:
    """Return the columns that a check of this `kind` looks at: features only if it tells something by column."""
    named = *roles.sensitive, roles.prediction, roles.probability, roles.label, roles.time, roles.subject
    by_column = any("column" in spec.labels for spec in kind.emits)
    return frozenset(filter(None, (*named, *(roles.features if by_column else ()))))


def _write(job: TagJob | LogJob) -> CheckResult:
    models = MODELS.opened(job.check, registry())
    if isinstance(job, TagJob):
        models.tag(job.model, job.version, job.tags)
    else:
        models.log(job.logged)
    return CheckResult(Outcome.OK)


def _result(kind: Check[Any], job: Job, findings: Findings, evidence: Evidence) -> CheckResult:
    declared = {spec.name: spec for spec in kind.emits}
    samples = tuple(
        sample.within({label: job.check.scope[label] for label in declared[sample.name].scope})
        for sample in findings.samples
    )
    if samples:
        return CheckResult(Outcome.OK, samples=samples, evidence=evidence)
    return CheckResult(Outcome.UNDEFINED, "; ".join(findings.undefined) or "nothing to define", evidence=evidence)


def _evidence(
    job: Job,
    views: Mapping[str, View],
    statistics: Mapping[str, Any],
    findings: Findings,
    watch: _Stopwatch,
) -> Evidence:
    read = _rows_read(statistics)
    fingerprints = {**identities(views)}
    for statistic in statistics.values():
        if isinstance(statistic, Fingerprinted):
            fingerprints |= statistic.fingerprints
    return Evidence(
        rows={**read, **findings.used},
        rows_read=read,
        left_out=tuple(one for one in findings.left_out if one.rows),
        windows={name: str(job.check.window(name) or "all rows") for name in views},
        fingerprints=fingerprints,
        timings=watch.seconds,
        undefined=findings.undefined,
        notices=findings.notices,
        details=findings.details,
    )


def _failure(error: BaseException, job: Job) -> CheckResult:
    match error:
        case MemoryError():
            limit = job.check.settings.memory_limit / 2**20
            return CheckResult(Outcome.KILLED, f"ran into its memory limit of {limit:,.0f} MiB: raise memory_limit")
        case SourceError():
            return CheckResult(Outcome.SOURCE_ERROR, str(error))
        case NoDataError():
            return CheckResult(Outcome.NO_DATA, str(error))
        case DteError():
            return CheckResult(Outcome.CHECK_ERROR, str(error))
        case _:  # its text may quote a row
            return CheckResult(Outcome.CHECK_ERROR, f"the check fails with {type(error).__name__}{_where(error)}")


def _where(error: BaseException) -> str:
    """Return where in the code an unexpected error arose."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f" in {trace.tb_frame.f_globals.get('__name__')}, line {trace.tb_lineno}" if trace else ""
