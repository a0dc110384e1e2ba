"""Which files of a disk a path means: one, those of a folder, or of a glob."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

_HIDDEN = (".", "_")
"""How names begin that other programs keep beside their data: ``_SUCCESS``, ``.part-0.crc``, ``_delta_log``."""

_MARKS = re.compile(r"[*?\[]")


def lying_at(base: Path, written: str) -> Iterator[Path]:
    """Yield the regular files that `written` means, but for what other programs keep there; one may come twice.

    A path that exists is that path, whatever marks its name has.

    Raises
    ------
    OSError
        If the file system refuses.
    """
    path = base / written
    if path.is_dir():
        yield from _in_folder(path)
    elif path.exists():
        yield from [path] if path.is_file() else []
    elif _MARKS.search(written):
        yield from _matching(path)


def _matching(path: Path) -> Iterator[Path]:
    """Yield what the glob `path` means; as much of it as is a folder is that folder, whatever marks its name has."""
    folder = next(parent for parent in path.parents if parent.is_dir())
    pattern = path.relative_to(folder)
    for match in folder.glob(str(pattern)):
        if is_hidden(pattern) or not is_hidden(match.relative_to(folder)):
            yield from _in_folder(match) if match.is_dir() else [match] if match.is_file() else []


def _in_folder(path: Path) -> Iterator[Path]:
    for folder, below, names in os.walk(path, onerror=_refuse):
        below[:] = (name for name in below if not name.startswith(_HIDDEN))
        files = (Path(folder, name) for name in names if not name.startswith(_HIDDEN))
        yield from (file for file in files if file.is_file())


def _refuse(error: OSError) -> None:
    raise error


def is_hidden(below: Path) -> bool:
    """Return whether a folder or file on the way `below` is one that other programs keep beside their data."""
    return any(part.startswith(_HIDDEN) for part in below.parts)
