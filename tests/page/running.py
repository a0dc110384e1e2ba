"""An exporter in a process of its own, without a past, such as that of the demo as ``make run`` starts it."""

import os
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
_SERVE = (sys.executable, "-m", "dte_exporter", "serve")


@contextmanager
def exporter_of_the_demo() -> Iterator[str]:
    """Give the address of an exporter of the demo, once every check has run."""
    with TemporaryDirectory() as folder:
        demo = Path(folder)
        shutil.copytree(REPOSITORY / "deploy/demo", demo, ignore=shutil.ignore_patterns("data"), dirs_exist_ok=True)
        with exporter_of(demo / "config.yaml") as url:
            yield url


@contextmanager
def exporter_of(config: Path, package: Path = REPOSITORY) -> Iterator[str]:
    """Give the address of an exporter of `config`, once every check has run.

    Parameters
    ----------
    config : Path
        The config file.
    package : Path
        The folder that the package lies in.

    Raises
    ------
    TimeoutError
        If the checks take three minutes.
    """
    process = subprocess.Popen(
        [*_SERVE, "--config.file", str(config), "--web.listen-address", "127.0.0.1:0", "--log.format", "json"],
        cwd=package,
        env={**os.environ, "PYTHONPATH": str(package)},
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
    raise RuntimeError("the exporter does not start")


def _once_all_have_run(url: str) -> str:
    deadline = time.monotonic() + _PATIENCE
    while "\ndte_checks_pending 0.0" not in scraped(url):
        if time.monotonic() > deadline:
            raise TimeoutError("the checks have not all run after three minutes")
        time.sleep(0.2)
    return url


def scraped(url: str) -> str:
    """Return what a scrape of the exporter at `url` shows."""
    with urlopen(f"{url}/metrics") as answer:  # an address of this machine
        return str(answer.read().decode())
