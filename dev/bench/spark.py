"""Our plans on a real Spark Connect server with Spark's own defaults, beside Spark SQL that is written by hand."""

import os
import shutil
import socket
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from dev.bench.handwritten import TASKS, Answer, Task
from dev.bench.measure import in_child
from dev.bench.row import Row, at_most
from dte_exporter.config.windows import Window
from dte_exporter.statistics.view import View
from dte_exporter.tables.databases.database_run import lasting
from dte_exporter.tables.spark.spark_source import SparkSource, open_spark
from dte_exporter.tables.table_view import view
from tests.integration.spark_server import SparkServer

ROWS = 5_000_000
_AIM = 1.2
_RUNS = 7
_WARM = 2
_PATIENCE = 300
_HAND = "Spark SQL written by hand"
_REPOSITORY = Path(__file__).parents[2]


class _Untuned(SparkServer):
    """A server as Spark is by default, of two threads and 3 GB."""

    options: ClassVar = ("-Xmx3g",)
    tuning: ClassVar = {}


def rows() -> list[Row]:
    """Return the median seconds of each plan and of its counterpart, asked in turns; nothing without Spark."""
    path = os.pathsep.join([*map(str, _REPOSITORY.glob(".tools/spark/**/bin")), os.environ.get("PATH", "")])
    java, submit = shutil.which("java", path=path), shutil.which("spark-submit", path=path)
    if not (java and submit):
        return [Row("Spark", "not measured", 0.0, note="there is no Spark: run make tools")]
    with tempfile.TemporaryDirectory() as folder, _served(Path(java), Path(submit).parents[1] / "pyspark") as server:
        file = f"{folder}/rows.parquet"
        in_child("dev.bench.wide:generate", file, ROWS)
        return [row for task in TASKS for row in _compared(task, server, file)]


def _compared(task: Task[Any], server: SparkServer, file: str) -> Iterator[Row]:
    subject = f"Spark Connect, {ROWS:,} rows: {task.name}"
    with lasting(3_600), _asking(server) as ask:
        views = _opened(server, file)
        found = task.plan(views)
        statements = task.statements(f"parquet.`{file}`", found)
        if not task.agree(found, [ask(one) for one in statements]):
            raise RuntimeError(f"{subject}: the plan and the statements written by hand do not agree")
        ours, theirs = _in_turns(lambda: task.plan(views), lambda: [ask(one) for one in statements])
    yield Row(subject, _HAND, theirs, None, f"the median of {_RUNS} runs")
    yield Row(subject, "the plan", ours, _HAND, at_most(_AIM, ours, theirs))


def _in_turns(*works: Callable[[], object]) -> tuple[float, ...]:
    """Return the median seconds of each of `works`, which take turns, after some to get warm."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(_WARM + _RUNS):
        for work, seconds in zip(works, taken, strict=True):
            started = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - started)
    return tuple(statistics.median(seconds[_WARM:]) for seconds in taken)


def _opened(server: SparkServer, file: str) -> Mapping[str, View]:
    """Return all rows, and each half."""
    table = open_spark.open(SparkSource.model_validate({"type": "spark", "remote": server.url, "path": file}), Path())
    windows: Mapping[str, Window | None] = {"all": None, "reference": _half(0), "current": _half(1)}
    return {name: view(table, window, None, None, 0.0) for name, window in windows.items()}


def _half(number: int) -> Window:
    return Window.model_validate({"where": f"half = {number}"})


@contextmanager
def _asking(server: SparkServer) -> Iterator[Callable[[str], Answer]]:
    """Give what asks the server as anybody would who writes SQL."""
    session = server.session()

    def ask(statement: str) -> Answer:
        answer = session.sql(statement).toArrow()
        return list(zip(*(column.to_pylist() for column in answer.columns), strict=True))

    try:
        yield ask
    finally:
        session.stop()


@contextmanager
def _served(java: Path, home: Path) -> Iterator[SparkServer]:
    server = _Untuned(java, home, _free_port(), _free_port())
    try:
        server.start(_eventually)
        yield server
    finally:
        server.remove()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _eventually(holds: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise RuntimeError(otherwise)
        time.sleep(0.1)
