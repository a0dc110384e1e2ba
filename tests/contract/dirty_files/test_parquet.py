"""Parquet of pandas, Polars, Arrow and Spark-like writers: columns have the types and values that were written."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dte_exporter.config.roles import ColumnKind
from dte_exporter.statistics.expressions.written_name import written
from dte_exporter.tables.table import Table
from tests.contract.dirty_files.verdicts import RIGHT, judged, summary
from tests.unit.tables.test_files import opened

Expected = Mapping[str, tuple[ColumnKind, tuple[Any, ...]]]
NUMBER, CATEGORY, BOOLEAN = ColumnKind.NUMBER, ColumnKind.CATEGORY, ColumnKind.BOOLEAN
TIME, OTHER = ColumnKind.TIME, ColumnKind.OTHER
NIGHT = datetime(2018, 1, 31, 23, 30)
BERLIN = NIGHT.replace(tzinfo=ZoneInfo("Europe/Berlin"))


def _pandas_plain(file: Path) -> Expected:
    frame = pd.DataFrame({"n": [1.5, float("nan")], "k": [1, 2], "s": ["x", None], "b": [True, False]})
    frame.to_parquet(file)
    return {
        "n": (NUMBER, (1.5, None)),
        "k": (NUMBER, (1, 2)),
        "s": (CATEGORY, ("x", None)),
        "b": (BOOLEAN, (True, False)),
    }


def _pandas_nullable(file: Path) -> Expected:
    types = {"k": "Int64", "b": "boolean", "s": "string", "f": "Float64"}
    columns: dict[str, list[Any]] = {"k": [1, None], "b": [True, None], "s": ["x", None], "f": [0.5, None]}
    pd.DataFrame({name: pd.Series(columns[name], dtype=type_) for name, type_ in types.items()}).to_parquet(file)
    kinds = {"k": NUMBER, "b": BOOLEAN, "s": CATEGORY, "f": NUMBER}
    return {name: (kinds[name], tuple(values)) for name, values in columns.items()}


def _pandas_indexed(file: Path) -> Expected:
    pd.DataFrame({"k": [1, 2]}, index=pd.Index(["r", "s"])).to_parquet(file)
    return {"k": (NUMBER, (1, 2)), "__index_level_0__": (CATEGORY, ("r", "s"))}


def _pandas_multi_indexed(file: Path) -> Expected:
    index = pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["letter", None])
    pd.DataFrame({"k": [1, 2]}, index=index).to_parquet(file)
    return {"k": (NUMBER, (1, 2)), "letter": (CATEGORY, ("a", "b")), "__index_level_1__": (NUMBER, (1, 2))}


def _pandas_categories(file: Path) -> Expected:
    pd.DataFrame({"c": pd.Categorical(["x", None]), "n": pd.Categorical([10, 20])}).to_parquet(file)
    return {"c": (CATEGORY, ("x", None)), "n": (NUMBER, (10, 20))}


def _pandas_times(file: Path) -> Expected:
    moments = pd.DatetimeIndex([NIGHT, pd.NaT])
    pd.DataFrame({"local": moments, "zoned": moments.tz_localize("Europe/Berlin")}).to_parquet(file)
    return {"local": (TIME, (NIGHT, None)), "zoned": (TIME, (BERLIN, None))}


def _pandas_objects(file: Path) -> Expected:
    pd.DataFrame({"d": [Decimal("1.25"), None], "day": [date(2018, 1, 31), None], "none": [None, None]}).to_parquet(
        file
    )
    return {
        "d": (NUMBER, (Decimal("1.25"), None)),
        "day": (TIME, (date(2018, 1, 31), None)),
        "none": (CATEGORY, (None, None)),
    }


def _pandas_fastest_codecs(file: Path) -> Expected:
    pd.DataFrame({"k": range(1000)}).to_parquet(file, compression="zstd", row_group_size=10)
    return {"k": (NUMBER, tuple(range(1000)))}


def _polars(file: Path) -> Expected:
    frame = pl.DataFrame(
        {"k": [1, None], "u": [2**64 - 1, 0], "s": ["x", None], "c": ["a", None], "day": [date(2018, 1, 31), None]},
        schema_overrides={"u": pl.UInt64, "c": pl.Categorical},
    )
    frame = frame.with_columns(t=pl.lit(NIGHT).dt.replace_time_zone("Europe/Berlin"), d=pl.lit(Decimal("1.25")))
    frame.write_parquet(file)
    return {
        "k": (NUMBER, (1, None)),
        "u": (NUMBER, (2**64 - 1, 0)),
        "s": (CATEGORY, ("x", None)),
        "c": (CATEGORY, ("a", None)),
        "day": (TIME, (date(2018, 1, 31), None)),
        "t": (TIME, (BERLIN, BERLIN)),
        "d": (NUMBER, (Decimal("1.25"), Decimal("1.25"))),
    }


def _polars_nested(file: Path) -> Expected:
    pl.DataFrame({"l": [[1, 2], None], "s": [{"x": 1}, {"x": None}], "k": [1, 2]}).write_parquet(file)
    return {"l": (OTHER, ([1, 2], None)), "s": (OTHER, ({"x": 1}, {"x": None})), "k": (NUMBER, (1, 2))}


def _arrow_types(file: Path) -> Expected:
    day = datetime(1970, 1, 1)
    table = pa.table(
        {
            "dictionary": pa.array(["x", None]).dictionary_encode(),
            "large": pa.array(["x", None], pa.large_string()),
            "small": pa.array([127, None], pa.int8()),
            "half": pa.array([1.5, None], pa.float16()),
            "wide": pa.array([Decimal("12345678901234567890.25"), None], pa.decimal128(38, 2)),
            "nanoseconds": pa.array([0, None], pa.timestamp("ns")),
            "milliseconds": pa.array([0, None], pa.timestamp("ms", "UTC")),
            "bytes": pa.array([b"x", None]),
            "map": pa.array([[("k", 1)], None], pa.map_(pa.string(), pa.int64())),
        }
    )
    pq.write_table(table, file)
    return {
        "dictionary": (CATEGORY, ("x", None)),
        "large": (CATEGORY, ("x", None)),
        "small": (NUMBER, (127, None)),
        "half": (NUMBER, (1.5, None)),
        "wide": (NUMBER, (Decimal("12345678901234567890.25"), None)),
        "nanoseconds": (TIME, (day, None)),
        "milliseconds": (TIME, (day.replace(tzinfo=UTC), None)),
        "bytes": (OTHER, (b"x", None)),
        "map": (OTHER, ({"k": 1}, None)),
    }


def _spark_times(file: Path) -> Expected:
    table = pa.table({"t": pa.array([NIGHT, None], pa.timestamp("ns"))})
    pq.write_table(table, file, use_deprecated_int96_timestamps=True)
    return {"t": (TIME, (NIGHT, None))}


def _twins(file: Path) -> Expected:
    names = ["income", "Income", "income_1", "INCOME"]
    pq.write_table(pa.table([pa.array([place, None]) for place in range(4)], names=names), file)
    return {name: (NUMBER, (place, None)) for place, name in enumerate(names)}


def _repeated(file: Path) -> Expected:
    pq.write_table(pa.table([pa.array([1]), pa.array([2])], names=["a", "a"]), file)
    return {"a": (NUMBER, (1,)), "a_1": (NUMBER, (2,))}


WRITERS: tuple[Callable[[Path], Expected], ...] = (
    _pandas_plain,
    _pandas_nullable,
    _pandas_indexed,
    _pandas_multi_indexed,
    _pandas_categories,
    _pandas_times,
)
WRITERS += (
    _pandas_objects,
    _pandas_fastest_codecs,
    _polars,
    _polars_nested,
    _arrow_types,
    _spark_times,
    _twins,
    _repeated,
)


def _hold(name: str, table: Table, expected: Expected) -> None:
    table_names = {written(inside): inside for inside in table.expression.columns}
    verdicts = judged(name, table, {table_names[column]: values for column, (_, values) in expected.items()})
    print(summary(verdicts))
    assert [one.outcome for one in verdicts] == [RIGHT] * len(expected)
    assert {written(inside): kind for inside, kind in table.kinds.items()} == {
        column: kind for column, (kind, _) in expected.items()
    }


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: str(writer.__name__).strip("_"))
def test_what_a_writer_wrote_is_read(tmp_path: Path, writer: Callable[[Path], Expected]) -> None:
    """Each column has its name, its kind and its values."""
    expected = writer(tmp_path / "t.parquet")
    _hold(writer.__name__, opened(tmp_path, "t.parquet"), expected)


def test_a_folder_that_spark_wrote_is_one_table(tmp_path: Path) -> None:
    """Parts and partitions are read; checksums, marks of success and folders of what is not committed are not."""
    for place, year in enumerate(("2017", "__HIVE_DEFAULT_PARTITION__", "2018")):
        folder = tmp_path / "t" / f"year={year}" / "city=New%20York"
        folder.mkdir(parents=True)
        pq.write_table(pa.table({"k": [place]}), folder / "part-00000-7a.c000.snappy.parquet")
        (folder / ".part-00000-7a.c000.snappy.parquet.crc").write_bytes(b"crc")
    (tmp_path / "t" / "_SUCCESS").touch()
    (tmp_path / "t" / "_temporary").mkdir()
    pq.write_table(pa.table({"k": [666]}), tmp_path / "t" / "_temporary" / "part-0.parquet")
    table = opened(tmp_path, "t")
    expected = {
        "k": (NUMBER, (0, 2, 1)),
        "city": (CATEGORY, ("New York",) * 3),
        "year": (NUMBER, (2017, 2018, None)),
    }
    _hold("spark", table, expected)
    assert table.remarks == ()


def test_a_partition_that_is_a_column_too_is_said(tmp_path: Path) -> None:
    """Polars and DuckDB write it into both, equal; where it is not, the folder's value is read, and the run says so."""
    for year in (2017, 2018):
        (tmp_path / f"t/year={year}").mkdir(parents=True)
        pl.DataFrame({"k": [1], "year": [1999]}).write_parquet(tmp_path / f"t/year={year}/p.parquet")
    table = opened(tmp_path, "t")
    assert sorted(table.execute(table.expression.select("k", "year"))) == [(1, 2017), (1, 2018)]
    assert table.remarks == (
        "folders at t are partitioned (key=value) by what is a column of the files too: the value in the folder's name "
        "is read, so see that the two are the same",
    )
