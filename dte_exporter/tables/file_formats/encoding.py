"""Files in other encodings than UTF-8: guessed at, and written again for the engine, which knows no other."""

import codecs
import gzip
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from dte_exporter.errors import SourceError
from dte_exporter.tables.file_formats.found import compression_of

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SAMPLE = 2**18
_CHUNK = 2**20
_LATIN = ("cp1252", "cp1250", "cp1257", "cp1254")
"""Those of languages that most often write letters of ASCII, by how common they are."""

_WORD = re.compile(rb"[A-Za-z\x80-\xff]{2,}")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")


def marked_encoding(file: Path) -> str | None:
    """Return the encoding that the first bytes of `file` say, None where they say none.

    Raises
    ------
    OSError
        If the file cannot be read, or is not compressed as its ending says.
    """
    with _opened(file) as stream:
        first = stream.read(4)
    return next((name for mark, name in _MARKS.items() if first.startswith(mark)), None)


def likely_encoding(file: Path) -> str | None:
    """Return the encoding in which the text at the start of `file` makes most sense, None where it does in none."""
    with _opened(file) as stream:
        sample = stream.read(_SAMPLE)
    words = [word for word in _WORD.findall(sample) if not word.isascii()]
    if sum(_ASCII_LETTER.search(word) is not None for word in words) > len(words) / 2:
        return min(_LATIN, key=lambda encoding: _strangeness(b" ".join(words), encoding))
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else None


def _strangeness(words: bytes, encoding: str) -> int:
    """Return how often a capital follows a small letter, or what is no letter stands in a word, if it is `encoding`."""
    text = words.decode(encoding, errors="replace")
    strange = (not here.isalpha() or (here.isupper() and before.islower()) for before, here in _after_another(text))
    return sum(strange)


def _after_another(text: str) -> Iterator[tuple[str, str]]:
    return ((before, here) for before, here in zip(" " + text, text, strict=False) if not here.isspace())


def transcoded(files: tuple[Path, ...], encoding: str, folder: Path) -> Iterator[Path]:
    """Yield copies of `files` in UTF-8, in `folder`.

    Raises
    ------
    SourceError
        If a file is not in `encoding`.
    """
    for place, file in enumerate(files):
        copy = folder / f"{place}.csv"
        with _opened(file) as stream, copy.open("w", encoding="utf-8", newline="") as target:
            try:
                text = codecs.getreader(encoding)(stream)
                shutil.copyfileobj(text, target, _CHUNK)
            except UnicodeError as error:
                raise SourceError(
                    f"it is not {encoding} as source.csv.encoding says: set it to what the file is written in"
                ) from error
        yield copy


def _opened(file: Path) -> IO[bytes]:
    compression = compression_of(file)
    if compression == "gzip":
        return cast("IO[bytes]", gzip.open(file, "rb"))
    if compression == "zstd":
        import pyarrow as pa

        return cast("IO[bytes]", pa.input_stream(str(file), compression="zstd"))
    return file.open("rb")
