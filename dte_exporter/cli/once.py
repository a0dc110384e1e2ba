"""The result of a configured check, by running it once in a worker process."""

import asyncio
from collections.abc import Collection, Mapping
from pathlib import Path

from dte_exporter.clock import SystemClock
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry


class FromConfig:
    """The checks of a config file, each run when its result is asked for.

    Parameters
    ----------
    file : Path
        The config file.
    registry : Registry
        What exists.
    root : Path or None
        The folder that sources are confined to.

    Raises
    ------
    ConfigError
        If the file cannot be used.
    """

    def __init__(self, file: Path, registry: Registry, root: Path | None = None) -> None:
        self._config = load(file, registry, root)
        self._registry = registry

    @property
    def configured(self) -> Mapping[str, ConfiguredCheck]:
        """The checks as the config resolves them, by name."""
        return self._config.checks

    @property
    def checks(self) -> Collection[str]:
        """The names of the checks."""
        return self._config.checks

    def result(self, check: str) -> CheckResult:
        """Run the check and return what came of it, whatever that is; a terminal shows meanwhile that it runs."""
        from rich.console import Console

        with Console(stderr=True).status(f"running {check}"):
            return asyncio.run(self._run(check))

    async def _run(self, check: str) -> CheckResult:
        from dte_exporter.scheduling.worker import Worker
        from dte_exporter.worker.job import Job
        from dte_exporter.worker.libraries import libraries

        worker, configured = Worker(), self._config.checks[check]
        try:
            await worker.warm(libraries(configured, self._registry))
            return await worker.run(Job(configured, SystemClock().now(), self._config.cache))
        finally:
            await asyncio.to_thread(worker.join)
