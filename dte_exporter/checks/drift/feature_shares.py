"""How many of the features have drifted: as a share of them, and as a share of their importance to the model.

Of forty features three may carry the model. A share of columns counts a feature that it hardly looks at as much as the
one that it lives by.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dte_exporter.checks.drift.score import EVIDENTLY
from dte_exporter.checks.drift.significance.verdict import BENJAMINI_HOCHBERG, Verdict
from dte_exporter.errors import CheckError
from dte_exporter.metric import Better, MetricSpec, Role, Sample, Unit


@dataclass(frozen=True, slots=True)
class Shares:
    """The metrics of one way to count features.

    Parameters
    ----------
    drifted, significant, insufficient : MetricSpec
        The share that has drifted; that has, and by more than chance; and of which that cannot be told.
    """

    drifted: MetricSpec
    significant: MetricSpec
    insufficient: MetricSpec

    @property
    def specs(self) -> tuple[MetricSpec, ...]:
        """All of them."""
        return self.drifted, self.significant, self.insufficient


def _shares(key: str, counted: str, reference: str) -> Shares:
    def spec(name: str, which: str, reference: str, role: Role = Role.FIGURE, of: str = "") -> MetricSpec:
        name, help_ = f"dte_drift_{name}", f"Share of {counted} {which}: 0 none, 1 all."
        unit, better, labels = Unit.RATIO, Better.LOWER, ("check", "dataset")
        return MetricSpec(
            name, help_, "drift", labels, unit, better=better, low=0, high=1, reference=reference, role=role, of=of
        )

    drifted, surely = spec(f"{key}_ratio", "that have drifted", reference), "that have drifted, and by more than chance"
    unknown = "of which it cannot be told if they have drifted"
    return Shares(
        drifted,
        spec(f"significant_{key}_ratio", surely, BENJAMINI_HOCHBERG, Role.SIGNIFICANT, drifted.name),
        spec(f"insufficient_evidence_{key}_ratio", unknown, BENJAMINI_HOCHBERG, Role.INSUFFICIENT, drifted.name),
    )


OF_COLUMNS = _shares("columns", "the features with a score", EVIDENTLY)
OF_IMPORTANCE = _shares(
    "importance",
    "the importance of the features with a score",
    "Breiman: Random Forests, Machine Learning 45, 2001, for the importance of a feature",
)


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


def feature_shares(features: Mapping[str, Verdict], importances: Mapping[str, float]) -> Iterator[Sample | str]:
    """Yield which share of the features has drifted, surely, and of which that cannot be told; and of their importance.

    Parameters
    ----------
    features : mapping of str to Verdict
        The verdicts on those that have a score, by name.
    importances : mapping of str to float
        How much each feature counts, in any unit; one that is not named counts nothing. Where there are none, their
        share is not asked for.
    """
    yield from _told(OF_COLUMNS, features, dict.fromkeys(features, 1))
    weights = {name: importances.get(name, 0.0) for name in features}
    if any(weights.values()):
        yield from _told(OF_IMPORTANCE, features, weights)
    elif importances:
        yield "no feature with an importance has a score"


def _told(of: Shares, features: Mapping[str, Verdict], weights: Mapping[str, float]) -> Iterator[Sample]:
    told = {
        of.drifted: [name for name, one in features.items() if one.score.drifted],
        of.significant: [name for name, one in features.items() if one.sure],
        of.insufficient: [name for name, one in features.items() if one.insufficient],
    }
    total = sum(weights.values())
    if total:
        yield from (spec.sample(sum(weights[name] for name in names) / total) for spec, names in told.items())
