"""Files in other encodings than UTF-8: guessed at, and written again for the engine, which knows no other."""

import codecs
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from dte_exporter.errors import SourceError
from dte_exporter.tables.file_formats.content import opened

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Each by the bytes that a file begins with; those of UTF-32 begin like those of UTF-16."""

_SAMPLE = 2**18
_CHUNK = 2**20
_LATIN = ("cp1252", "cp1250", "cp1257", "cp1254")
"""Those of languages that most often write letters of ASCII, by how common they are."""

_WORD = re.compile(rb"[A-Za-z\x80-\xff]{2,}")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")


def marked_encoding(file: Path, written: str) -> str | None:
    """Return the encoding that the first bytes of `file` say, None where they say none.

    Raises
    ------
    SourceError
        If the file cannot be decompressed; `written` is its path in the config.
    OSError
        If it cannot be read.
    """
    with opened(file, written) as stream:
        first = stream.read(4)
    return next((name for mark, name in _MARKS.items() if first.startswith(mark)), None)


def likely_encoding(file: Path, written: str) -> str | None:
    """Return the encoding in which `file` makes most sense where it first leaves ASCII, None where it does in none."""
    with opened(file, written) as stream:
        chunks = iter(lambda: stream.read(_SAMPLE), b"")
        sample = next((chunk for chunk in chunks if not chunk.isascii()), b"")
    words = [word for word in _WORD.findall(sample) if not word.isascii()]
    if sum(_ASCII_LETTER.search(word) is not None for word in words) >= len(words) / 2:
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


def transcode(file: Path, encoding: str, copy: Path, written: str) -> None:
    """Write `file`, which is in `encoding`, as `copy` in UTF-8.

    Raises
    ------
    SourceError
        If it is not in `encoding`, or cannot be decompressed; `written` is its path in the config.
    """
    with opened(file, written) as stream, copy.open("w", encoding="utf-8", newline="") as target:
        try:
            text = codecs.getreader(encoding)(stream)
            target.write(text.read(1, 1).removeprefix("\ufeff"))
            shutil.copyfileobj(text, target, _CHUNK)
        except UnicodeError as error:
            raise SourceError(
                f"{written} is not {encoding}, as source.csv.encoding says: set it to what the file is written in"
            ) from error
