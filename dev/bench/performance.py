"""Performance of 10 M rows, overall and by group: scikit-learn on the rows, the check, and the bare read."""

import tempfile
from pathlib import Path

from dev.bench.measure import best, in_child
from dev.bench.row import Row
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet

ROWS = 10_000_000
_BARE = "DuckDB reads the columns and adds them up"
_CHECK = "the check"


def rows() -> list[Row]:
    """Return the measurements, with the peak memory of each."""
    subject = f"performance of {ROWS:,} rows, ten measures, overall and in 11 groups"
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/people.parquet"
        in_child("dev.bench.performance:generate", path, ROWS)
        bare, bare_memory = in_child("dev.bench.performance:bare_read", path)
        check, memory = in_child("dev.bench.performance:check", path)
        peer, peer_memory = in_child("dev.bench.performance:scikit_learn_on_rows", path)
    return [
        Row(subject, _BARE, bare, None, f"{bare_memory:,.0f} MB"),
        Row(subject, _CHECK, check, _BARE, f"{memory:,.0f} MB"),
        Row(subject, "scikit-learn on the rows", peer, _CHECK, f"{peer_memory:,.0f} MB"),
    ]


def generate(path: str, count: int) -> None:
    """Write `count` people with a calibrated probability, the label that it promises, and a prediction at one half."""
    import duckdb

    duckdb.connect().execute(
        f"""copy (
            select ['Female', 'Male'][1 + (hash(i) % 2)::int] as sex, 'race ' || (hash(i + 1) % 9) as race, p,
                   (hash(i + 2) % 1000000 < p * 1000000)::bigint as label, (p > 0.5)::bigint as prediction
            from (select i, 1 / (1 + exp(0.3 - 2 * tan((hash(i + 3) % 999983 / 999983.0 - 0.5) * 2.4))) as p
                  from range({count}) t(i))
        ) to '{path}'"""
    )


def bare_read(path: str) -> float:
    """Return the seconds in which DuckDB reads the five columns and does next to nothing with them."""
    import duckdb

    connection = duckdb.connect()
    query = f"select sum(length(sex)), sum(length(race)), sum(p), sum(label), sum(prediction) from '{path}'"
    return best(lambda: connection.sql(query).fetchall(), 5)


def check(path: str) -> float:
    """Return the seconds of a run of the check in a warm worker."""
    from dte_exporter.checks.model.performance.check import Params
    from dte_exporter.tables.files import FilesSource
    from dte_exporter.worker.execute import execute
    from dte_exporter.worker.job import Job
    from dte_exporter.worker.warm_up import warm_up

    warm_up()
    columns = Columns(prediction="prediction", probability="p", label="label", sensitive=("sex", "race"))
    people = DataSet(source=FilesSource(type="files", path=path), columns=columns)
    settings = CheckSettings(check="performance", dataset="people", every="1h")
    configured = ConfiguredCheck("bench", settings, Params(), {"people": people}, Path(), "model")
    return best(lambda: execute(Job(configured, 0.0, Path(path).parent)), 5)


def scikit_learn_on_rows(path: str) -> float:
    """Return the seconds of scikit-learn on the rows: the same ten measures of all rows and of each group."""
    import pandas as pd
    import sklearn.metrics as sk
    from sklearn.calibration import calibration_curve

    people = pd.read_parquet(path)
    of_class = (sk.accuracy_score, sk.balanced_accuracy_score, sk.precision_score, sk.recall_score, sk.f1_score)
    of_score = (sk.roc_auc_score, sk.average_precision_score, sk.log_loss, sk.brier_score_loss)

    def measure() -> None:
        for one in (people, *(group for column in ("sex", "race") for _, group in people.groupby(column))):
            for function in of_class:
                function(one["label"], one["prediction"])
            for function in of_score:
                function(one["label"], one["p"])
            calibration_curve(one["label"], one["p"], n_bins=10)

    return best(measure, 1)
