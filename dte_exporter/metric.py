"""The vocabulary of what is exported: a metric is declared once, a sample is one value of it."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from sys import intern

SCOPE = ("check", "dataset", "model")
"""Labels that say where a value comes from. The worker fills them in; a check never does."""

SEGMENT = "segment"
"""The label of a value that is of a segment of the rows. The worker fills it in; a value of all rows has none."""

RESERVED_LABELS = frozenset({"job", "instance", "namespace", "pod", "service", "container", "endpoint"})
"""Labels that scraping itself sets: a metric that used one would see it renamed to ``exported_…``."""

_NAME = re.compile(r"dte_[a-z][a-z0-9_]*")


class Kind(StrEnum):
    """How a family behaves in time."""

    GAUGE = "gauge"
    COUNTER = "counter"


class Unit(StrEnum):
    """The base unit of a family's values."""

    NONE = ""
    RATIO = "ratio"
    SECONDS = "seconds"
    TIMESTAMP = "timestamp_seconds"
    ROWS = "rows"


class Better(StrEnum):
    """Which direction of change is good news."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Role(StrEnum):
    """How a metric is read beside others: what pages and boards draw it by, so that none needs to know its name.

    A ``figure`` stands for itself. The roles of groups, scores and estimates choose the drawing, whichever pillar they
    are of; a metric whose role is about another one names that in `MetricSpec.of`. What has a drawing of its own has
    roles of its own, an enumeration beside its metrics.
    """

    FIGURE = "figure"
    GROUP_RATE = "group_rate"
    GROUP_RATIO = "group_ratio"
    GROUP_ROWS = "group_rows"
    SCORE = "score"
    THRESHOLD = "threshold"
    VERDICT = "verdict"
    SIGNIFICANT = "significant"
    INSUFFICIENT = "insufficient"
    ESTIMATE = "estimate"
    LOWER = "lower"
    UPPER = "upper"
    BASELINE = "baseline"
    DEADLINE = "deadline"


TOLD_BY: Mapping[str, tuple[Role, Role]] = {
    "interval": (Role.LOWER, Role.UPPER),
    "both": (Role.SIGNIFICANT, Role.INSUFFICIENT),
}
"""The companions that tell how sure a value is, by what an objective may decide by beside the value itself."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One value of one series.

    Parameters
    ----------
    name : str
        The metric's name.
    labels : mapping of str to str
        Label names to values.
    value : float
        Always finite: what is undefined has no sample.

    Raises
    ------
    ValueError
        If the value is NaN or infinite.
    """

    name: str
    labels: Mapping[str, str]
    value: float

    def __post_init__(self) -> None:
        # A numpy scalar in a result would make the serving process import numpy.
        object.__setattr__(self, "value", float(self.value))
        # The same few texts come in thousands of samples: each is held once.
        object.__setattr__(self, "labels", {intern(str(key)): intern(str(text)) for key, text in self.labels.items()})
        if not math.isfinite(self.value):
            raise ValueError(f"{self.name} {dict(self.labels)} is {self.value}: an undefined value has no sample")

    @property
    def series(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The identity of the series: its name and its labels in order."""
        return self.name, tuple(sorted(self.labels.items()))

    @property
    def segment(self) -> str:
        """The segment of the rows that it is of; empty where it is of all."""
        return self.labels.get(SEGMENT, "")

    def within(self, scope: Mapping[str, str]) -> "Sample":
        """Return this sample with the labels of `scope` added."""
        return Sample(self.name, {**scope, **self.labels}, self.value)


@dataclass(frozen=True, slots=True)
class MetricSpec:
    """The declaration of a metric family.

    Parameters
    ----------
    name : str
        ``dte_<pillar>_…``; the unit is its suffix where it is a ratio or a time.
    help : str
        One sentence: what is measured and what 0 and 1 mean.
    pillar : str
        The pillar that it belongs to, or ``exporter``.
    labels : tuple of str
        Every label of the family, in the order in which it is shown.
    unit, kind, better
        See `Unit`, `Kind` and `Better`.
    low, high : float or None
        The range of its values, None where unbounded.
    reference : str
        The paper, standard or documentation that defines it.
    scheduled : bool
        Whether the value is computed on a schedule, so that HELP must say that it is not of the scrape's moment.
    role : StrEnum
        How it is read beside others: a `Role`, or one of those that its own kind of metrics has.
    of : str
        The metric that its role is about: of a bound or an estimate, what it bounds or estimates. Empty for the rest.
    across : tuple of str
        The labels that say elsewhere where a value comes from, and here what it is about: its check looks across them.

    Raises
    ------
    ValueError
        If name, unit or labels break the naming rules of the project.
    """

    name: str
    help: str
    pillar: str
    labels: tuple[str, ...] = ()
    unit: Unit = Unit.NONE
    kind: Kind = Kind.GAUGE
    better: Better = Better.NEITHER
    low: float | None = None
    high: float | None = None
    reference: str = field(default="", repr=False)
    scheduled: bool = True
    role: StrEnum = Role.FIGURE
    of: str = ""
    across: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"metric {self.name!r}: a name is dte_ and lower-case letters, digits and underscores")
        taken = RESERVED_LABELS.intersection(self.labels)
        if taken:
            raise ValueError(f"metric {self.name!r}: label {min(taken)!r} belongs to scraping")
        if self.unit in {Unit.RATIO, Unit.SECONDS, Unit.TIMESTAMP} and not self.name.removesuffix("_total").endswith(
            f"_{self.unit}"
        ):
            raise ValueError(f"metric {self.name!r}: its unit asks for the suffix _{self.unit}")
        if (self.kind is Kind.COUNTER) != self.name.endswith("_total"):
            raise ValueError(f"metric {self.name!r}: counters, and only they, end in _total")

    @property
    def key(self) -> str:
        """The name that an objective uses for it: without ``dte_<pillar>_``."""
        return self.name.removeprefix(f"dte_{self.pillar}_")

    @property
    def own_labels(self) -> tuple[str, ...]:
        """The labels that tell apart the series of one check: all but the scope."""
        return tuple(label for label in self.labels if label not in self.scope)

    @property
    def scope(self) -> tuple[str, ...]:
        """The labels that say where a value comes from."""
        return tuple(label for label in self.labels if label in SCOPE and label not in self.across)

    def told_apart(self, sample: Sample) -> Mapping[str, str]:
        """Return the labels that tell `sample` from other series of its check: the own ones, and its segment if any."""
        segment = {SEGMENT: sample.segment} if sample.segment else {}
        return {**{label: sample.labels[label] for label in self.own_labels}, **segment}

    def shown(self, sample: Sample) -> Mapping[str, str]:
        """Return the labels of the series that shows `sample`: every declared one, and its segment if any."""
        segment = {SEGMENT: sample.segment} if sample.segment else {}
        return {**{label: sample.labels.get(label, "") for label in self.labels}, **segment}

    def sample(self, value: float, **labels: str) -> Sample:
        """Return one value of this family.

        Parameters
        ----------
        value : float
            In the family's unit; finite.
        **labels : str
            Every label that the family declares; those of the scope may be left to the worker.

        Raises
        ------
        ValueError
            If a label is missing or not declared, or the value is not finite.
        """
        undeclared = labels.keys() - set(self.labels)
        missing = set(self.own_labels) - labels.keys()
        if undeclared or missing:
            raise ValueError(f"{self.name}: labels {sorted(undeclared)} undeclared, {sorted(missing)} missing")
        return Sample(self.name, labels, value)


def by_key(specs: Iterable[MetricSpec], pillar: str) -> Mapping[str, MetricSpec]:
    """Return the families of one pillar by the name that an objective uses for each."""
    return {spec.key: spec for spec in specs if spec.pillar == pillar}


def companion(of: MetricSpec, role: StrEnum, specs: Iterable[MetricSpec]) -> MetricSpec | None:
    """Return the family that plays `role` for another, None where there is none."""
    return next((spec for spec in specs if spec.role is role and spec.of == of.name), None)


def end_of(interval_of: MetricSpec, role: Role, help_: str) -> MetricSpec:
    """Return the family of the lower or the upper end of the interval of another: its name and ``_ci_lower``."""
    name = interval_of.name
    return replace(interval_of, name=f"{name}_ci_{role}", help=help_, unit=Unit.NONE, role=role, of=name)


def deciders(specs: Iterable[MetricSpec]) -> Mapping[str, tuple[str, ...]]:
    """Return what an objective on each family may decide by beside its value, of `TOLD_BY`, by the family's name."""
    families = tuple(specs)
    told = {(spec.of, spec.role) for spec in families if spec.of}
    return {
        spec.name: tuple(by for by, roles in TOLD_BY.items() if all((spec.name, role) in told for role in roles))
        for spec in families
    }
