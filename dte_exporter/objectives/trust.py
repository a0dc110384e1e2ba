"""The ``dte_trust_*`` family: one number a pillar, and one over all, for those who read only one number.

A check's trust is the share of its objectives that are met, each counted on each of its subjects. A pillar's is the
mean over its checks, the overall one the mean over the pillars: a check with fifty columns weighs no more than a check
with one, and a pillar with ten checks no more than its neighbour. Unknown is not met, and neither is what the evidence
cannot tell. What carries no objective promises nothing, and is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from dte_exporter.metric import Better, MetricSpec, Sample, Unit
from dte_exporter.objectives.objective import StandingObjective

_REFERENCE = "OECD and JRC, Handbook on Constructing Composite Indicators (2008), equal weighting"


class TrustRole(StrEnum):
    """What the page and boards draw of trust."""

    OVERALL = "trust_overall"
    OF_PILLAR = "trust"


PILLAR = MetricSpec(
    "dte_trust_ratio",
    "Mean over a pillar's checks of the share of their objectives that are known and met: 0 none, 1 all.",
    "trust",
    ("pillar",),
    Unit.RATIO,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=_REFERENCE,
    role=TrustRole.OF_PILLAR,
)
OVERALL = MetricSpec(
    "dte_trust_overall_ratio",
    "Mean of dte_trust_ratio over the pillars that carry objectives: 0 none is met, 1 all are.",
    "trust",
    (),
    Unit.RATIO,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=_REFERENCE,
    role=TrustRole.OVERALL,
)
SPECS = (PILLAR, OVERALL)

MEANS = "the share of objectives that are met, the mean over checks, then over pillars; controls are counted apart"
"""What the number is, where it stands alone."""


@dataclass(frozen=True, slots=True)
class Share:
    """How far one check is to be trusted.

    Parameters
    ----------
    pillar : str
        The check's pillar.
    met : float
        The share of its objectives that are known and met, from 0 to 1.
    """

    pillar: str
    met: float


def shares(objectives: Iterable[StandingObjective]) -> Iterator[Share]:
    """Yield the share of each check that carries objectives."""
    checks: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in objectives:
        checks[one.labels["pillar"], one.labels["check"]].append(one.met)
    for (pillar, _), met in checks.items():
        yield Share(pillar, fmean(met))


def samples(shares: Iterable[Share]) -> Iterator[Sample]:
    """Yield the trust by pillar and over all; nothing where nobody has set an objective."""
    by_pillar: dict[str, list[float]] = defaultdict(list)
    for share in shares:
        by_pillar[share.pillar].append(share.met)
    pillars = {pillar: fmean(met) for pillar, met in by_pillar.items()}
    for pillar, trust in pillars.items():
        yield PILLAR.sample(trust, pillar=pillar)
    if pillars:
        yield OVERALL.sample(fmean(pillars.values()))
