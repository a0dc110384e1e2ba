"""How much of what a model goes by has drifted: the features weighted by their importance to it.

Of forty features three may carry the model. A share of columns counts a feature that it hardly looks at as much as the
one that it lives by.
"""

from collections.abc import Iterable, Iterator, Mapping

from dte_exporter.checks.drift.significance.verdict import BENJAMINI_HOCHBERG, Verdict
from dte_exporter.errors import CheckError
from dte_exporter.metric import Better, MetricSpec, Role, Sample, Unit

_WEIGHTED = "Breiman: Random Forests, Machine Learning 45, 2001, for the importance of a feature"


def _spec(name: str, which: str, reference: str, role: Role = Role.FIGURE, of: str = "") -> MetricSpec:
    return MetricSpec(
        f"dte_drift_{name}",
        f"Share of the importance of the features with a score {which}: 0 none, 1 all.",
        "drift",
        ("check", "dataset"),
        unit=Unit.RATIO,
        better=Better.LOWER,
        low=0,
        high=1,
        reference=reference,
        role=role,
        of=of,
    )


IMPORTANCE_RATIO = _spec("importance_ratio", "that have drifted", _WEIGHTED)
SIGNIFICANT_IMPORTANCE_RATIO = _spec(
    "significant_importance_ratio",
    "that have drifted, and by more than chance",
    BENJAMINI_HOCHBERG,
    Role.SIGNIFICANT,
    IMPORTANCE_RATIO.name,
)
INSUFFICIENT_IMPORTANCE_RATIO = _spec(
    "insufficient_evidence_importance_ratio",
    "of which it cannot be told if they have drifted",
    BENJAMINI_HOCHBERG,
    Role.INSUFFICIENT,
    IMPORTANCE_RATIO.name,
)
SPECS = (IMPORTANCE_RATIO, SIGNIFICANT_IMPORTANCE_RATIO, INSUFFICIENT_IMPORTANCE_RATIO)


def require_features(importances: Iterable[str], features: Iterable[str]) -> None:
    """Refuse the importance of a column that is no feature.

    Raises
    ------
    CheckError
        If there is one.
    """
    others = sorted({*importances} - {*features})
    if others:
        raise CheckError(f"importances has {others[0]!r}, which is no feature of the data set: take it out")


def importance_shares(verdicts: Mapping[str, Verdict], importances: Mapping[str, float]) -> Iterator[Sample | str]:
    """Yield the share of the importance that has drifted, surely, and of which that cannot be told.

    Parameters
    ----------
    verdicts : mapping of str to Verdict
        On the features that have a score, by name.
    importances : mapping of str to float
        How much each feature counts, in any unit; one that is not named counts nothing.
    """
    weights = {name: importances.get(name, 0.0) for name in verdicts}
    total = sum(weights.values())
    if not total:
        yield "no feature with an importance has a score"
        return
    told = {
        IMPORTANCE_RATIO: [name for name, one in verdicts.items() if one.score.drifted],
        SIGNIFICANT_IMPORTANCE_RATIO: [name for name, one in verdicts.items() if one.sure],
        INSUFFICIENT_IMPORTANCE_RATIO: [name for name, one in verdicts.items() if one.insufficient],
    }
    yield from (spec.sample(sum(weights[name] for name in names) / total) for spec, names in told.items())
