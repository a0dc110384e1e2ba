"""A process beside a run's session of Spark: where the worker is killed, it has the server end what that asked for.

A server of Spark Connect does not notice that nobody listens any more, and goes on for minutes.
"""

import json
import signal
import subprocess  # nosec B404  it starts this module alone
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

USER = "dte-exporter"
"""Whose sessions they are where the address says nothing else."""

PATIENCE = 20
"""Seconds that the server has to answer that the session has ended."""

GIVE_UP = 60
"""Seconds after which a server that is gone as well is let be: PySpark would try again for ten minutes."""

_OVER = b"over\n"


@contextmanager
def watched(remote: str, session: str) -> Iterator[None]:
    """Have the `session` at the address `remote` ended if this process goes away within the block.

    The address, which may hold a token, is told by a pipe, which others cannot read.
    """
    command = [sys.executable, "-m", __name__]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603  # nosec B603  our own module
        command, bufsize=0, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        _tell(process, json.dumps([remote, session]).encode() + b"\n")
        try:
            yield
        finally:
            _tell(process, _OVER)


def _tell(process: "subprocess.Popen[bytes]", line: bytes) -> None:
    """Write a `line` to `process`; that nobody reads it any more is no harm to the run."""
    if process.stdin:
        with suppress(BrokenPipeError):
            process.stdin.write(line)


def main() -> None:
    """Wait until the pipe ends; end the session unless its run was over by then."""
    remote, session = json.loads(sys.stdin.buffer.readline() or b'["", ""]')
    if remote and sys.stdin.buffer.read() != _OVER:
        signal.alarm(GIVE_UP)
        _release(remote, session)


def _release(remote: str, session: str) -> None:
    from pyspark.sql.connect.session import SparkSession

    from dte_exporter.tables.spark.spark_channel import channel

    builder = channel(remote, PATIENCE)
    builder.set(builder.PARAM_SESSION_ID, session)
    SparkSession(builder, userId=USER).stop()


if __name__ == "__main__":
    main()
