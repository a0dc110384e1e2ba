"""The latest of everything, as one immutable value: a run makes a new snapshot, a scrape reads one."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Literal

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.governance.framework import Framework
from dte_exporter.metric import Sample
from dte_exporter.outcome import Evidence, LeftOut, Outcome
from dte_exporter.storage.alarm import Alarm, AlarmKey

_CHECK = attrgetter("check")

Judgement = Literal["met", "unmet", "unknown", "insufficient"]
"""How one run of an objective came out; insufficient is a value whose evidence leaves open whether it is met."""


@dataclass(frozen=True, slots=True)
class Run:
    """The last run of a check, whatever came of it.

    Parameters
    ----------
    outcome : Outcome
        How it ended.
    message : str
        One sentence for people; empty where all went well.
    started : float
        When, in seconds since the Unix epoch.
    duration : float
        Seconds that it took, without waiting for a worker.
    rows : int
        Rows used, over all windows.
    rows_read : int
        Rows of all windows, used or not.
    left_out : tuple of LeftOut
        The rows that were not used, or not for all values, by column and reason.
    undefined : int
        Values that could not be defined.
    dropped : int
        Series cut by the budget.
    notices : tuple of str
        What a reader should know of how the values came about; one sentence each.
    lateness : float
        Seconds from its turn to its start, in which it waited for a worker.
    """

    outcome: Outcome
    message: str
    started: float
    duration: float
    rows: int = 0
    undefined: int = 0
    dropped: int = 0
    notices: tuple[str, ...] = ()
    rows_read: int = 0
    left_out: tuple[LeftOut, ...] = ()
    lateness: float = 0.0

    @property
    def rows_unused(self) -> int:
        """Rows that were read and on which no value rests; 0 where a run of an earlier version did not say."""
        return max(0, self.rows_read - self.rows)


@dataclass(frozen=True, slots=True)
class Values:
    """The last good values of a check, with their true time and what stands behind them."""

    samples: tuple[Sample, ...]
    evidence: Evidence
    at: float


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """All that is known of one check.

    Parameters
    ----------
    check : ConfiguredCheck
        As the config has it.
    interval : float
        Seconds between its runs; for cron, between the last firing and the next.
    stale_after : float
        Seconds that a value outlives its time.
    next_run : float or None
        When it runs next, in seconds since the epoch.
    last : Run or None
        Its last run, None before the first has ended.
    values : Values or None
        The last good values.
    runs : mapping of Outcome to int
        Finished runs by outcome, since the process started or the check changed.
    failed_runs : int
        Runs in a row, up to the last, that did not end ok.
    skipped_runs : int
        Runs that were left out since the one before had not ended, since the process started or the check changed.
    violated_since : float or None
        When the first started of the good runs in a row, up to the last, that found the check's rule broken.
    """

    check: ConfiguredCheck
    interval: float
    stale_after: float
    next_run: float | None = None
    last: Run | None = None
    values: Values | None = None
    runs: Mapping[Outcome, int] = field(default_factory=dict)
    failed_runs: int = 0
    skipped_runs: int = 0
    violated_since: float | None = None

    @property
    def stale_at(self) -> float | None:
        """When its values vanish, None where it has none."""
        return None if self.values is None else self.values.at + self.stale_after

    def fresh(self, now: float) -> Values | None:
        """Return the values unless they are stale at `now`."""
        stale_at = self.stale_at
        return self.values if stale_at is not None and now < stale_at else None

    def after(self, run: Run, values: Values | None) -> "CheckRecord":
        """Return the record after one more run; `values` are None where it brought none."""
        runs = {**self.runs, run.outcome: self.runs.get(run.outcome, 0) + 1}
        failed_runs = 0 if run.outcome is Outcome.OK else self.failed_runs + 1
        return replace(self, last=run, values=values or self.values, runs=runs, failed_runs=failed_runs)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one objective stands on one subject: the state behind ``dte_objective_*``.

    Parameters
    ----------
    value : float or None
        The last value judged, also where its evidence was insufficient; None before the first.
    judgement : str
        How the last run came out.
    unmet_runs : int
        Consecutive unmet runs. One met run ends them, but a breach only ``clear_runs`` of them; unknown ones, and those
        of insufficient evidence, change nothing.
    met_runs : int
        Consecutive met runs.
    totals : mapping of str to int
        Runs by judgement.
    since : float or None
        When the run started that brought the judgement, in seconds since the epoch; None before the first.
    """

    value: float | None = None
    judgement: Judgement = "unknown"
    unmet_runs: int = 0
    met_runs: int = 0
    totals: Mapping[Judgement, int] = field(default_factory=dict)
    since: float | None = None


Subject = tuple[str, str, str]
"""A check's name, the objective's key, and its subject (a column, a sensitive feature, or empty)."""


@dataclass(frozen=True, slots=True)
class HistoryHealth:
    """Whether results are being kept.

    Parameters
    ----------
    available : bool
        Whether the last attempt to keep some worked.
    lost : int
        Runs that could not be kept, since the exporter started.
    """

    available: bool
    lost: int = 0


Reception = Literal["accepted", "duplicate", "refused", "deferred"]
"""What came of a lineage event that was sent: kept, known before, unfit, or to be sent again later."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a scrape can show, except the time.

    Parameters
    ----------
    records : mapping of str to CheckRecord
        By the check's name, in the order of the config.
    standings : mapping of Subject to Standing
        Every objective on every subject it has met.
    alarms : mapping of AlarmKey to Alarm
        Every reason to retrain a model of which there was evidence.
    sequence : int
        Grows by one with each change.
    reload_successful : bool
        Whether the last reading of the config worked.
    reloaded_at : float
        When the config in force was read, in seconds since the epoch.
    history : HistoryHealth or None
        How the history is, None where none is kept.
    frameworks : mapping of str to Framework
        The compliance frameworks that apply, by name.
    timezone : str
        In which the days of compliance begin and end.
    teams : mapping of str to bool
        Whether the last reading of each team's file worked.
    web_config_sound : bool or None
        Whether the last reading of the web config worked, None where there is none.
    workers : int
        How many runs there can be at once.
    busy_seconds : float
        Seconds that workers have spent on runs that have ended.
    waiting : int
        Checks that are due and wait for a worker.
    received : mapping of Reception to int or None
        Lineage events by what came of them, since the exporter started; None where none are received.
    """

    records: Mapping[str, CheckRecord] = field(default_factory=dict)
    standings: Mapping[Subject, Standing] = field(default_factory=dict)
    alarms: Mapping[AlarmKey, Alarm] = field(default_factory=dict)
    sequence: int = 0
    reload_successful: bool = True
    reloaded_at: float = 0.0
    history: HistoryHealth | None = None
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    timezone: str = "UTC"
    teams: Mapping[str, bool] = field(default_factory=dict)
    web_config_sound: bool | None = None
    workers: int = 1
    busy_seconds: float = 0.0
    waiting: int = 0
    received: Mapping[Reception, int] | None = None

    @property
    def checks(self) -> tuple[ConfiguredCheck, ...]:
        """All checks, in the order of the config."""
        return tuple(map(_CHECK, self.records.values()))

    def valid_until(self, now: float) -> float:
        """Return the first moment after `now` at which a value grows stale or a gap lapses; infinity if none will."""
        moments = (*(record.stale_at for record in self.records.values()), *self._lapses())
        return min((at for at in moments if at is not None and at > now), default=float("inf"))

    def _lapses(self) -> Iterator[float]:
        """Yield when each accepted gap is accepted no more."""
        for framework in self.frameworks.values():
            for control in framework.controls.values():
                if control.accepted_gap is not None:
                    yield control.accepted_gap.ends_at(self.timezone)


class SnapshotStore:
    """Holds the one current snapshot. Only the event loop's thread swaps it; any thread may read it."""

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        self.current = snapshot or Snapshot()
        self._swapped = asyncio.Event()

    def swap(self, snapshot: Snapshot) -> None:
        """Put `snapshot` in place of the current one, numbered as its successor."""
        self.current = replace(snapshot, sequence=self.current.sequence + 1)
        swapped, self._swapped = self._swapped, asyncio.Event()
        swapped.set()

    async def changed(self, sequence: int) -> Snapshot:
        """Return the current snapshot once its number is another than `sequence`."""
        while self.current.sequence == sequence:
            await self._swapped.wait()
        return self.current
