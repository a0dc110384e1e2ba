"""How many connections to one database there are at most, over all processes of this user on this machine.

Each connection holds one of as many files locked. The kernel lets go of the lock of a process that is killed.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dte_exporter.errors import SourceError

if TYPE_CHECKING:
    from filelock import FileLock

_PAUSE = 0.05
"""Seconds between two looks for a free slot."""


@contextmanager
def slot(database: str, most: int, patience: float) -> Iterator[None]:
    """Hold one of the `most` connections to what `database` stands for until the block ends.

    Parameters
    ----------
    database : str
        Letters and digits that stand for it, and for none other.
    patience : float
        Seconds to wait for one of them.

    Raises
    ------
    SourceError
        If none gets free meanwhile.
    """
    lock = _free(database, most, time.monotonic() + patience)
    try:
        yield
    finally:
        lock.release()


def _free(database: str, most: int, deadline: float) -> "FileLock":
    import filelock

    folder = _folder()
    while True:
        for place in range(most):
            lock = filelock.FileLock(folder / f"{database}-{place}.lock", thread_local=False)
            try:
                lock.acquire(blocking=False)
            except filelock.Timeout:
                continue
            return lock
        if time.monotonic() > deadline:
            raise SourceError(
                f"all {most} connections that source.max_connections allows are in use: raise it, or let checks run at "
                "other times"
            )
        time.sleep(_PAUSE)


def _folder() -> Path:
    """Return the folder of locks of this user, closed to others.

    Raises
    ------
    SourceError
        If it is another's: who can write there can keep us waiting.
    """
    folder = Path(tempfile.gettempdir()) / f"dte-exporter-connections-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or folder.is_symlink():
        raise SourceError(f"{folder}, where connections are counted, is another user's: remove it, or set TMPDIR")
    return folder
