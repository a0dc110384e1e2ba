"""What goes wrong with a warehouse is told in a sentence of ours, and nothing of it holds a password."""

import hashlib
import hmac
import os
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest
import yaml

from dte_exporter.errors import SourceError
from dte_exporter.tables.databases.database_engine import in_words_of
from dte_exporter.tables.databases.database_run import lasting
from dte_exporter.tables.databases.sql_source import SqlSource, open_sql
from dte_exporter.tables.databases.warehouses import clickhouse_warehouse
from dte_exporter.tables.databases.warehouses.dialects.clickhouse_digest import digest
from dte_exporter.tables.table import Rows
from tests.integration.warehouses.warehouse_homes import PASSWORD, InClickHouse, InSnowflake, StandIn

pytestmark = pytest.mark.integration


def read(url: str, what: Mapping[str, str], seconds: float = 30) -> Rows:
    """Return how many rows there are of `what` a source asks for."""
    config = SqlSource.model_validate({"type": "sql", "url": url, **what})
    with lasting(seconds):
        table: Any = open_sql.open(config, Path("/nowhere"))
        rows: Rows = table.execute(table.expression.aggregate(n=table.expression.count()))
    return rows


@pytest.fixture
def scores(home: StandIn) -> StandIn:
    """Return where three rows are."""
    home.put("scores", pa.table({"sex": ["f", "m", None], "hired": [1, 0, 1]}))
    return home


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({"table": '"nix"'}, "has no table, or no schema, of the name that the source gives"),
        ({"query": "SELECT (("}, "this is no SQL of the database"),
        ({"query": 'DELETE FROM "scores"'}, "DELETE is no SELECT, which is all that a source may ask"),
    ],
)
def test_what_cannot_be_read_is_told(what: dict[str, str], sentence: str, scores: StandIn) -> None:
    """By the source that asks for it; the rest is read."""
    assert read(scores.url, {"table": '"scores"'}) == [(3,)]
    assert read(scores.url, {"query": 'SELECT "sex" FROM "scores" WHERE "hired" = 1'}) == [(2,)]
    with pytest.raises(SourceError, match=sentence):
        read(scores.url, what)


def test_nobody_where_a_warehouse_should_be_is_told(home: StandIn) -> None:
    """And not as a wrong password."""
    with pytest.raises(SourceError, match=r"nobody listens where source\.url leads|does not answer where source\.url"):
        read(home.url.replace(f":{home.port}", ":1"), {"table": "t"}, seconds=3)


def test_clickhouse_refuses_who_it_does_not_know_and_what_writes(clickhouse: InClickHouse) -> None:
    """The session only reads, whatever it is asked."""
    with pytest.raises(SourceError, match="refuses the user or the password"):
        read(clickhouse.url.replace(PASSWORD, "another"), {"table": "t"})
    clickhouse.run("CREATE TABLE IF NOT EXISTS kept (a Int64) ENGINE = Memory")
    with lasting(30), ExitStack() as made:
        session = clickhouse_warehouse.session(clickhouse.url, made)
        with pytest.raises(SourceError, match="refuses what writes"):
            session.rows("INSERT INTO kept VALUES (1)")
    assert clickhouse.run("SELECT count() FROM kept") == "0\n"


def test_a_question_to_clickhouse_ends_with_the_run(clickhouse: InClickHouse) -> None:
    """By the limit that came with it: a second after the run's time it is refused by the server itself."""
    with pytest.raises(SourceError, match="ClickHouse ended the query before the check's timeout did"):
        read(clickhouse.url, {"query": "SELECT number FROM system.numbers"}, seconds=1)


def test_clickhouse_digests_as_python_does(clickhouse: InClickHouse) -> None:
    """Letters beyond ASCII, a long key, the empty text and null included."""
    texts = ["ada", "Ångström", "", None]
    clickhouse.put("people", pa.table({"who": texts}))
    key = b"k" * 100

    with lasting(30), ExitStack() as made:
        session = clickhouse_warehouse.session(clickhouse.url, made)
        people = ibis.table({"who": "string"}, name="people")
        asked = people.select(who=people.who, digest=digest(people.who, key))
        sql = in_words_of(session.compiler, "ClickHouse", asked.op()).sql("clickhouse")
        found = dict(session.rows(sql))

    assert found == {
        text: None if text is None else hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for text in texts
    }


def test_no_byte_of_the_exporter_holds_the_password(
    clickhouse: InClickHouse, snowflake: InSnowflake, exporter: Path, tmp_path: Path
) -> None:
    """Whether it comes in, or nobody is there, or it is the wrong one: of the driver, its log, and what we say."""
    clickhouse.put("scores", pa.table({"sex": ["f", "m"] * 50, "hired": [1, 0] * 50}))
    urls = {
        "good": clickhouse.url,
        "nowhere": clickhouse.url.replace(f":{clickhouse.port}", ":1"),
        "wrong": clickhouse.url.replace(PASSWORD, "planted-word"),
        "other": snowflake.url.replace(f":{snowflake.port}", ":1").replace(PASSWORD, "planted-word"),
    }
    columns = {"prediction": "hired", "sensitive": ["sex"]}
    source = {"type": "sql", "table": "scores"}
    config = {
        "datasets": {
            name: {"source": {**source, "url": f"${{{name.upper()}_URL}}"}, "columns": columns} for name in urls
        },
        "checks": {name: {"check": "fairness", "dataset": name, "every": "1h", "timeout": "10s"} for name in urls},
    }
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(config))
    environment = {**os.environ, **{f"{name.upper()}_URL": url for name, url in urls.items()}}

    command = [str(exporter), "run", "--config.file", "config.yaml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, env=environment)

    emitted = done.stdout + done.stderr
    assert b"refuses the user or the password" in emitted
    assert b"nobody listens where source.url leads" in emitted
    assert PASSWORD.encode() not in emitted
    assert b"planted-word" not in emitted
