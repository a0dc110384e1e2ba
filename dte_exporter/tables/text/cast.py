"""From a column of text to the values that it is read as, in the engine."""

import functools
from types import SimpleNamespace
from typing import Any

from dte_exporter.config.column_types import ColumnType
from dte_exporter.tables.text.forms import GAPS, PATTERNS, Form, whole_value
from dte_exporter.tables.text.reading import Reading, is_of_dates_alone

WORDS = {"true": True, "t": True, "yes": True, "y": True, "1": True} | dict.fromkeys(
    ("false", "f", "no", "n", "0"), False
)
"""What a column that is declared as boolean may hold, whatever the case."""


def values(column: Any, reading: Reading) -> Any:
    """Return the values of a text `column` as `reading` has them; null where there is none."""
    if reading.type is ColumnType.TEXT:
        return _without(column, Form.BLANK) if reading.spaced else column
    told = _without(column, Form.BLANK, Form.MARK) if reading.marked or reading.spaced else column
    match reading.type:
        case ColumnType.NUMBER:
            return _number(told, reading)
        case ColumnType.BOOLEAN:
            return truth(told)
        case ColumnType.EPOCH_SECONDS | ColumnType.EPOCH_MILLISECONDS:
            return moment(_number(told, reading), reading.type)
        case _:
            return _time(told, reading)


def moment(number: Any, unit: ColumnType) -> Any:
    """Return the moment that is `number` seconds or milliseconds after 1970 began in UTC."""
    counted = number.cast("int64").as_timestamp("s" if unit is ColumnType.EPOCH_SECONDS else "ms")
    return counted.cast("timestamp('UTC')")


def truth(column: Any) -> Any:
    """Return the truth value of a word, null of any other."""
    import ibis

    word = column.strip().lower()
    yes, no = ([text for text, value in WORDS.items() if value is wanted] for wanted in (True, False))
    return ibis.cases((word.isin(yes), True), (word.isin(no), False), else_=None)


def parsed(column: Any, format_: str) -> Any:
    """Return the time in a text `column` that is written in `format_`, null where it is not."""
    return _functions().try_strptime(column, format_)


def _without(column: Any, *forms: Form) -> Any:
    """Return `column` with null in place of values of `forms`."""
    import ibis

    pattern = whole_value("|".join(PATTERNS[form] for form in forms))
    return ibis.cases((column.re_search(pattern), None), else_=column)


def _number(column: Any, reading: Reading) -> Any:
    numerals = reading.numerals
    if numerals.thousands in {" ", "'"}:
        column = column.re_replace(f"[{GAPS}]", "")
    if numerals.known == ",":
        column = column.replace(".", "").replace(",", ".")
    elif reading.grouped:
        column = column.replace(",", "")
    return column.cast("int64" if reading.whole else "float64")


def _time(column: Any, reading: Reading) -> Any:
    if reading.formats:
        (format_,) = reading.formats
        time = column.as_timestamp(format_)  # Ibis gives it a zone, DuckDB only where the text has one
        time = time if "%z" in format_ else time.cast("timestamp")
        return time.date() if is_of_dates_alone(format_) else time
    column = column.strip()
    if reading.type is ColumnType.DATE:
        return column.cast("date")
    return column.cast("timestamp('UTC')" if reading.zoned else "timestamp")


@functools.cache
def _functions() -> SimpleNamespace:
    """Return DuckDB's functions that Ibis has no words for. Made once: equal questions are one object."""
    import datetime

    import ibis

    def try_strptime(text: str, format_: str) -> datetime.datetime: ...  # type: ignore[empty-body]  # DuckDB has the body

    return SimpleNamespace(try_strptime=ibis.udf.scalar.builtin(try_strptime))
