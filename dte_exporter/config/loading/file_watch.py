"""Notices that a config's files have changed, so that nobody has to tell the exporter."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from dte_exporter.config.loading.config_files import ConfigFiles


class Watch:
    """Looks at the files of a config, again and again.

    A change counts once two looks in a row have found the same: an editor that saves, or a program that copies ten
    files, is then done.

    Parameters
    ----------
    path : Path
        The main file.
    """

    def __init__(self, path: Path) -> None:
        self._files = ConfigFiles(path)
        self._told = self._seen = self._files.look()

    def has_changed(self) -> bool:
        """Return, once for each change, whether the files are others than before and have come to rest."""
        now = self._files.look()
        at_rest, self._seen = now == self._seen, now
        if not at_rest or now == self._told:
            return False
        self._told = now
        return True


async def follow(watch: Watch, every: float, reload: Callable[[], Awaitable[object]]) -> None:
    """Look `every` so many seconds, in a thread since a disk may be slow, and `reload` at each change; for ever."""
    while True:
        await asyncio.sleep(every)
        if await asyncio.to_thread(watch.has_changed):
            await reload()
