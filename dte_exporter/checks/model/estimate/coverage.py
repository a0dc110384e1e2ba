"""Which rows an estimate rests on in each window, and which are left out, by what they lack."""

from collections.abc import Callable, Iterator, Mapping

from dte_exporter.config.roles import Roles
from dte_exporter.outcome import LeftOut, Reason
from dte_exporter.statistics.scores.score_pair import ScorePair
from dte_exporter.statistics.scores.scores import Cell, Scores


def used(scores: ScorePair) -> Mapping[str, int]:
    """Return the rows with a probability and, of the reference, a label; of the current window, a prediction."""
    reference = _rows(scores.reference, lambda cell: cell.bin is not None and cell.truth is not None)
    current = _rows(scores.current, lambda cell: cell.bin is not None and cell.prediction is not None)
    return {"reference": reference, "current": current}


def left_out(scores: ScorePair, roles: Roles) -> Iterator[LeftOut]:
    """Yield the other rows; what waits for its label in the reference tells nothing of what a probability is worth."""
    unpredicted = _rows(scores.current, lambda cell: cell.prediction is None)
    unscored = _rows(scores.current, lambda cell: cell.prediction is not None and cell.bin is None)
    yield LeftOut(str(roles.prediction), Reason.MISSING_PREDICTION, unpredicted)
    yield LeftOut(str(roles.probability), Reason.MISSING_PROBABILITY, unscored)
    unscored = _rows(scores.reference, lambda cell: cell.bin is None)
    unlabelled = _rows(scores.reference, lambda cell: cell.bin is not None and cell.truth is None)
    yield LeftOut(str(roles.probability), Reason.MISSING_PROBABILITY, unscored, "reference")
    yield LeftOut(str(roles.label), Reason.MISSING_LABEL, unlabelled, "reference")


def _rows(scores: Scores, chosen: Callable[[Cell], bool]) -> int:
    return sum(tally.rows for cell, tally in scores.whole.items() if chosen(cell))
