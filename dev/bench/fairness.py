"""Fairness of 1 M and 10 M rows by two sensitive columns: Fairlearn on the rows, the check, and the bare read."""

import tempfile
from pathlib import Path

from dev.bench.measure import best, in_child
from dev.bench.row import Row, at_least, at_most
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet

COLUMNS = "sex, race, label, prediction"
_BARE = "DuckDB reads the columns and adds them up"
_ROWS = "Fairlearn MetricFrame on the rows"
_AIM, _AIM_OVER_FAIRLEARN = 2.5, 1_000


def rows() -> list[Row]:
    """Return the measurements on 1 M rows, Fairlearn on the rows among them, and on 10 M rows without it."""
    return [*_measured(1_000_000, with_fairlearn=True), *_measured(10_000_000, with_fairlearn=False)]


def slow_rows() -> list[Row]:
    """Return the same with Fairlearn on 10 M rows too: minutes, and gigabytes."""
    return [row for count in (1_000_000, 10_000_000) for row in _measured(count, with_fairlearn=True)]


def _measured(count: int, with_fairlearn: bool) -> list[Row]:
    subject = f"fairness of {count:,} rows, 2 sensitive columns{', beside Fairlearn' if with_fairlearn else ''}"
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/people.parquet"
        in_child("dev.bench.fairness:generate", path, count)
        bare, _ = in_child("dev.bench.fairness:bare_read", path)
        check, memory = in_child("dev.bench.fairness:check", path)
        note = f"{memory:,.0f} MB; {at_most(_AIM, check, bare)}"
        measured = [Row(subject, _BARE, bare), Row(subject, "the check", check, _BARE, note)]
        if with_fairlearn:
            fairlearn, memory = in_child("dev.bench.fairness:fairlearn_on_rows", path)
            note = f"{memory:,.0f} MB; the check's {at_least(_AIM_OVER_FAIRLEARN, check, fairlearn)}"
            measured.append(Row(subject, _ROWS, fairlearn, "the check", note))
    return measured


def generate(path: str, count: int) -> None:
    """Write `count` people with a label and a prediction that depends on it a little."""
    import duckdb

    duckdb.connect().execute(
        f"""copy (
            select ['Female', 'Male'][1 + (hash(i) % 2)::int] as sex, 'race ' || (hash(i + 1) % 9) as race,
                   (hash(i + 2) % 2)::bigint as label,
                   (case when hash(i + 3) % 5 = 0 then hash(i + 4) % 2 else hash(i + 2) % 2 end)::bigint as prediction
            from range({count}) t(i)
        ) to '{path}'"""
    )


def bare_read(path: str) -> float:
    """Return the seconds in which DuckDB reads the four columns and does next to nothing with them."""
    import duckdb

    connection = duckdb.connect()
    query = f"select sum(length(sex)), sum(length(race)), sum(label), sum(prediction) from '{path}'"
    return best(lambda: connection.sql(query).fetchall(), 5)


def check(path: str) -> float:
    """Return the seconds of a run of the check in a warm worker."""
    from dte_exporter.checks.fairness.check import Params
    from dte_exporter.tables.files import FilesSource
    from dte_exporter.worker.execute import execute
    from dte_exporter.worker.job import Job
    from dte_exporter.worker.warm_up import warm_up

    warm_up()
    columns = Columns(prediction="prediction", label="label", sensitive=("sex", "race"))
    people = DataSet(source=FilesSource(type="files", path=path), columns=columns)
    settings = CheckSettings(check="fairness", dataset="people", every="1h")
    configured = ConfiguredCheck("bench", settings, Params(), {"people": people}, Path(), "fairness")
    return best(lambda: execute(Job(configured, 0.0, Path(path).parent)), 5)


def fairlearn_on_rows(path: str) -> float:
    """Return the seconds of Fairlearn on the rows: a `MetricFrame` of the three rates for each sensitive column."""
    import fairlearn.metrics as fl
    import pandas as pd

    people = pd.read_parquet(path)
    names = ("selection_rate", "true_positive_rate", "false_positive_rate")
    rates = {name: getattr(fl, name) for name in names}

    def frames() -> None:
        for column in ("sex", "race"):
            frame = fl.MetricFrame(
                metrics=rates, y_true=people["label"], y_pred=people["prediction"], sensitive_features=people[column]
            )
            frame.difference(), frame.ratio()

    return best(frames, 1)
