"""What a suite is judged on: the rows of one window."""

from collections.abc import Mapping
from dataclasses import dataclass

from dte_exporter.checks.quality.expectations.answered_rows import AnsweredRows
from dte_exporter.checks.quality.expectations.judging import Verdict, judge
from dte_exporter.checks.quality.expectations.suite import Suite, read_suite
from dte_exporter.config.confined.named_files import NAMED_FILES
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import not_empty
from dte_exporter.statistics.row_count import RowCountPlan
from dte_exporter.statistics.sources import Sources


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What came of the expectations of a suite.

    Parameters
    ----------
    verdicts : tuple of Verdict
        In their order.
    rows : mapping of str to int
        Rows of the window.
    """

    verdicts: tuple[Verdict, ...]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SuitePlan:
    """A suite, judged on the rows of a window.

    Parameters
    ----------
    file : str
        The file that it is in, as the config names it, under ``suite``; empty where it is in the config.
    inline : str
        The suite itself, where it is there.
    """

    file: str = ""
    inline: str = ""

    def measure(self, sources: Sources, cache: StatisticsCache) -> Verdicts:
        """Return what comes of each expectation.

        Raises
        ------
        SourceError
            If the suite cannot be read or is none, or the rows cannot be asked.
        NoDataError
            If there are no rows.
        """
        suite = self._suite(sources)
        counted = RowCountPlan().measure(sources, cache).rows
        window, view = sources.own
        not_empty(window, counted[window])
        return Verdicts(judge(suite, AnsweredRows(view)), counted)

    def _suite(self, sources: Sources) -> Suite:
        if not self.file:
            return read_suite(self.inline.encode(), "expectations", "inline")
        return read_suite(sources.input(NAMED_FILES).read("suite"), f"suite: {self.file}", self.file)
