"""The composition root: the one place that knows every room and joins them into a running service."""

import asyncio
import functools
import signal
import socket
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from dte_exporter.clock import Clock, SystemClock
from dte_exporter.config.configured import Config
from dte_exporter.config.lineage.atlas_settings import AtlasVerdicts
from dte_exporter.config.lineage.emit import Emit
from dte_exporter.config.lineage.open_receiver import open_receiver
from dte_exporter.config.loading.file_watch import Watch, follow
from dte_exporter.config.loading.load import load_sound
from dte_exporter.errors import ConfigError
from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.exposition.exposition import Exposition
from dte_exporter.exposition.shown import Derived
from dte_exporter.exposition.size import beside_findings
from dte_exporter.exposition.upkeep import keep_up
from dte_exporter.logs import logger
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry
from dte_exporter.scheduling.early_runs import EarlyRuns
from dte_exporter.scheduling.pool import Pool
from dte_exporter.scheduling.restoration import restore
from dte_exporter.scheduling.runner import Runner
from dte_exporter.scheduling.succession import succeed
from dte_exporter.scheduling.timetable import Timetable
from dte_exporter.scheduling.worker import Worker
from dte_exporter.sinks.atlas_log import AtlasLog
from dte_exporter.sinks.follower import Follower
from dte_exporter.sinks.history.assembly import history
from dte_exporter.sinks.history.history_follower import HistoryFollower
from dte_exporter.sinks.lineage_intake import lineage_intake
from dte_exporter.sinks.lineage_log import LineageLog
from dte_exporter.sinks.run_log import RunLog
from dte_exporter.sinks.write_back import WriteBack
from dte_exporter.storage.history.past import Past
from dte_exporter.storage.snapshot import CheckRecord, Snapshot, SnapshotStore
from dte_exporter.web.asgi import create_app
from dte_exporter.web.listen import listening_socket, url
from dte_exporter.web.security.security import OPEN, Guard
from dte_exporter.web.security.watched_web_config import WatchedWebConfig
from dte_exporter.web.server import Server
from dte_exporter.worker.job import Job
from dte_exporter.worker.libraries import libraries

_log = logger()


class App:
    """The exporter: its parts, and what the web asks of it (see `web.service.Service`).

    Parameters
    ----------
    config : Config
        What it does.
    registry : Registry
        What it can do.
    lifecycle_enabled : bool
        Whether a request may make it read its config again.
    clock : Clock
        What time it is.
    worker : Worker or None
        The first of its workers, where one has been started already.
    """

    def __init__(
        self,
        config: Config,
        registry: Registry,
        lifecycle_enabled: bool = False,
        clock: Clock | None = None,
        worker: Worker | None = None,
    ) -> None:
        self.config = config
        self.registry = registry
        self.lifecycle_enabled = lifecycle_enabled
        self.clock = clock or SystemClock()
        specs = catalogue(registry)
        first = Snapshot(workers=config.settings.workers)
        self.store = SnapshotStore(succeed(first, config, self.clock.now()).snapshot)
        self.exposition = Exposition(self.store, specs, self.clock)
        needs = functools.partial(libraries, registry=registry)
        others = (Worker() for _ in range(config.settings.workers - 1))
        self.pool = Pool((worker or Worker(), *others), needs, self._fill, self._show_waiting)
        self.runner = Runner(self.store, self.pool, specs, self.clock, config, beside_findings)
        self.history = history(config, specs, Derived(), self.clock)
        self.intake = lineage_intake(lambda: self.config, specs, self.store, self.clock)
        self.followers: tuple[Follower, ...] = (
            WriteBack(self.store, self._run_in_worker, self.clock),
            RunLog(self.store, self._run_in_worker, specs, self.clock),
            LineageLog(self.store, self._run_in_worker, specs, self.clock, self._told_to),
            AtlasLog(self.store, self._run_in_worker, self.clock, self._atlas),
            *([HistoryFollower(self.history, self.store)] if self.history else []),
            *([self.intake] if self.intake else []),
        )
        self.timetable = Timetable(self._run, self.runner.skip, EarlyRuns(needs))
        self._reloading = asyncio.Lock()
        self._upkeep: asyncio.Task[None] | None = None

    @property
    def past(self) -> Past | None:
        """What can be asked of the history, None where none is kept."""
        return self.history.past if self.history else None

    def ready(self) -> str:
        """Return one sentence on why the exporter is not ready; empty when it is.

        It is once a worker is up; checks that have not run yet are told by ``dte_checks_pending``.
        """
        return "" if self.pool.is_up else "no worker process has warmed up yet"

    def restore(self) -> None:
        """Take up what the history knows, before anything is served."""
        if self.history is not None:
            known = self.history.restore(list(self.config.checks.values()))
            restored = restore(self.store.current, known, self.clock.now())
            self.store.swap(replace(restored, history=self.history.health))
            _log.info("the history was read", restored=len(known.checks), checks=len(self.config.checks))

    def start(self) -> None:
        """Start the workers and the timetable, from within the event loop."""
        self.pool.start()
        for follower in self.followers:
            follower.start()
        self._upkeep = asyncio.create_task(keep_up(self.exposition, self.store, self.clock))
        self.timetable.start()
        for record in self.store.current.records.values():
            self.timetable.add(record, self.clock.now())

    async def stop(self) -> None:
        """End what runs and every worker process."""
        self.timetable.stop()
        if self._upkeep is not None:
            self._upkeep.cancel()
        for follower in self.followers:
            await follower.stop()
        await self.pool.close()

    def _fill(self, loaded: frozenset[str]) -> None:
        self.timetable.fill(loaded)

    def _show_waiting(self, count: int) -> None:
        self.store.swap(replace(self.store.current, waiting=count))

    async def _run(self, name: str) -> None:
        await self.runner.run(name)
        for follower in self.followers:
            follower.notice(name)

    def show_web_config(self, is_sound: bool) -> None:
        """Show whether the web config is in force as it is, or as it was."""
        self.store.swap(replace(self.store.current, web_config_sound=is_sound))

    def _told_to(self) -> Emit | None:
        return self.config.governance.lineage.emit if self.config.governance else None

    def _atlas(self) -> AtlasVerdicts | None:
        return self.config.governance.lineage.atlas if self.config.governance else None

    async def _run_in_worker(self, job: Job) -> CheckResult:
        async with self.pool.worker(job.check) as worker:
            return await worker.run(job)

    async def run_once(self, on_ended: Callable[[CheckRecord], None]) -> None:
        """Run every check once instead of starting, and tell `on_ended` of each when it has ended."""

        async def run(name: str) -> None:
            await self.runner.run(name)
            on_ended(self.store.current.records[name])

        self.pool.start()
        try:
            await asyncio.gather(*(run(name) for name in self.config.checks))
        finally:
            await self.pool.close()

    async def reload(self) -> tuple[str, ...]:
        """Read the config again and return what is wrong with it; empty when all of it is now in force.

        A mistake in the main file changes nothing, one in the file of a team nothing of that team. It is read in a
        thread, since parsing its predicates takes as long as a scrape would wait.
        """
        async with self._reloading:  # else the file as it was could come in after the file as it is
            try:
                former = self.config
                config = await asyncio.to_thread(load_sound, former.path, self.registry, former, former.source_root)
            except ConfigError as error:
                self.store.swap(replace(self.store.current, reload_successful=False))
                for problem in error.problems:
                    _log.error("the config cannot be used: the one before stays in force", problem=problem)
                return error.problems
            self._adopt(config)
            return _tell_teams(config)

    def _adopt(self, config: Config) -> None:
        succession = succeed(self.store.current, config, self.clock.now())
        for name in succession.ended:
            self.timetable.remove(name)
            self.runner.cancel(name)
        if _fixed(config) != _fixed(self.config):
            _log.warning("workers, the listen address and the history change only when the exporter starts again")
        self.config = self.runner.config = config
        self.store.swap(succession.snapshot)
        for check in succession.begun:
            self.timetable.add(succession.snapshot.records[check.name], self.clock.now())
        self.pool.look_for_work()
        _log.info("the config was read again", begun=len(succession.begun), ended=len(succession.ended))


def _fixed(config: Config) -> tuple[object, ...]:
    """Return what of a config cannot change while the exporter runs."""
    return config.settings.workers, config.settings.web.listen_address, config.settings.history


def _tell_teams(config: Config) -> tuple[str, ...]:
    """Log, and return, what is wrong with the files of teams."""
    for name, team in config.teams.items():
        for problem in team.problems:
            _log.error("a team's file cannot be used: what it said before stays in force", team=name, problem=problem)
    return tuple(problem for team in config.teams.values() for problem in team.problems)


def serve(
    path: Path,
    address: str | None = None,
    lifecycle_enabled: bool = False,
    web_config: Path | None = None,
    source_root: Path | None = None,
    look_every: float | None = None,
) -> None:
    """Serve the config in the file at `path` until SIGTERM or SIGINT; SIGHUP makes it read the file again.

    Parameters
    ----------
    path : Path
        The config file.
    address : str or None
        Where to listen, instead of where the config says.
    lifecycle_enabled : bool
        Whether a request may make it read the file again.
    web_config : Path or None
        The file that says how connections are encrypted and who may ask; without it they are not, and all may.
    source_root : Path or None
        The folder that sources are confined to.
    look_every : float or None
        Seconds between looks whether the config's files have changed; None where nobody looks.

    Raises
    ------
    ConfigError
        If a file cannot be used, or the address cannot be had.
    """
    registry = Registry.discover()
    watch = Watch(path) if look_every else None  # before it is read, lest a change be missed
    config = load_sound(path, registry, None, source_root)
    _tell_teams(config)
    app = App(config, registry, lifecycle_enabled)
    guard: Guard = WatchedWebConfig(web_config, app.clock, app.show_web_config) if web_config else lambda: OPEN
    if anybody := open_receiver(config, guard().is_open):
        _log.warning(anybody)
    listening = listening_socket(address or config.settings.web.listen_address)
    app.restore()
    following = partial(follow, watch, look_every, app.reload) if watch and look_every else None
    asyncio.run(_serve(app, guard, listening, following))


async def _serve(
    app: App, guard: Guard, listening: socket.socket, following: Callable[[], Coroutine[Any, Any, None]] | None
) -> None:
    def on_started() -> None:
        address = url(listening, encrypted=guard().tls is not None)
        _log.info("listening", url=address, config=str(app.config.path), checks=len(app.config.checks))
        app.start()

    server = Server(create_app(app, guard), on_started, guard)
    reloads: set[asyncio.Task[tuple[str, ...]]] = set()  # the loop itself would forget a running task
    watching = asyncio.create_task(following()) if following else None
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, lambda: reloads.add(asyncio.create_task(app.reload())))
    for stopping in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(stopping, server.stop)
    try:
        await server.serve([listening])
    finally:
        if watching:
            watching.cancel()
        await app.stop()
    _log.info("stopped")
