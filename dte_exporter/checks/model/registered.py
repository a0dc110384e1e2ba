"""Registered model: what a model registry says of a model, as it says it.

Definition
    The *version* of a model is the one that its alias points to, or that the config names. A *logged metric* is the
    last value that training, or whoever evaluated it, logged for that version.
Formula
    None: the records are told as they are. Retraining compares them with what is measured.
Range
    That of each logged metric.
Good direction
    That of each logged metric.
Undefined
    A metric logged as NaN or as an infinity has no value.
Reference
    MLflow, Model Registry, https://mlflow.org/docs/latest/ml/model-registry/
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dte_exporter.config.registered_model import MODEL_CHECK, RegisteredParams
from dte_exporter.config.roles import Roles
from dte_exporter.metric import MetricSpec, Role, Sample, Unit
from dte_exporter.model_registry import MODELS, ModelVersion, Registered
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.sources import Sources

LABELS = ("check", "model", "version", "alias")
REFERENCE = "MLflow, Model Registry, https://mlflow.org/docs/latest/ml/model-registry/"

LOGGED_METRIC = MetricSpec(
    "dte_model_logged_metric",
    "The last value of a metric that was logged for the model's version, in that metric's own unit and range.",
    "model",
    (*LABELS, "metric"),
    reference=REFERENCE,
    role=Role.BASELINE,
)
VERSION_INFO = MetricSpec(
    "dte_model_version_info",
    "The model's version in force, with the alias that points to it; always 1.",
    "model",
    LABELS,
    low=1,
    high=1,
    reference=REFERENCE,
)
TRAINED = MetricSpec(
    "dte_model_trained_timestamp_seconds",
    "When the training of the model's version ended.",
    "model",
    LABELS,
    Unit.TIMESTAMP,
    low=0,
    reference=REFERENCE,
)

EXAMPLE = Example(
    columns={"metric": ["accuracy", "f1"], "value": [0.875, 0.8]},
    expected={
        'dte_model_logged_metric{version="1",alias="champion",metric="accuracy"}': 0.875,
        'dte_model_logged_metric{version="1",alias="champion",metric="f1"}': 0.8,
        'dte_model_version_info{version="1",alias="champion"}': 1.0,
        'dte_model_trained_timestamp_seconds{version="1",alias="champion"}': 1_543_622_400.0,
    },
    working="Nothing is computed: version 1 is the champion, and what its run logged and when it ended is told.",
)


@dataclass(frozen=True, slots=True)
class RegisteredPlan:
    """Asks for all that the registry of an entry in ``models:`` says; a `statistics.plan.Plan`."""

    def measure(self, sources: Sources, cache: StatisticsCache) -> Registered:
        """Return what the registry says now: never from the cache, since an alias may move at any moment."""
        return sources.input(MODELS).read()


def needs(params: RegisteredParams, roles: Roles) -> Mapping[str, RegisteredPlan]:
    """Return the one question: what the registry says."""
    return {"registered": RegisteredPlan()}


@check(
    MODEL_CHECK,
    params=RegisteredParams,
    needs=needs,
    emits=[LOGGED_METRIC, VERSION_INFO, TRAINED],
    example=EXAMPLE,
    on="models",
    inputs=(MODELS,),
)
def registered_model(
    statistics: Mapping[str, Registered], params: RegisteredParams, roles: Roles, now: float
) -> Findings:
    """Return the version, its time and its metrics for every model that was found."""
    registered = statistics["registered"]
    return Findings(
        samples=tuple(sample for version in registered.versions for sample in _samples(version, params)),
        undefined=tuple(_undefined(registered, params)),
        details={"models": len(registered.versions), "models_left_out": registered.left_out},
    )


def _samples(version: ModelVersion, params: RegisteredParams) -> Iterator[Sample]:
    labels = {"model": version.model, "version": version.version, "alias": version.alias}
    yield VERSION_INFO.sample(1, **labels)
    yield TRAINED.sample(version.trained, **labels)
    for metric, value in sorted(version.metrics.items()):
        if params.metrics.allow(metric) and math.isfinite(value):
            yield LOGGED_METRIC.sample(value, metric=metric, **labels)


def _undefined(registered: Registered, params: RegisteredParams) -> Iterator[str]:
    for version in registered.versions:
        for metric, value in sorted(version.metrics.items()):
            if params.metrics.allow(metric) and not math.isfinite(value):
                yield f"{version.model}: {metric} was logged as {value}"
    if registered.left_out:
        yield f"{registered.left_out} further models fit and are left out: raise max"
