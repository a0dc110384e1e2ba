"""Confusion matrices drawn anew: how means over classes would fall if other rows of the same kind had come."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.statistics.contingency import Level
from dte_exporter.uncertainty.bootstrap import draws, percentiles
from dte_exporter.uncertainty.seed import seed_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Cells = Mapping[tuple[Level, Level], int]
"""Rows by truth and prediction."""

MAX_CELLS = 2_048
"""Cells of a matrix that is drawn anew; some forty-five classes, each of which is taken for each other."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Confusion matrices drawn anew, as what means over classes are made of.

    Parameters
    ----------
    right, labelled, predicted : array of float
        Rows of each class that are predicted right, that have it as label, and as prediction; draws along the first
        axis, classes along the second.
    """

    right: "Floats"
    labelled: "Floats"
    predicted: "Floats"

    @classmethod
    def of(cls, cells: Cells) -> "Drawn":
        """Return what is drawn from `cells`, by the same seed whatever their order."""
        import numpy as np

        ordered = sorted(cells, key=str)
        rows = [cells[cell] for cell in ordered]
        classes = sorted({level for cell in ordered for level in cell}, key=str)
        truth, prediction = (
            np.array([[cell[side] == level for level in classes] for cell in ordered], float) for side in (0, 1)
        )
        drawn = draws(rows, seed_of([[*map(str, cell), count] for cell, count in zip(ordered, rows, strict=True)]))
        return cls(drawn @ (truth * prediction), drawn @ truth, drawn @ prediction)


def macro_recall(drawn: Drawn) -> "Floats":
    """Return the mean recall of the classes drawn."""
    return _mean(_shares(drawn.right, drawn.labelled))


def macro_precision(drawn: Drawn) -> "Floats":
    """Return the mean precision of the classes that are predicted."""
    return _mean(_shares(drawn.right, drawn.predicted))


def macro_f1(drawn: Drawn) -> "Floats":
    """Return the mean F1 of the classes drawn."""
    return _mean(_shares(2 * drawn.right, drawn.labelled + drawn.predicted))


def _shares(part: "Floats", of: "Floats") -> "Floats":
    """Return one by the other, NaN for 0/0."""
    import numpy as np

    return part / np.where(of > 0, of, np.nan)


def _mean(shares: "Floats") -> "Floats":
    """Return the mean over the classes that have a share; each draw has one, as it has rows."""
    import numpy as np

    return np.asarray(np.nanmean(shares, axis=1))


def interval(cells: Cells, confidence: float, mean: Callable[[Drawn], "Floats"]) -> tuple[float, float] | None:
    """Return the interval of a `mean` over classes; None where there are too many of them, or one often has no rows."""
    return percentiles(mean(Drawn.of(cells)), confidence) if len(cells) <= MAX_CELLS else None
