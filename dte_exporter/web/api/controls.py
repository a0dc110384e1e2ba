"""``/api/v1/controls``: how the controls of frameworks stand, and what leads to the cases behind each."""

from collections.abc import Iterator, Mapping
from typing import Literal

from dte_exporter.controls.standing import Piece, StandingControl, State, controls, found
from dte_exporter.declared_source import Holding
from dte_exporter.metric import Role
from dte_exporter.storage.snapshot import CheckRecord, Snapshot
from dte_exporter.web.api.answer import Answer, Count, Moment
from dte_exporter.web.api.endpoint import Endpoint
from dte_exporter.web.moment import utc
from dte_exporter.web.service import Service


class GapAnswer(Answer):
    """A gap that somebody accepted, and the last day on which it is."""

    owner: str
    reason: str
    until: str


class FoundAnswer(Answer):
    """What one check found of a control, and how its cases are listed where they live: a query, or places by name."""

    check: str
    kind: str
    violations: Count | None
    examined: Count | None
    owner: str
    team: str
    runbook: str
    places: dict[str, list[str]]
    query: str
    why_no_query: str


class ControlAnswer(Answer):
    """A control on one data set; on the empty one where its evidence is about none."""

    framework: str
    law: str
    control: str
    title: str
    cited: str
    articles: list[str]
    asks: str
    cannot_see: str
    limit: Literal["law", "own_policy"]
    dataset: str
    state: State
    violations: Count | None
    examined: Count | None
    since: Moment | None
    found_at: Moment | None
    next_deadline: Moment | None
    owner: str
    team: str
    not_applicable: str
    accepted_gap: GapAnswer | None
    evidence: list[FoundAnswer]


class ControlsAnswer(Answer):
    """Every control of every framework that applies, in the order of the frameworks."""

    as_of: Moment
    controls: list[ControlAnswer]


_OBJECTIVES = "Its cases are objectives that are not met: each has an owner, a limit and evidence of its own."
_PLACES: Mapping[Holding, str] = {
    "models": "Its cases are models in the registry.",
    "record": "Its cases are entries of the record of processing, named here by their place: no table holds them.",
    "results": "Its cases are in the results that another tool has written: no query over rows lists them.",
    "rows": "Its cases are columns, named here: no query over rows lists them.",
}
_NOT_YET = "It comes with the next run: these values were kept by an earlier version."
_NONE = "Nothing was found that could be listed."


def _answer(service: Service, query: Mapping[str, str]) -> ControlsAnswer:
    snapshot, now = service.store.current, service.clock.now()
    deadlines = frozenset(name for name, spec in service.registry.specs.items() if spec.role is Role.DEADLINE)
    standing = controls(snapshot, found(snapshot, now), now)
    wanted = (one for one in standing if query.get("control") in {None, one.name})
    return ControlsAnswer(as_of=utc(now), controls=[_control(one, snapshot, deadlines, service) for one in wanted])


def _control(one: StandingControl, snapshot: Snapshot, deadlines: frozenset[str], service: Service) -> ControlAnswer:
    control, framework = one.control, snapshot.frameworks[one.framework]
    evidence = list(_evidence(one, snapshot, service))
    gap = control.accepted_gap
    return ControlAnswer(
        framework=one.framework,
        law=framework.law,
        control=one.name,
        cited=framework.cited(control),
        articles=list(control.articles),
        dataset=one.dataset,
        state=one.state,
        violations=one.violations,
        examined=one.examined,
        since=_moment(one.since),
        found_at=_moment(one.at),
        next_deadline=_moment(_next(one, snapshot, deadlines)),
        owner=next((each.owner for each in evidence if each.owner), framework.owner),
        team=next((each.team for each in evidence if each.team), framework.team),
        accepted_gap=None if gap is None else GapAnswer(owner=gap.owner, reason=gap.reason, until=str(gap.until)),
        evidence=evidence,
        **control.model_dump(include={"title", "asks", "cannot_see", "limit", "not_applicable"}),
    )


def _evidence(one: StandingControl, snapshot: Snapshot, service: Service) -> Iterator[FoundAnswer]:
    by_check: dict[str, list[Piece]] = {}
    for piece in one.evidence:
        by_check.setdefault(piece.check, []).append(piece)
    for check, pieces in by_check.items():
        whole = StandingControl(one.framework, one.name, one.control, one.dataset, one.state, tuple(pieces))
        yield _found(snapshot.records[check], whole, service)


def _found(record: CheckRecord, whole: StandingControl, service: Service) -> FoundAnswer:
    check = record.check
    known = record.values.evidence if record.values and whole.at is not None and whole.control.check else None
    places = known.details.get("violations", {}) if known else {}
    query = known.query if known else ""
    return FoundAnswer(
        check=check.name,
        kind=check.settings.check,
        violations=whole.violations,
        examined=whole.examined,
        owner=check.owner,
        team=check.team,
        runbook=check.runbook,
        places=dict(places),
        query=query,
        why_no_query="" if query else _why_none(record, whole, service),
    )


def _why_none(record: CheckRecord, whole: StandingControl, service: Service) -> str:
    if not whole.control.check:
        return _OBJECTIVES
    kind = service.registry.checks.get(record.check.settings.check)
    if kind is None or not whole.violations:
        return _NONE
    return _NOT_YET if kind.cases else _PLACES[kind.on]


def _next(one: StandingControl, snapshot: Snapshot, deadlines: frozenset[str]) -> float | None:
    """Return the first of the deadlines that the checks behind a control tell, in seconds since the epoch."""
    if not one.control.check:
        return None
    values = (snapshot.records[piece.check].values for piece in one.evidence if piece.at is not None)
    told = (sample for of_check in values if of_check for sample in of_check.samples if sample.name in deadlines)
    return min((sample.value for sample in told), default=None)


def _moment(at: float | None) -> Moment | None:
    return None if at is None else utc(at)


CONTROLS = Endpoint(
    "controls",
    "How each control of a framework stands, since when, who minds it, and how its cases are listed.",
    ControlsAnswer,
    _answer,
    {"control": "The id of the only control to answer for."},
)
