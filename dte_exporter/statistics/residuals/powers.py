"""Sums of powers of labels and of their products with residuals: what the spread of R2 follows from."""

from dataclasses import dataclass

from dte_exporter.statistics.moments import Moments

LARGEST = 1e75
"""The largest label, and by its inverse the smallest, whose fourth power engines have; others are 0 in the sums."""

_FARTHEST = 500.0
"""The deviations that a mean may lie from 0: of what lies farther, sums of powers hold the spread too inexactly."""


@dataclass(frozen=True, slots=True)
class Powers:
    """Sums over the rows measured.

    Parameters
    ----------
    cubes, fourths : float
        Of the third and fourth powers of labels.
    with_label, with_square : float
        Of the squared residuals, times the label and times its square.
    """

    cubes: float = 0.0
    fourths: float = 0.0
    with_label: float = 0.0
    with_square: float = 0.0

    def merge(self, other: "Powers") -> "Powers":
        """Return the sums over both sets of rows."""
        return Powers(
            self.cubes + other.cubes,
            self.fourths + other.fourths,
            self.with_label + other.with_label,
            self.with_square + other.with_square,
        )

    def about_mean(self, labels: Moments, squares: float) -> tuple[float, float] | None:
        """Return the sums of distances of labels from their mean: to the fourth, and squared by squared residuals.

        Parameters
        ----------
        labels : Moments
            Of the labels.
        squares : float
            The sum of the squared residuals.

        Returns
        -------
        tuple of float, or None
            None where labels are too large or too close together, as they lie, for the sums to tell.
        """
        mean, raw = labels.mean, labels.squares + labels.count * labels.mean**2
        if raw > LARGEST**2 or abs(mean) > _FARTHEST * labels.deviation:
            return None
        fourths = self.fourths - 4 * mean * self.cubes + 6 * mean**2 * raw - 3 * labels.count * mean**4
        products = self.with_square - 2 * mean * self.with_label + mean**2 * squares
        return max(fourths, 0.0), max(products, 0.0)
