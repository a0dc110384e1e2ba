"""Spark, by a real Spark Connect server: what it reads, how its refusals are told, and that nothing is left behind."""

import asyncio
import hmac
import json
import math
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet
import pytest
import yaml

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.scheduling.worker import Worker
from dte_exporter.tables.databases.database_run import lasting
from dte_exporter.tables.spark.spark_source import open_spark
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from dte_exporter.worker.libraries import libraries
from tests.integration.spark_server import TOKEN, SparkServer

Eventually = Callable[[Callable[[], bool], str], None]

pytestmark = pytest.mark.integration

PAGE = (Path(__file__).parents[2] / "docs/how-to/read-from-spark.md").read_text()
CONFIG = re.findall(r"```yaml\n(datasets:.*?)```", PAGE, re.DOTALL)[0]
REGISTRY = Registry.discover()
ROWS = 1_000
PEOPLE = f"SELECT id, IF(id % 2 = 0, 'f', 'm') AS sex, id % 3 = 0 AS hired FROM range(1, {ROWS + 1})"
SLOW = "SELECT sum(sqrt(id)) > 0 AS hired, 'f' AS sex FROM range(0, 100000000000, 1, 20000)"
"""A query of an hour, in tasks of half a second: Spark ends a job at once, but not all tasks look up from rows."""


@pytest.fixture(scope="module")
def people(spark: SparkServer) -> SparkServer:
    """Return a server with a table of people."""
    session = spark.session()
    session.sql("CREATE SCHEMA scoring")
    session.sql(f"CREATE TABLE scoring.people USING parquet AS {PEOPLE}")
    session.stop()
    return spark


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., ConfiguredCheck]:
    """Return a function that makes a check of fairness on a source, with what else its settings say."""

    def make(remote: str, timeout: str = "300s", **source: str) -> ConfiguredCheck:
        monkeypatch.setenv("SPARK_SERVER", remote)
        rows = {"type": "spark", "remote": "${SPARK_SERVER}", **(source or {"table": "scoring.people"})}
        dataset = {"source": rows, "columns": {"prediction": "hired", "sensitive": ["sex"]}}
        check = {"check": "fairness", "dataset": "people", "every": "1h", "timeout": timeout}
        (tmp_path / "config.yaml").write_text(
            yaml.safe_dump({"datasets": {"people": dataset}, "checks": {"fair": check}})
        )
        return load(tmp_path / "config.yaml", REGISTRY).checks["fair"]

    return make


def ran(check: ConfiguredCheck) -> CheckResult:
    """Return what a run of `check` in this process gives."""
    return CheckResult.from_json(execute(Job(check, 0.0, Path("/nowhere"))))


def rates(result: CheckResult) -> dict[str, float]:
    """Return the selection rate of each group."""
    told = (one for one in result.samples if one.name == "dte_fairness_group_selection_rate")
    return {dict(one.labels)["group"]: one.value for one in told}


@pytest.mark.parametrize("asked", ["table", "query", "path"])
def test_a_table_a_query_and_a_path_are_read(asked: str, people: SparkServer, configured: Any) -> None:
    """All rows are counted, of each group those that are hired: each sixth, of 500."""
    source = {
        "table": {"table": "scoring.people"},
        "query": {"query": "WITH all AS (SELECT * FROM scoring.people) SELECT Hired AS hired, sex FROM all"},
        "path": {"path": str(people.folder / "warehouse/scoring.db/people")},
    }[asked]

    result = ran(configured(people.url, **source))

    assert (result.outcome, result.message) == (Outcome.OK, "")
    assert result.evidence.rows == {"current": ROWS}
    assert rates(result) == {"f": 166 / 500, "m": 167 / 500}


@pytest.mark.skipif(os.environ.get("DTE_SPARK_MATRIX") != "whole", reason="three processes: make test-spark runs it")
def test_init_proposes_a_config_that_runs(
    people: SparkServer, exporter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a table of a server whose address, with its token, is in a variable alone."""
    monkeypatch.setenv("LAKE", people.url)

    for command in (
        ["init", "${LAKE}", "--table", "scoring.people"],
        ["check-config", "config.yaml", "--data.timeout", "2m"],
        ["run", "--config.file", "config.yaml", "--fail-on", "error"],
    ):
        done = subprocess.run([exporter, *command], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert TOKEN not in done.stdout + done.stderr

    source = yaml.safe_load((tmp_path / "config.yaml").read_text())["datasets"]["people"]["source"]
    assert source == {"type": "spark", "remote": "${LAKE}", "table": "scoring.people"}


def test_a_text_that_looks_like_a_variable_is_a_text(
    people: SparkServer, configured: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Spark would put its own setting in the place of one, also within quotes."""
    monkeypatch.setenv("ASKED", "SELECT TRUE AS hired, '${spark.app.name}' AS sex FROM range(50)")

    assert rates(ran(configured(people.url, query="${ASKED}"))) == {"${spark.app.name}": 1.0}


def opened(server: SparkServer, rows: pa.Table, folder: Path) -> Any:
    """Return `rows` as the table of a source."""
    pyarrow.parquet.write_table(rows, server.folder / "rows.parquet")
    source = {"type": "spark", "remote": server.url, "path": str(server.folder / "rows.parquet")}
    return open_spark.open(open_spark.config(**source), folder)


def test_nan_is_no_null_and_a_row_is_more_than_its_values(people: SparkServer, tmp_path: Path) -> None:
    """As for the engine that reads files; for Ibis NaN is null in Spark, no number is infinite, nulls have no place."""
    numbers = pa.table({"a": [math.nan, math.inf, 1.0, None], "b": [1.0, 1.0, None, 1.0]})
    with lasting(60):
        table = opened(people, numbers, tmp_path)
        rows = table.expression
        asked = rows.select(null=rows.a.isnull(), there=rows.a.notnull(), infinite=rows.a.isinf())
        told = table.execute(asked)
        hashes = table.execute(rows.select(hash=ibis.struct({"a": rows.a, "b": rows.b}).hash()))

    assert told == [(False, True, False), (False, True, True), (False, True, False), (True, False, None)]
    assert len(set(hashes)) == len(numbers)


def test_floats_as_text_and_digests_are_those_of_python(people: SparkServer, tmp_path: Path) -> None:
    """Names of groups do not depend on the engine: Java would write 1.0E7; nor do keyed digests of identifiers."""
    floats = [0.0, -0.0, 1.0, 12345678.0, 1e15, 9.5e15, 1e16, 1.5e16, 1e22, 1e-3, 1.25e-4, 1e-4, 1e-5, -1.5e-10, 0.1]
    with lasting(60):
        table = opened(people, pa.table({"number": floats}), tmp_path)
        text = table.expression.number.cast("string")
        rows = table.execute(table.expression.select("number", text=text, digest=table.digest(text, b"a key" * 20)))

    told = {repr(number): (text, digest) for number, text, digest in rows}
    digests = {name: hmac.digest(b"a key" * 20, name.encode(), "sha256").hex() for name in map(repr, floats)}
    assert told == {name: (name, digests[name]) for name in digests}


Fault = tuple[Callable[[str], str], Mapping[str, str], str]
"""What is made of the server's address, what is read there, and what is said."""


def same(remote: str) -> str:
    """Return the address as it is."""
    return remote


def asked(query: str) -> Mapping[str, str]:
    """Return what is read by a query."""
    return {"query": query}


REFUSALS: Mapping[str, Fault] = {
    "refused": (lambda _: f"sc://localhost:1/;token={TOKEN}", {}, "nobody listens where source.remote leads"),
    "unknown host": (lambda _: f"sc://nowhere.invalid:15002/;token={TOKEN}", {}, "the host of source.remote has no"),
    "no address": (lambda _: f"sc://localhost:15002/;token={TOKEN};of=a=b", {}, "is not the address of a Spark"),
    "a user": (lambda _: f"sc://dte:{TOKEN}@localhost:15002", {}, "is not the address of a Spark Connect server"),
    "no Spark here": (lambda _: "local[1]", {}, "needs Spark itself and Java 17"),
    "no encryption": (lambda url: f"{url};use_ssl=true", {}, "do not agree on encryption"),
    "wrong token": (lambda url: url.replace(TOKEN, "wrong-word"), {}, "refuses the token of source.remote"),
    "no table": (same, {"table": "scoring.gone"}, "scoring.gone: Spark has no table, schema or catalogue"),
    "no schema": (same, {"table": "gone.people"}, "gone.people: Spark has no table, schema or catalogue"),
    "no name": (same, {"table": "range(3)"}, "source.table is no name of a table"),
    "no path": (same, {"path": "/nowhere/rows"}, "/nowhere/rows: Spark finds nothing at the path"),
    "no column": (same, asked("SELECT salary FROM scoring.people"), "Spark misses a column that source.query names"),
    "no function": (same, asked("SELECT promote(id) AS hired, sex FROM scoring.people"), "knows no function of a name"),
    "no such types": (same, asked("SELECT id + array(1) AS hired, sex FROM scoring.people"), "for values of these"),
    "zero": (same, asked("SELECT id / (id - id) > 0 AS hired, sex FROM scoring.people"), "a division by zero"),
    "misfit": (same, asked("SELECT CAST(sex AS INT) = 1 AS hired, sex FROM scoring.people"), "does not fit a type"),
    "twice": (same, asked("SELECT hired, sex, sex FROM scoring.people"), "gives two columns of one name"),
    "twice in letters": (same, asked("SELECT hired, sex, sex AS Sex FROM scoring.people"), "finds two of its name"),
    "a program": (same, asked("SELECT TRANSFORM(id) USING 'cat' AS (hired, sex) FROM people"), "TRANSFORM has no"),
    "java": (same, asked("SELECT reflect('java.lang.System', 'exit', 1) AS hired, 'f' AS sex"), "REFLECT has no place"),
    "a write": (same, asked("INSERT INTO scoring.people SELECT 1, 'f', TRUE"), "INSERT is no SELECT"),
}


@pytest.mark.parametrize("fault", REFUSALS)
def test_a_refusal_is_a_source_error_that_says_what_to_do(
    fault: str, people: SparkServer, configured: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    """No values and no token, neither in the result nor in what the client would write beside it."""
    remote, source, sentence = REFUSALS[fault]

    result = ran(configured(remote(people.url), **source))

    assert (result.outcome, result.samples) == (Outcome.SOURCE_ERROR, ())
    assert sentence in result.message
    emitted = result.to_json().decode() + "".join(capfd.readouterr())
    assert [word for word in (TOKEN, "wrong-word", "CAST_INVALID_INPUT", "Traceback") if word in emitted] == []


@pytest.mark.parametrize("end", ["timeout", "cancelled"])
def test_a_run_that_is_ended_leaves_no_job_running(
    end: str, people: SparkServer, configured: Any, eventually: Eventually
) -> None:
    """Its worker is killed in the middle of a query of minutes; the process beside it has the server end the job."""
    check = configured(people.url, timeout="20s" if end == "timeout" else "300s", query=SLOW)
    seen = []

    async def ended() -> CheckResult | None:
        worker = Worker()
        await worker.warm(libraries(check, REGISTRY))
        run = asyncio.ensure_future(worker.run(Job(check, 0.0, Path("/nowhere"))))
        while not run.done():
            seen.append(await asyncio.to_thread(people.jobs))
            if seen[-1] and end == "cancelled":
                run.cancel()
            await asyncio.sleep(0.05)
        (result,) = await asyncio.gather(run, return_exceptions=True)
        await asyncio.to_thread(worker.join)
        return result if isinstance(result, CheckResult) else None

    result = asyncio.run(ended())

    assert 1 in seen
    told = result and (result.outcome, result.message)
    assert told == (None if end == "cancelled" else (Outcome.TIMEOUT, "ran into its timeout of 20 s and was stopped"))
    eventually(lambda: (people.jobs(), people.tasks()) == (0, 0), "the server still works on the query")


def test_check_config_says_what_a_run_would_say(
    people: SparkServer, configured: Any, exporter: Path, tmp_path: Path
) -> None:
    """A good table is counted, a value that does not fit is refused without being told, and no token is printed."""

    def said(**source: str) -> str:
        configured(people.url, **source)
        command = [str(exporter), "check-config", str(tmp_path / "config.yaml"), "--data.timeout", "5m"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    refused = said(query="SELECT CAST(concat('planted', sex) AS INT) = 1 AS hired, sex FROM scoring.people")
    good = said()

    assert "does not fit a type" in refused
    assert f"{ROWS:,} rows" in good
    assert [word for word in (TOKEN, "planted", "Traceback") if word in refused + good] == []


def test_the_config_of_the_page_is_read_and_run(
    people: SparkServer, exporter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word for word, where the server has the table: check-config counts all rows, a run has the rate of each group."""
    hour = "current_timestamp() - make_dt_interval(0, id + 1)"
    rows = f"SELECT id % 4 = 0 AS approved, IF(id % 2 = 0, 'm', 'f') AS sex, {hour} AS decided_at FROM range(400)"
    session = people.session()
    session.sql(f"CREATE TABLE scoring.predictions USING parquet AS {rows}")
    session.stop()
    monkeypatch.setenv("SPARK_SERVER", people.url)
    (tmp_path / "config.yaml").write_text(CONFIG)

    def said(*arguments: str) -> str:
        command = [str(exporter), *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert "400 rows" in said("check-config", "config.yaml", "--data.timeout", "5m")
    values = said("run", "--config.file", "config.yaml", "--format", "openmetrics")
    found = re.findall(r'^dte_fairness_group_selection_rate\{.*?group="(\w)".*?\} (\S+)', values, re.MULTILINE)
    assert {group: float(rate) for group, rate in found} == {"f": 0.0, "m": 0.5}


LOCAL = """
import json, sys
from pathlib import Path
from tests.integration.test_spark import REGISTRY, load, ran, rates
result = ran(load(Path(sys.argv[1]), REGISTRY).checks["fair"])
print(json.dumps([result.message, rates(result)]))
"""
"""A run of a process that has Spark itself in the place of its client."""


def test_a_session_on_this_machine_reads_what_a_server_reads(
    people: SparkServer, spark_home: Path, java: Path, configured: Any, tmp_path: Path
) -> None:
    """It lives as long as the run, in a process where Spark is installed."""
    configured("local[1]", path=str(people.folder / "warehouse/scoring.db/people"))
    found = {
        "PYTHONPATH": os.pathsep.join([str(spark_home.parent), "."]),
        "JAVA_HOME": str(java.parent.parent),
        "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # sooner there
    }
    command = [sys.executable, "-c", LOCAL, str(tmp_path / "config.yaml")]

    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **found})

    assert json.loads(done.stdout.splitlines()[-1]) == ["", {"f": 166 / 500, "m": 167 / 500}]


def test_a_server_that_is_killed_in_the_middle_gives_no_partial_value(
    people: SparkServer, configured: Any, eventually: Eventually
) -> None:
    """The run says that the server went away, and the next that nobody listens: the last test, as nobody starts it."""

    def kill() -> None:
        eventually(lambda: people.jobs() == 1, "the query never began")
        people.stop()

    killer = threading.Thread(target=kill)
    killer.start()
    result = ran(configured(people.url, timeout="300s", query=SLOW))
    killer.join()
    again = ran(configured(people.url))

    assert (result.outcome, result.samples) == (Outcome.SOURCE_ERROR, ())
    assert "Spark ended the connection" in result.message
    assert "nobody listens where source.remote leads" in again.message
