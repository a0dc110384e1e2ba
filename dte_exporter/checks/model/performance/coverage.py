"""Which rows the figures on performance rest on, and which are left out, by what they lack."""

from collections.abc import Iterator
from dataclasses import dataclass

from dte_exporter.outcome import LeftOut, Reason
from dte_exporter.statistics.residuals.residuals import Errors, Residuals
from dte_exporter.statistics.scores.scores import Scores, Tallies


@dataclass(frozen=True, slots=True)
class Coverage:
    """Some rows, by whether figures rest on them.

    Parameters
    ----------
    used : int
        Rows with a label and something to compare it with: a prediction, a probability or both.
    unlabelled : int
        Rows with something to compare and no label.
    unpredicted, unscored : int
        Rows without a prediction and without a probability, labelled or not.
    """

    used: int
    unlabelled: int
    unpredicted: int
    unscored: int

    @classmethod
    def of_scores(cls, tallies: Tallies) -> "Coverage":
        """Return the coverage of `tallies`; of a column that was not counted all rows are without a value."""
        used = unlabelled = unpredicted = unscored = 0
        for (truth, predicted, bin_), tally in tallies.items():
            comparable = tally.rows * (predicted is not None or bin_ is not None)
            used += comparable * (truth is not None)
            unlabelled += comparable * (truth is None)
            unpredicted += tally.rows * (predicted is None)
            unscored += tally.rows * (bin_ is None)
        return cls(used, unlabelled, unpredicted, unscored)

    @classmethod
    def of_errors(cls, errors: Errors) -> "Coverage":
        """Return the coverage of numeric predictions."""
        return cls(errors.measured, errors.predicted - errors.measured, errors.rows - errors.predicted, errors.rows)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that were counted; None where there is none."""

    label: str
    prediction: str | None
    probability: str | None


def of(rows: Tallies | Errors) -> Coverage:
    """Return the coverage of some rows, in whichever form they were counted."""
    return Coverage.of_errors(rows) if isinstance(rows, Errors) else Coverage.of_scores(rows)


def left_out(found: Scores | Residuals, columns: Columns, *, grouped_too: bool) -> Iterator[LeftOut]:
    """Yield what is left out of all figures, or of those by group.

    Parameters
    ----------
    grouped_too : bool
        Whether rows without a group are one, so that none is left out for it.
    """
    whole = of(found.whole)
    if columns.prediction:
        yield LeftOut(columns.prediction, Reason.MISSING_PREDICTION, whole.unpredicted, found.window)
    if columns.probability:
        yield LeftOut(columns.probability, Reason.MISSING_PROBABILITY, whole.unscored, found.window)
    for name in found.dimensions:
        rows = 0 if grouped_too else of(found.ungrouped(name)).used
        yield LeftOut(name, Reason.MISSING_GROUP, rows, found.window)
    yield LeftOut(columns.label, Reason.MISSING_LABEL, whole.unlabelled, found.window)
