"""Whatever happens to a database: the outcome is right, the sentence says what to do, and nothing is left behind."""

import asyncio
import subprocess
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.loading.load import load
from dte_exporter.errors import ConfigError
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.scheduling.worker import Worker
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from dte_exporter.worker.libraries import libraries
from tests.free_ports import free_port
from tests.integration.mariadb import MariaDb
from tests.integration.postgres import PASSWORD, Postgres

Eventually = Callable[[Callable[[], bool], str], None]

pytestmark = pytest.mark.integration

REGISTRY = Registry.discover()
ROWS = 1_000
SLOW = "SELECT sum(sqrt(a.id * b.id + c.id)) > 0 AS hired, 'f' AS sex FROM people a, people b, people c"
"""A query of minutes, of 10⁹ rows."""


@pytest.fixture(scope="module")
def people(postgres: Postgres) -> Postgres:
    """Return a server with a table of people, and somebody who may not read it."""
    with closing(psycopg.connect(postgres.url, autocommit=True)) as connection:
        connection.execute("CREATE TABLE people (id INT, sex TEXT, hired BOOLEAN)")
        sex = "CASE WHEN i % 2 = 0 THEN 'f' ELSE 'm' END"
        rows = f"SELECT i, {sex}, i % 3 = 0 FROM generate_series(1, {ROWS}) AS one(i)"
        connection.execute(f"INSERT INTO people {rows}".encode())
        connection.execute("CREATE ROLE outsider LOGIN PASSWORD 'outside'")
    return postgres


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., ConfiguredCheck]:
    """Return a function that makes a check of fairness on a source, with what else its settings say."""

    def make(address: str, timeout: str = "30s", **source: Any) -> ConfiguredCheck:
        monkeypatch.setenv("WAREHOUSE_URL", address)
        rows = {"type": "sql", "url": "${WAREHOUSE_URL}", **(source or {"table": "people"})}
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


def running(postgres: Postgres) -> list[str]:
    """Return the states of the exporter's connections to the server."""
    with closing(psycopg.connect(postgres.url)) as connection:
        found = connection.execute("SELECT state FROM pg_stat_activity WHERE application_name = 'dte-exporter'")
        return [state for (state,) in found]


def is_at_work(postgres: Postgres) -> bool:
    """Return whether the server has worked on a query of the exporter's for a while, which only the slow one takes."""
    with closing(psycopg.connect(postgres.url)) as connection:
        long = "state = 'active' AND clock_timestamp() - query_start > INTERVAL '0.5 s'"
        ours = f"SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = 'dte-exporter' AND {long}"
        ((found,),) = connection.execute(ours.encode())
        return bool(found)


def test_a_table_is_read_and_the_connection_given_back(
    people: Postgres, configured: Any, eventually: Eventually
) -> None:
    """All rows are counted, and the server has no connection of ours afterwards."""
    result = ran(configured(people.url))

    assert (result.outcome, result.message) == (Outcome.OK, "")
    assert result.evidence.rows == {"current": ROWS}
    eventually(lambda: running(people) == [], "a connection is left open")


Fault = tuple[Callable[[str], str], Mapping[str, str], str]
"""What is made of the server's address, what is read there, and what is said."""


def same(url: str) -> str:
    """Return the address as it is."""
    return url


REFUSALS: Mapping[str, Fault] = {
    "refused": (lambda _: f"postgresql://dte:{PASSWORD}@127.0.0.1:{free_port()}/x", {}, "nobody listens where"),
    "unknown host": (lambda _: f"postgresql://dte:{PASSWORD}@nowhere.invalid/x", {}, "the host of source.url has no"),
    "no address": (lambda _: "postgresql://dte:open%sesame@host/db", {}, "source.url is not the address of a"),
    "wrong password": (lambda url: url.replace(PASSWORD, "wrong-word"), {}, "refuses the user or the password of"),
    "no database": (lambda url: url.replace("/postgres", "/nothing"), {}, "has no database of the name that"),
    "no table": (same, {"table": "scoring.gone"}, "scoring.gone: PostgreSQL has no table, or no schema"),
    "no column": (same, {"query": "SELECT salary FROM people"}, "misses a column that source.query names"),
    "no permission": (lambda url: url.replace(f"dte:{PASSWORD}", "outsider:outside"), {}, "GRANT SELECT on it"),
    "no function": (same, {"query": "SELECT promote(id) AS hired, sex FROM people"}, "no such function or operator"),
    "zero": (same, {"query": "SELECT id / (id - id) > 0 AS hired, sex FROM people"}, "a division by zero"),
    "misfit": (same, {"query": "SELECT CAST(sex AS INT) = 1 AS hired, sex FROM people"}, "does not fit a type"),
    "a function that writes": (same, {"query": "SELECT hire(id) AS hired, sex FROM people"}, "sources only read"),
    "twice": (same, {"query": "SELECT hired, sex, sex FROM people"}, "gives two columns of one name"),
}


@pytest.mark.parametrize("fault", REFUSALS)
def test_a_refusal_is_a_source_error_that_says_what_to_do(
    fault: str, people: Postgres, configured: Any, eventually: Eventually
) -> None:
    """No values, no password, no value of the data, and nothing open on the server."""
    with closing(psycopg.connect(people.url, autocommit=True)) as connection:
        connection.execute(
            "CREATE OR REPLACE FUNCTION hire(i INT) RETURNS BOOLEAN LANGUAGE SQL AS "
            "$$ UPDATE people SET hired = TRUE WHERE id = i RETURNING hired $$"
        )
    url, source, sentence = REFUSALS[fault]

    result = ran(configured(url(people.url), **source))

    assert (result.outcome, result.samples) == (Outcome.SOURCE_ERROR, ())
    assert sentence in result.message
    for secret in (PASSWORD, "wrong-word", "outside", "sesame"):
        assert secret.encode() not in result.to_json()
    eventually(lambda: running(people) == [], "a connection is left open")


def test_a_lock_is_not_waited_for_without_end(people: Postgres, configured: Any) -> None:
    """Somebody who alters the table holds it; half of the timeout later the run says so."""
    with closing(psycopg.connect(people.url)) as other:
        other.execute("LOCK TABLE people IN ACCESS EXCLUSIVE MODE")
        result = ran(configured(people.url, timeout="2s"))

    assert result.outcome is Outcome.SOURCE_ERROR
    assert "did not let go of a lock" in result.message


def test_a_table_that_is_altered_between_runs_is_read_as_it_is(people: Postgres, configured: Any) -> None:
    """A column that went away is missed by name; once it is back, so are the values."""
    check = configured(people.url)
    with closing(psycopg.connect(people.url, autocommit=True)) as connection:
        connection.execute("ALTER TABLE people RENAME hired TO taken")
        gone = ran(check)
        connection.execute("ALTER TABLE people RENAME taken TO hired")

    assert (gone.outcome, ran(check).outcome) == (Outcome.SOURCE_ERROR, Outcome.OK)
    assert "'hired'" in gone.message


def test_connections_are_limited_over_all_processes(people: Postgres, configured: Any) -> None:
    """While a worker holds the only one, another run waits for it, and says so when it waited in vain."""

    async def two_at_once() -> CheckResult:
        worker = Worker()
        await worker.warm(libraries(slow, REGISTRY))
        long = asyncio.ensure_future(worker.run(Job(slow, 0.0, Path("/nowhere"))))
        while not long.done() and not await asyncio.to_thread(is_at_work, people):
            await asyncio.sleep(0.05)
        short = await asyncio.to_thread(ran, quick)
        long.cancel()
        await asyncio.gather(long, return_exceptions=True)
        await asyncio.to_thread(worker.join)
        return short

    slow = configured(people.url, timeout="60s", query=SLOW, max_connections=1)
    quick = configured(people.url, timeout="2s", table="people", max_connections=1)
    short = asyncio.run(two_at_once())

    assert short.outcome is Outcome.SOURCE_ERROR
    assert "all 1 connections that source.max_connections allows are in use" in short.message
    assert ran(quick).outcome is Outcome.OK  # the kernel has let go of what the killed worker held


@pytest.mark.parametrize("end", ["timeout", "cancelled"])
def test_a_run_that_is_ended_leaves_no_query_running(
    end: str, people: Postgres, configured: Any, eventually: Eventually
) -> None:
    """Its worker is killed in the middle of a query of minutes; the server notices, and stops it."""
    check = configured(people.url, timeout="2s" if end == "timeout" else "300s", query=SLOW)

    async def ended() -> CheckResult | None:
        worker = Worker()
        await worker.warm(libraries(check, REGISTRY))
        run = asyncio.ensure_future(worker.run(Job(check, 0.0, Path("/nowhere"))))
        while not run.done() and not await asyncio.to_thread(is_at_work, people):
            await asyncio.sleep(0.05)
        if end == "cancelled":
            run.cancel()
        (result,) = await asyncio.gather(run, return_exceptions=True)
        await asyncio.to_thread(worker.join)
        return result if isinstance(result, CheckResult) else None

    result = asyncio.run(ended())

    assert result is None if end == "cancelled" else (result and result.outcome is Outcome.TIMEOUT)
    eventually(lambda: running(people) == [], "the server still works on the query")


def test_a_server_that_is_killed_in_the_middle_gives_no_partial_value(
    people: Postgres, configured: Any, eventually: Eventually
) -> None:
    """The run says that the server went away; when it is back, the next run has all values."""

    def kill() -> None:
        eventually(lambda: is_at_work(people), "the query never began")
        people.stop()

    killer = threading.Thread(target=kill)
    killer.start()
    result = ran(configured(people.url, query=SLOW))
    killer.join()
    people.start(eventually)

    assert (result.outcome, result.samples) == (Outcome.SOURCE_ERROR, ())
    assert "PostgreSQL ended the connection" in result.message
    assert ran(configured(people.url)).outcome is Outcome.OK


def test_a_password_in_the_file_is_refused(configured: Any) -> None:
    """It belongs where the file refers to it; what is refused is not quoted."""
    with pytest.raises(ConfigError, match="a password stands in the file") as error:
        configured("", url="postgresql://dte:open-sesame@127.0.0.1/postgres", table="people")

    assert "open-sesame" not in str(error.value)


def test_check_config_says_what_a_run_would_say(
    people: Postgres, configured: Any, exporter: Path, tmp_path: Path
) -> None:
    """A query that writes is refused before anything is served, and a good one is read; no password is printed."""

    def said(**source: str) -> str:
        configured(people.url, **source)
        command = [str(exporter), "check-config", str(tmp_path / "config.yaml")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    refused = said(query="WITH gone AS (DELETE FROM people RETURNING *) SELECT * FROM gone")
    good = said()

    assert "DELETE has no place in a query that only reads" in refused
    assert f"{ROWS:,} rows" in good
    assert PASSWORD not in refused + good


@pytest.fixture(scope="module")
def maria(mariadb: MariaDb) -> MariaDb:
    """Give a server with a table of people."""
    with closing(mariadb.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE people (id INT, sex TEXT, hired BOOLEAN)")
        cursor.execute(f"INSERT INTO people SELECT seq, IF(seq % 2, 'm', 'f'), seq % 3 = 0 FROM seq_1_to_{ROWS}")
    return mariadb


MARIADB_REFUSALS: Mapping[str, Fault] = {
    "refused": (lambda _: f"mysql://dte:{PASSWORD}@127.0.0.1:{free_port()}/x", {}, "nobody listens where"),
    "unknown host": (lambda _: f"mysql://dte:{PASSWORD}@nowhere.invalid/x", {}, "the host of source.url has no"),
    "no address": (lambda url: url + "?unheard_of=1", {}, "is not the address of a MariaDB or MySQL database"),
    "wrong password": (lambda url: url.replace("open-sesame", "wrong-word"), {}, "refuses the user or the password"),
    "no database": (lambda url: url.replace("/scoring", "/nothing"), {}, "has no database of the name"),
    "no table": (same, {"table": "scoring.gone"}, "scoring.gone: MariaDB has no table, or no schema"),
    "no column": (same, {"query": "SELECT salary FROM people"}, "misses a column that source.query names"),
    "misfit": (same, {"query": "SELECT CAST(sex AS DOUBLE) = 1 AS hired, sex FROM people"}, "does not fit a type"),
}


@pytest.mark.parametrize("fault", MARIADB_REFUSALS)
def test_a_refusal_of_mariadb_says_what_to_do(fault: str, maria: MariaDb, configured: Any) -> None:
    """As of PostgreSQL; what MariaDB only warns of, going on with another value, is a refusal to us."""
    url, source, sentence = MARIADB_REFUSALS[fault]

    result = ran(configured(url(maria.url), **source))

    assert (result.outcome, result.samples) == (Outcome.SOURCE_ERROR, ())
    assert sentence in result.message
    for secret in (PASSWORD, "wrong-word", "sesame"):
        assert secret.encode() not in result.to_json()


def test_mariadb_ends_the_query_of_a_run_that_is_killed(
    maria: MariaDb, configured: Any, eventually: Eventually
) -> None:
    """It does not notice that nobody listens any more, but it has been told how long the run may take."""
    check = configured(maria.url, timeout="2s", query=SLOW)

    async def ended() -> CheckResult:
        worker = Worker()
        await worker.warm(libraries(check, REGISTRY))
        result = await worker.run(Job(check, 0.0, Path("/nowhere")))
        await asyncio.to_thread(worker.join)
        return result

    def queries() -> int:
        with closing(maria.connect()) as connection, connection.cursor() as cursor:
            ours = "info LIKE '%sqrt%' AND id <> connection_id()"
            cursor.execute(f"SELECT count(*) FROM information_schema.processlist WHERE {ours}")
            ((count,),) = cursor.fetchall()
            return int(count)

    assert asyncio.run(ended()).outcome is Outcome.TIMEOUT
    eventually(lambda: queries() == 0, "the server still works on the query")
