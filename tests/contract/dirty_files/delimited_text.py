"""The literal rows as the bytes of a delimited file of one dialect."""

import gzip
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from tests.contract.dirty_files.dialects import Dialect
from tests.contract.dirty_files.facts import DAYS, EARLY_DAYS, EASTERN, WESTERN, facts

DAY_FORMATS = {
    "iso": "%Y-%m-%d",
    "day first": "%d/%m/%Y",
    "month first": "%m/%d/%Y",
    "dotted": "%d.%m.%Y",
    "ambiguous": "%d/%m/%Y",
    "dotted short": "%d.%m.%y",
    "words": "%d %b %Y",
}
_TIME_FORMATS = {"zoned": "%Y-%m-%dT%H:%M:%SZ", "local": "%Y-%m-%d %H:%M:%S", "dotted": "%d.%m.%Y %H:%M:%S"}


def rows_of(dialect: Dialect) -> Mapping[str, tuple[Any, ...]]:
    """Return what a file of `dialect` holds, by column."""
    held = facts(
        EASTERN if dialect.encoding == "cp1250" else WESTERN, EARLY_DAYS if dialect.dates == "ambiguous" else DAYS
    )
    if dialect.times == "epoch":
        return {**held, "seen": tuple(int(moment.timestamp()) for moment in held["seen"])}
    if dialect.times != "zoned":
        return {**held, "seen": tuple(moment.replace(tzinfo=None) for moment in held["seen"])}
    return held


def body(dialect: Dialect) -> bytes:
    """Return the bytes of the file."""
    held = rows_of(dialect)
    lines = [list(held)] if dialect.header else []
    lines += [[written(value, dialect) for value in row] for row in zip(*held.values(), strict=True)]
    text = "".join(_line(fields, dialect) for fields in lines)
    return compressed(text.encode(dialect.encoding), dialect.ending)


def compressed(content: bytes, ending: str) -> bytes:
    """Return `content` compressed as `ending` says."""
    if ending.lower().endswith(".gz"):
        return gzip.compress(content)
    if ending.lower().endswith(".zst"):
        return bytes(pa.compress(content, codec="zstd", asbytes=True))
    return content


def written(value: Any, dialect: Dialect) -> str:
    """Return `value` as the dialect writes it, before it is quoted."""
    match value:
        case None:
            return dialect.missing
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return _number(value, dialect)
        case datetime():
            return value.strftime(_TIME_FORMATS["zoned" if value.tzinfo is UTC else dialect.times])
        case date():
            return value.strftime(DAY_FORMATS[dialect.dates])
    return str(value)


def _number(value: int | Decimal, dialect: Dialect) -> str:
    is_moment = isinstance(value, int) and value > 10**9
    marks = {",": "\0", ".": dialect.decimal}
    plain = is_moment or not dialect.thousands
    text = str(value) if plain else f"{value:,}"
    return "".join(marks.get(mark, mark) for mark in text).replace("\0", dialect.thousands)


def _line(texts: list[str], dialect: Dialect) -> str:
    return dialect.delimiter.join(_quoted(text, dialect) for text in texts) + dialect.line_end


def _quoted(text: str, dialect: Dialect) -> str:
    needed = any(mark in text for mark in (dialect.delimiter, '"', "\n", "\r"))
    if not needed and (dialect.quoting == "minimal" or not text):
        return text
    return '"{}"'.format(text.replace('"', '""'))
