"""The exporter of the demo as ``make run`` starts it, without a past of its own."""

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from tests.page.answers import REPOSITORY

_PATIENCE = 180.0


@contextmanager
def exporter_of_the_demo() -> Iterator[str]:
    """Give the address of an exporter of the demo, once every check has run.

    Raises
    ------
    TimeoutError
        If that takes three minutes.
    """
    with TemporaryDirectory() as folder:
        demo = Path(folder)
        shutil.copytree(REPOSITORY / "deploy/demo", demo, ignore=shutil.ignore_patterns("data"), dirs_exist_ok=True)
        command = [sys.executable, "-m", "dte_exporter", "serve", "--config.file", str(demo / "config.yaml")]
        process = subprocess.Popen(  # noqa: S603  # this project's own program
            [*command, "--web.listen-address", "127.0.0.1:0", "--log.format", "json"],
            cwd=REPOSITORY,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield _once_all_have_run(_address(process))
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)


def _address(process: "subprocess.Popen[str]") -> str:
    for line in process.stderr or ():
        found = re.search(r'"url": ?"([^"]+)"', line) if '"listening"' in line else None
        if found:
            return found[1]
    raise RuntimeError("the demo's exporter does not start: see what make run says")


def _once_all_have_run(url: str) -> str:
    deadline = time.monotonic() + _PATIENCE
    while "\ndte_checks_pending 0.0" not in scraped(url):
        if time.monotonic() > deadline:
            raise TimeoutError("the checks of the demo have not all run after three minutes")
        time.sleep(0.2)
    return url


def scraped(url: str) -> str:
    """Return what a scrape of the exporter at `url` shows."""
    with urlopen(f"{url}/metrics") as answer:  # noqa: S310  # an address of this machine
        return str(answer.read().decode())
