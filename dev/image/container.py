"""What was built, started as the image would be: its own user, and a root that cannot be written to."""

import shlex
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dev.image.stage import Built

PORT = 10618
PATIENCE = 120
_MOUNT = """
mount --bind "$0" "$0"
mount -t proc proc "$0/proc"
mount -t tmpfs tmpfs "$0/tmp"
mount -t tmpfs tmpfs "$0/dev/shm"
mount -t tmpfs -o uid=65532,gid=65532 tmpfs "$0/var/lib/dte-exporter"
mount -o remount,bind,ro "$0"
exec chroot --userspec="$1" "$0" /bin/sh -c "$2"
"""


def answered(built: Built) -> str:
    """Return what the service says of itself once it is up: who it is, that it cannot write, and how much it exports.

    Raises
    ------
    TimeoutError
        If it does not answer in time; its log is printed.
    """
    with _started(built) as process:
        deadline = time.monotonic() + PATIENCE
        while not (text := _scraped()).count("\ndte_fairness_"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise TimeoutError(f"no values at :{PORT} within {PATIENCE} s; it ended with {process.poll()}")
            time.sleep(0.5)
        status = Path(f"/proc/{process.pid}/status").read_text()
        uid = next(line.split()[1] for line in status.splitlines() if line.startswith("Uid:"))
    return f"as uid {uid} on a read-only root it answers with {text.count(chr(10) + 'dte_')} series"


@contextmanager
def _started(built: Built) -> Iterator[subprocess.Popen[bytes]]:
    words = [*built.entrypoint, *built.command, f"--web.listen-address=127.0.0.1:{PORT}"]
    inside = f"! touch /no 2>/dev/null && cd {shlex.quote(built.workdir)} && exec {shlex.join(words)}"
    command = ["unshare", "--mount", "/bin/sh", "-ec", _MOUNT, str(built.root), built.user, inside]
    environment = {**built.environment, "PATH": f"{built.environment['PATH']}:/usr/sbin:/usr/bin:/sbin:/bin"}
    process = subprocess.Popen(command, env=environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def _scraped() -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/metrics", timeout=10) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""
