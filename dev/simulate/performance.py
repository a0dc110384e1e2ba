"""How often the interval of a figure of performance holds the true one: data sets drawn from models that are known."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from scipy.stats import norm

from dte_exporter.checks.model.performance import portrait
from dte_exporter.checks.model.performance.measure import Lacking, Measured
from dte_exporter.checks.model.performance.portrait import Portrait
from dte_exporter.config.roles import Roles
from dte_exporter.metric import Role
from dte_exporter.statistics.moments import Moments
from dte_exporter.statistics.residuals.powers import Powers
from dte_exporter.statistics.residuals.residuals import Errors
from dte_exporter.statistics.scores.plan import RESOLUTION
from dte_exporter.statistics.scores.scores import Bin, Cell, Tally

CONFIDENCE = 0.95
SIZES = (500, 50_000)
_ROLES = Roles("guess", "p", "label", None, None, True, (), (), {})
_ALL = 10**12
_LABEL = 4.0
"""What numbers are held against where an error is told as a share of its label."""
"""Rows that stand for all there could be."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scorer:
    """A model that gives probabilities: log-odds are normal, and the label falls as they say.

    Parameters
    ----------
    name : str
        What is special about it.
    middle, spread : float
        Mean and standard deviation of the log-odds.
    threshold : float
        The probability above which it predicts the positive class.
    confident : float
        By how much the log-odds that it tells are too large; 1 is calibrated.
    """

    name: str
    middle: float
    spread: float
    threshold: float = 0.5
    confident: float = 1.0

    def draw(self, rows: int, rng: np.random.Generator) -> Portrait:
        """Return what is known of so many rows."""
        odds = rng.normal(self.middle, self.spread, rows)
        return self._of(odds, rng.random(rows) < expit(odds), np.ones(rows))

    @property
    def truth(self) -> Portrait:
        """What would be known of all rows."""
        at = np.linspace(-7, 7, 20_001)
        odds, weight = self.middle + self.spread * at, norm.pdf(at) / norm.pdf(at).sum() * _ALL
        both, labels = np.tile(odds, 2), np.repeat([True, False], len(odds))
        return self._of(both, labels, np.rint(np.tile(weight, 2) * expit(np.where(labels, both, -both))))

    def _of(self, odds: Floats, labels: NDArray[np.bool_], rows: Floats) -> Portrait:
        odds = odds * self.confident
        p, q = expit(odds), expit(-odds)
        keys = (
            labels.astype(int),
            (p > self.threshold).astype(int),
            np.maximum(np.ceil(p * 10), 1).astype(int),
            np.floor(odds * RESOLUTION).astype(int),
        )
        code = ((keys[2] * 2 + keys[0]) * 2 + keys[1]) * 2**20 + keys[3]
        _, first, cell = np.unique(code, return_index=True, return_inverse=True)
        sums = [np.bincount(cell, rows * one).tolist() for one in (1, p, p * p, np.log(p), np.log(q))]
        found = zip(*(key[first].tolist() for key in keys), *sums, strict=True)
        tallies = {
            Cell(truth, guess, Bin(tenth, place)): Tally(int(count), *rest)
            for truth, guess, tenth, place, count, *rest in found
            if count
        }
        return portrait.of_two_classes(tallies, _ROLES)


@dataclass(frozen=True, slots=True)
class Sorter:
    """A model that tells three classes, one of them rare."""

    name: str = "three classes, one of 20"
    shares: tuple[float, ...] = (0.40, 0.06, 0.02, 0.05, 0.35, 0.07, 0.01, 0.02, 0.02)

    def draw(self, rows: int, rng: np.random.Generator) -> Portrait:
        """Return what is known of so many rows."""
        return self._of(rng.multinomial(rows, self.shares).tolist())

    @property
    def truth(self) -> Portrait:
        """What would be known of all rows."""
        return self._of([round(share * _ALL) for share in self.shares])

    def _of(self, rows: list[int]) -> Portrait:
        cells = [Cell(truth, guess, None) for truth in "abc" for guess in "abc"]
        tallies = {cell: Tally(count) for cell, count in zip(cells, rows, strict=True) if count}
        return portrait.of_many_classes(tallies, _ROLES)


@dataclass(frozen=True, slots=True)
class Guesser:
    """A model that predicts numbers, mostly a little too low and sometimes much too high."""

    name: str = "numbers, skewed errors"
    bias: float = 0.2

    def draw(self, rows: int, rng: np.random.Generator) -> Portrait:
        """Return what is known of so many rows."""
        return self._of(rng.exponential(1, rows) - 1 + self.bias, rng.normal(0, 1, rows))

    @property
    def truth(self) -> Portrait:
        """What would be known of all rows."""
        chances = (np.arange(1_000_000) + 0.5) / 1_000_000
        return self._of(-np.log(chances) - 1 + self.bias, norm.ppf(chances))

    def _of(self, errors: Floats, labels: Floats) -> Portrait:
        rows, mean = len(errors), float(labels.mean())
        squares, shares, labels_squared = errors * errors, abs(errors) / _LABEL, labels * labels
        sums = map(float, (errors.sum(), abs(errors).sum(), squares.sum(), shares.sum()))
        powers = (labels_squared @ labels, labels_squared @ labels_squared, squares @ labels, squares @ labels_squared)
        known = Errors(
            rows,
            rows,
            0,
            *sums,
            predicted=rows,
            truth=Moments(rows, mean, float(((labels - mean) ** 2).sum())),
            fourths=float(squares @ squares),
            share_squares=float(shares @ shares),
            powers=Powers(*map(float, powers)),
        )
        return portrait.of_numbers(known, _ROLES)


Simulated = Scorer | Sorter | Guesser

MODELS: tuple[Simulated, ...] = (
    Scorer("as many positives as negatives", 0.0, 1.5),
    Scorer("20 negatives to a positive", -3.68, 1.3, threshold=0.15),
    Scorer("20 to 1, too confident", -3.68, 1.3, threshold=0.15, confident=1.4),
    Sorter(),
    Guesser(),
)


def performance_coverage(repetitions: int, seed: int = 17) -> Iterator[dict[str, str | float]]:
    """Yield, for every model, number of rows and metric, how many intervals hold the truth and how wide they are.

    Parameters
    ----------
    repetitions : int
        Data sets of each model and size.
    seed : int
        Of the data sets.
    """
    for model in MODELS:
        for rows in SIZES:
            yield from covered(model, rows, repetitions, seed)


def covered(
    model: Simulated, rows: int, repetitions: int, seed: int, only: Collection[str] = ()
) -> Iterator[dict[str, str | float]]:
    """Yield it for each metric of one model, or for those in `only`, of data sets of so many rows."""
    rng = np.random.default_rng(seed)
    truth = {spec.name: value for spec, value in _known(model.truth.values())}
    holds: Counter[str] = Counter()
    widths: Mapping[str, list[float]] = defaultdict(list)
    for _ in range(repetitions):
        for name, (lower, upper) in _intervals(model.draw(rows, rng), only):
            holds[name] += lower <= truth[name] <= upper
            widths[name].append(upper - lower)
    for name, found in widths.items():
        yield {
            "model": model.name,
            "rows": rows,
            "metric": name.removeprefix("dte_model_"),
            "share covered": holds[name] / len(found),
            "mean width": float(np.mean(found)),
            "without interval": repetitions - len(found),
        }


def _intervals(picture: Portrait, only: Collection[str]) -> Iterator[tuple[str, tuple[float, float]]]:
    subjects = [
        (tuple(one for one in measures if not only or one.spec.key in only), subject)
        for measures, subject in picture.subjects
    ]
    ends: dict[str, dict[Any, float]] = defaultdict(dict)
    for spec, value in _known(replace(picture, subjects=tuple(subjects)).values(CONFIDENCE)):
        ends[spec.of][spec.role] = value
    for name, found in ends.items():
        if name:
            yield name, (found[Role.LOWER], found[Role.UPPER])


def _known(values: Iterator[Measured]) -> Iterator[tuple[Any, float]]:
    for spec, value in values:
        if not isinstance(value, Lacking):
            yield spec, value
