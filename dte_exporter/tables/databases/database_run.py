"""What one run has open in databases, and until when it may: connections end with the run, whatever comes of it."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

PATIENCE = 60.0
"""Seconds that whoever sets no limit may take."""

_TO_CONNECT = 10
"""Seconds that a connection may take to come about, in a run that has so many left."""

_GRACE = 1.0
"""Seconds that a statement may outlast its run: it is the run's own timeout that should be told."""


@dataclass(slots=True)
class _Run:
    """The connections of a run, by what they lead to, and the moment of `time.monotonic` that it ends at."""

    deadline: float
    open: dict[str, Any] = field(default_factory=dict)
    ending: ExitStack = field(default_factory=ExitStack)


_runs: list[_Run] = []
"""The run of this process; none, or one."""


@contextmanager
def lasting(seconds: float) -> Iterator[None]:
    """Let the block connect to databases for so many `seconds`, and close all that it has connected to."""
    run = _Run(time.monotonic() + seconds)
    _runs.append(run)
    try:
        with run.ending:
            yield
    finally:
        _runs.remove(run)


def connected(key: str, connect: Callable[[ExitStack], Any]) -> Any:
    """Return the connection of this run under `key`, made by `connect` where there is none yet.

    What `connect` puts on the stack that it is given is undone when the run ends.
    """
    run = _current()
    if key not in run.open:
        with ExitStack() as made:
            connection = connect(made)
            run.ending.push(made.pop_all())
        run.open[key] = connection
    return run.open[key]


def remaining() -> float:
    """Return the seconds that are left of this run, at least one."""
    return max(1.0, _current().deadline - time.monotonic())


def for_connecting() -> int:
    """Return the seconds that a connection may take to come about."""
    return min(_TO_CONNECT, max(2, int(remaining())))


def for_statement() -> float:
    """Return the seconds after which a server is to end a statement by itself."""
    return remaining() + _GRACE


def _current() -> _Run:
    if not _runs:
        raise LookupError("databases are read within a run: enter database_run.lasting first")
    return _runs[-1]
