"""What is in a file, decompressed as its ending says; what cannot be is an error of the source."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from dte_exporter.errors import SourceError
from dte_exporter.tables.file_formats.found import compression_of


@contextmanager
def opened(file: Path, written: str) -> Iterator[IO[bytes]]:
    """Give the bytes of `file` to the block.

    Parameters
    ----------
    written : str
        The path in the config, for messages.

    Raises
    ------
    SourceError
        Inside the block, if the file cannot be decompressed: it is not whole, or damaged.
    OSError
        If the file system refuses.
    """
    try:
        with _stream(file) as stream:
            yield stream
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(_damaged(written)) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise SourceError(_damaged(written)) from error  # Arrow's, of zstd


def _damaged(written: str) -> str:
    return f"{written} cannot be decompressed: it is not whole, or damaged: write it anew"


def _stream(file: Path) -> IO[bytes]:
    compression = compression_of(file)
    if compression == "gzip":
        return cast("IO[bytes]", gzip.open(file, "rb"))
    if compression == "zstd":
        import pyarrow as pa

        return cast("IO[bytes]", pa.input_stream(str(file), compression="zstd"))
    return file.open("rb")
