"""What tells a file from one that takes its place, without reading either."""

from collections.abc import Iterable
from pathlib import Path

Stamp = tuple[int, int, int] | None
"""The moment at which a file was written, its size and its place on the disk; None where there is none."""


def stamps(files: Iterable[Path]) -> dict[Path, Stamp]:
    """Return the stamp of each file, links followed: Kubernetes changes a mounted file by another link to it."""
    return {file: _stamp(file) for file in files}


def _stamp(file: Path) -> Stamp:
    try:
        status = file.stat()
    except (OSError, ValueError):  # a name that can be no file's is told when it is read
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
