"""``/api/v1/results``: the values that checks found, what stands behind them, and how objectives stand."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from starlette.exceptions import HTTPException

from dte_exporter.config.models import Decide
from dte_exporter.metric import Sample
from dte_exporter.objectives.objective import StandingObjective, by_check, of_check
from dte_exporter.outcome import Evidence, LeftOut, Outcome, Reason
from dte_exporter.storage.snapshot import CheckRecord, Judgement, Snapshot, Standing, Subject
from dte_exporter.web.api.answer import Answer, Count, Moment, Seconds
from dte_exporter.web.api.endpoint import Endpoint
from dte_exporter.web.moment import utc
from dte_exporter.web.service import Service


class SampleAnswer(Answer):
    """One value."""

    name: str
    labels: dict[str, str]
    value: float


class LeftOutAnswer(Answer):
    """Rows of a window that figures about a column leave out."""

    column: str
    reason: Reason
    rows: Count
    window: str


class SegmentsAnswer(Answer):
    """What came of measuring a check by segment: rows by segment and window, and why one has no values, or not all."""

    rows: dict[str, dict[str, Count]]
    undefined: dict[str, str]
    withheld: Count
    cut: list[str]


class EvidenceAnswer(Answer):
    """What was read to find the values, and which of it they rest on."""

    rows: dict[str, Count]
    rows_read: dict[str, Count]
    left_out: list[LeftOutAnswer]
    windows: dict[str, str]
    fingerprints: dict[str, str]
    timings: dict[str, Seconds]
    undefined: list[str]
    notices: list[str]
    query: str
    unchanged_since: Moment | None
    segments: SegmentsAnswer | None
    details: dict[str, Any]


class ValuesAnswer(Answer):
    """The last good values, until they are stale."""

    at: Moment
    stale_at: Moment
    samples: list[SampleAnswer]
    evidence: EvidenceAnswer


class ObjectiveAnswer(Answer):
    """How an objective stands on one subject. Unknown is not met; insufficient evidence is neither met nor unmet."""

    objective: str
    subject: str
    max: float | None
    min: float | None
    decide: Decide
    known: bool
    met: bool
    insufficient_evidence: bool
    value: float | None
    since: Moment | None
    unmet_runs: Count
    after_runs: Count
    runs: dict[Judgement, Count]


class ResultAnswer(Answer):
    """All that a check found."""

    check: str
    pillar: str
    dataset: str
    model: str
    outcome: Outcome | None
    values: ValuesAnswer | None
    objectives: list[ObjectiveAnswer]


class ResultsAnswer(Answer):
    """The results of all checks that were asked for, in the order of the config."""

    as_of: Moment
    results: list[ResultAnswer]


def _answer(service: Service, query: Mapping[str, str]) -> ResultsAnswer:
    snapshot, now = service.store.current, service.clock.now()
    standings = by_check(snapshot.standings)
    return ResultsAnswer(
        as_of=utc(now),
        results=[
            _result(record, standings.get(record.check.name, {}), now)
            for record in _asked_for(snapshot, query.get("check"))
        ],
    )


def _asked_for(snapshot: Snapshot, name: str | None) -> list[CheckRecord]:
    if name is None:
        return list(snapshot.records.values())
    if name not in snapshot.records:
        raise HTTPException(404, f"There is no check {name!r}: /api/v1/checks lists all there are.")
    return [snapshot.records[name]]


def _result(record: CheckRecord, standings: Mapping[Subject, Standing], now: float) -> ResultAnswer:
    return ResultAnswer(
        **record.check.scope,
        pillar=record.check.pillar,
        outcome=None if record.last is None else record.last.outcome,
        values=_values(record, now),
        objectives=[_objective(one) for one in of_check(record, standings, now)],
    )


def _values(record: CheckRecord, now: float) -> ValuesAnswer | None:
    values = record.fresh(now)
    if values is None:
        return None
    return ValuesAnswer(
        at=utc(values.at),
        stale_at=utc(values.at + record.stale_after),
        samples=[_sample(sample) for sample in values.samples],
        evidence=_evidence(values.evidence),
    )


def _sample(sample: Sample) -> SampleAnswer:
    return SampleAnswer(name=sample.name, labels=dict(sample.labels), value=sample.value)


def _evidence(evidence: Evidence) -> EvidenceAnswer:
    return EvidenceAnswer(
        rows=dict(evidence.rows),
        rows_read=dict(evidence.rows_read),
        left_out=left_out_answers(evidence.left_out),
        windows=dict(evidence.windows),
        fingerprints=dict(evidence.fingerprints),
        timings=dict(evidence.timings),
        undefined=list(evidence.undefined),
        notices=list(evidence.notices),
        query=evidence.query,
        unchanged_since=evidence.unchanged_since,
        segments=None if evidence.segments is None else SegmentsAnswer(**asdict(evidence.segments)),
        details=dict(evidence.details),
    )


def left_out_answers(left_out: Iterable[LeftOut]) -> list[LeftOutAnswer]:
    """Return `left_out` as the API answers it."""
    return [LeftOutAnswer(**asdict(one)) for one in left_out]


def _objective(one: StandingObjective) -> ObjectiveAnswer:
    standing = one.standing
    return ObjectiveAnswer(
        objective=one.labels["objective"],
        subject=one.labels["subject"],
        max=one.objective.max,
        min=one.objective.min,
        decide=one.objective.decide,
        known=one.known,
        met=one.met,
        insufficient_evidence=one.insufficient,
        value=standing.value if one.known else None,
        since=None if one.since is None else utc(one.since),
        unmet_runs=standing.unmet_runs,
        after_runs=one.objective.after_runs,
        runs=dict(standing.totals),
    )


RESULTS = Endpoint(
    "results",
    "What checks found, what stands behind it, and how their objectives stand.",
    ResultsAnswer,
    _answer,
    {"check": "The name of the only check to answer for."},
)
