"""The trust that a data set inherits: objectives that are in breach on what it is made from, and the nearest of these.

A data set that is made from a broken one is not to be trusted, however well it looks. Who is upstream follows from
``dte_lineage_upstream_hops``. Data sets that are made from each other inherit nothing from each other: else a fault in
one would look as if it came from the other, and the other way round.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dte_exporter.checks.lineage.lineage_metrics import HOPS
from dte_exporter.metric import Better, MetricSpec, Sample
from dte_exporter.objectives.objective import StandingObjective
from dte_exporter.storage.snapshot import CheckRecord, Values

_REFERENCE = "Avizienis et al., Basic Concepts and Taxonomy of Dependable and Secure Computing (2004), 3.1: propagation"


class InheritanceRole(StrEnum):
    """What the page and boards draw of inheritance."""

    UNMET = "upstream_objectives_unmet"
    CULPRIT = "culprit"


UPSTREAM_UNMET = MetricSpec(
    "dte_lineage_upstream_objectives_unmet",
    "Objectives in breach, by subject, on the data sets that the data set is made from; 0 there is nothing to inherit.",
    "lineage",
    ("dataset",),
    better=Better.LOWER,
    low=0,
    reference=_REFERENCE,
    role=InheritanceRole.UNMET,
)
CULPRIT = MetricSpec(
    "dte_lineage_culprit_info",
    "The nearest data set upstream on which an objective is in breach, and how loudly that is told; always 1, to be "
    "joined on dataset.",
    "lineage",
    ("dataset", "culprit", "severity"),
    low=1,
    high=1,
    reference=_REFERENCE,
    role=InheritanceRole.CULPRIT,
)
SPECS = (UPSTREAM_UNMET, CULPRIT)


@dataclass(frozen=True, slots=True)
class Breaches:
    """Objectives of one check that are in breach.

    Parameters
    ----------
    dataset : str
        The data set that the check is of.
    severity : str
        How loudly they are told.
    count : int
        How many there are, by subject.
    """

    dataset: str
    severity: str
    count: int


def breaches(record: CheckRecord, objectives: Iterable[StandingObjective]) -> tuple[Breaches, ...]:
    """Return what is in breach of the `objectives` of one check; nothing where all is well, or it is of no data set."""
    dataset = record.check.scope["dataset"]
    count = sum(one.standing.unmet_runs >= one.objective.after_runs for one in objectives)
    return (Breaches(dataset, record.check.settings.severity, count),) if dataset and count else ()


def upstream(record: CheckRecord, values: Values | None) -> tuple[Sample, ...]:
    """Return which data sets one check found upstream of which, while its `values` are fresh."""
    if record.check.pillar != HOPS.pillar or values is None:
        return ()
    return tuple(one for one in values.samples if one.name == HOPS.name)


def samples(found: Iterable[Sample], broken: Iterable[Breaches]) -> Iterator[Sample]:
    """Yield what each data set inherits.

    Parameters
    ----------
    found : iterable of Sample
        Of ``dte_lineage_upstream_hops``.
    broken : iterable of Breaches
        All that are in breach.
    """
    by_dataset: dict[str, list[Breaches]] = defaultdict(list)
    for one in broken:
        by_dataset[one.dataset].append(one)
    for dataset, hops in sorted(_hops(found).items()):
        culprits = [other for other in hops if other in by_dataset]
        count = sum(one.count for other in culprits for one in by_dataset[other])
        yield UPSTREAM_UNMET.sample(count, dataset=dataset)
        if culprits:
            nearest = min(culprits, key=lambda other: (hops[other], other))
            loudness = {one.severity for one in by_dataset[nearest]}
            severity = "page" if "page" in loudness else "ticket"
            yield CULPRIT.sample(1, dataset=dataset, culprit=nearest, severity=severity)


def _hops(found: Iterable[Sample]) -> Mapping[str, Mapping[str, float]]:
    """Return the fewest hops from each data set to those upstream of it, whichever check has found them."""
    by_dataset: dict[str, dict[str, float]] = defaultdict(dict)
    for one in found:
        dataset, other = one.labels["dataset"], one.labels["upstream"]
        by_dataset[dataset][other] = min(one.value, by_dataset[dataset].get(other, one.value))
    return by_dataset
