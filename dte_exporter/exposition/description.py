"""The catalogue told to people: each metric in words, with the check that emits it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dte_exporter.exposition.catalogue import catalogue, segmented
from dte_exporter.metric import Better, MetricSpec, Unit, deciders
from dte_exporter.registry import Registry

_DIRECTIONS = {
    Better.HIGHER: "higher is better",
    Better.LOWER: "lower is better",
    Better.NEITHER: "",
}
_UNITS = {
    Unit.NONE: "",
    Unit.RATIO: "ratio",
    Unit.SECONDS: "seconds",
    Unit.TIMESTAMP: "seconds since the Unix epoch",
    Unit.ROWS: "rows",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One metric of the catalogue.

    Parameters
    ----------
    spec : MetricSpec
        Its declaration.
    checks : tuple of str
        The kinds of check that emit it; none for what the exporter says of objectives or of itself.
    decide : tuple of str
        What an objective on it may decide by beside its value.
    segmented : bool
        Whether it may be of a segment: its series then bear the label segment too.
    """

    spec: MetricSpec
    checks: tuple[str, ...] = ()
    decide: tuple[str, ...] = ()
    segmented: bool = False

    @property
    def check(self) -> str | None:
        """The kinds of check that emit it as one text; None where none does."""
        return ", ".join(self.checks) or None

    @property
    def emitter(self) -> str:
        """Who emits it, in words."""
        return f"check: {self.check}" if self.check else "the exporter itself"

    @property
    def unit(self) -> str:
        """The unit of its values, in words; empty where they have none."""
        return _UNITS[self.spec.unit]

    @property
    def range(self) -> str:
        """The range of its values, in words."""
        low, high = self.spec.low, self.spec.high
        if low is None and high is None:
            return "any number"
        if low is None or high is None:
            return f"{low:g} or more" if high is None else f"{high:g} or less"
        return f"always {low:g}" if low == high else f"{low:g} to {high:g}"

    @property
    def direction(self) -> str:
        """Which direction of change is good news, in words; empty where neither is."""
        return _DIRECTIONS[self.spec.better]

    def as_json(self) -> dict[str, Any]:
        """Return it in JSON types: the shape that the command line and the API share."""
        spec = self.spec
        return {
            "name": spec.name,
            "key": spec.key,
            "pillar": spec.pillar,
            "check": self.check,
            "type": str(spec.kind),
            "unit": str(spec.unit),
            "labels": list(spec.labels),
            "segmented": self.segmented,
            "low": spec.low,
            "high": spec.high,
            "better": str(spec.better),
            "scheduled": spec.scheduled,
            "role": str(spec.role),
            "of": spec.of,
            "help": spec.help,
            "reference": spec.reference,
        }


def entries(registry: Registry) -> Iterator[Entry]:
    """Yield every metric of the catalogue, in its order.

    Raises
    ------
    RegistrationError
        If a check declares a metric by a name that the exporter itself uses.
    """
    emitters: dict[str, list[str]] = defaultdict(list)
    for check in registry.checks.values():
        for spec in check.emits:
            emitters[spec.name].append(check.name)
    told = catalogue(registry)
    decide, of_segments = deciders(told.values()), segmented(registry)
    for name, spec in told.items():
        yield Entry(spec, tuple(emitters[name]), decide[name], name in of_segments)


def by_pillar(told: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """Return the entries by pillar, each in the order of the catalogue."""
    pillars: dict[str, list[Entry]] = {}
    for entry in told:
        pillars.setdefault(entry.spec.pillar, []).append(entry)
    return pillars
