"""How far the evidence of a run reaches: what an objective holds against its limits in the place of a bare value.

A difference that was measured on few rows may be anything about it. Where an objective decides by its interval, it is
unmet if the whole interval lies beyond a limit, and met if the whole interval lies within them; else the rows cannot
tell. That is a test at the interval's level for each of both answers (Cox and Hinkley, Theoretical Statistics (1974),
section 7.2).

Where it decides by both, a value counts as far as it is significant too, and what could not be told may be added to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dte_exporter.config.models import Objective
from dte_exporter.metric import TOLD_BY, MetricSpec, Sample, companion
from dte_exporter.objectives.limits import above, below
from dte_exporter.storage.snapshot import Judgement

_Labels = tuple[tuple[str, str], ...]
_RANKS: Mapping[Judgement, int] = {"met": 0, "insufficient": 1, "unmet": 2}


@dataclass(frozen=True, slots=True)
class Span:
    """A value, and what it may be.

    Parameters
    ----------
    value : float
        As it was measured, in the metric's own unit.
    ends : tuple of float or None
        The lowest and the highest that the evidence leaves open, in the same unit; both are the value itself where an
        objective decides by that. None where a run gave a value and not what tells how sure it is.
    """

    value: float
    ends: tuple[float, float] | None

    def judged(self, objective: Objective) -> Judgement:
        """Return whether all of it lies within the limits, all of it beyond one of them, or neither."""
        if self.ends is None:
            return "insufficient"
        low, high = self.ends
        if max(_too_high(low, objective), _too_low(high, objective)) > 0:
            return "unmet"
        return "met" if max(_too_high(high, objective), _too_low(low, objective)) <= 0 else "insufficient"

    def badness(self, objective: Objective) -> tuple[int, float, float]:
        """Return what the worst of several has most of: the judgement first, then how far the value is out."""
        excess = max(_too_high(self.value, objective), _too_low(self.value, objective))
        return _RANKS[self.judged(objective)], excess, self.value


def spans(
    spec: MetricSpec, objective: Objective, samples: Sequence[Sample], specs: Mapping[str, MetricSpec]
) -> Iterator[tuple[Sample, Span]]:
    """Yield every value of one family with its span.

    Parameters
    ----------
    spec : MetricSpec
        The family that is judged.
    objective : Objective
        Says what it decides by.
    samples : sequence of Sample
        All that the run gave, of any family.
    specs : mapping of str to MetricSpec
        Every metric by name: the companions of `spec` are among them.

    Yields
    ------
    tuple of Sample and Span
        The value, and its span.
    """
    told = [_by_labels(companion(spec, role, specs.values()), samples) for role in TOLD_BY.get(objective.decide, ())]
    for sample in samples:
        if sample.name == spec.name:
            found = [values.get(sample.series[1]) for values in told]
            yield sample, Span(sample.value, _ends(sample.value, objective, found))


def _by_labels(spec: MetricSpec | None, samples: Sequence[Sample]) -> Mapping[_Labels, float]:
    return {sample.series[1]: sample.value for sample in samples if spec is not None and sample.name == spec.name}


def _ends(value: float, objective: Objective, told: Sequence[float | None]) -> tuple[float, float] | None:
    if objective.decide == "point":
        return value, value
    one, other = told
    if one is None or other is None:
        return None
    if objective.decide == "interval":
        return one, other
    significant = min(value, one)
    return significant, min(1.0, significant + other)


def _too_high(value: float, objective: Objective) -> float:
    return float("-inf") if objective.max is None else above(value, objective.max)


def _too_low(value: float, objective: Objective) -> float:
    return float("-inf") if objective.min is None else below(value, objective.min)
