"""Synthetic data of 10 M rows beside as many real ones, by the checks; SDMetrics on the rows that it can hold."""

import tempfile
from pathlib import Path
from typing import Any

from dev.bench.measure import best, in_child
from dev.bench.row import Row, within
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet

ROWS = 10_000_000
PEERS_ROWS = 1_000_000
_SUBJECT = "10 M synthetic beside 10 M real rows x 8 columns"
_BARE = "DuckDB reads all columns of both and adds them up"
_ASKED = {
    "likeness": ("synthetic", {}),
    "privacy": ("synthetic-privacy", {"sensitive": ["word2"]}),
    "use": ("synthetic-utility", {}),
}


def rows() -> list[Row]:
    """Return the measurements of each check, and of SDMetrics' reports on a tenth of the rows."""
    with tempfile.TemporaryDirectory() as folder:
        in_child("dev.bench.synthetic:generate", folder)
        bare, _ = in_child("dev.bench.synthetic:bare_read", folder)
        found = [Row(_SUBJECT, _BARE, bare)]
        for what, (kind, params) in _ASKED.items():
            took, memory = in_child("dev.bench.synthetic:check", folder, kind, params)
            found.append(Row(_SUBJECT, f"check: {kind}", took, _BARE, f"{what}; {within(1024, memory)}"))
        took, memory = in_child("dev.bench.synthetic:reports", folder)
        note = f"{PEERS_ROWS:,} rows of each; {memory:,.0f} MB"
        return [*found, Row(_SUBJECT, "SDMetrics: the reports of quality and diagnosis", took, _BARE, note)]


def generate(folder: str) -> None:
    """Write real and synthetic rows: four numbers, two words, a flag and a label that follows from them."""
    import duckdb

    for name, seed in {"real": 1, "made": 2}.items():
        draw = [f"(hash(i * 8 + {n} + {seed} * {ROWS * 10}) % 1000003) / 1000003.0" for n in range(6)]
        columns = ", ".join(
            [
                *(f"{draw[n]} * {10**n} as number{n}" for n in range(3)),
                f"({draw[0]} + {draw[3]}) as number3",
                f"'word ' || ({draw[4]} * 12)::int as word1",
                f"'word ' || ({draw[4]} * 3 + {draw[5]})::int as word2",
                f"{draw[1]} > 0.7 as flag",
                f"{draw[0]} + {draw[2]} / 2 > 0.8 as label",
            ]
        )
        duckdb.connect().execute(f"copy (select {columns} from range({ROWS}) t(i)) to '{folder}/{name}.parquet'")


def bare_read(folder: str) -> float:
    """Return the seconds in which DuckDB reads every column and does next to nothing with it."""
    import duckdb

    sums = [*(f"sum(number{n})" for n in range(4)), "sum(length(word1))", "sum(length(word2))", "sum(flag::int)"]
    asked = f"select {', '.join((*sums, 'sum(label::int)'))} from '{folder}/*.parquet'"
    return best(lambda: duckdb.connect().sql(asked).fetchall(), 3)


def check(folder: str, kind: str, params: dict[str, Any]) -> float:
    """Return the seconds of a run of a check of some `kind` in a worker that has seen nothing yet."""
    from dte_exporter.tables.files import FilesSource
    from dte_exporter.worker.execute import execute, registry
    from dte_exporter.worker.job import Job
    from dte_exporter.worker.warm_up import warm_up

    warm_up()
    columns = Columns(label="label")
    datasets = {
        name: DataSet(source=FilesSource(type="files", path=f"{folder}/{name}.parquet"), columns=columns)
        for name in ("real", "made")
    }
    validated = registry().checks[kind].params.model_validate({"real": "real", **params})
    settings = CheckSettings(check=kind, dataset="made", every="1h")
    configured = ConfiguredCheck("bench", settings, validated, datasets, Path(), "synthetic")

    def run() -> None:
        assert b'"outcome": "ok"' in execute(Job(configured, 1_577_836_800.0, Path(folder) / f"cache of {kind}"))

    return best(run, 1)


def reports(folder: str) -> float:
    """Return the seconds of SDMetrics' reports of quality and diagnosis on the first rows."""
    import warnings

    import duckdb
    from sdmetrics.reports import DiagnosticReport, QualityReport

    warnings.simplefilter("ignore")
    some = "select * from '{}/{}.parquet' limit {}"
    data = [{"rows": duckdb.execute(some.format(folder, name, PEERS_ROWS)).df()} for name in ("real", "made")]
    names = list(map(str, data[0]["rows"]))
    kinds = {one: "numerical" if one.startswith("number") else "categorical" for one in names}
    told = {"tables": {"rows": {"columns": {one: {"sdtype": kind} for one, kind in kinds.items()}}}}
    asked = QualityReport(), DiagnosticReport()
    return best(lambda: [report.generate(*data, {**told, "relationships": []}, verbose=False) for report in asked], 1)
