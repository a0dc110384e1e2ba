"""One run of one check, in the stages between which the checks of a firing wait for each other."""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from dte_exporter.config.roles import Roles
from dte_exporter.metric import Sample
from dte_exporter.outcome import CheckResult, Evidence, Findings, Outcome
from dte_exporter.registry import Check, Registry
from dte_exporter.statistics.plan import Fingerprinted
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.together.answers import Answers
from dte_exporter.statistics.together.attempts import both
from dte_exporter.statistics.view import View
from dte_exporter.worker.cases import Opened, cases
from dte_exporter.worker.job import Job
from dte_exporter.worker.measured import Measured, Measurement
from dte_exporter.worker.opened_sources import OpenedSources
from dte_exporter.worker.opened_windows import OpenedWindows, window_names
from dte_exporter.worker.segments.segmented import MeasuredSegments, measured_segments
from dte_exporter.worker.unchanged import identified, identities, unchanged

if TYPE_CHECKING:
    from dte_exporter.tables.table_view import TableView


@dataclass(slots=True)
class _Stopwatch:
    """Seconds by stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class _Found:
    """What was measured of all rows, and of segments of them."""

    measurement: Measurement
    whole: Measured
    segments: MeasuredSegments | None


class Run:
    """One run of one check: it is opened, measured, and told, in this order.

    Parameters
    ----------
    job : Job
        What is run.
    registry : Registry
        What exists.
    sources : OpenedSources
        What is open already.
    answers : Answers
        Where its questions are asked.

    Raises
    ------
    DteError
        If what it reads cannot be opened.
    """

    def __init__(self, job: Job, registry: Registry, sources: OpenedSources, answers: Answers) -> None:
        self.job = job
        self._kind: Check[Any] = registry.checks[job.check.settings.check]
        self._watch = _Stopwatch()
        self._found: _Found | None = None
        with self._watch.stage("open"):
            self._opened = OpenedWindows(job.check, registry, job.now, sources)
            self._inputs = self._kind.given(job.check, registry)
            self._windows = self._opened.views(window_names(job.check, registry))
            self._further = self._opened.datasets
            self._sources = Sources(
                _answered(self._windows, answers), _answered(self._further, answers), self._inputs, job.now
            )
        self._read = {**self._windows, **{f"datasets.{name}": rows for name, rows in self._further.items()}}
        self._beside = identified(self._inputs)
        self._unchanged = unchanged(self._kind, job.known, {**self._read, **self._beside})

    @property
    def reads_rows(self) -> bool:
        """Whether it reads any."""
        return self._opened.reads_rows

    @property
    def files(self) -> Iterator[str]:
        """What the engine opens for it."""
        return self._opened.files

    @property
    def is_answered(self) -> bool:
        """Whether it has nothing to ask: its rows are those that its last values rest on, or it was measured."""
        return self._unchanged or self._found is not None

    def measure(self) -> None:
        """Measure what the check needs.

        Raises
        ------
        Unanswered
            If it needs answers first: it is to be called again.
        DteError
            As its plans do.
        """
        if self.is_answered:
            return
        measurement, sources = Measurement(self._kind, self.job, self._opened.roles), self._sources
        self._found = _Found(
            measurement,
            *both(partial(measurement.of, sources), partial(measured_segments, measurement, sources)),
        )

    def told(self, measured_in: float) -> CheckResult:
        """Return what the check makes of what was measured, in so many seconds."""
        if self._found is None:
            return CheckResult(Outcome.OK, evidence=Evidence(timings=self._watch.seconds), unchanged=True)
        self._watch.seconds["measure"] = measured_in
        job, roles, whole = self.job, self._found.measurement.roles, self._found.whole
        with self._watch.stage("compute"):
            findings = self._found.measurement.findings(whole)
            of_segments, segments = self._found.segments.told(findings) if self._found.segments else ((), None)
        findings = replace(findings, notices=(*self._opened.notices(_columns_of(self._kind, roles)), *findings.notices))
        query = cases(job.check, self._kind, Opened(self._windows, self._further, roles, self._inputs, job.now))
        evidence = _evidence(job, self._read, whole, findings, self._watch.seconds)
        fingerprints = {**evidence.fingerprints, **identities(self._beside)}
        evidence = replace(evidence, query=query, segments=segments, fingerprints=fingerprints)
        return _result(self._kind, job, findings, of_segments, evidence)


def _answered(views: "Mapping[str, TableView]", answers: Answers) -> Mapping[str, View]:
    return {name: answers.of(view) for name, view in views.items()}


def _columns_of(kind: Check[Any], roles: Roles) -> frozenset[str]:
    """Return the columns that a check of this `kind` looks at: features only if it tells something by column."""
    scores = roles.probability, *roles.probabilities.values()
    named = *roles.sensitive_columns, roles.prediction, *scores, roles.label, roles.time, roles.subject
    by_column = any("column" in spec.labels for spec in kind.emits)
    return frozenset(filter(None, (*named, *(roles.features if by_column else ()))))


def _result(
    kind: Check[Any], job: Job, findings: Findings, of_segments: Iterable[Sample], evidence: Evidence
) -> CheckResult:
    """Return the result: how it ended is a matter of all rows, and without their values segments have none."""
    declared = {spec.name: spec for spec in kind.emits}
    samples = tuple(
        sample.within({label: job.check.scope[label] for label in declared[sample.name].scope})
        for sample in (*findings.samples, *of_segments)
    )
    if findings.samples:
        return CheckResult(Outcome.OK, samples=samples, evidence=evidence)
    return CheckResult(Outcome.UNDEFINED, "; ".join(findings.undefined) or "nothing to define", evidence=evidence)


def _evidence(
    job: Job,
    views: Mapping[str, View],
    measured: Measured,
    findings: Findings,
    seconds: Mapping[str, float],
) -> Evidence:
    read = measured.rows_read
    fingerprints = {**identities(views)}
    for statistic in measured.statistics.values():
        if isinstance(statistic, Fingerprinted):
            fingerprints |= statistic.fingerprints
    return Evidence(
        rows={**read, **findings.used},
        rows_read=read,
        left_out=tuple(one for one in findings.left_out if one.rows),
        windows={name: str(job.check.window(name) or "all rows") for name in views},
        fingerprints=fingerprints,
        timings=seconds,
        undefined=findings.undefined,
        notices=findings.notices,
        details=findings.details,
    )
