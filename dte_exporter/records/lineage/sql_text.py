"""Lineage in files of SQL: each statement is a job, as it is written, with the columns that it makes of which."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.declared_source import Reach, source
from dte_exporter.errors import SourceError
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.sql.read_statements import UnreadStatementError, read_statements
from dte_exporter.lineage.sql.statement import Statement, TableNames
from dte_exporter.lineage.told import Told, ToldDataset
from dte_exporter.records.foreign_files import LyingFile, Wanted, files_at
from dte_exporter.records.foreign_path import ForeignPath
from dte_exporter.records.validations.json_document import UnfitError

SQL = Wanted("a file of SQL", {".sql": "SQL"}, 4 * 2**20)
"""What is looked for. What people write is far smaller; a megabyte takes seconds to read."""

MAX_NOTICES = 20
"""Files of which it is said one by one what in them cannot be read; of further ones, how many they are."""

Dialect = Literal[
    "athena", "bigquery", "clickhouse", "databricks", "doris", "dremio", "drill", "druid", "duckdb", "dune", "exasol",
    "fabric", "hive", "materialize", "mysql", "oracle", "postgres", "presto", "redshift", "risingwave", "singlestore",
    "snowflake", "spark", "sqlite", "starrocks", "teradata", "trino", "tsql",
]  # fmt: skip
"""How SQL may be written, as sqlglot calls it."""

DIALECTS: tuple[str, ...] = get_args(Dialect)


class SqlFiles(ForeignPath):
    """Statements of SQL in files; each that reads or writes a table is a job."""

    type: Literal["sql"]
    path: str = Field(
        min_length=1,
        description="A file, a glob, or a folder; relative to the config file, or by its address on an object store, "
        "such as s3://bucket/folder.",
    )
    dialect: Dialect = Field(description="How it is written.")
    namespace: str = Field(
        min_length=1, description="Where the tables live, by OpenLineage's rules, such as postgres://host:5432."
    )
    database: str = Field(default="", description="The database of tables that are named without one.")
    schema_: str = Field(default="", alias="schema", description="The schema of tables that are named without one.")


class SqlStatements:
    """The statements in some files; a `lineage.told.Teller`.

    Parameters
    ----------
    name : str
        What the config calls the source; the namespace of its jobs.
    settings : SqlFiles
        Where the files are, and how they are written.
    confinement : Confinement
        Where relative paths start from, and what none may leave.
    """

    def __init__(self, name: str, settings: SqlFiles, confinement: Confinement) -> None:
        self._name = name
        self._settings = settings
        self._confinement = confinement
        self._unread: list[str] = []
        self._unknown: list[str] = []

    def told(self) -> Iterator[Told]:
        """Yield what each statement does, in the order of the files' names; what cannot be read is passed over.

        Raises
        ------
        SourceError
            If there is no file, or nothing in any can be read.
        """
        self._unread, self._unknown = [], []
        columns_of: dict[Name, tuple[str, ...]] = {}
        has_told = False
        files = files_at(self._settings.path, self._settings.store, self._confinement, SQL)
        for file in sorted(files, key=lambda one: one.name):
            for statement in self._statements(file, columns_of):
                has_told = True
                yield self._told(file, statement)
        if self._unread and not has_told:
            raise SourceError(self._unread[0])

    def _statements(self, file: LyingFile, columns_of: dict[Name, tuple[str, ...]]) -> Iterator[Statement]:
        settings = self._settings
        names = TableNames(settings.namespace, settings.database, settings.schema_)
        unread: list[UnreadStatementError] = []
        try:
            text = file.read().decode("utf-8-sig")
            for one in read_statements(text, settings.dialect, names, columns_of):
                if isinstance(one, Statement):
                    yield one
                else:
                    unread.append(one)
        except UnicodeDecodeError:
            self._unread.append(f"{file.name} is not text in UTF-8")
        except (UnfitError, UnreadStatementError) as error:
            self._unread.append(f"{file.name} {error}")
        if unread:
            count = "1 statement is" if len(unread) == 1 else f"{len(unread):,} statements are"
            self._unread.append(f"{file.name}: {count} passed over; {unread[0]}")

    def _told(self, file: LyingFile, statement: Statement) -> Told:
        job = f"{file.name}:{statement.number}"
        inputs = tuple(ToldDataset(one) for one in sorted(statement.inputs))
        if statement.output is None:
            return Told(file.written, Name(self._name, job), inputs=inputs)
        if statement.unknown or statement.has_others:
            others = ("others",) if statement.has_others else ()
            self._unknown.append(f"{job} ({', '.join((*statement.unknown[:3], *others))})")
        columns = {column: tuple(sorted(made)) for column, made in statement.columns.items()}
        return Told(
            file.written,
            Name(self._name, job),
            inputs=inputs,
            outputs=(ToldDataset(statement.output, columns=columns),),
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """What could not be read, a sentence a file, and of which columns the text does not say what they are of."""
        said = [f"{self._name}: {one}" for one in self._unread[:MAX_NOTICES]]
        if len(self._unread) > MAX_NOTICES:
            said.append(f"{self._name}: {len(self._unread) - MAX_NOTICES:,} more files cannot be read, or not in full")
        if self._unknown:
            statements = "1 statement writes" if len(self._unknown) == 1 else f"{len(self._unknown):,} statements write"
            said.append(
                f"{self._name}: {statements} columns of which the text does not say what they are made from, such as "
                f"{self._unknown[0]}: these are unknown"
            )
        return tuple(said)


@source(
    "sql",
    config=SqlFiles,
    holds="lineage",
    confined=True,
    drivers=("sqlglot",),
    reaches=(Reach("statements of SQL in files"), Reach("s3://, gs://, az://", "obstore", "objects")),
)
def open_sql(config: SqlFiles, base: Path, name: str, root: Path | None = None) -> SqlStatements:
    """Return the statements in the files that the source called `name` means."""
    return SqlStatements(name, config, Confinement(base, root))
