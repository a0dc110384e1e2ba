"""The verdicts on all columns of a check: each by its p-value, and all of them together by the false discovery rate."""

from collections.abc import Mapping

from dte_exporter.checks.drift.methods import Family
from dte_exporter.checks.drift.score import Score
from dte_exporter.checks.drift.significance.verdict import Verdict
from dte_exporter.statistics.distribution.distribution import Distribution
from dte_exporter.uncertainty.permutation import PermutationTest, resolve
from dte_exporter.uncertainty.resolution import Resolution, resolution


def judged(scores: Mapping[str, Score], distribution: Distribution, rate: float) -> Mapping[str, Verdict]:
    """Return the verdict on each column of `scores` at the false discovery rate `rate`."""
    from scipy.stats import false_discovery_control

    if not scores:
        return {}
    tests = {
        name: one.method.permuted.test(distribution.pair(name)) for name, one in scores.items() if one.method.permuted
    }
    resolve(tests.values(), len(scores), rate)
    p_values = [tests[name].p_value if name in tests else one.answer.value for name, one in scores.items()]
    adjusted = false_discovery_control(p_values).tolist()
    verdicts = {}
    for (name, one), p_value, together in zip(scores.items(), p_values, adjusted, strict=True):
        test = tests.get(name)
        told = _resolution(one, test, distribution, rate) if test else None
        verdicts[name] = Verdict(one, p_value, together, rate, test, told)
    return verdicts


def _resolution(score: Score, test: PermutationTest, distribution: Distribution, rate: float) -> Resolution | None:
    """Return what the distance of `score` can tell; None of a p-value."""
    permuted = score.method.permuted
    if permuted is None or score.method.family is not Family.DISTANCE:
        return None
    pair = distribution.pair(score.column.name)
    rows = pair.reference.count, pair.current.count
    return resolution(test.null, score.threshold, rate, permuted.order, rows)
