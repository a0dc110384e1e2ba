"""Lineage of files of SQL: a bad file costs no other, and what is not known is said."""

import logging
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from dte_exporter.errors import SourceError
from dte_exporter.lineage.fold import fold
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column
from dte_exporter.records.lineage.sql_text import DIALECTS, SqlFiles, SqlStatements, open_sql
from dte_exporter.registry import Registry

SHOP = "postgres://shop:5432"


def statements(
    folder: Path, files: Mapping[str, str | bytes], root: Path | None = None, path: str = "."
) -> SqlStatements:
    """Write the files into `folder`, at the moment 100, and return the source of them."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        os.utime(folder / name, (100, 100))
    told = {"type": "sql", "path": path, "dialect": "postgres", "namespace": "postgresql://me:secret@Shop/"}
    settings = SqlFiles.model_validate({**told, "database": "shop", "schema": "public"})
    opened = open_sql.open(settings, folder, "etl", root=root)
    assert isinstance(opened, SqlStatements)
    return opened


def jobs(source: SqlStatements) -> Mapping[str, tuple[list[str], list[str]]]:
    """Return what each job reads and writes, by names without their place."""
    graph = fold(source.told())
    return {
        name.name: (sorted(one.name for one in job.inputs), sorted(one.name for one in job.outputs))
        for name, job in graph.jobs.items()
    }


def test_each_statement_is_a_job_as_old_as_its_file(tmp_path: Path) -> None:
    """It is called by the file and its place there; tables are called in full."""
    text = "CREATE TABLE day AS SELECT at, n * 2 AS twice FROM sales.orders;\n\nSELECT twice FROM day;"
    (first, second) = statements(tmp_path, {"a/daily.sql": text}).told()
    orders, day = Name(SHOP, "shop.sales.orders"), Name(SHOP, "shop.public.day")

    assert (first.at, first.job, first.run) == (100, Name("etl", "a/daily.sql:1"), None)
    assert [one.name for one in first.inputs] == [orders]
    assert [(one.name, one.columns) for one in first.outputs] == [
        (day, {"at": (Column(orders, "at"),), "twice": (Column(orders, "n"),)})
    ]
    assert (second.job, [one.name for one in second.inputs], second.outputs) == (
        Name("etl", "a/daily.sql:2"),
        [day],
        (),
    )


def test_what_one_file_declares_is_known_in_the_next(tmp_path: Path) -> None:
    """Files are read in the order of their names."""
    source = statements(tmp_path, {"1.sql": "CREATE TABLE t (x int);", "2.sql": "CREATE VIEW v AS SELECT * FROM t"})
    (told,) = source.told()

    assert told.outputs[0].columns == {"x": (Column(Name(SHOP, "shop.public.t"), "x"),)}
    assert source.notices == ()


def test_hostile_files_cost_one_sentence_each_and_no_other_file(tmp_path: Path) -> None:
    """Ten megabytes, a nest of brackets, no SQL at all, a quotation mark too few, and no text."""
    hostile: Mapping[str, str | bytes] = {
        "big.sql": "SELECT 1;\n" * 1_000_000,
        "nest.sql": f"SELECT {'(' * 5000}a{')' * 5000} FROM t",
        "none.sql": "Dear all,\nplease find my password below; INSERT INTO INTO t; hunter2",
        "open.sql": "SELECT 'secret FROM t",
        "bytes.sql": b"\xff\xfe\x00SELECT",
        "zz.sql": "INSERT INTO o (a) SELECT a FROM t",
    }
    source = statements(tmp_path, hostile)

    assert jobs(source) == {"zz.sql:1": (["shop.public.t"], ["shop.public.o"])}
    assert source.notices == (
        "etl: big.sql is larger than 4 MiB: a file of SQL is not",
        "etl: bytes.sql is not text in UTF-8",
        "etl: nest.sql: 1 statement is passed over; statement 1, which begins at line 1, is nested too deeply",
        "etl: none.sql: 3 statements are passed over; statement 1, which begins at line 1, is no SQL of postgres that "
        "can be read: see line 1, column 9",
        "etl: open.sql has a quotation mark or comment that nothing ends",
    )


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT {'NOT ' * 5000}a FROM t",
        f"SELECT {'CASE WHEN a THEN ' * 900}1{' END' * 900} FROM t",
        f"SELECT {'a + ' * 10_000}a FROM t",
        " UNION ALL ".join(["SELECT a FROM t"] * 2000),
    ],
    ids=["not", "case", "sum", "union"],
)
def test_what_is_long_or_deep_is_read_or_refused(tmp_path: Path, text: str) -> None:
    """Whichever, the next file is read."""
    source = statements(tmp_path, {"a.sql": text, "b.sql": "INSERT INTO o (a) SELECT a FROM t"})

    assert "b.sql:1" in jobs(source)
    assert all("nested too deeply" in one for one in source.notices)


def test_stars_of_stars_do_not_multiply(tmp_path: Path) -> None:
    """Sixty queries, each of all columns of the one before it twice."""
    named = [f"c{n} AS (SELECT * FROM c{n - 1} x JOIN c{n - 1} y ON x.a = y.a)" for n in range(1, 60)]
    text = f"CREATE TABLE o AS WITH c0 AS (SELECT * FROM t), {', '.join(named)} SELECT * FROM c59"

    assert jobs(statements(tmp_path, {"a.sql": text})) == {"a.sql:1": (["shop.public.t"], ["shop.public.o"])}


def test_where_nothing_can_be_read_the_source_fails(tmp_path: Path) -> None:
    """A graph without what it tells would say that nothing is upstream."""
    with pytest.raises(SourceError, match=r"^a.sql: 1 statement is passed over; statement 1, .* is no statement$"):
        jobs(statements(tmp_path, {"a.sql": "hello"}))
    with pytest.raises(SourceError, match="no file of SQL at 'none'"):
        jobs(statements(tmp_path, {}, path="none"))


def test_unknown_columns_are_named(tmp_path: Path) -> None:
    """Those of two tables, and such as nothing names."""
    text = "CREATE TABLE o AS SELECT a, t.b FROM t, u; CREATE TABLE p AS SELECT * FROM u;"
    source = statements(tmp_path, {"a.sql": text})
    first, _ = source.told()

    assert first.outputs[0].columns == {"b": (Column(Name(SHOP, "shop.public.t"), "b"),)}
    assert source.notices == (
        "etl: 2 statements write columns of which the text does not say what they are made from, such as a.sql:1 (a): "
        "these are unknown",
    )


def test_nothing_of_the_text_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The parser warns of what it passes over, with the text; we say where it is."""
    source = statements(tmp_path, {"a.sql": "SELECT a FROM t; CALL refresh('hunter2')"})
    with caplog.at_level(logging.DEBUG):
        jobs(source)

    assert caplog.text == ""
    assert source.notices == (
        "etl: a.sql: 1 statement is passed over; statement 2, which begins at line 1, is a command of postgres whose "
        "reads and writes are not known",
    )


def test_files_outside_of_what_sources_are_confined_to_are_refused(tmp_path: Path) -> None:
    """A link may lead there."""
    (tmp_path / "in").mkdir()
    (tmp_path / "out.sql").write_text("SELECT a FROM t")
    (tmp_path / "in/a.sql").symlink_to(tmp_path / "out.sql")

    with pytest.raises(SourceError, match="lead outside"):
        jobs(statements(tmp_path / "in", {}, root=tmp_path / "in"))


def test_each_dialect_of_the_config_is_one_of_the_parser() -> None:
    """And the source is registered under its word."""
    from sqlglot.dialects.dialect import Dialect

    assert all(Dialect.get(one) is not None for one in DIALECTS)
    assert Registry.discover().lineage_sources["sql"].config is SqlFiles
