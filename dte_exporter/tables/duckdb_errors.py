"""What DuckDB refuses, in our own sentence: DuckDB's may quote a value of the data, a path, or a column's name."""

import re
from collections.abc import Collection, Iterator

_COLUMN = re.compile(r"when casting from source column (.+)$", re.MULTILINE)
"""Where DuckDB names the column whose value does not fit what a window, or columns.types, casts it to."""

_LINE = r"CSV Error on Line: (?P<line>\d+)\n"
_RAGGED = re.compile(_LINE + r".*?^Expected Number of Columns: (?P<expected>\d+) Found: (?P<found>\d+)", re.S | re.M)
_QUOTE = re.compile(_LINE + r".*?^Value with unterminated quote found", re.S | re.M)
_AFTER_QUOTE = re.compile(_LINE + r".*?quote should be followed by|invalid quote", re.S | re.I)
_LINE_ENDS = re.compile(r"state machine reached an invalid state|possible to automatically detect the CSV")
_CUT = re.compile(r"magic bytes|[Ff]ooter|too small to be a Parquet file")
_TWICE = re.compile(r"has duplicate key")
_LONG = re.compile(r"Maximum line size of (?P<limit>\d+) bytes exceeded")
_UNICODE = re.compile(r"[Ii]nvalid unicode|not utf-8 encoded|Invalid UTF-?8|not valid UTF", re.I)
_OBJECT = re.compile(r"maximum_object_size")
_JSON_LINE = re.compile(r"Malformed JSON .*?(?:at byte|in file)|Malformed JSON", re.S)


def describe(error: Exception, columns: Collection[str] = ()) -> str:
    """Return what went wrong, and what to do, in words that hold nothing of the data.

    Of DuckDB's sentence only numbers are passed on, and a column's name if it is one of `columns`, so that no value
    passes for one.
    """
    text = str(error)
    if found := _RAGGED.search(text):
        has = _fields(found["found"])
        return (
            f"line {int(found['line']):,} has {has} instead of {found['expected']}: mend it, or set "
            "source.csv.delimiter and source.csv.quote to what the file is written with"
        )
    if found := _QUOTE.search(text) or _AFTER_QUOTE.search(text):
        return (
            f"line {int(found['line']):,} has a quote that is not closed as it should be: mend it, or set "
            'source.csv.quote, to "" where quotes are plain text'
        )
    if _LINE_ENDS.search(text):
        return (
            "its lines end in different ways (LF, CR LF, CR), its quotes are not closed as they should be, or it is no "
            "text: write it anew, or set source.csv.delimiter and source.csv.quote to what it is written with"
        )
    if found := _LONG.search(text):
        return (
            f"a line is longer than {int(found['limit']) / 1e6:g} MB: leave its longest field out, or write the rows "
            "as Parquet; a quote that is never closed looks the same"
        )
    if _CUT.search(text):
        return "it is not whole, or damaged: write it anew"
    if _TWICE.search(text):
        return "an object has a key twice: leave one out"
    if _OBJECT.search(text):
        return "an object is longer than 16 MB: leave its longest field out, or write the rows as Parquet"
    if is_of_encoding(error):
        return "it is not UTF-8: write it in UTF-8"
    if _JSON_LINE.search(text):
        return "a line is no JSON: mend it, or set source.format where it is none"
    return _of_value(error, columns)


def _fields(count: str) -> str:
    return "1 field" if count == "1" else f"{count} fields"


def is_of_encoding(error: Exception) -> bool:
    """Return whether `error` is that bytes are no UTF-8."""
    return _UNICODE.search(str(error)) is not None


def _of_value(error: Exception, columns: Collection[str]) -> str:
    import duckdb

    name = type(error).__name__
    if isinstance(error, duckdb.PermissionException):
        return "DuckDB refuses to open what the config does not name"
    if isinstance(error, duckdb.BinderException | duckdb.CatalogException):
        return f"DuckDB refuses with {name}: the files have other columns or partitions than when they were opened"
    if "Division by zero" in str(error):
        return "a window divides by zero for some rows: exclude them first"
    if isinstance(error, duckdb.IOException):
        return f"DuckDB refuses with {name}: a file cannot be read, is not whole, or was changed while it was read"
    named = next((column for column in _named(error) if column in columns), None)
    what = "a value does not fit its column, or the file is damaged"
    what = f"a value in column {named!r} does not fit its type" if named else what
    return f"DuckDB refuses with {name}: {what}"


def _named(error: Exception) -> Iterator[str]:
    """Yield what may be the name of the column that `error` is about."""
    for match in _COLUMN.finditer(str(error)):
        yield match[1]
