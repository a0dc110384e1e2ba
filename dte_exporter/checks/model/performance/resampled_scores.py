"""Curves drawn anew: how they would fall if other rows of the same kind had come.

Thousands of bins are drawn as `MAX_BINS` or a few more that are of like weight in both classes: for the interval alone,
which is moved to the value of all bins. The average precision of few positives is too high on average, and that of
their draws once more; so its interval is corrected for bias.

A calibration error is a sum of distances, and too high as well: where probabilities are right the true one is 0, below
whatever is observed or drawn (Kumar, Liang, Ma: Verified Uncertainty Calibration, NeurIPS 2019). So the gaps that it
sums up are drawn instead: by the triangle inequality, the true error is no further from the observed one than the
observed gaps are from the true ones, in sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dte_exporter.uncertainty.bootstrap import bias_corrected, draws
from dte_exporter.uncertainty.seed import seed_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

MAX_BINS = 64
"""Bins that are drawn, give and take the borders of ten: as many as leave the interval of thousands as it is."""


@dataclass(frozen=True)
class ResampledScores:
    """Rows along the predicted probability, in few bins.

    Parameters
    ----------
    positives, negatives : array of float
        Rows by bin, from the least probability to the greatest.
    probability : array of float
        The mean predicted probability of each bin.
    starts : array of int
        The first bin of each tenth of the scale that holds rows.
    """

    positives: "Floats"
    negatives: "Floats"
    probability: "Floats"
    starts: "Places"

    @classmethod
    def of(
        cls, positives: Sequence[int], negatives: Sequence[int], promised: Sequence[float], tenths: Sequence[int]
    ) -> "ResampledScores":
        """Return the rows of many bins in few.

        Parameters
        ----------
        positives, negatives : sequence of int
            Rows by bin, from the least probability to the greatest; at least one in each bin.
        promised : sequence of float
            The sum of the probabilities of each bin.
        tenths : sequence of int
            The tenth of the scale that each bin is in, which no bin drawn goes beyond.
        """
        import numpy as np

        sides = [np.asarray(side, float) for side in (positives, negatives)]
        shares = [side / side.sum() for side in sides if side.any()]
        middles = np.mean([np.cumsum(side) - side / 2 for side in shares], axis=0)
        place = np.minimum(middles * MAX_BINS, MAX_BINS - 1).astype(int)
        tenth = np.asarray(tenths)
        starts = np.flatnonzero(np.diff(place, prepend=-1) | np.diff(tenth, prepend=0))
        positive, negative, total = (np.add.reduceat(one, starts) for one in (*sides, np.asarray(promised, float)))
        return cls(positive, negative, total / (positive + negative), np.flatnonzero(np.diff(tenth[starts], prepend=0)))

    @cached_property
    def drawn(self) -> "tuple[Floats, Floats]":
        """Positives and negatives by bin, drawn anew: draws along the first axis."""
        import numpy as np

        counts = np.concatenate([self.positives, self.negatives]).astype(int).tolist()
        found = draws(counts, seed_of(counts))
        return found[:, : len(self.positives)], found[:, len(self.positives) :]

    def average_precision_interval(self, value: float, confidence: float) -> tuple[float, float] | None:
        """Return the interval of the average precision, which is `value` in all bins."""
        coarse = float(average_precision(self.positives, self.negatives))
        ends = bias_corrected(average_precision(*self.drawn), coarse, confidence)
        return ends and (ends[0] + value - coarse, ends[1] + value - coarse)

    def calibration_error_interval(self, value: float, confidence: float) -> tuple[float, float]:
        """Return the interval of the expected calibration error, which is `value` in all bins.

        It holds the true error in at least the share `confidence` of data sets: in about as many where probabilities
        are right, in more where they are not.
        """
        import numpy as np

        observed = self._gaps(self.positives, self.negatives)
        distances = np.abs(self._gaps(*self.drawn) - observed).sum(axis=-1)
        margin = float(np.quantile(distances, confidence)) / float(self.positives.sum() + self.negatives.sum())
        return value - margin, value + margin

    def _gaps(self, positives: "Floats", negatives: "Floats") -> "Floats":
        """Return the positives less those promised of each tenth, in rows."""
        import numpy as np

        gaps = positives - (positives + negatives) * self.probability
        return np.add.reduceat(gaps, self.starts, axis=-1)


def average_precision(positives: "Floats", negatives: "Floats") -> "Floats":
    """Return the average precision, with every bin as a tie; NaN where there is no positive.

    Parameters
    ----------
    positives, negatives : array of float
        Rows by bin along the last axis, from the least probability to the greatest.
    """
    import numpy as np

    descending = positives[..., ::-1]
    right = np.cumsum(descending, axis=-1)
    taken = right + np.cumsum(negatives[..., ::-1], axis=-1)
    precision = np.divide(right, taken, out=np.zeros_like(right), where=taken > 0)
    total = right[..., -1]
    area: Floats = (descending * precision).sum(axis=-1)
    return area / np.where(total > 0, total, np.nan)
