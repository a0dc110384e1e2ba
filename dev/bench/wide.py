"""Rows of 20 columns that four checks are asked of, and each check on them: as many as the disk holds.

They are written part by part, so that the making needs little memory whatever their number. Numbers come in steps of
2^-12: too many different ones to be counted value by value, and of two bytes each in a file.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dev.bench.measure import best
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet, Features
from dte_exporter.config.windows import Windows
from dte_exporter.tables.files import FilesSource

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

NUMBERS, WORDS = 12, 2
CHECKS = ("fairness", "performance", "performance-estimate", "drift")
MEMORY = 2**30
"""Bytes that a run may hold, the worker itself among them."""

_PARAMS = {"drift": {"row_limit": 10_000}}
"""Where a check's own would compare the fewest rows one by one, and the most not."""

_PART = 1_000_000
_STEPS = 2.0**12


def generate(path: str, count: int) -> None:
    """Write `count` rows, of which the second half has moved: numbers, words, people, their scores, and the half."""
    import numpy as np
    import pyarrow.parquet as pq

    writer = None
    for half in (0, 1):
        for start in range(0, count // 2, _PART):
            part = _part(np.random.default_rng((half, start)), min(_PART, count // 2 - start), half)
            writer = writer or pq.ParquetWriter(path, part.schema)
            writer.write_table(part)
    if writer:
        writer.close()


def _part(random: "np.random.Generator", count: int, half: int) -> "pa.Table":
    import numpy as np
    import pyarrow as pa

    moved = 0.1 * half
    draws: tuple[Callable[[], np.ndarray[Any, Any]], ...] = (
        lambda: random.normal(moved, 1, count),
        lambda: random.lognormal(moved, 1, count),
        lambda: random.gamma(2 + moved, 3, count),
        lambda: random.uniform(moved, 1 + moved, count) * 4,
    )
    numbers = {f"n{place}": np.round(draws[place % 4]() * _STEPS) / _STEPS for place in range(NUMBERS)}
    words = {f"c{place}": _words("word", 9 ** (place + 1), random, 0.4 + moved / 4, count) for place in range(WORDS)}
    p = 1 / (1 + np.exp(0.3 - 2 * random.normal(moved, 1, count)))
    people = {"sex": _words("sex", 2, random, 0.5, count), "race": _words("race", 9, random, 0.4, count)}
    scores = {"p": p, "label": (random.random(count) < p).astype("int64"), "prediction": (p > 0.5).astype("int64")}
    return pa.table({**numbers, **words, **people, **scores, "half": np.full(count, half)})


def _words(name: str, size: int, random: "np.random.Generator", chance: float, count: int) -> "pa.Array":
    import pyarrow as pa

    return pa.array([f"{name} {number}" for number in range(size)]).take(
        pa.array(random.binomial(size - 1, chance, count))
    )


def check(name: str, path: str, times: int, keep_reference: bool = False) -> float:
    """Return the seconds of the best of so many runs of the check called `name` in a warm worker.

    Where the reference is to be kept, a run before them keeps it.
    """
    import shutil

    from dte_exporter.worker.execute import execute, registry
    from dte_exporter.worker.job import Job
    from dte_exporter.worker.libraries import libraries, load
    from dte_exporter.worker.warm_up import warm_up

    warm_up()
    settings = CheckSettings.model_validate(
        {"check": name, "dataset": "rows", "every": "1h", "memory_limit": MEMORY, "timeout": "1h"}
    )
    kind = registry().checks[name]
    dataset = _dataset(path, kind.windows)
    configured = ConfiguredCheck(
        "bench", settings, kind.params(**_PARAMS.get(name, {})), {"rows": dataset}, Path(), kind.pillar
    )
    load(libraries(configured, registry()))
    cache = Path(path).parent / "cache"

    def run() -> None:
        if not keep_reference:
            shutil.rmtree(cache, ignore_errors=True)
        result = execute(Job(configured, 0.0, cache))
        if b'"outcome": "ok"' not in result:
            raise RuntimeError(f"{name} has failed: {result.decode()[:500]}")

    if keep_reference:
        run()
    return best(run, times)


def _dataset(path: str, windows: tuple[str, ...]) -> DataSet:
    """Return the data set as a check of these `windows` needs it: halves for who compares, else all rows."""
    return DataSet(
        source=FilesSource(type="files", path=path),
        columns=Columns(
            label="label",
            prediction="prediction",
            probability="p",
            sensitive=("sex", "race"),
            features=Features(exclude=("half",)),
        ),
        windows=Windows.model_validate({"reference": "half = 0", "current": "half = 1"} if len(windows) > 1 else {}),
    )
