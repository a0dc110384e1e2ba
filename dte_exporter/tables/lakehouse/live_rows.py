"""The live files of a table as one table of rows: read by what its log says of them, and by no name of theirs."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from dte_exporter.config.confined.confinement import outside
from dte_exporter.errors import SourceError
from dte_exporter.places.object_client import GoneError, ObjectClient, StoredObject
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.duckdb_digest import digest
from dte_exporter.tables.duckdb_errors import describe
from dte_exporter.tables.file_engine import FileEngine
from dte_exporter.tables.file_formats.opened_rows import FileRows
from dte_exporter.tables.file_formats.stand_ins import StandIns
from dte_exporter.tables.identity import identity
from dte_exporter.tables.lakehouse.live_extents import live_extents
from dte_exporter.tables.lakehouse.live_table import LiveTable, partition_key
from dte_exporter.tables.object_store.named_objects import named
from dte_exporter.tables.parts.file_column import FILE, by_file
from dte_exporter.tables.parts.file_parts import Content, parts_of
from dte_exporter.tables.same_letters import distinct
from dte_exporter.tables.sql_quoting import quoted_name, quoted_text
from dte_exporter.tables.table import Table


def rows_on_disk(live: LiveTable, root: Path | None) -> Table:
    """Return the rows of a table whose files are on a disk.

    Raises
    ------
    SourceError
        If one is not there, or leads outside of the folder `root`, or DuckDB refuses.
    OSError
        If the file system does.
    """
    found = live.found()
    strange = sum(outside(file, root) for file in found.files)
    if strange:
        raise SourceError(
            f"{live.written!r} has {strange} of {len(found.files)} data files outside of {root}, which --source.root "
            "confines sources to: write the table anew below it"
        )

    def refuse_gone() -> None:
        if count := sum(not file.is_file() for file in found.files):
            raise live.gone(count)

    refuse_gone()
    return _table(live, tuple(map(str, StandIns(found).linked())), refuse_gone)


def rows_in_store(live: LiveTable, client: ObjectClient) -> Table:
    """Return the rows of a table whose files are objects of the store that `client` asks.

    Raises
    ------
    SourceError
        If one is not there, or the store or DuckDB refuses.
    """
    objects = [StoredObject(one.location, one.size, "") for one in live.files]
    system = named(client, live.found(), objects)

    def refuse_refused() -> None:
        try:
            system.refuse_refused()
        except GoneError:
            raise live.gone() from None

    return _table(live, tuple(system.objects), refuse_refused)


def _table(live: LiveTable, names: tuple[str, ...], refuse: Callable[[], None]) -> Table:
    import duckdb

    content = identity(live.identity)
    view = f"live_{identity((content, names))}"
    try:
        duckdb_engine.connection().raw_sql(f"CREATE OR REPLACE TEMP VIEW {view} AS {_query(live, names)}")
        rows, in_files = by_file(duckdb_engine.connection().table(view))
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    except duckdb.Error as error:
        refuse()
        raise SourceError(f"{live.written} cannot be read: {describe(error)}") from error
    engine = FileEngine(live.written, refuse)
    table = Table(rows, content, engine, digest, files=names, remarks=tuple(_remarks(live)))
    told = FileRows(rows, names, frozenset(), in_files=in_files, extents=functools.cache(live_extents(live, names)))
    contents = [Content(identity((live.columns, one.location)), one.size) for one in live.files]
    return replace(table, parts=parts_of(table, told, live.found(), f"live_{identity(live.written)}", contents))


def _remarks(live: LiveTable) -> Iterator[str]:
    if live.unread:
        columns = "1 column is" if live.unread == 1 else f"{live.unread} columns are"
        yield (
            f"{live.written}: {columns} not read, of nested values (lists, maps, structs) or of a type that no check "
            "reads: write what is needed of them into columns of their own"
        )


def _query(live: LiveTable, names: tuple[str, ...]) -> str:
    """Return the SQL of all rows. Inside it columns have numbers for names, so that none of the table's can disturb."""
    called = [quoted_name(name) for name in distinct(one.name for one in live.columns)]
    if not live.stored:
        raise SourceError(f"{live.written} has no column that can be read: write plain values into one")
    if not names:
        nulls = (f"CAST(NULL AS {one.type}) AS {name}" for one, name in zip(live.columns, called, strict=True))
        return f"SELECT {', '.join(nulls)}, '' AS {quoted_name(FILE)} WHERE false"
    inner = {one: f"c{place}" for place, one in enumerate(live.stored)}
    inner |= {one: partition_key(place) for place, one in enumerate(live.logged)}
    columns = (f"{inner[one]} AS {name}" for one, name in zip(live.columns, called, strict=True))
    return f"SELECT {', '.join(columns)}, {quoted_name(FILE)} FROM read_parquet({_options(live, names)})"  # noqa: S608  all in it is quoted


def _options(live: LiveTable, names: tuple[str, ...]) -> str:
    """Return which files are read, and how: a column that an older file does not have is null there."""
    stored = ", ".join(
        f"{one.stored if isinstance(one.stored, int) else quoted_text(str(one.stored))}: "
        f"{{name: 'c{place}', type: {quoted_text(one.type)}, default_value: NULL}}"
        for place, one in enumerate(live.stored)
    )
    types = ", ".join(f"{partition_key(place)}: {quoted_text(one.type)}" for place, one in enumerate(live.logged))
    hive = f"hive_partitioning = true, hive_types = {{{types}}}" if types else "hive_partitioning = false"
    return f"[{', '.join(map(quoted_text, names))}], schema = MAP {{{stored}}}, {hive}, filename = {quoted_text(FILE)}"
