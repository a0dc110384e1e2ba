"""Reconstruction: how far rows lie from what the main directions of the reference can say of them.

NannyML's data reconstruction (https://nannyml.readthedocs.io/en/stable/how_it_works/multivariate_drift.html): what is
missing becomes the reference's mean or most frequent category, a category the share of the reference's rows that have
it, a column is scaled to the reference's mean and deviation, and a row's error is the distance from its projection on
the fewest principal components that explain a share of the variance.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dte_exporter.checks.drift.multivariate.encoded_rows import Encoded
from dte_exporter.checks.drift.undefined import UndefinedScoreError
from dte_exporter.uncertainty.separation import rank_sum_p_value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


class TooLargeError(UndefinedScoreError):
    """Numbers that cannot be squared.

    Parameters
    ----------
    place : int
        Of the column that holds them.
    """

    def __init__(self, place: int) -> None:
        self.place = place
        super().__init__("a column holds numbers that are too large to be squared: exclude it")


NOISE = 1e-12
"""A distance below is none: it comes from how it was computed."""


@dataclass(frozen=True, slots=True)
class Reconstruction:
    """What was learnt of a reference.

    Parameters
    ----------
    fills : tuple of float
        What stands in for a missing value of each column.
    shares : tuple of array or None
        The share of rows of each category of a column; None of numbers.
    scaler, components : object
        scikit-learn's, fitted.
    """

    fills: tuple[float, ...]
    shares: "tuple[Floats | None, ...]"
    scaler: Any
    components: Any

    @classmethod
    def learnt(cls, reference: "Floats", levels: tuple[int, ...], explained: float) -> "Reconstruction":
        """Return the reconstruction that explains more than a share of the variance of the `reference`.

        Parameters
        ----------
        reference : array of float
            See `Encoded`.
        levels : tuple of int
            See `Encoded`.
        explained : float
            The share, in (0, 1).

        Raises
        ------
        UndefinedScoreError
            If nothing varies, or every component is needed.
        TooLargeError
            If numbers are too large.
        """
        import numpy as np
        from sklearn.decomposition import PCA
        from sklearn.preprocessing import StandardScaler

        with np.errstate(all="ignore"):  # what is too large is told
            fills = tuple(_fill(column, count) for column, count in zip(reference.T, levels, strict=True))
        filled = _filled(reference, fills)
        shares = tuple(_shares(column, count) for column, count in zip(filled.T, levels, strict=True))
        scaler = StandardScaler()
        with np.errstate(all="ignore"):
            scaled = scaler.fit_transform(_counted(filled, shares))
        _required(scaler.var_)
        if not scaled.any():
            raise UndefinedScoreError("no column varies in the reference")
        components = PCA(n_components=explained, random_state=16).fit(scaled)
        if components.n_components_ == len(levels):
            raise UndefinedScoreError(
                f"all {len(levels)} components are needed to explain {explained:.0%} of the variance, so nothing is "
                "left to reconstruct: the columns depend on each other too little, or are too few"
            )
        return cls(fills, shares, scaler, components)

    def errors(self, rows: "Floats") -> "Floats":
        """Return the error of each row: 0 lies on the components, and a deviation of a column is 1.

        Raises
        ------
        TooLargeError
            If a number is too large.
        """
        import numpy as np

        with np.errstate(all="ignore"):
            scaled = self.scaler.transform(_counted(_filled(rows, self.fills), self.shares))
            _required((scaled**2).sum(axis=0))
            rebuilt = self.components.inverse_transform(self.components.transform(scaled))
            errors = np.linalg.norm(scaled - rebuilt, axis=1)
        return np.where(errors < NOISE, 0.0, errors)


def held_out_p_value(rows: Encoded, explained: float) -> float:
    """Return the p-value that current rows are rebuilt as well as those of the reference, either way.

    Learnt is from one half of the reference; its errors on the other half stand against those of the current rows.

    Raises
    ------
    UndefinedScoreError
        See `Reconstruction.learnt`.
    """
    half, _ = rows.split
    learnt = Reconstruction.learnt(rows.reference[half.learnt], rows.levels, explained)
    return rank_sum_p_value(learnt.errors(rows.current), learnt.errors(rows.reference[half.held_out]), "two-sided")


def _required(squares: "Floats") -> None:
    """Refuse columns if the sum of squares of one, or of them all, is beyond any number."""
    import numpy as np

    if not np.isfinite(squares.sum()):
        raise TooLargeError(int(np.argmax(np.where(np.isfinite(squares), squares, np.inf))))


def _fill(column: "Floats", levels: int) -> float:
    """Return the mean of numbers, or the first of the most frequent categories; 0 where all are missing."""
    import numpy as np

    known = column[~np.isnan(column)]
    if not len(known):
        return 0.0
    return float(np.argmax(np.bincount(known.astype(int)))) if levels else float(known.mean())


def _filled(rows: "Floats", fills: tuple[float, ...]) -> "Floats":
    import numpy as np

    return np.where(np.isnan(rows), np.array(fills), rows)


def _shares(column: "Floats", levels: int) -> "Floats | None":
    import numpy as np

    return np.bincount(column.astype(int), minlength=levels) / len(column) if levels else None


def _counted(filled: "Floats", shares: "tuple[Floats | None, ...]") -> "Floats":
    """Return rows whose categories are the share of the reference that has them."""
    import numpy as np

    columns = zip(filled.T, shares, strict=True)
    return np.column_stack([column if of is None else of[column.astype(int)] for column, of in columns])
