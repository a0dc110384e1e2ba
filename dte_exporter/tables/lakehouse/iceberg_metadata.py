"""Which file of metadata is the newest in the folder of an Iceberg table: no catalog says so."""

import re
from contextlib import suppress

from dte_exporter.errors import SourceError
from dte_exporter.tables.lakehouse.iceberg_files import TableFiles

METADATA = "metadata"
"""The folder that makes a folder an Iceberg table, where a file in it ends as follows."""

ENDING = ".metadata.json"
_NUMBERED = re.compile(r"v?(?P<number>\d+)(-[^/]+)?(\.gz)?\.metadata\.json")
_HINT = "version-hint.text"


def newest_metadata(files: TableFiles, path: str) -> str:
    """Return where the metadata of the table at `path` is: it itself, what the folder's hint names, or the last number.

    Raises
    ------
    SourceError
        If there is none, or two may be the newest.
    """
    if path.endswith(ENDING):
        return path
    folder = f"{path}/{METADATA}"
    names = files.names_below(folder)
    if _HINT in names:
        with suppress(UnicodeDecodeError):
            hint = files.content(f"{folder}/{_HINT}").decode("ascii").strip()
            hinted = [name for name in names if name in {hint, f"{hint}{ENDING}", f"v{hint}{ENDING}"}]
            if hinted:
                return f"{folder}/{hinted[0]}"
    numbers = {name: int(match["number"]) for name in names if (match := _NUMBERED.fullmatch(name))}
    if not numbers:
        raise SourceError(f"no Iceberg table at {files.written!r} (it has no {METADATA}/*{ENDING}): check source.path")
    newest = [name for name, number in numbers.items() if number == max(numbers.values())]
    if len(newest) > 1:
        raise SourceError(
            f"{files.written!r} has {len(newest)} files of metadata that may be the newest: name one of them as "
            "source.path, or give the catalog"
        )
    return f"{folder}/{newest[0]}"
