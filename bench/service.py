"""The service on the demo: from the start of the process to its first answered scrape, and the memory it then holds."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench.row import Row

DEMO = Path(__file__).parents[1] / "deploy" / "demo"
_PORT = re.compile(r"url=http://127\.0\.0\.1:(\d+)")


def rows() -> list[Row]:
    """Return the start of the service, and its memory as a note."""
    with tempfile.TemporaryDirectory() as folder:
        demo = shutil.copytree(DEMO, Path(folder) / "demo")
        times = [_started(demo / "config.yaml") for _ in range(3)]
    seconds, megabytes = min(seconds for seconds, _ in times), max(megabytes for _, megabytes in times)
    note = f"serving process holds {megabytes:.0f} MB once all checks have run; aims: 1 s, 80 MB"
    return [Row("the service on the demo", "start to first answered /metrics", seconds, note=note)]


def _started(config: Path) -> tuple[float, float]:
    """Return the seconds to the first answered scrape, and the resident memory in MB after the first runs."""
    command = [sys.executable, "-m", "dte_exporter", "serve", "--config.file", str(config)]
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        [*command, "--web.listen-address", "127.0.0.1:0"], stderr=subprocess.PIPE, text=True
    )
    try:
        url = _url(process.stderr.readline() if process.stderr else "")
        urllib.request.urlopen(url).read()  # noqa: S310
        seconds = time.perf_counter() - started
        while b"\ndte_checks_pending 0" not in urllib.request.urlopen(url).read():  # noqa: S310
            time.sleep(0.2)
        return seconds, _resident(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _url(line: str) -> str:
    found = _PORT.search(line)
    if found is None:
        raise RuntimeError(f"the service did not start: {line}")
    return f"http://127.0.0.1:{found[1]}/metrics"


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
