"""How compliance stands at one moment, as a document of plain values: what is shown to whoever asks for proof."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from dte_exporter import __version__
from dte_exporter.config.governance.framework import Framework
from dte_exporter.controls.standing import Piece, StandingControl, State, by_control, controls, found
from dte_exporter.storage.snapshot import CheckRecord, Snapshot

NOTICE = (
    "This report tells what machines can see. It is not legal advice, and a control that is met does not show that "
    "the law is kept: read with each control what it cannot see."
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one check found of a control.

    Parameters
    ----------
    check, kind : str
        The check's name, and what it computes.
    outcome, message : str
        How its last run ended; ``not run`` before the first.
    violations, examined : int or None
        As in `Piece`, over all pieces of the check.
    found_at : str or None
        When, ISO 8601.
    fingerprints : mapping of str to str
        The identity of what was read.
    places : mapping of str to list of str
        Where something is wrong and what, where the check tells it.
    violated_since : str or None
        Since when something is wrong, ISO 8601.
    query : str
        The SQL that lists the cases in one's own database; empty where there is none.
    """

    check: str
    kind: str
    outcome: str
    message: str
    violations: int | None
    examined: int | None
    found_at: str | None
    fingerprints: Mapping[str, str]
    places: Mapping[str, list[str]]
    violated_since: str | None
    query: str


@dataclass(frozen=True, slots=True)
class OnDataSet:
    """How a control stands on one data set; on the empty one where it is about none."""

    dataset: str
    state: str
    violations: int | None
    examined: int | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap that somebody accepted."""

    owner: str
    reason: str
    until: str


@dataclass(frozen=True, slots=True)
class ControlPart:
    """A control, and how it stands."""

    id: str
    title: str
    articles: tuple[str, ...]
    cited: str
    asks: str
    cannot_see: str
    limit: str
    tolerance: int
    state: str
    not_applicable: str
    accepted_gap: Gap | None
    datasets: tuple[OnDataSet, ...]


@dataclass(frozen=True, slots=True)
class FrameworkPart:
    """A framework: how many of its controls are met, of those that apply, and every control, the worst first."""

    name: str
    title: str
    reference: str
    met: int
    applicable: int
    states: Mapping[str, int]
    controls: tuple[ControlPart, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole document."""

    title: str
    made_at: str
    made_by: str
    notice: str
    frameworks: tuple[FrameworkPart, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return asdict(self)


def report(snapshot: Snapshot, now: float) -> Report:
    """Return how every framework of `snapshot` stands at `now`, in seconds since the epoch."""
    standing = list(controls(snapshot, found(snapshot, now), now))
    worst = by_control(standing)
    parts = (
        _framework(name, one, worst.get(name, {}), [each for each in standing if each.framework == name], snapshot)
        for name, one in snapshot.frameworks.items()
    )
    return Report("Compliance report", _moment(now), f"dte-exporter {__version__}", NOTICE, tuple(parts))


def _framework(
    name: str,
    framework: Framework,
    worst: Mapping[str, State],
    standing: Iterable[StandingControl],
    snapshot: Snapshot,
) -> FrameworkPart:
    on_datasets: dict[str, list[StandingControl]] = {}
    for one in standing:
        on_datasets.setdefault(one.name, []).append(one)
    states = {str(state): sum(one is state for one in worst.values()) for state in State}
    order = list(State)
    parts = (
        _control(id_, framework, state, on_datasets[id_], snapshot)
        for id_, state in sorted(worst.items(), key=lambda item: order.index(item[1]))
    )
    applicable = len(worst) - states[State.NOT_APPLICABLE]
    return FrameworkPart(
        name, framework.title, framework.reference, states[State.MET], applicable, states, tuple(parts)
    )


def _control(
    id_: str, framework: Framework, state: State, standing: Iterable[StandingControl], snapshot: Snapshot
) -> ControlPart:
    control = framework.controls[id_]
    gap = control.accepted_gap
    return ControlPart(
        id=id_,
        title=control.title,
        articles=control.articles,
        cited=framework.cited(control),
        asks=control.asks,
        cannot_see=control.cannot_see,
        limit=control.limit,
        tolerance=control.tolerance,
        state=state,
        not_applicable=control.not_applicable,
        accepted_gap=None if gap is None else Gap(gap.owner, gap.reason, gap.until.isoformat()),
        datasets=tuple(
            OnDataSet(one.dataset, one.state, one.violations, one.examined, tuple(_evidence(one, snapshot)))
            for one in standing
        ),
    )


def _evidence(one: StandingControl, snapshot: Snapshot) -> Iterator[Evidence]:
    by_check: dict[str, list[Piece]] = {}
    for piece in one.evidence:
        by_check.setdefault(piece.check, []).append(piece)
    for check, pieces in by_check.items():
        whole = StandingControl(one.framework, one.name, one.control, one.dataset, one.state, tuple(pieces))
        yield _of_check(snapshot.records[check], whole)


def _of_check(record: CheckRecord, whole: StandingControl) -> Evidence:
    behind = record.values.evidence if record.values and whole.at is not None else None
    places = behind.details.get("violations", {}) if behind else {}
    return Evidence(
        check=record.check.name,
        kind=record.check.settings.check,
        outcome=record.last.outcome if record.last else "not run",
        message=record.last.message if record.last else "",
        violations=whole.violations,
        examined=whole.examined,
        found_at=None if whole.at is None else _moment(whole.at),
        fingerprints=dict(behind.fingerprints) if behind else {},
        places=places if isinstance(places, dict) else {},
        violated_since=None if whole.since is None else _moment(whole.since),
        query=behind.query if behind else "",
    )


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
