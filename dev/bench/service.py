"""The service on the demo: from the start of the process to what it answers first, and the memory it then holds."""

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
from collections.abc import Callable, Iterable
from pathlib import Path

from dev.bench.row import Row, aimed

DEMO = Path(__file__).parents[2] / "deploy" / "demo"
_PORT = re.compile(r"url=http://127\.0\.0\.1:(\d+)")
_SUBJECT = "the service on the demo"
_FIRST = "start to first answered /metrics"
_READY = "start to a 200 of /-/ready"
_LIGHT = "start to the first value of a check without a heavy library"
_FAIRNESS = "start to the first value of fairness"
_ALL = "start to the end of every check's first run"
_AIMS = {_FIRST: 1.0, _READY: 5.0, _LIGHT: 3.0, _FAIRNESS: 10.0, _ALL: None}


def rows() -> list[Row]:
    """Return the start of the service, the best of three, and its memory as a note."""
    starts = [_started() for _ in range(3)]
    best = {what: min(seconds[what] for seconds, _ in starts) for what in _AIMS}
    held = f"the serving process then holds {max(megabytes for _, megabytes in starts):.0f} MB; aim: 80 MB"
    return [
        Row(_SUBJECT, what, best[what], note=aimed(best[what], aim) if aim else held) for what, aim in _AIMS.items()
    ]


def _started() -> tuple[dict[str, float], float]:
    """Return the seconds of a start without a history, and the resident memory in MB after the first runs."""
    with tempfile.TemporaryDirectory() as folder:
        config = shutil.copytree(DEMO, Path(folder) / "demo", ignore=shutil.ignore_patterns("data")) / "config.yaml"
        command = [sys.executable, "-m", "dte_exporter", "serve", "--config.file", str(config)]
        started = time.perf_counter()
        process = subprocess.Popen([*command, "--web.listen-address", "127.0.0.1:0"], stderr=subprocess.PIPE, text=True)
        try:
            url = _url(process.stderr or ())
            return _watched(url, lambda: time.perf_counter() - started), _resident(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate()


def _watched(url: str, seconds: Callable[[], float]) -> dict[str, float]:
    """Return when each of the aims was met, asking until all are."""
    found: dict[str, float] = {}
    while _ALL not in found:
        text = _answer(f"{url}/metrics")
        seen = {
            _FIRST: bool(text),
            _READY: _READY in found or bool(_answer(f"{url}/-/ready")),
            _LIGHT: "\ndte_check_success{" in text,  # the first checks that end need no heavy library
            _FAIRNESS: "\ndte_fairness_demographic_parity" in text,
            _ALL: "\ndte_checks_pending 0" in text,
        }
        found |= {what: seconds() for what, met in seen.items() if met and what not in found}
        time.sleep(0.02)
    return found


def _answer(url: str) -> str:
    """Return what is answered, nothing where that is a refusal."""
    try:
        return str(urllib.request.urlopen(url).read().decode())
    except urllib.error.HTTPError:
        return ""


def _url(log: Iterable[str]) -> str:
    """Return the address that the first lines of a log tell of."""
    said = []
    for line in log:
        said.append(line)
        if found := _PORT.search(line):
            return f"http://127.0.0.1:{found[1]}"
    raise RuntimeError(f"the service did not start: {''.join(said)}")


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
