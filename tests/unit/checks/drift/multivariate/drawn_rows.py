"""Rows of two windows that are drawn from distributions that are known."""

import numpy as np

from dte_exporter.checks.drift.multivariate.encoded_rows import Encoded


def numbers(reference: np.ndarray, current: np.ndarray) -> Encoded:
    """Return windows of columns of numbers."""
    return Encoded(reference, current, (0,) * reference.shape[1])


def correlated(correlations: tuple[float, float], rows: int, seed: int) -> Encoded:
    """Return windows of two normal columns that differ in nothing but their correlation."""
    random = np.random.default_rng(seed)
    sides = (
        random.multivariate_normal([0, 0], [[1, correlation], [correlation, 1]], size=rows)
        for correlation in correlations
    )
    return numbers(*sides)
