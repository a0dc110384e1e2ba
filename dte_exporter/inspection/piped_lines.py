"""Lines from a process that may never write another one."""

import os
import select
import time
from typing import IO

_CHUNK = 65_536


class Lines:
    """The lines of `stream`, each awaited until a deadline and no longer.

    Parameters
    ----------
    stream : binary file
        The end of a pipe; nobody else reads from it.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._descriptor = stream.fileno()
        self._unread = b""

    def next(self, deadline: float) -> bytes:
        """Return the next line once it is there.

        Parameters
        ----------
        deadline : float
            A moment of `time.monotonic`.

        Raises
        ------
        TimeoutError
            If the deadline passes before. What has come of the line is kept.
        EOFError
            If there is no more.
        """
        while b"\n" not in self._unread:
            ready, _, _ = select.select([self._descriptor], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            chunk = os.read(self._descriptor, _CHUNK)
            if not chunk:
                raise EOFError
            self._unread += chunk
        line, _, self._unread = self._unread.partition(b"\n")
        return line
