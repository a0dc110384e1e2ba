"""``tests/golden/sql/<warehouse>/<check>.sql``: what each check that reads rows asks of each warehouse.

The example of the check runs on DuckDB, and each question that it asks on the way is written in the words of every
warehouse. So no plan is forgotten, a new check joins by itself, and a change of words is seen in its review.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, ClassVar

from dev.generate import example
from dte_exporter.errors import SourceError
from dte_exporter.registry import Check, Registry
from dte_exporter.statistics.sources import Sources
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.databases.database_engine import in_words_of
from dte_exporter.tables.databases.warehouses.bigquery_warehouse import BigQuerySession
from dte_exporter.tables.databases.warehouses.clickhouse_warehouse import ClickHouseSession
from dte_exporter.tables.databases.warehouses.databricks_warehouse import DatabricksSession
from dte_exporter.tables.databases.warehouses.redshift_warehouse import RedshiftSession
from dte_exporter.tables.databases.warehouses.snowflake_warehouse import SnowflakeSession
from dte_exporter.tables.databases.warehouses.trino_warehouse import TrinoSession
from dte_exporter.tables.databases.warehouses.warehouse_session import WarehouseSession
from dte_exporter.tables.same_rows import same_rows
from dte_exporter.tables.table import Rows, Table
from dte_exporter.worker.opened_sources import OpenedSources
from dte_exporter.worker.opened_windows import OpenedWindows, window_names

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

WAREHOUSES: tuple[type[WarehouseSession], ...] = (
    BigQuerySession,
    ClickHouseSession,
    DatabricksSession,
    RedshiftSession,
    SnowflakeSession,
    TrinoSession,
)

_RANDOM = re.compile(r"\b[0-9a-f]{32}\b")
"""What Ibis puts between texts that it takes apart again: another at each compilation."""

_VISIBLE = {ord(sign): 0x2400 + ord(sign) for sign in "\t\v\f\r"}
"""White space in texts of SQL as signs that stand for it: a file would not keep it."""

_SAME_ROWS = "whether the windows hold the same rows"


@dataclass(frozen=True, slots=True)
class Recorder:
    """DuckDB as an engine that notes what it is asked; one for all tables of a run.

    Parameters
    ----------
    asked : list
        What was asked, each beside what it was asked for.
    purpose : list of str
        What is asked for now, alone.
    """

    asked: list[tuple[str, "IbisTable"]] = field(default_factory=list, compare=False)
    purpose: list[str] = field(default_factory=lambda: [""], compare=False)
    dialect: ClassVar[str] = "duckdb"

    def __call__(self, expression: "IbisTable") -> Rows:
        """Return the rows of `expression`."""
        import ibis

        self.asked.append((self.purpose[0], expression))
        return duckdb_engine.rows_of(str(ibis.to_sql(expression, dialect="duckdb")))


def make(registry: Registry) -> Mapping[str, str]:
    """Return the questions of every check that reads rows, in the words of every warehouse, by their file."""
    made: dict[str, str] = {}
    for check in registry.checks.values():
        if check.on == "rows":
            asked = questions(check, registry)
            made |= {f"tests/golden/sql/{kind.dialect}/{check.name}.sql": _written(kind, asked) for kind in WAREHOUSES}
    return made


def questions(check: Check[Any], registry: Registry) -> list[tuple[str, "IbisTable"]]:
    """Return what the example of `check` asks of the tables that it reads, each beside the name of its plan."""
    recorder = Recorder()
    recording = copy.copy(registry)
    recording.sources = {**registry.sources, "files": _recorded(registry, recorder)}
    with TemporaryDirectory() as folder:
        configured = example.written(check, registry, Path(folder))
        opened = OpenedWindows(configured, recording, example.NOW, OpenedSources(recording))
        given = check.given(configured, registry)
        further = dict(sorted(opened.datasets.items()))
        sources = Sources(opened.views(window_names(configured, registry)), further, given, example.NOW)
        rows: dict[str, int] = {}
        for name, plan in check.needs(configured.params, opened.roles).items():
            recorder.purpose[0] = name
            rows |= plan.measure(sources, _NoCache()).rows
        recorder.purpose[0] = _SAME_ROWS
        same_rows(sources.windows, rows)
    duckdb_engine.close()
    return recorder.asked


def _recorded(registry: Registry, recorder: Recorder) -> Any:
    """Return the source of files with what it opens under a plain name, and its questions noted."""
    import ibis

    files = registry.sources["files"]

    def opened(config: Any, base: Path, **confined: Any) -> Table:
        table: Table = files.open(config, base, **confined)
        name, engine = Path(config.path).stem, duckdb_engine.connection()
        engine.con.execute(f"CREATE TEMP VIEW {name} AS {engine.compile(table.expression)}")
        rows = ibis.table(table.expression.schema(), name=name)
        return replace(table, expression=rows, execute=recorder, fingerprint=None, parts=None, is_remote=True)

    return replace(files, open=opened)


def _written(kind: type[WarehouseSession], asked: list[tuple[str, "IbisTable"]]) -> str:
    return "\n".join(line for purpose, question in asked for line in _statement(kind, purpose, question))


def _statement(kind: type[WarehouseSession], purpose: str, question: "IbisTable") -> Iterator[str]:
    """Yield the lines of one question: why it is asked, and the SQL of it or why there is none."""
    yield f"-- {purpose}"
    try:
        tree = in_words_of(kind(None).compiler, kind.name, question.op())
    except SourceError as error:
        yield f"-- refused: {error}\n"
        return
    yield f"{_RANDOM.sub('separator', tree.sql(kind.dialect, pretty=True)).translate(_VISIBLE)};\n"


@dataclass(frozen=True, slots=True)
class _NoCache:
    """Keeps nothing: each question is to be asked."""

    def get(self, key: str) -> None:
        """Return nothing."""

    def put(self, key: str, body: bytes) -> None:
        """Keep nothing."""
