"""What a file is by its first bytes, where that is not what its name says: nothing is read into it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from dte_exporter.errors import SourceError, UnsettledError
from dte_exporter.tables.file_formats.content import opened
from dte_exporter.tables.file_formats.found import FoundFiles, compression_of

_SAMPLE = 2**14
_MOST_ZEROS = 0.01
"""The share of zero bytes above which a file is no text: a stray one stands in many an export."""

_SIGNS = {
    b"PAR1": "Parquet",
    b"\x1f\x8b": "compressed by gzip",
    b"\x28\xb5\x2f\xfd": "compressed by zstd",
    b"BZh": "compressed by bzip2",
    b"\xfd7zXZ": "compressed by xz",
    b"PK\x03\x04": "a ZIP archive or an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an Excel workbook",
    b"SQLite format 3\0": "an SQLite database",
    b"%PDF": "a PDF",
    b"ORC": "ORC",
    b"Obj\x01": "Avro",
    b"ARROW1": "Arrow",
}
_COMPRESSED = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
_MARKUP = re.compile(rb"\s*<(!doctype|html|\?xml)", re.I)
_JSON = re.compile(rb'\s*(\{\s*"|\[\s*\{\s*")')


def refuse_other_content(found: FoundFiles, written: str, encoding: str | None) -> None:
    """Refuse `found` if one of its files is plainly of another kind than their format.

    Parameters
    ----------
    written : str
        The path in the config.
    encoding : str or None
        The one that the config declares.

    Raises
    ------
    SourceError
        If one is; the message says how many of them, and what it is.
    """
    _refuse_strange(list(_strange(found, written, encoding)), len(found.files), written)


def refuse_other_than_parquet(starts: Sequence[bytes], written: str) -> None:
    """Refuse what is plainly no Parquet, by the first bytes of each file.

    Raises
    ------
    SourceError
        If one is; the message says how many of them, and what it is.
    """
    _refuse_strange(list(filter(None, map(_no_parquet, starts))), len(starts), written)


def _refuse_strange(strange: Sequence[str], count: int, written: str) -> None:
    if strange:
        which = written if count == 1 else f"{len(strange)} of {count} files at {written}"
        raise SourceError(f"{which}: {strange[0]}")


def _strange(found: FoundFiles, written: str, encoding: str | None) -> Iterator[str]:
    """Yield what each strange file is, and what to do."""
    for file in found.files:
        if (
            what := _no_parquet(_raw(file))
            if found.format == "parquet"
            else _no_text(file, found.format, written, encoding)
        ):
            yield what


def _no_parquet(start: bytes) -> str:
    if start.startswith((b"PAR1", b"PARE")):
        return ""
    if not start:
        return "it is empty, and no Parquet: write it anew, or keep it elsewhere"
    return f"it is {_sign(start) or 'no Parquet'}: set source.format to what it is, or write it anew"


def _no_text(file: Path, format_: str, written: str, encoding: str | None) -> str:
    raw, compression = _raw(file), compression_of(file)
    if not raw:
        return ""
    if compression in _COMPRESSED and not raw.startswith(_COMPRESSED[compression]):
        return f"its ending says {compression}, and it is not compressed so: rename it"
    if compression not in _COMPRESSED and (sign := _sign(raw)):
        return f"it is {sign}, not {format_.upper()}: {_WAYS_OUT.get(sign, 'write the rows as CSV or Parquet')}"
    with opened(file, written) as stream:
        start = stream.read(_SAMPLE)
    return _no_characters(start, format_, written, encoding) or _other_text(start, format_)


_WAYS_OUT = {
    "Parquet": "set source.format to parquet",
    "compressed by gzip": "let its name end in .gz",
    "compressed by zstd": "let its name end in .zst",
}


def _no_characters(start: bytes, format_: str, written: str, encoding: str | None) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "" if format_ == "csv" else "it is not UTF-8, but UTF-16: write it in UTF-8"
    if encoding is not None or start.count(0) <= _MOST_ZEROS * len(start):
        return ""
    if not start.strip(b"\0"):
        return "it is full of zero bytes, as a file is that was begun and never written: write it anew"
    wide = {start[1::2]: "utf-16-le", start[::2]: "utf-16-be"}
    likely = next((name for half, name in wide.items() if half.count(0) > len(half) / 2), None)
    if likely and start.count(0) < 0.6 * len(start):
        if format_ == "csv":
            raise UnsettledError(
                f"{written} is not UTF-8: set source.csv.encoding, which is likely {likely}", "encoding", likely
            )
        return "it is not UTF-8, but UTF-16: write it in UTF-8"
    return "it has zero bytes, as no text has: set source.format to what it is, or write the rows as CSV or Parquet"


def _other_text(start: bytes, format_: str) -> str:
    if _MARKUP.match(start):
        return "it is HTML or XML, as of a page that says what went wrong: look into it"
    if format_ == "csv" and _JSON.match(start):
        return "it is JSON, not CSV: set source.format to json"
    return ""


def _sign(start: bytes) -> str:
    return next((what for sign, what in _SIGNS.items() if start.startswith(sign)), "")


def _raw(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(16)
