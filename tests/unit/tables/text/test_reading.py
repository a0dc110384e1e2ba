from collections.abc import Mapping

import pytest

from dte_exporter.config.column_types import ColumnType
from dte_exporter.tables.text.forms import Form
from dte_exporter.tables.text.numerals import Numerals
from dte_exporter.tables.text.reading import UNDECLARED, Convention, Reading, reading
from dte_exporter.tables.text.survey import Forms

CSV = Convention(setting="source.csv")


def read(forms: Mapping[Form, int], file: str | None = None, convention: Convention = CSV) -> Reading:
    """Return how a column ``x`` is read, whose neighbours have the decimal mark `file`."""
    return reading("x", Forms(forms), Numerals(file), convention)


@pytest.mark.parametrize(
    ("forms", "type_"),
    [
        ({Form.WHOLE: 5}, ColumnType.NUMBER),
        ({Form.WHOLE: 5, Form.POINT: 1, Form.MARK: 2, Form.MISSING: 2}, ColumnType.NUMBER),
        ({Form.BOOLEAN: 5, Form.MARK: 1}, ColumnType.BOOLEAN),
        ({Form.DATE: 5, Form.BLANK: 1}, ColumnType.DATE),
        ({Form.DATE: 5, Form.TIMESTAMP: 1}, ColumnType.TIMESTAMP),
        ({Form.ZONED: 5}, ColumnType.TIMESTAMP),
        ({Form.WHOLE: 5, Form.TEXT: 1}, ColumnType.TEXT),
        ({Form.WHOLE: 5, Form.BOOLEAN: 1}, ColumnType.TEXT),
        ({Form.MARK: 5}, ColumnType.TEXT),
        ({Form.MISSING: 5}, ColumnType.TEXT),
        ({}, ColumnType.TEXT),
    ],
)
def test_a_column_is_what_every_value_of_it_is(forms: Mapping[Form, int], type_: ColumnType) -> None:
    """What is missing says nothing; one stray value says that it is text."""
    assert read(forms).type is type_


def test_numbers_are_whole_only_if_all_are() -> None:
    """One decimal among many whole numbers keeps its decimals."""
    assert read({Form.WHOLE: 5}).whole
    assert not read({Form.WHOLE: 20_000, Form.POINT: 1}).whole


LIKE_NUMBERS = "column 'x' looks like numbers and is read as text: "
LIKE_DATES = "column 'x' looks like dates and is read as text: "


@pytest.mark.parametrize(
    ("forms", "notice"),
    [
        (
            {Form.WHOLE: 597, Form.TEXT: 3},
            f"{LIKE_NUMBERS}3 of 600 values are none, name what means a missing value in source.csv.null, "
            "or set its type in columns.types",
        ),
        (
            {Form.COMMA_OR_GROUP: 5},
            f"{LIKE_NUMBERS}their commas or points may be decimal marks or thousands: "
            'set source.csv.decimal to "," or "."',
        ),
        (
            {Form.COMMA: 5, Form.POINT: 5},
            f'{LIKE_NUMBERS}some have a comma for decimal mark and some a point: set source.csv.decimal to "," or "."',
        ),
        (
            {Form.WHOLE: 5, Form.PADDED: 5},
            f"{LIKE_NUMBERS}some begin with 0, as codes do; set columns.types.x to number or text",
        ),
        (
            {Form.LONG: 5},
            f"{LIKE_NUMBERS}they have over 18 digits, as identifiers do; set columns.types.x to number or text",
        ),
        ({Form.SPACED: 5}, f'{LIKE_NUMBERS}they have spaces between thousands: set source.csv.thousands to " "'),
        ({Form.UNIT: 5}, f"{LIKE_NUMBERS}they carry signs of currency or percent: write them without"),
        (
            {Form.DATE: 99, Form.TEXT: 1},
            f"{LIKE_DATES}1 of 100 values are none, name what means a missing value in source.csv.null, "
            "or set its type in columns.types",
        ),
        ({Form.SHORT_DATE: 5}, f"{LIKE_DATES}the century is not told: set source.csv.date_format to '%d/%m/%y'"),
        (
            {Form.ZONED: 5, Form.TIMESTAMP: 5},
            "column 'x' holds times with a zone and times without, and is read as text: write them alike",
        ),
        (
            {Form.TEXT: 50, Form.MARK: 2},
            "column 'x' is of text and has marks such as NA, ? or - in 2 rows, which are read as texts: "
            "list in source.csv.null what means a missing value, or [] for nothing",
        ),
    ],
)
def test_what_a_person_would_have_read_otherwise_is_said(forms: Mapping[Form, int], notice: str) -> None:
    """In one sentence with the column, why, and the setting that decides it."""
    assert (read(forms).type, read(forms).notice) == (ColumnType.TEXT, notice)


@pytest.mark.parametrize("forms", [{Form.TEXT: 50}, {Form.TEXT: 50, Form.WHOLE: 50}, {Form.MISSING: 3}])
def test_plain_text_is_not_worth_a_word(forms: Mapping[Form, int]) -> None:
    """Nor is a column of which half looks like numbers: product names, say."""
    assert read(forms).notice == ""


def test_commas_taken_for_thousands_by_the_neighbours_are_said() -> None:
    """It is right nearly always, and a thousandfold wrong else."""
    told = read({Form.COMMA_OR_GROUP: 5}, file=".")
    assert (told.type, told.whole) == (ColumnType.NUMBER, True)
    assert told.notice == (
        "the commas in column 'x' are read as thousands, since other columns have decimal points: "
        'say so by source.csv.thousands: "," or deny it by source.csv.decimal: ","'
    )
    declared = Convention(Numerals(None, ","), setting="source.csv")
    assert read({Form.COMMA_OR_GROUP: 5}, convention=declared).notice == ""


def test_where_no_setting_helps_none_is_named() -> None:
    """A text column of a Parquet file has no source.csv."""
    assert "source.csv" not in read({Form.COMMA_OR_GROUP: 5}, convention=UNDECLARED).notice
