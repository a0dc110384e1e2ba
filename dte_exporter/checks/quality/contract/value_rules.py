"""What is agreed of the values of a column: limits, lengths, a pattern, and which there may be."""

import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from dte_exporter.checks.quality.contract.agreed import Agreed, AgreedRows, NotJudged, NotJudgedError, Rule
from dte_exporter.config.contracts.contract_schema import Property
from dte_exporter.config.contracts.type_options import ENDS, TypeOptions
from dte_exporter.statistics.expressions.instants import instant, literal
from dte_exporter.statistics.quality_facts.fact_questions import AskedColumn

_BEYOND: Mapping[str, Callable[[Any, Any], Any]] = {
    "minimum": operator.lt,
    "maximum": operator.gt,
    "exclusive_minimum": operator.le,
    "exclusive_maximum": operator.ge,
    "min_length": operator.lt,
    "max_length": operator.gt,
}
"""When a value, or its length, is beyond a limit."""

_INSIDE = "what is inside a value is not looked at"

_NOT_JUDGED: Mapping[str, str] = {
    "timezone": "whether times have a zone is a matter of the column's type",
    "default_timezone": "times without a zone are read in the data set's timezone",
    **dict.fromkeys(
        ("min_properties", "max_properties", "required", "min_items", "max_items", "unique_items"), _INSIDE
    ),
}


_BITS = (8, 16, 32, 64, 128, 256)
_KNOWN_BITS = "i8 to i256, or u8 to u256"

_LONGEST = 2**31 - 1
"""No text is longer, so that a greater length is the same limit."""

_GREATEST = 2**63 - 1
"""What whole numbers of engines go up to."""


def of_options(one: Property) -> Iterator[Agreed]:
    """Yield what the logicalTypeOptions of a column agree on."""
    for name in one.logical_type_options.set_:
        label = str(TypeOptions.model_fields[name].alias)
        asked = _question(one, name)
        yield NotJudged(one.name, label, asked) if isinstance(asked, str) else Rule(one.name, label, asked)


def _question(one: Property, name: str) -> Callable[[AgreedRows], Any] | str:
    limit = getattr(one.logical_type_options, name)
    if name in _NOT_JUDGED:
        return _NOT_JUDGED[name]
    if name == "format":
        return _of_format(one, limit)
    if name in ENDS:
        return _of_end(one, name, limit)
    if name == "pattern":
        return partial(unlike, one, limit)
    if name == "multiple_of":
        is_whole = limit == int(limit) and limit <= _GREATEST
        return partial(_no_multiple, one, int(limit)) if is_whole else "only whole numbers of 64 bits are divided by"
    return partial(_of_length, one, name, limit)


def _of_format(one: Property, format_: str) -> Callable[[AgreedRows], Any] | str:
    """Return the question whether whole numbers fit into the bits of a format such as ``u8``."""
    if one.logical_type != "integer" or not format_[1:].isdecimal() or format_[0] not in "iu":
        return "formats are not looked at but those of integers: agree on a pattern"
    bits = int(format_[1:])
    if bits not in _BITS:
        return f"no whole numbers have {format_[:8]!r}: agree on {_KNOWN_BITS}"
    low, high = (0, 2**bits) if format_[0] == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1))
    return partial(_out_of_bits, one, low, high)


def _out_of_bits(one: Property, low: int, high: int, rows: AgreedRows) -> Any:
    number = _numbers(rows.column(one))
    return rows.count((number < float(low)) | (number >= float(high)))


def _of_end(one: Property, name: str, limit: float | str) -> Callable[[AgreedRows], Any] | str:
    if one.logical_type == "time":
        return "times of day are not compared"
    if isinstance(limit, int | float):
        return partial(_beyond_number, one, name, limit)
    try:
        moment = datetime.fromisoformat(limit)
    except ValueError:
        return f"{limit!r} is no time as ISO 8601 writes it, such as 2020-01-31"
    return partial(_beyond_moment, one, name, moment)


def _beyond_number(one: Property, name: str, limit: float, rows: AgreedRows) -> Any:
    return rows.count(_BEYOND[name](_numbers(rows.column(one)), float(limit)))


def _beyond_moment(one: Property, name: str, limit: datetime, rows: AgreedRows) -> Any:
    column = rows.column(one)
    if column.kind != "time":
        raise NotJudgedError("the column does not hold times")
    zoned = limit if limit.tzinfo else limit.replace(tzinfo=ZoneInfo(rows.view.timezone))
    try:
        moment = literal(zoned.astimezone(UTC))
    except OverflowError as error:
        raise NotJudgedError("its limit lies outside of the years 1 to 9999 in UTC") from error
    times = instant(rows.view.table, column.name, rows.view.timezone)
    return rows.count(_BEYOND[name](times, moment))


def _of_length(one: Property, name: str, limit: int, rows: AgreedRows) -> Any:
    return rows.count(_BEYOND[name](_text(rows.column(one)).length(), min(limit, _LONGEST)))


def unlike(one: Property, pattern: str, rows: AgreedRows) -> Any:
    """Return how many values hold nothing that matches `pattern`."""
    return rows.count(~_text(rows.column(one)).re_search(pattern))


def _no_multiple(one: Property, of: int, rows: AgreedRows) -> Any:
    column = rows.column(one)
    if not rows.view.table[column.name].type().is_integer():
        raise NotJudgedError("only whole numbers are held against a multiple")
    return rows.count(column.values % of != 0)


def of_values(one: Property, valid: tuple[Any, ...], rows: AgreedRows) -> Any:
    """Return how many values are none of those `valid`; a missing one is no value."""
    column = rows.column(one)
    known = _held_as(column, valid)
    values = column.values.cast("float64") if column.kind == "number" else column.values
    return rows.count(values.notin(known) if known else values.notnull())


def listed_as_missing(one: Property, listed: tuple[Any, ...] | None, rows: AgreedRows) -> Any:
    """Return how many rows hold nothing, or what is `listed` as nothing; blank text where no list is given."""
    column = rows.column(one)
    known = _held_as(column, [""] if listed is None and column.kind == "text" else listed or ())
    values = column.values.cast("float64") if column.kind == "number" else column.values
    is_none = column.values.isnull()
    return rows.count(is_none | values.isin(known) if known else is_none)


def _held_as(column: AskedColumn, values: Any) -> list[Any]:
    """Return those of `values` that a column of its kind can hold, as it holds them."""
    if column.kind == "text":
        return [value for value in values if isinstance(value, str)]
    if column.kind == "boolean":
        return [value for value in values if isinstance(value, bool)]
    if column.kind == "number":
        return [float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    raise NotJudgedError("a list of values is held against text, numbers and truth values alone")


def _numbers(column: AskedColumn) -> Any:
    if column.kind != "number":
        raise NotJudgedError("the column does not hold numbers")
    return column.values.cast("float64")


def _text(column: AskedColumn) -> Any:
    if column.kind != "text":
        raise NotJudgedError("the column does not hold text")
    return column.values
