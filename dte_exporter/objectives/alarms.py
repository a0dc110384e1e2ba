"""Watching models: a run brings evidence for or against retraining, and it takes several in a row to change a mind.

An alarm is raised by consecutive runs beyond one level and cleared by consecutive runs within another, lower one. So
a value that flaps around either level moves nothing, and neither does a run that brings no evidence. Where a policy
decides by interval, a value beyond the level of which not all of the interval lies beyond it is no evidence either.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from dte_exporter.config.registered_model import Retraining
from dte_exporter.metric import SCOPE, Better, MetricSpec, Role, by_key, companion
from dte_exporter.objectives.limits import above
from dte_exporter.objectives.watched_models import WatchedModel, watched_models
from dte_exporter.outcome import Outcome
from dte_exporter.storage.alarm import Alarm, AlarmKey
from dte_exporter.storage.snapshot import CheckRecord, Snapshot

PERFORMANCE = "performance"
ESTIMATED_PERFORMANCE = "estimated_performance"
AGE = "age"
REASONS = (PERFORMANCE, ESTIMATED_PERFORMANCE, AGE)
"""What can be evidence that a model is to be retrained."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What one run says of one reason.

    Parameters
    ----------
    reason : str
        Of `REASONS`.
    value : float
        What was measured.
    beyond, within : bool
        Whether it lies beyond the level that raises, and within the one that clears; neither, between the two.
    after_runs, clear_runs : int
        How many such runs in a row it takes.
    at_best : float or None
        The better end of the interval of `value`, where it decides.
    """

    reason: str
    value: float
    beyond: bool
    within: bool
    after_runs: int = 1
    clear_runs: int = 1
    at_best: float | None = None


def watch(snapshot: Snapshot, record: CheckRecord, specs: Mapping[str, MetricSpec]) -> Mapping[AlarmKey, Alarm]:
    """Return all alarms after a run of one check.

    Parameters
    ----------
    snapshot : Snapshot
        As it is after the run, with the alarms as they were before it.
    record : CheckRecord
        The check's record after the run.
    specs : mapping of str to MetricSpec
        Every metric by name.
    """
    models = tuple(watched_models(snapshot))
    versions = {(model.entry, model.name): model.version for model in models}
    alarms = {key: alarm for key, alarm in snapshot.alarms.items() if versions.get(key[:2]) == alarm.version}
    for model in models:
        for evidence in _evidence(model, record, specs):
            key = (model.entry, model.name, evidence.reason, record.check.name)
            before = alarms.get(key, Alarm(model.version))
            alarms[key] = _after(before, evidence, record.last.started if record.last else 0.0)
    return alarms


def _after(alarm: Alarm, evidence: _Evidence, at: float) -> Alarm:
    opposed, enough = (evidence.within, evidence.clear_runs) if alarm.raised else (evidence.beyond, evidence.after_runs)
    runs = alarm.runs + 1 if opposed else 0
    if runs >= enough:
        return Alarm(alarm.version, not alarm.raised, 0, evidence.value, at, evidence.at_best)
    return replace(alarm, runs=runs, value=evidence.value, at_best=evidence.at_best)


def _evidence(model: WatchedModel, record: CheckRecord, specs: Mapping[str, MetricSpec]) -> Iterator[_Evidence]:
    policy = model.policy
    if record.check.name == model.entry:
        yield from _age(model, record)
    elif record.check.settings.model == model.name and model.baseline is not None and model.hears(record.check):
        for reason, spec in _performance(policy.metric, record, specs.values()):
            value = _overall(record, spec)
            if value is not None and _rows(record, reason, specs.values()) >= policy.min_rows:
                at_best = _at_best(record, spec, specs.values()) if policy.decide == "interval" else None
                found = _fall(reason, value, _behind(value, model.baseline, spec), policy)
                if at_best is None:
                    yield found
                elif not found.beyond or above(_behind(at_best, model.baseline, spec), policy.max_drop) > 0:
                    yield replace(found, at_best=at_best)


def _performance(key: str, record: CheckRecord, specs: Collection[MetricSpec]) -> Iterator[tuple[str, MetricSpec]]:
    """Yield the family that an entry names, of the check's pillar, and its estimate, each with the reason it can be."""
    measured = by_key(specs, record.check.pillar).get(key)
    if measured is not None:
        yield PERFORMANCE, measured
        estimated = companion(measured, Role.ESTIMATE, specs)
        if estimated is not None:
            yield ESTIMATED_PERFORMANCE, estimated


def _age(model: WatchedModel, record: CheckRecord) -> Iterator[_Evidence]:
    """Yield whether the model is too old, which is so also while its registry is away."""
    if model.policy.max_age is not None and model.trained is not None and record.last is not None:
        age = record.last.started - model.trained
        yield _Evidence(AGE, age, age > model.policy.max_age, age <= model.policy.max_age)


def _fall(reason: str, value: float, behind: float, policy: Retraining) -> _Evidence:
    beyond, within = above(behind, policy.max_drop) > 0, above(behind, policy.clear) <= 0
    return _Evidence(reason, value, beyond, within, policy.after_runs, policy.clear_runs)


def _at_best(record: CheckRecord, spec: MetricSpec, specs: Collection[MetricSpec]) -> float | None:
    """Return the better end of the interval of a family, None where it has none."""
    end = companion(spec, Role.LOWER if spec.better is Better.LOWER else Role.UPPER, specs)
    return None if end is None else _overall(record, end)


def _behind(value: float, baseline: float, spec: MetricSpec) -> float:
    """Return how far `value` is worse than `baseline`."""
    return value - baseline if spec.better is Better.LOWER else baseline - value


def _overall(record: CheckRecord, spec: MetricSpec) -> float | None:
    """Return what the check's last run measured of all rows together, None where it did not."""
    ran_well = record.last is not None and record.last.outcome is Outcome.OK
    for sample in record.values.samples if ran_well and record.values else ():
        if sample.name == spec.name and not any(text for label, text in sample.labels.items() if label not in SCOPE):
            return sample.value
    return None


def _rows(record: CheckRecord, reason: str, specs: Collection[MetricSpec]) -> float:
    """Return the rows that a value rests on: those with a label where it needs labels."""
    counted = [spec for spec in specs if spec.role is Role.GROUP_ROWS and spec.pillar == record.check.pillar]
    labelled = next((_overall(record, spec) for spec in counted if reason == PERFORMANCE), None)
    rows = record.values.evidence.rows if record.values else {}
    return labelled if labelled is not None else rows.get("current", 0)
