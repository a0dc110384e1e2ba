"""The recommendations for a model: to retrain it, or that somebody look, each with its reasons.

Most drifts leave a model as good as it was, or come from a broken pipeline, and retraining mends no unfairness by
itself: they call for a look. What calls for retraining is that the model got worse or old. And where its data fail an
objective on their quality, retraining would learn what is broken: then it is not recommended, and a look is.

What is of insufficient evidence begins no breach, so it recommends nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.metric import Better, MetricSpec, Sample
from dte_exporter.objectives.alarms import REASONS
from dte_exporter.objectives.watched_models import WatchedModel, watched_models
from dte_exporter.storage.alarm import Alarm
from dte_exporter.storage.snapshot import Snapshot

QUALITY = "quality"

_REFERENCE = "Klaise et al., Monitoring and explainability of models in production (2020)"
_GAMA = "Gama et al., A Survey on Concept Drift Adaptation, ACM Computing Surveys 46 (2014)"


class AdviceRole(StrEnum):
    """What the page and boards draw of a model that is watched."""

    RETRAIN = "retrain"
    INVESTIGATE = "investigate"


RETRAINING = MetricSpec(
    "dte_model_retraining_recommended",
    "Whether to retrain the model for this reason: 1 if so, else 0; the check has the policy.",
    "model",
    ("check", "model", "reason"),
    better=Better.LOWER,
    low=0,
    high=1,
    reference=_GAMA,
    role=AdviceRole.RETRAIN,
)
INVESTIGATION = MetricSpec(
    "dte_model_investigation_recommended",
    "Whether somebody should look at the model for this reason: 1 if so, else 0; the check has the policy.",
    "model",
    ("check", "model", "reason"),
    better=Better.LOWER,
    low=0,
    high=1,
    reference=_REFERENCE,
    role=AdviceRole.INVESTIGATE,
)
SPECS = (RETRAINING, INVESTIGATION)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What is recommended for one model.

    Parameters
    ----------
    model : WatchedModel
        The model and its policy.
    retrain : mapping of str to bool
        Every reason for which it could be retrained, and whether it should be.
    investigate : mapping of str to bool
        Every reason for which somebody could look, and whether somebody should.
    values : mapping of str to float
        The last evidence of each reason that holds by itself.
    since : float or None
        When the first of the reasons that hold began to; None where there is none.
    at_best : mapping of str to float
        The better end of the interval of each of these values, where the policy decides by it.
    """

    model: WatchedModel
    retrain: Mapping[str, bool]
    investigate: Mapping[str, bool]
    values: Mapping[str, float]
    since: float | None
    at_best: Mapping[str, float] = field(default_factory=dict)


def samples(snapshot: Snapshot) -> Iterator[Sample]:
    """Yield both families for every model that has a policy: each reason always, whether it holds or not."""
    for one in recommendations(snapshot):
        for spec, reasons in ((RETRAINING, one.retrain), (INVESTIGATION, one.investigate)):
            for reason, holds in reasons.items():
                yield spec.sample(holds, check=one.model.entry, model=one.model.name, reason=reason)


def recommendations(snapshot: Snapshot) -> Iterator[Recommendation]:
    """Yield what is recommended for each model that has a policy."""
    models = tuple(watched_models(snapshot))
    in_breach = _in_breach(snapshot) if models else ()
    for model in models:
        yield _recommendation(model, snapshot, in_breach)


def _recommendation(model: WatchedModel, snapshot: Snapshot, in_breach: Iterable[ConfiguredCheck]) -> Recommendation:
    raised = {
        reason: alarm
        for (entry, name, reason, _), alarm in snapshot.alarms.items()
        if (entry, name) == (model.entry, model.name) and alarm.raised
    }
    touching = {check.pillar for check in in_breach if _touches(check, model)}
    breached = {pillar: pillar in touching for pillar in ("drift", "fairness", QUALITY)}
    retrain = {reason: reason in raised for reason in REASONS} | _led_to("retrain", model, breached)
    sound = not breached[QUALITY]
    return Recommendation(
        model,
        {reason: holds and sound for reason, holds in retrain.items()},
        _led_to("investigate", model, breached) | {QUALITY: breached[QUALITY]},
        {reason: alarm.value for reason, alarm in raised.items() if alarm.value is not None},
        _first(raised),
        {reason: alarm.at_best for reason, alarm in raised.items() if alarm.at_best is not None},
    )


def _led_to(consequence: str, model: WatchedModel, breached: Mapping[str, bool]) -> dict[str, bool]:
    """Return the breaches that have this consequence by the model's policy."""
    consequences = {"drift": model.policy.drift, "fairness": model.policy.fairness}
    return {pillar: breached[pillar] for pillar, led_to in consequences.items() if led_to == consequence}


def _in_breach(snapshot: Snapshot) -> tuple[ConfiguredCheck, ...]:
    """Return the checks of which an objective is breached."""
    checks = {name: record.check for name, record in snapshot.records.items()}
    names = {
        name
        for (name, key, _), standing in snapshot.standings.items()
        if standing.unmet_runs >= checks[name].settings.objectives[key].after_runs
    }
    return tuple(checks[name] for name in names)


def _touches(check: ConfiguredCheck, model: WatchedModel) -> bool:
    return model.hears(check) and model.name in (check.settings.model, *check.dataset.models)


def _first(raised: Mapping[str, Alarm]) -> float | None:
    return min((alarm.since for alarm in raised.values() if alarm.since is not None), default=None)
