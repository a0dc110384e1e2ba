"""Models of real and of synthetic rows, learnt and tried on real ones time and again."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING, Any

from dte_exporter.checks.drift.held_out.told_apart import one_thread
from dte_exporter.checks.drift.undefined import UndefinedScoreError
from dte_exporter.checks.synthetic.utility.encoded_tables import EncodedTable, Groups
from dte_exporter.checks.synthetic.utility.trained_trees import score, trained

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Cell = tuple[Groups, Any]
"""What makes the groups of a row, and what a model takes it for."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows that models learn from and are tried on.

    Parameters
    ----------
    real, synthetic : EncodedTable
        Those that are learnt from.
    holdout : EncodedTable or None
        Those that are tested on; None where the rest of the real ones is.
    categorical : array of bool
        Which features are categories.
    of_classes : bool
        Whether the label is a class.
    """

    real: EncodedTable
    synthetic: EncodedTable
    holdout: EncodedTable | None
    categorical: "NDArray[np.bool_]"
    of_classes: bool


@dataclass(frozen=True, slots=True)
class Redraw:
    """The rows of one trial."""

    real: EncodedTable
    synthetic: EncodedTable
    tested: EncodedTable


@dataclass(frozen=True, slots=True)
class Tried:
    """How the models that learnt from one kind of rows did.

    Parameters
    ----------
    scores : list of float
        On the rows of each trial.
    predicted : Counter of Cell
        How many rows of all trials were taken for what.
    """

    scores: list[float] = field(default_factory=list)
    predicted: "Counter[Cell]" = field(default_factory=Counter)

    @property
    def mean(self) -> float:
        """The mean score."""
        return fmean(self.scores)


def redraws(tables: Tables, count: int, seed: int) -> Iterator[Redraw]:
    """Yield `count` redraws, at random.

    A half of the real rows is learnt from, and as many synthetic ones, or all of fewer; tested is on the other half, or
    on a half of those that are held out.
    """
    import numpy as np

    generator = np.random.default_rng(seed)
    half = len(tables.real) // 2
    for _ in range(count):
        order, made = (generator.permutation(len(one)) for one in (tables.real, tables.synthetic))
        if tables.holdout is None:
            tested = tables.real.at(order[half:])
        else:
            tested = tables.holdout.at(generator.permutation(len(tables.holdout))[: (len(tables.holdout) + 1) // 2])
        yield Redraw(tables.real.at(order[:half]), tables.synthetic.at(made[:half]), tested)


def tried(tables: Tables, count: int, seed: int) -> tuple[Tried, Tried]:
    """Return how models of real rows, and of synthetic ones, did on the real rows of `count` redraws.

    Raises
    ------
    UndefinedScoreError
        If the labels of some rows that are tested on do not vary.
    """
    found = Tried(), Tried()
    with one_thread():
        for redraw in redraws(tables, count, seed):
            if len(set(redraw.tested.labels)) < 2:
                raise UndefinedScoreError("the real rows that are tested on have one label, which nothing is told by")
            for of, rows in zip(found, (redraw.real, redraw.synthetic), strict=True):
                model = trained(rows, tables.categorical, tables.of_classes)
                of.scores.append(score(model, redraw.tested, tables.of_classes))
                of.predicted.update(zip(redraw.tested.groups, model.predict(redraw.tested.features), strict=True))
    return found


def ends(values: Sequence[float], confidence: float) -> tuple[float, float]:
    """Return the interval of the mean of redraws: Student's, by the corrected variance of Nadeau and Bengio.

    Redraws share rows, so their variance is not divided by their number alone: as many rows are tested on as are learnt
    from, which adds 1 to one over that number.
    """
    from scipy.special import stdtrit

    count, middle = len(values), fmean(values)
    variance = math.fsum((one - middle) ** 2 for one in values) / (count - 1)
    margin = float(stdtrit(count - 1, (1 + confidence) / 2)) * math.sqrt((1 / count + 1) * variance)
    return middle - margin, middle + margin
