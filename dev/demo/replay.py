"""The living demo: people arrive batch by batch, a shift planted in some comes and goes, and the exporter watches.

Everything happens in a folder of its own, which is removed in the end unless it was named. Ctrl-C ends it.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from itertools import count
from pathlib import Path

from dev.demo.batches import Batch, write_training
from dte_exporter.config.types import format_duration, parse_address, parse_duration

CONFIG = Path(__file__).parents[2] / "deploy/demo/replay/config.yaml"

_IN_WINDOW = 2
"""Batches that the checks see at once."""


def main() -> None:
    """Play what the command line asks for until it is over or interrupted."""
    asked = _arguments().parse_args()
    for ending in (signal.SIGINT, signal.SIGTERM):  # a shell starts what runs in its background deaf to the first
        signal.signal(ending, signal.default_int_handler)
    try:
        with _folder(asked.folder) as folder:
            _play(Path(folder), asked)
    except KeyboardInterrupt:
        print("\nthe demo has ended")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dev.demo.replay", description=__doc__)
    parser.add_argument("--every", type=parse_duration, default=5.0, help="time between two batches, and two runs (5s)")
    parser.add_argument("--batches", type=int, default=24, help="batches that the people are dealt into (24)")
    parser.add_argument("--planted", type=_range, default=(9, 14), help="batches that carry the shift (9-14)")
    parser.add_argument("--rounds", type=int, default=0, help="how often all arrive; 0 for ever (0)")
    parser.add_argument("--folder", type=Path, help="where to keep it all, instead of a folder that is removed")
    parser.add_argument("--web.listen-address", dest="address", default=":10610", help="where to serve (:10610)")
    return parser


def _range(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last or first)


def _folder(kept: Path | None) -> AbstractContextManager[str | Path]:
    if kept is None:
        return tempfile.TemporaryDirectory(prefix="dte-demo-")
    kept.mkdir(parents=True, exist_ok=True)
    return nullcontext(kept)


def _play(folder: Path, asked: argparse.Namespace) -> None:
    """Write what the model was trained on and a first batch, serve, and let all others arrive once it is warm."""
    arrivals = folder / "batches"
    arrivals.mkdir(exist_ok=True)
    write_training(folder / "training.parquet")
    shutil.copy(CONFIG, folder)
    coming = enumerate(_batches(asked), start=1)
    _arrive(*next(coming), arrivals)
    with subprocess.Popen(_command(folder, asked.address), env=_environment(asked.every)) as exporter:
        try:
            _await_ready(exporter, asked.address)
            for number, batch in coming:
                _arrive(number, batch, arrivals)
                _forget(arrivals, asked.batches)
                time.sleep(asked.every)
        finally:
            exporter.terminate()


def _await_ready(exporter: subprocess.Popen[bytes], address: str) -> None:
    """Return once a worker can compute: before, nobody would see anybody arrive."""
    host, port = parse_address(address)
    url = f"http://{host or 'localhost'}:{port}/-/ready"
    while exporter.poll() is None:
        with suppress(OSError), urllib.request.urlopen(url):
            return
        time.sleep(0.2)
    sys.exit("the exporter has ended: its last line says why")


def _batches(asked: argparse.Namespace) -> Iterator[Batch]:
    first, last = asked.planted
    for _ in range(asked.rounds) if asked.rounds else count():
        yield from (Batch(number, asked.batches, first <= number <= last) for number in range(1, asked.batches + 1))


def _arrive(number: int, batch: Batch, arrivals: Path) -> None:
    batch.arrive(arrivals, number)
    print(batch, flush=True)


def _forget(arrivals: Path, kept: int) -> None:
    """Remove what arrived longest ago: no window reaches that far."""
    for file in sorted(arrivals.glob("*.parquet"))[:-kept]:
        file.unlink()


def _command(folder: Path, address: str) -> list[str]:
    serve = ["serve", "--config.file", str(folder / CONFIG.name), "--web.listen-address", address]
    return [sys.executable, "-m", "dte_exporter", *serve, "--log.level", "warn"]


def _environment(every: float) -> dict[str, str]:
    durations = {"REPLAY_EVERY": every, "REPLAY_WINDOW": every * _IN_WINDOW}
    return {**os.environ, **{name: format_duration(seconds) for name, seconds in durations.items()}}


if __name__ == "__main__":
    main()
