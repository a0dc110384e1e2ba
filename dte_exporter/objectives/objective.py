"""The ``dte_objective_*`` family: how each limit that people set stands, subject by subject.

An objective is exported from the first scrape on, whatever happens. One that is not known is not met, and neither is
one whose last value the evidence cannot tell from the limit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import get_args

from dte_exporter.config.models import Objective
from dte_exporter.metric import Better, Kind, MetricSpec, Sample, Unit
from dte_exporter.storage.snapshot import CheckRecord, Judgement, Snapshot, Standing, Subject
from dte_exporter.storage.standings import Standings

_LABELS = ("check", "objective", "pillar", "dataset", "model")
_BY_SUBJECT = (*_LABELS, "subject")
_SERVICE_LEVEL = "Beyer et al., Site Reliability Engineering (2016), ch. 4, Service Level Objectives"


class ObjectiveRole(StrEnum):
    """What the page and boards draw of an objective."""

    MET = "objective_met"
    KNOWN = "objective_known"
    INSUFFICIENT = "objective_insufficient"
    VALUE = "objective_value"
    LIMIT = "objective_limit"
    SINCE = "objective_since"
    RUNS = "objective_runs"


MET = MetricSpec(
    "dte_objective_met",
    "Whether the last run meets the objective: 1 if it is known and by its evidence within the limits, else 0.",
    "objective",
    _BY_SUBJECT,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=_SERVICE_LEVEL,
    role=ObjectiveRole.MET,
)
KNOWN = MetricSpec(
    "dte_objective_known",
    "Whether the last run gave a value to judge that is not stale: 1 if so, else 0.",
    "objective",
    _BY_SUBJECT,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=_SERVICE_LEVEL,
    role=ObjectiveRole.KNOWN,
)
INSUFFICIENT = MetricSpec(
    "dte_objective_insufficient_evidence",
    "Whether the last value is known and cannot be told from the limit: 1 is neither met nor unmet, 0 all else.",
    "objective",
    _BY_SUBJECT,
    better=Better.LOWER,
    low=0,
    high=1,
    reference="Cox and Hinkley, Theoretical Statistics (1974), section 7.2, tests and confidence limits",
    role=ObjectiveRole.INSUFFICIENT,
)
VALUE = MetricSpec(
    "dte_objective_value",
    "The value that the objective judges, in its metric's own unit; absent while it is not known.",
    "objective",
    _BY_SUBJECT,
    reference=_SERVICE_LEVEL,
    role=ObjectiveRole.VALUE,
)
LIMIT = MetricSpec(
    "dte_objective_limit",
    "The limit of the objective, for all its subjects: bound max is the highest value that meets it, min the lowest.",
    "objective",
    (*_LABELS, "bound"),
    reference=_SERVICE_LEVEL,
    scheduled=False,
    role=ObjectiveRole.LIMIT,
)
SINCE = MetricSpec(
    "dte_objective_since_timestamp_seconds",
    "Since when the objective has been as it is, met, unmet, unknown or without sufficient evidence; absent before its "
    "first run.",
    "objective",
    _BY_SUBJECT,
    Unit.TIMESTAMP,
    low=0,
    reference="A point in time.",
    role=ObjectiveRole.SINCE,
)
UNMET_RUNS = MetricSpec(
    "dte_objective_unmet_runs",
    "Unmet runs in a row, a breach from dte_objective_after_runs on; 0 is clear. One met run ends the row, but a "
    "breach only clear_runs of them in a row. Unknown and insufficient runs neither count nor reset.",
    "objective",
    _BY_SUBJECT,
    better=Better.LOWER,
    low=0,
    reference="Schmitt, A thermionic trigger, J. Sci. Instrum. 15 (1938), for hysteresis; ours in counting runs",
)
AFTER_RUNS = MetricSpec(
    "dte_objective_after_runs",
    "The unmet runs that make a breach of the objective by any of its subjects, as the config sets them.",
    "objective",
    _LABELS,
    low=1,
    reference=_SERVICE_LEVEL,
    scheduled=False,
)
RUNS = MetricSpec(
    "dte_objective_runs_total",
    "Runs judged, by result: met, unmet, unknown, or insufficient where the evidence left open which.",
    "objective",
    (*_BY_SUBJECT, "result"),
    kind=Kind.COUNTER,
    low=0,
    reference=_SERVICE_LEVEL,
    role=ObjectiveRole.RUNS,
)
SPECS = (MET, KNOWN, INSUFFICIENT, VALUE, LIMIT, SINCE, UNMET_RUNS, AFTER_RUNS, RUNS)

SERIES_A_SUBJECT = 6 + len(get_args(Judgement))
"""The most series that an objective has of one subject: six gauges, and a counter by judgement."""


@dataclass(frozen=True, slots=True)
class StandingObjective:
    """One objective on one subject, as it stands at one moment.

    Parameters
    ----------
    labels : mapping of str to str
        The labels that every family of `SPECS` shares, and the subject.
    objective : Objective
        Its limits, as the config has them.
    standing : Standing
        What became of it run by run.
    known : bool
        Whether the last run gave a value, and that value is not stale.
    since : float or None
        When it came to be as it is, in seconds since the epoch; None before its first run.
    """

    labels: Mapping[str, str]
    objective: Objective
    standing: Standing
    known: bool
    since: float | None = None

    @property
    def judgement(self) -> Judgement:
        """How it stands: as the last run came out, or unknown where that is stale."""
        return self.standing.judgement if self.known else "unknown"

    @property
    def met(self) -> bool:
        """Whether it is known and met."""
        return self.judgement == "met"

    @property
    def insufficient(self) -> bool:
        """Whether it has a value, of which the evidence leaves open whether it is met."""
        return self.judgement == "insufficient"


def objectives(snapshot: Snapshot, now: float) -> Iterator[StandingObjective]:
    """Yield every objective in `snapshot` on every subject, or on the empty one before the first run."""
    standings = by_check(snapshot.standings)
    for name, record in snapshot.records.items():
        yield from of_check(record, standings.get(name, {}), now)


def of_check(record: CheckRecord, standings: Mapping[Subject, Standing], now: float) -> Iterator[StandingObjective]:
    """Yield every objective of one check; `standings` are its own."""
    for key, objective in record.check.settings.objectives.items():
        by_subject = {subject: standing for (_, of, subject), standing in standings.items() if of == key}
        for subject, standing in (by_subject or {"": Standing()}).items():
            labels = {**record.check.scope, "objective": key, "pillar": record.check.pillar, "subject": subject}
            known = _known(record, standing, now)
            yield StandingObjective(labels, objective, standing, known, _since(record, standing, known))


def by_check(standings: Mapping[Subject, Standing]) -> Mapping[str, Mapping[Subject, Standing]]:
    """Return the standings of each check that has any."""
    return Standings.of(standings).by_check


def terms(record: CheckRecord) -> Iterator[Sample]:
    """Yield what the config asks for by each objective of a check: the same for all of its subjects."""
    for key, objective in record.check.settings.objectives.items():
        labels = {**record.check.scope, "objective": key, "pillar": record.check.pillar}
        for bound, limit in (("max", objective.max), ("min", objective.min)):
            if limit is not None:
                yield LIMIT.sample(limit, **labels, bound=bound)
        yield AFTER_RUNS.sample(objective.after_runs, **labels)


def series(record: CheckRecord, subjects: int) -> int:
    """Return the most series that the objectives of a check have together once they stand on as many `subjects`."""
    count = max(subjects, len(record.check.settings.objectives))  # one that has met no subject stands on the empty one
    return sum(1 for _ in terms(record)) + SERIES_A_SUBJECT * count


def samples(one: StandingObjective) -> Iterator[Sample]:
    """Yield how one objective stands on one subject; its value only while it is known."""
    yield MET.sample(one.met, **one.labels)
    yield KNOWN.sample(one.known, **one.labels)
    yield INSUFFICIENT.sample(one.insufficient, **one.labels)
    if one.known and one.standing.value is not None:
        yield VALUE.sample(one.standing.value, **one.labels)
    if one.since is not None:
        yield SINCE.sample(one.since, **one.labels)
    yield UNMET_RUNS.sample(one.standing.unmet_runs, **one.labels)
    for result in get_args(Judgement):
        yield RUNS.sample(one.standing.totals.get(result, 0), **one.labels, result=result)


def _known(record: CheckRecord, standing: Standing, now: float) -> bool:
    return standing.judgement != "unknown" and record.fresh(now) is not None


def _since(record: CheckRecord, standing: Standing, known: bool) -> float | None:
    """Return the start of the run that changed the judgement, or the moment from which the value was stale."""
    return standing.since if known or standing.judgement == "unknown" else record.stale_at
