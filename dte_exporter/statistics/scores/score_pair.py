"""Scores of two windows: the reference, whose labels are known, and the current one, most of which waits for them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.scores.plan import ScoresPlan
from dte_exporter.statistics.scores.scores import Scores
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.together.attempts import both


@dataclass(frozen=True, slots=True)
class ScorePair:
    """The scores of both windows.

    Parameters
    ----------
    reference, current : Scores
        By window.
    """

    reference: Scores
    current: Scores

    @property
    def rows(self) -> Mapping[str, int]:
        """Rows of each window."""
        return {**self.reference.rows, **self.current.rows}


@dataclass(frozen=True, slots=True)
class ScorePairPlan:
    """The scores of both windows.

    Parameters
    ----------
    scores : ScoresPlan
        Those of each. Where the current window has no column of labels yet, none of its rows has one.
    """

    scores: ScoresPlan

    def measure(self, sources: Sources, cache: StatisticsCache) -> ScorePair:
        """Return the scores; the reference's are kept in `cache` where its rows have a fingerprint.

        Raises
        ------
        SourceError, NoDataError, CheckError
            As `ScoresPlan.of` does.
        """
        windows = sources.windows
        labelled = self.scores.truth in windows["current"].table.columns
        current = self.scores if labelled else replace(self.scores, truth=None)
        return ScorePair(
            *both(
                lambda: self.scores.kept("reference", windows["reference"], cache),
                lambda: current.of("current", windows["current"], cache),
            )
        )
