"""Quality facts of 10 M rows of 20 columns: the check and the command `validate`, beside the bare read and peers.

Peers are asked one suite of 40 expectations (`dev/bench/suite_of_peers.py`), and so is the check ``expectations``.
"""

import tempfile
from pathlib import Path
from typing import Any

from dev.bench import suite_of_peers, validators
from dev.bench.measure import best, in_child
from dev.bench.row import Row, at_most
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet

ROWS = 10_000_000
_SUBJECT = "quality facts of 10 M rows x 20 columns"
_BARE = "DuckDB reads all columns and adds them up"
_CHEAP = ["rows", "missing", "blank", "padded", "mistyped", "future", "empty"]
_SUITE = "one suite: 20 x not null, 8 ranges, 3 sets, 8 patterns, 1 unique key"


def rows() -> list[Row]:
    """Return the measurements of facts, of the command and its page, and of one suite here and by peers."""
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/rows.parquet"
        in_child("dev.bench.quality:generate", folder)
        bare, _ = in_child("dev.bench.quality:bare_read", folder)
        exact, _ = in_child("dev.bench.quality:distinct_values", folder)
        cheap, memory = in_child("dev.bench.quality:check", folder, "quality", {"facts": _CHEAP})
        every, more = in_child("dev.bench.quality:check", folder, "quality", {})
        alone, page = validators.command(file), validators.command(file, "--html", f"{folder}/page.html")
        suite, held = in_child("dev.bench.quality:check", folder, "expectations", {"expectations": _expectations()})
        others = [
            Row(_SUBJECT, name, took, _BARE, f"{mb:,.0f} MB; {_SUITE}") for name, took, mb in validators.peers(file)
        ]
    few = "the check, without distinct values and repeated rows"
    return [
        Row(_SUBJECT, _BARE, bare),
        Row(_SUBJECT, "DuckDB counts the distinct values of each column", exact, _BARE, "nothing else asked"),
        Row(_SUBJECT, few, cheap, _BARE, f"{memory:,.0f} MB; {at_most(3, cheap, bare)}"),
        Row(_SUBJECT, "the check, all facts", every, _BARE, f"{more:,.0f} MB; {at_most(3, every, bare)}"),
        Row(
            _SUBJECT, "dte-exporter validate", alone, _BARE, f"from the start of the process; {at_most(3, alone, bare)}"
        ),
        Row(_SUBJECT, "the same with --html", page, _BARE, "each column drawn"),
        Row(
            _SUBJECT, "Great Expectations in SQL, by the check expectations", suite, _BARE, f"{held:,.0f} MB; {_SUITE}"
        ),
        *others,
    ]


def generate(folder: str) -> None:
    """Write a key, a time, eight numbers, eight words and two flags, with some of each missing."""
    import duckdb

    numbers = [
        f"case when hash(i + {n}) % 50 > 0 then (hash(i + {n}) % {10**n})::double / 7 end as n{n}" for n in range(1, 9)
    ]
    words = [
        f"case when hash(i * {w}) % 90 > 0 then 'word ' || hash(i * {w}) % {5 * w * w} end as w{w}"
        for w in range(2, 10)
    ]
    flags = [f"hash(i + 7{f}) % 3 = 0 as f{f}" for f in (1, 2)]
    moment = "timestamp '2018-01-01' + to_seconds((hash(i) % 20000000)::bigint) as moment"
    columns = ", ".join(["i as id", moment, *numbers, *words, *flags])
    duckdb.connect().execute(f"copy (select {columns} from range({ROWS}) t(i)) to '{folder}/rows.parquet'")


def bare_read(folder: str) -> float:
    """Return the seconds in which DuckDB reads every column and does next to nothing with it."""
    import duckdb

    sums = ["sum(id)", "sum(epoch(moment))", *(f"sum(n{n})" for n in range(1, 9))]
    sums += [*(f"sum(length(w{w}))" for w in range(2, 10)), "sum(f1::int)", "sum(f2::int)"]
    connection = duckdb.connect()
    return best(lambda: connection.sql(f"select {', '.join(sums)} from '{folder}/rows.parquet'").fetchall(), 3)


def distinct_values(folder: str) -> float:
    """Return the seconds in which DuckDB counts the different values of each column by itself, one after the other."""
    import duckdb

    file = f"'{folder}/rows.parquet'"
    connection = duckdb.connect()
    names = [name for name, *_ in connection.sql(f"describe select * from {file}").fetchall()]
    one = "select count(value) from (select distinct {} as value from {})"
    return best(lambda: [connection.sql(one.format(name, file)).fetchall() for name in names], 2)


def check(folder: str, kind: str, params: dict[str, Any]) -> float:
    """Return the seconds of a run of a check of some `kind` in a warm worker."""
    from dte_exporter.tables.files import FilesSource
    from dte_exporter.worker.execute import execute, registry
    from dte_exporter.worker.job import Job
    from dte_exporter.worker.warm_up import warm_up

    warm_up()
    source = FilesSource(type="files", path=f"{folder}/rows.parquet")
    datasets = {"rows": DataSet(source=source, columns=Columns(key="id", time="moment"))}
    validated = registry().checks[kind].params.model_validate(params)
    settings = CheckSettings(check=kind, dataset="rows", every="1h")
    configured = ConfiguredCheck("bench", settings, validated, datasets, Path(), "quality")
    job = Job(configured, 1_577_836_800.0, Path(folder) / "cache")
    assert b'"outcome": "ok"' in execute(job)
    return best(lambda: execute(job), 1)


def _expectations() -> list[dict[str, Any]]:
    """Return the suite of the peers as the check takes it."""
    there = [_one("not_be_null", name, mostly=suite_of_peers.MOSTLY) for name in suite_of_peers.COLUMNS]
    ranges = [_one("be_between", name, min_value=0) for name in suite_of_peers.NUMBERS]
    sets = [_one("be_in_set", name, value_set=values) for name, values in suite_of_peers.KNOWN.items()]
    patterns = [_one("match_regex", name, regex=suite_of_peers.PATTERN) for name in suite_of_peers.WORDS]
    return [*there, *ranges, *sets, *patterns, _one("be_unique", "id")]


def _one(kind: str, column: str, **said: Any) -> dict[str, Any]:
    return {"type": f"expect_column_values_to_{kind}", "kwargs": {"column": column, **said}}
