from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dte_exporter.config.column_types import ColumnType
from dte_exporter.config.roles import ColumnKind
from dte_exporter.errors import SourceError
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.table import Table
from dte_exporter.tables.typed import alike, read_as
from tests.unit.tables.test_files import write


def opened(base: Path, path: str, **csv: object) -> Table:
    """Return the table behind `path`."""
    table: Table = open_files.open(FilesSource.model_validate({"type": "files", "path": path, "csv": csv}), base)
    return table


def csv(base: Path, text: str, **settings: object) -> Table:
    """Return the table of a CSV file with this `text`."""
    (base / "t.csv").write_text(text)
    return opened(base, "t.csv", **settings)


def column(table: Table, name: str) -> list[object]:
    """Return the values of a column in the order of the file."""
    return [value for (value,) in table.execute(table.expression.select(name))]


def test_a_decimal_beyond_the_first_rows_keeps_its_decimals(tmp_path: Path) -> None:
    """The type is told by all 21,001 values, and 0.9 is not 1."""
    table = csv(tmp_path, "n\n" + "0\n" * 21_000 + "0.9\n")
    assert sum(map(float, column(table, "n"))) == 0.9  # type: ignore[arg-type]  # no cell is empty


def test_yes_and_no_are_words(tmp_path: Path) -> None:
    """What the config calls positive is what stands in the file."""
    assert column(csv(tmp_path, "said\nYes\nNo\n"), "said") == ["Yes", "No"]


def test_marks_are_missing_numbers_and_plain_texts(tmp_path: Path) -> None:
    """NA is no number, and may be Namibia."""
    table = csv(tmp_path, "n,land\n1,DE\nNA,NA\n-,FR\n,\n")
    assert column(table, "n") == [1, None, None, None]
    assert column(table, "land") == ["DE", "NA", "FR", None]


def test_declared_marks_are_missing_everywhere_and_no_others_are(tmp_path: Path) -> None:
    """A list, also an empty one, is the last word."""
    text = "n,land\n1,DE\nNA,NA\n"
    assert column(csv(tmp_path, text, null=["NA"]), "land") == ["DE", None]
    assert column(csv(tmp_path, text, null=[]), "n") == ["1", "NA"]


def test_empty_fields_are_missing_quoted_or_not(tmp_path: Path) -> None:
    """The written rule: a field without a character other than white space holds no value."""
    assert column(csv(tmp_path, 'n,word\n1,\n2,""\n3," "\n4,x\n'), "word") == [None, None, None, "x"]


def test_days_above_twelve_tell_which_number_is_the_day(tmp_path: Path) -> None:
    """One of them is enough for the whole column."""
    assert column(csv(tmp_path, "d\n01/02/2018\n31/01/2018\n"), "d") == [date(2018, 2, 1), date(2018, 1, 31)]
    assert column(csv(tmp_path, "d\n01/02/2018\n01/31/2018\n"), "d") == [date(2018, 1, 2), date(2018, 1, 31)]
    assert column(csv(tmp_path, "d\n01.02.2018\n"), "d") == [date(2018, 2, 1)]


def test_days_that_could_be_months_are_no_dates_until_the_config_says(tmp_path: Path) -> None:
    """1 to 12 January are not the first of twelve months, nor are they silently."""
    text = "d\n" + "".join(f"{day:02}/01/2018\n" for day in range(1, 13))
    table = csv(tmp_path, text)
    assert table.kinds["d"] is ColumnKind.CATEGORY
    assert table.notices["d"] == (
        "column 'd' looks like dates and is read as text: nothing tells whether the day or the month comes first: "
        "set source.csv.date_format to '%d/%m/%Y' or '%m/%d/%Y'"
    )
    assert column(csv(tmp_path, text, date_format="%d/%m/%Y"), "d") == [date(2018, 1, day) for day in range(1, 13)]


def test_a_day_that_no_calendar_has_makes_a_column_text(tmp_path: Path) -> None:
    """The engine would stop at it in the middle of a run."""
    assert csv(tmp_path, "d\n2018-02-28\n2018-02-30\n").kinds["d"] is ColumnKind.CATEGORY


def test_numbers_are_moments_where_the_config_says_so(tmp_path: Path) -> None:
    """1,514,764,800 seconds after 1970 began 2018, in UTC; in text and in Parquet."""
    new_year = datetime(2018, 1, 1, tzinfo=UTC)
    seconds = read_as(csv(tmp_path, "t\n1514764800\n"), {"t": ColumnType.EPOCH_SECONDS})
    write(tmp_path / "t.parquet", "select 1514764800000 as t")
    milliseconds = read_as(opened(tmp_path, "t.parquet"), {"t": ColumnType.EPOCH_MILLISECONDS})
    assert column(seconds, "t") == column(milliseconds, "t") == [new_year]


def test_text_that_a_writer_meant_as_text_is_read_as_declared(tmp_path: Path) -> None:
    """Numbers in quotes, of JSON and of Parquet."""
    (tmp_path / "t.jsonl").write_text('{"n": "2585,05"}\n{"n": "NA"}\n')
    write(tmp_path / "t.parquet", "select * from (values ('2585,05'), ('NA')) t(n)")
    for name in ("t.jsonl", "t.parquet"):
        table = opened(tmp_path, name)
        assert column(table, "n") == ["2585,05", "NA"]
        assert column(read_as(table, {"n": ColumnType.NUMBER}), "n") == [2585.05, None]


def test_a_value_that_is_not_of_the_declared_type_is_counted(tmp_path: Path) -> None:
    """It is not made null."""
    with pytest.raises(SourceError) as caught:
        read_as(csv(tmp_path, "n\n1\nx\n2\n"), {"n": ColumnType.NUMBER})
    assert str(caught.value) == (
        "column 'n' is declared as number in columns.types, and 1 of 3 values are none: "
        "mend them, or declare another type"
    )


def test_a_file_without_types_takes_those_of_the_one_it_is_held_against(tmp_path: Path) -> None:
    """What training had as text is text, and a day on which only whole classes came is no other type."""
    write(tmp_path / "training.parquet", "select '1' as grade, true as paid, 0.5 as score, date '2018-01-01' as day")
    current = csv(tmp_path, "grade,paid,score,day\n1,1,,2018-01-02\n2,0,,2018-01-03\n")
    reference, read = alike(opened(tmp_path, "training.parquet"), current)
    assert read.kinds == reference.kinds
    assert column(read, "grade") == ["1", "2"]
    assert column(read, "paid") == [True, False]
    assert column(read, "score") == [None, None]


def test_a_value_that_the_other_type_has_not_keeps_a_column_as_it_is(tmp_path: Path) -> None:
    """The two differ then, which whoever compares them says."""
    write(tmp_path / "training.parquet", "select 1 as n")
    _, read = alike(opened(tmp_path, "training.parquet"), csv(tmp_path, "n\nx\n"))
    assert column(read, "n") == ["x"]


def test_equal_files_read_differently_are_not_equal(tmp_path: Path) -> None:
    """Statistics are kept by the fingerprint."""
    plain = csv(tmp_path, "n\n1\n")
    fingerprints = {
        plain.fingerprint,
        opened(tmp_path, "t.csv", decimal=",").fingerprint,
        read_as(plain, {"n": ColumnType.TEXT}).fingerprint,
    }
    assert len(fingerprints) == 3
    assert opened(tmp_path, "t.csv").fingerprint == plain.fingerprint


@pytest.mark.parametrize(("text", "decimal"), [("1 234,5", ","), ("1 234.5", "."), ("1'234.5", ".")])
def test_numbers_that_all_have_thousands_keep_their_decimals(tmp_path: Path, text: str, decimal: str) -> None:
    """They are not rounded to whole numbers, although each has a gap in it."""
    thousands = "'" if "'" in text else " "
    table = csv(tmp_path, f"n;k\n{text};1\n{text};2\n", thousands=thousands, decimal=decimal)
    assert column(table, "n") == [1234.5, 1234.5]
