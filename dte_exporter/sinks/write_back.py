"""Recommendations to retrain, written back as tags of the version that they are about, where its owners look."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import structlog

from dte_exporter.clock import Clock
from dte_exporter.config.registered_model import RegisteredParams
from dte_exporter.objectives.retraining import Recommendation, recommendations
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.storage.snapshot import Snapshot, SnapshotStore
from dte_exporter.worker.job import Job, TagJob

RECOMMENDED = "dte.retraining_recommended"
REASONS = "dte.retraining_reasons"
VALUES = "dte.retraining_values"
SINCE = "dte.retraining_since"

Tags = Mapping[str, str | None]
"""What to set; None removes a tag."""

NONE: Tags = dict.fromkeys((RECOMMENDED, REASONS, VALUES, SINCE))
"""What a version has of which nothing is recommended."""

_Version = tuple[str, str, str]

_log = structlog.get_logger()


def tags(one: Recommendation) -> Tags:
    """Return how a recommendation reads as tags."""
    reasons = [reason for reason, holds in one.retrain.items() if holds]
    if not reasons:
        return NONE
    values = (_value(reason, one) for reason in reasons if reason in one.values)
    since = "" if one.since is None else datetime.fromtimestamp(one.since, UTC).isoformat(timespec="seconds")
    return {RECOMMENDED: "true", REASONS: ",".join(reasons), VALUES: ",".join(values), SINCE: since}


def _value(reason: str, one: Recommendation) -> str:
    """Return the value of a reason, and what it was at best if only that could decide."""
    at_best = f" (at best {one.at_best[reason]:.6g})" if reason in one.at_best else ""
    return f"{reason}={one.values[reason]:.6g}{at_best}"


class WriteBack:
    """Tags the versions of models whose entry says so, whenever what is recommended changes; a `follower.Follower`.

    What cannot be written is tried again after the next run of any check. After a start every version is written once,
    since nobody knows what the process before left there.

    Parameters
    ----------
    store : SnapshotStore
        What is recommended.
    run : callable
        Runs a job in a worker process.
    clock : Clock
        What time it is.
    """

    def __init__(self, store: SnapshotStore, run: Callable[[Job], Awaitable[CheckResult]], clock: Clock) -> None:
        self._store = store
        self._run = run
        self._clock = clock
        self._written: dict[_Version, Tags] = {}
        self._writing: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Wait for the first run: before it nothing is recommended anew."""

    def notice(self, name: str) -> None:
        """Write what has changed, in the background: a run of any check may be what it took."""
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())

    async def stop(self) -> None:
        """Write no more."""
        if self._writing is not None:
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)

    async def _write(self) -> None:
        failed: set[_Version] = set()
        while pending := next(((of, what) for of, what in self._pending() if of not in failed), None):
            version, wanted = pending
            result = await self._run(self._job(version, wanted))
            if result.outcome is Outcome.OK:
                self._written[version] = wanted
                _log.info("the recommendation was written back", model=version[1], version=version[2])
            else:
                failed.add(version)
                _log.warning("the recommendation cannot be written back", model=version[1], message=result.message)

    def _pending(self) -> Iterator[tuple[_Version, Tags]]:
        """Yield the versions whose tags are not as they should be: one that is no longer in force has none."""
        wanted = dict(_wanted(self._store.current))
        entries = {entry for entry, _, _ in wanted}
        for former, written in self._written.items():
            if former not in wanted and former[0] in entries and written is not NONE:
                yield former, NONE
        for version, asked in wanted.items():
            if version not in self._written or self._written[version][REASONS] != asked[REASONS]:
                yield version, asked

    def _job(self, version: _Version, wanted: Tags) -> TagJob:
        entry, model, number = version
        check = self._store.current.records[entry].check
        return TagJob(check, self._clock.now(), Path(), model, number, wanted)


def _wanted(snapshot: Snapshot) -> Iterator[tuple[_Version, Tags]]:
    for one in recommendations(snapshot):
        params = snapshot.records[one.model.entry].check.params
        if isinstance(params, RegisteredParams) and params.write_back and one.model.version:
            yield (one.model.entry, one.model.name, one.model.version), tags(one)
