"""What the plans of a check give of some rows, and what the check makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from dte_exporter.config.roles import Roles
from dte_exporter.outcome import Findings
from dte_exporter.registry import Check
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.together.attempts import each
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.same_rows import same_rows, sentence
from dte_exporter.worker.job import Job


@dataclass(frozen=True, slots=True)
class Measured:
    """What the plans of a check gave, and whether its windows turned out to hold the same rows."""

    statistics: Mapping[str, Any]
    compared_with_itself: bool

    @property
    def rows_read(self) -> Mapping[str, int]:
        """The rows of each window that was measured."""
        return {window: rows for statistic in self.statistics.values() for window, rows in statistic.rows.items()}


@dataclass(frozen=True, slots=True)
class Measurement:
    """How a check of one kind is measured, on whichever rows.

    Parameters
    ----------
    kind : Check
        What it computes.
    job : Job
        With its parameters, and the moment.
    roles : Roles
        What the columns are for.
    """

    kind: Check[Any]
    job: Job
    roles: Roles

    def of(self, sources: Sources) -> Measured:
        """Return what its plans give of `sources`.

        Raises
        ------
        Unanswered
            If they need answers first.
        DteError
            As they do.
        """
        measured = self._measured(sources)
        if self.kind.of_columns or not same_rows(sources.windows, measured.rows_read):
            return measured
        if self.kind.compares:
            return replace(measured, compared_with_itself=True)
        learned_from_itself = replace(sources, windows={"current": sources.windows["current"]})
        return replace(self._measured(learned_from_itself), compared_with_itself=True)

    def _measured(self, sources: Sources) -> Measured:
        plans, cache = self.kind.needs(self.job.check.params, self.roles), DiskCache(self.job.cache)
        found = each(partial(plan.measure, sources, cache) for plan in plans.values())
        return Measured(dict(zip(plans, found, strict=True)), compared_with_itself=False)

    def findings(self, measured: Measured) -> Findings:
        """Return what the check makes of what was measured.

        Nothing that compares is defined of windows that hold the same rows, whatever it would make of them.
        """
        job = self.job
        told: tuple[str, ...] = ()
        if measured.compared_with_itself:
            told = (sentence(job.check.settings.dataset, measured.rows_read["current"]),)
            if self.kind.compares:
                return Findings((), told)
        found = self.kind.compute(measured.statistics, job.check.params, self.roles, job.now)
        return replace(found, undefined=(*found.undefined, *told))
