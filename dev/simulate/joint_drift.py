"""How often drift of several columns together is told where there is none, and where only their dependence moved."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from dte_exporter.checks.drift.multivariate.domain_classifier import classified
from dte_exporter.checks.drift.multivariate.encoded_rows import Encoded
from dte_exporter.checks.drift.multivariate.reconstruction import held_out_p_value

COLUMNS, CORRELATION, LEVEL, EXPLAINED = 5, 0.5, 0.05, 0.65

WINDOWS = ((100, 100), (500, 500), (2_000, 200))
"""The rows of the reference and of the current window."""

MOVED: Mapping[str, float] = {"nothing": CORRELATION, "weakened": 0.2, "turned round": -CORRELATION}
"""What the correlation of the first two columns has become."""

Floats = NDArray[np.float64]


def joint_drift(repetitions: int, seed: int = 17) -> Iterator[dict[str, str | float]]:
    """Yield one row after the other: for each case the share of runs that a test of level 0.05 tells apart.

    Columns are standard normal in both windows, whatever has moved: the first two have a correlation of 0.5 in the
    reference, the others none with any.

    Parameters
    ----------
    repetitions : int
        How often the windows of a case are drawn.
    seed : int
        What they are drawn from.
    """
    cases = [(moved, rows) for moved in MOVED for rows in WINDOWS]
    for (moved, rows), stream in zip(cases, np.random.SeedSequence(seed).spawn(len(cases)), strict=True):
        random = np.random.default_rng(stream)
        found = [_p_values(rows, MOVED[moved], random) for _ in range(repetitions)]
        told = np.mean(np.array(found) <= LEVEL, axis=0)
        yield {
            "moved": moved,
            "reference": rows[0],
            "current": rows[1],
            "classifier": float(told[0]),
            "reconstruction": float(told[1]),
        }


def _p_values(rows: tuple[int, int], correlation: float, random: np.random.Generator) -> tuple[float, float]:
    """Return the p-value of the classifier and of the reconstruction, of windows that are drawn."""
    drawn = Encoded(_window(rows[0], CORRELATION, random), _window(rows[1], correlation, random), levels=(0,) * COLUMNS)
    return classified(drawn, 0.95).p_value, held_out_p_value(drawn, EXPLAINED)


def _window(rows: int, correlation: float, random: np.random.Generator) -> Floats:
    covariance = np.eye(COLUMNS)
    covariance[0, 1] = covariance[1, 0] = correlation
    return np.asarray(random.multivariate_normal(np.zeros(COLUMNS), covariance, size=rows))
