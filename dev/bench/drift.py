"""Drift of 1 M against 1 M rows x 18 columns: Evidently's preset on the rows, the check, the bare read; the profile."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from dev.bench.measure import best, in_child
from dev.bench.row import Row, at_least, at_most
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet, Features

NUMBERS, CATEGORIES = 12, 6
DRIFT_ROWS, PROFILE_ROWS = 1_000_000, 10_000_000

_DRIFT = f"drift of {DRIFT_ROWS:,} against {DRIFT_ROWS:,} rows, {NUMBERS} columns of numbers and {CATEGORIES} others"
_PROFILE = f"profile of {PROFILE_ROWS:,} rows, {NUMBERS} columns of numbers"
_BARE = "DuckDB reads the columns and adds them up"
_PRESET = "Evidently DataDriftPreset on the rows"


def rows() -> list[Row]:
    """Return the measurements of drift, and of the profile that it rests on."""
    return [*_drift(), *_profile()]


def _drift() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        in_child("dev.bench.drift:generate", f"{folder}/rows.parquet", DRIFT_ROWS, 2, CATEGORIES)
        bare, _ = in_child("dev.bench.drift:bare_read", f"{folder}/rows.parquet", CATEGORIES)
        preset, preset_memory = in_child("dev.bench.drift:preset", folder)
        fresh, _ = in_child("dev.bench.drift:check", folder, False)
        kept, memory = in_child("dev.bench.drift:check", folder, True)
    return [
        Row(_DRIFT, _PRESET, preset, None, f"{preset_memory:,.0f} MB"),
        Row(_DRIFT, f"{_BARE}, both windows", bare, _PRESET),
        Row(_DRIFT, "the check, both windows measured", fresh, _PRESET, at_least(150, fresh, preset)),
        Row(_DRIFT, "the check, reference kept", kept, _PRESET, f"{memory:,.0f} MB; {at_least(250, kept, preset)}"),
    ]


def _profile() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/rows.parquet"
        in_child("dev.bench.drift:generate", path, PROFILE_ROWS, 1, 0)
        bare, _ = in_child("dev.bench.drift:bare_read", path, 0)
        whole, memory = in_child("dev.bench.drift:profile", path)
    return [
        Row(_PROFILE, _BARE, bare),
        Row(_PROFILE, "the whole profile", whole, _BARE, f"{memory:,.0f} MB; {at_most(2, whole, bare)}"),
    ]


def generate(path: str, count: int, windows: int, categories: int) -> None:
    """Write `count` rows for each window: normal, lognormal, gamma and uniform numbers, and words; the second moved."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    def window(number: int) -> pa.Table:
        random, moved = np.random.default_rng(number), 0.1 * number
        draws = (
            lambda: random.normal(moved, 1, count),
            lambda: random.lognormal(moved, 1, count),
            lambda: random.gamma(2 + moved, 3, count),
            lambda: random.uniform(moved, 1 + moved, count),
        )
        columns = {f"n{place}": pa.array(draws[place % 4]()) for place in range(NUMBERS)}
        for place in range(categories):
            size = 3 ** (place + 1)
            words = pa.array([f"word {word}" for word in range(size)])
            columns[f"c{place}"] = words.take(pa.array(random.binomial(size - 1, 0.4 + moved / 4, count)))
        return pa.table({**columns, "side": pa.array(np.full(count, number))})

    with pq.ParquetWriter(path, window(0).slice(0, 0).schema) as writer:
        for number in range(windows):
            writer.write_table(window(number), row_group_size=122_880)


def bare_read(path: str, categories: int) -> float:
    """Return the seconds in which DuckDB reads all columns and does next to nothing with them."""
    import duckdb

    connection = duckdb.connect()
    sums = [f"sum(n{place})" for place in range(NUMBERS)]
    lengths = [f"sum(length(c{place}))" for place in range(categories)]
    query = f"select {', '.join([*sums, *lengths])} from '{path}'"
    return best(lambda: connection.sql(query).fetchall(), 5)


def check(folder: str, keep_reference: bool) -> float:
    """Return the seconds of a run of the check in a warm worker, its reference measured anew or kept."""
    import shutil

    from dte_exporter.checks.drift.params import Params
    from dte_exporter.config.windows import Windows
    from dte_exporter.tables.files import FilesSource
    from dte_exporter.worker.execute import execute
    from dte_exporter.worker.job import Job
    from dte_exporter.worker.warm_up import warm_up

    warm_up()
    dataset = DataSet(
        source=FilesSource(type="files", path="rows.parquet"),
        columns=Columns(features=Features(exclude=("side",))),
        windows=Windows.model_validate({"reference": "side = 0", "current": "side = 1"}),
    )
    settings = CheckSettings(check="drift", dataset="bench", every="1h")
    configured = ConfiguredCheck("bench", settings, Params(), {"bench": dataset}, Path(folder), "drift")
    cache = Path(folder) / "cache"

    def run() -> None:
        if not keep_reference:
            shutil.rmtree(cache, ignore_errors=True)
        if b'"outcome": "ok"' not in execute(Job(configured, 0.0, cache)):
            raise RuntimeError("the check has failed")

    run()
    return best(run, 5)


def preset(folder: str) -> float:
    """Return the seconds of Evidently's preset on the rows, which are read beforehand."""
    import os
    import warnings

    os.environ["DO_NOT_TRACK"] = "1"
    warnings.simplefilter("ignore")
    import pandas as pd
    from evidently import DataDefinition, Dataset, Report
    from evidently.presets import DataDriftPreset

    both = pd.read_parquet(f"{folder}/rows.parquet")
    definition = DataDefinition(numerical_columns=_named("n", NUMBERS), categorical_columns=_named("c", CATEGORIES))
    reference, current = (
        Dataset.from_pandas(rows.drop(columns="side"), definition) for _, rows in both.groupby("side")
    )
    return best(lambda: Report([DataDriftPreset()]).run(current, reference), 1)


def profile(path: str) -> float:
    """Return the seconds of the profile of all numbers, in a warm worker."""
    from dte_exporter.statistics.distribution.profile import profile as measure
    from dte_exporter.tables.files import FilesSource, open_files
    from dte_exporter.tables.table_view import view
    from dte_exporter.worker.warm_up import warm_up

    warm_up()
    rows = view(open_files.open(FilesSource(type="files", path=path), Path()), None, None, None, 0.0)
    return best(lambda: measure(rows, tuple(_named("n", NUMBERS)), ()), 3)


def _named(letter: str, count: int) -> Iterable[str]:
    return [f"{letter}{place}" for place in range(count)]
