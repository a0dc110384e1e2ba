"""An entry of ``models:`` as types: where a model's records are, what is exported of them, and what they lead to."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from dte_exporter.config.models import CheckSettings, Described, Model, Scheduled
from dte_exporter.config.types import Duration

MODEL_CHECK = "registered-model"
"""The kind of check that runs on each entry."""

DISCOVER = "discover"
"""The type of an entry that stands for every model that fits, and the name that needs no type."""

DEFAULT_EVERY = 300.0
"""Seconds between runs on an entry that names no schedule."""

Consequence = Literal["retrain", "investigate", "ignore"]
"""What follows from a breach."""

FallenBy = Literal["point", "interval"]
"""What must lie too far behind: the value, or the better end of its interval, where it has one."""


class LoggedMetrics(Model):
    """Which of a model's logged metrics are exported."""

    include: tuple[str, ...] = Field(default=("*",), description="Their names; * stands for any characters.")

    def allow(self, name: str) -> bool:
        """Return whether the metric called `name` is exported."""
        return any(fnmatchcase(name, pattern) for pattern in self.include)


class Retraining(Model):
    """When to recommend that a model be retrained, and when that somebody look.

    A value counts once a run, if it rests on `min_rows`. A fall by more than `max_drop` for `after_runs` consecutive
    runs recommends; one of at most `clear_drop` for `clear_runs` ends it. Where it decides by interval, a fall that may
    be chance does neither. A breached objective on the quality of the model's data blocks retraining.
    """

    metric: str = Field(default="accuracy", description="The metric of the model that is watched.")
    baseline: str = Field(default="", description="The logged metric that it is held to; the same by default.")
    max_drop: float = Field(default=0.02, ge=0, description="The most that it may fall behind the baseline.")
    clear_drop: float | None = Field(
        default=None, ge=0, description="From where on it is well again; half of max_drop by default."
    )
    max_age: Duration | None = Field(default=None, description="How long after its training a model is too old.")
    decide: FallenBy = Field(
        default="point",
        description="What must have fallen by more than max_drop: the value, or all of its interval, where it has one.",
    )
    after_runs: int = Field(default=2, ge=1, description="Consecutive runs that it takes to recommend.")
    clear_runs: int = Field(default=2, ge=1, description="Consecutive runs that it takes to end that.")
    min_rows: int = Field(default=100, ge=1, description="Rows below which a value is no evidence.")
    drift: Consequence = Field(default="investigate", description="What a breached drift objective alone leads to.")
    fairness: Consequence = Field(
        default="investigate", description="What a breached fairness objective alone leads to."
    )

    @model_validator(mode="after")
    def _clears_below(self) -> Self:
        if self.clear_drop is not None and self.clear_drop > self.max_drop:
            raise ValueError(f"clear_drop {self.clear_drop} lies above max_drop {self.max_drop}")
        return self

    @property
    def logged(self) -> str:
        """The name of the logged metric that is the baseline."""
        return self.baseline or self.metric

    @property
    def clear(self) -> float:
        """The fall from which on it is well again."""
        return self.max_drop / 2 if self.clear_drop is None else self.clear_drop


class RegisteredModel(Model):
    """What is done with the records of a model."""

    metrics: LoggedMetrics = Field(default=LoggedMetrics(), description="Which logged metrics are exported.")
    retraining: Retraining | None = Field(default=None, description="When to recommend retraining.")
    write_back: bool = Field(default=False, description="Whether the recommendation is tagged in the registry.")
    log_experiment: str = Field(
        default="", description="The experiment in which each run of a check of this model is logged; none by default."
    )

    @model_validator(mode="after")
    def _something_to_write(self) -> Self:
        if self.write_back and self.retraining is None:
            raise ValueError("write_back tags what retraining recommends: set retraining, {} for its defaults")
        return self


class RegisteredParams(RegisteredModel):
    """The same, with where the records are: the parameters of the check that runs on an entry."""

    source: Any = Field(description="Where the records are.")


class ModelSettings(RegisteredModel, Scheduled, Described):
    """What every entry of ``models:`` has, wherever its records are. Without a schedule it runs every 5m."""


def kind_of(name: str, tree: Mapping[str, Any]) -> Any:
    """Return the ``type`` of the entry called `name`: ``discover`` needs none to be understood, nor does MLflow."""
    return tree.get("type", DISCOVER if name == DISCOVER else "mlflow")


def as_check(name: str, settings: ModelSettings, source: Any) -> tuple[CheckSettings, RegisteredParams]:
    """Return the entry called `name`, whose records are in `source`, as the check that runs on it."""
    shared = {key: getattr(settings, key) for key in (*Described.model_fields, *Scheduled.model_fields)}
    if settings.every is None and settings.cron is None:
        shared["every"] = DEFAULT_EVERY
    own = {key: getattr(settings, key) for key in RegisteredModel.model_fields}
    model = "" if source.type == DISCOVER else name
    return CheckSettings(check=MODEL_CHECK, model=model, **shared), RegisteredParams(source=source, **own)
