"""The child process that looks at data, seen from its parent: started when needed, given up when it takes too long.

It is never waited for without end: a process that reads from a dead network disk cannot even be killed.
"""

import json
import pickle  # nosec B403  nothing is unpickled here
import signal
import subprocess  # nosec B404  the program is this interpreter, the arguments are fixed
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from math import inf
from types import TracebackType
from typing import Any, Self

from dte_exporter.config.types import format_duration
from dte_exporter.inspection.finding import Finding, Look
from dte_exporter.inspection.piped_lines import Lines
from dte_exporter.inspection.subject import Subject

_COMMAND = (sys.executable, "-P", "-m", "dte_exporter.inspection.child")

PATIENCE = 2.0
"""Seconds after which it is said what is waited for."""

_START_LIMIT = 120.0
"""Seconds in which the process must be there: it has nothing to open but our own libraries."""

_END_LIMIT = 2.0
"""Seconds that a process is given to end by itself, or by being killed."""


class LookingProcess:
    """A process that looks at one data set after another; one that is given up is replaced at the next.

    Parameters
    ----------
    limit : float
        Seconds that a data set may take, counted from when the process takes it.
    waiting : callable
        Told once for each data set that takes over `PATIENCE` seconds, with its name.
    """

    def __init__(self, limit: float, waiting: Callable[[str], None]) -> None:
        self._limit = limit
        self._waiting = waiting
        self._child: _Child | None = None
        self._patient_until = inf

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._give_up(is_idle=error is None)

    def look(self, subject: Subject) -> Look:
        """Return what is found of `subject`; where it takes too long or dies, what was found until then."""
        findings: list[Finding] = []
        self._patient_until = time.monotonic() + PATIENCE
        try:
            end = self._looked(subject, findings)
            return Look(tuple(findings), end["rows"], end["usable"])
        except TimeoutError:
            what = f"it is not read within {format_duration(self._limit)}: allow more by --data.timeout, or"
        except (EOFError, BrokenPipeError):
            what = f"the process that reads it {self._obituary()}:"
        self._give_up()
        sentence = f"{what} leave all data unread with --no-data"
        return Look((*findings, Finding(("datasets", subject.name, "source"), sentence)), None, False)

    def _looked(self, subject: Subject, findings: list[Finding]) -> dict[str, Any]:
        """Put what is found of `subject` among `findings`, and return how it ended."""
        if self._child is None:
            self._child = _Child()
            self._answer(self._child, subject.name, time.monotonic() + _START_LIMIT)
        self._child.tell(subject)
        deadline = time.monotonic() + self._limit
        while "usable" not in (answer := self._answer(self._child, subject.name, deadline)):
            findings.append(Finding.from_json(answer["finding"]))
        return answer

    def _answer(self, child: "_Child", name: str, deadline: float) -> dict[str, Any]:
        """Return the next answer of `child`, and say once who is waited for if it does not come soon."""
        try:
            line = child.lines.next(min(deadline, self._patient_until))
        except TimeoutError:
            if time.monotonic() >= deadline:
                raise
            self._patient_until = inf
            self._waiting(name)
            line = child.lines.next(deadline)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _obituary(self) -> str:
        code = self._child.wait() if self._child else None
        if code is not None and code < 0:
            return f"was killed by {signal.Signals(-code).name}"
        return f"ended with exit code {code}"

    def _give_up(self, is_idle: bool = False) -> None:
        if self._child is not None:
            self._child.end(is_idle)
        self._child = None


class _Child:
    """One process, and what it says."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # nosec B603  this interpreter
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
        )
        assert self._process.stdin and self._process.stdout  # noqa: S101, PT018  # nosec B101  they were asked for
        self._input, self._output = self._process.stdin, self._process.stdout
        self.lines = Lines(self._output)

    def tell(self, subject: Subject) -> None:
        """Give it `subject` to look at."""
        body = memoryview(pickle.dumps(subject))
        while body:
            body = body[self._input.write(body) :]

    def wait(self) -> int | None:
        """Return its exit code, None while it has not ended in a short while."""
        try:
            return self._process.wait(_END_LIMIT)
        except subprocess.TimeoutExpired:
            return None

    def end(self, is_idle: bool) -> None:
        """Let it end if it `is_idle`, else kill it; one that cannot be killed is left behind."""
        with suppress(OSError):
            self._input.close()
        if not is_idle or self.wait() is None:
            self._process.kill()
            self.wait()
        self._output.close()
