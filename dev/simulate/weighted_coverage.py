"""How often intervals of weighted rows hold the truth: groups whose rates are known, with weights drawn beside them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dte_exporter.checks.fairness.groups import Classes, Counts
from dte_exporter.checks.fairness.rates import SELECTION_RATE
from dte_exporter.statistics.contingency import Weight
from dte_exporter.uncertainty.spread.extremes import difference_interval, ratio_interval

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Sample:
    """Groups whose rows weigh different amounts, whatever becomes of them.

    Parameters
    ----------
    sizes : tuple of int
        The rows of each group.
    rates : tuple of float
        The true rate of each.
    spread : float
        The standard deviation of the logarithms of weights, which are normal; of 1 a row tells as much as 0.37 rows.
    """

    sizes: tuple[int, ...]
    rates: tuple[float, ...]
    spread: float


SAMPLES = tuple(
    Sample(sizes, rates, spread)
    for sizes, rates in (
        ((250, 250), (0.3, 0.5)),
        ((2_000, 100), (0.3, 0.5)),
        ((100,) * 5, (0.3, 0.35, 0.4, 0.45, 0.5)),
    )
    for spread in (0.5, 1.0)
)


def weighted_coverage(
    repetitions: int, seed: int = 17, samples: Sequence[Sample] = SAMPLES
) -> Iterator[Mapping[str, str | float]]:
    """Yield, for each sample, the share of intervals that hold the truth: also of those that take a row for a row."""
    for sample in samples:
        random, holds = np.random.default_rng(seed), Counter[str]()
        for _ in range(repetitions):
            holds.update(_held([_group(*one, sample.spread, random) for one in _groups(sample)], sample.rates))
        yield {
            "groups": " and ".join(f"{size:,}" for size in sample.sizes),
            "spread of weights": sample.spread,
            **{name: holds[name] / repetitions for name in ("difference", "ratio", "group rate")},
            "difference, each row taken for one": holds["unaware"] / repetitions,
        }


def _groups(sample: Sample) -> Iterator[tuple[int, float]]:
    return zip(sample.sizes, sample.rates, strict=True)


def _group(rows: int, rate: float, spread: float, random: np.random.Generator) -> Counts:
    selected, weights = random.random(rows) < rate, np.exp(random.normal(0, spread, rows))
    of: dict[Classes, NDArray[np.float64]] = {(None, one): weights[selected == one] for one in (True, False)}
    weighed = {cell: Weight(float(found.sum()), float(found @ found)) for cell, found in of.items()}
    return Counts({cell: len(found) for cell, found in of.items()}, 0, weighed)


def _held(groups: Sequence[Counts], rates: Sequence[float]) -> Iterator[str]:
    """Yield the name of each interval that holds what is true."""
    as_sure = [SELECTION_RATE.counted(one) for one in groups]
    shares = [one.weighed.selected / one.weighed.all for one in groups]
    as_many = [(round(share * one.rows), one.rows) for share, one in zip(shares, groups, strict=True)]
    difference, ratio = max(rates) - min(rates), min(rates) / max(rates)
    for name, truth, (lower, upper) in (
        ("difference", difference, difference_interval([as_sure], CONFIDENCE)),
        ("ratio", ratio, ratio_interval([as_sure], CONFIDENCE)),
        ("group rate", rates[0], SELECTION_RATE.ends(groups[0], CONFIDENCE)),
        ("unaware", difference, difference_interval([as_many], CONFIDENCE)),
    ):
        if lower <= truth <= upper:
            yield name
