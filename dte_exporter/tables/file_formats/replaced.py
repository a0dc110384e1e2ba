"""Whether files are still what they were when they were opened: of one that was replaced, nothing is measured."""

from collections.abc import Iterable
from dataclasses import dataclass
from os import stat_result
from pathlib import Path

_HEAD = 1024
"""Bytes at the start of a file that grows, which tell whether it was written anew: its columns' names, as a rule."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was at a moment.

    Parameters
    ----------
    file : Path
        Which.
    identity : tuple of int
        Of the file itself, whatever its name.
    size, changed : int
        Bytes, and nanoseconds since the epoch.
    head : bytes
        Its first bytes.
    """

    file: Path
    identity: tuple[int, int]
    size: int
    changed: int
    head: bytes

    def holds(self, may_grow: bool) -> bool:
        """Return whether the file is the same, save for what was written to its end if it `may_grow`."""
        try:
            now = self.file.stat()
            if (self.size, self.changed) == (now.st_size, now.st_mtime_ns):
                return self.identity == _identity(now)
            is_longer = may_grow and self.identity == _identity(now) and now.st_size >= self.size
            return is_longer and _head(self.file, len(self.head)) == self.head
        except OSError:
            return False


def stamps(files: Iterable[Path]) -> tuple[Stamp, ...]:
    """Return the stamps of `files` now.

    Raises
    ------
    OSError
        If one is gone.
    """
    return tuple(_stamp(file) for file in files)


def _stamp(file: Path) -> Stamp:
    now = file.stat()
    return Stamp(file, _identity(now), now.st_size, now.st_mtime_ns, _head(file, _HEAD))


def _identity(now: stat_result) -> tuple[int, int]:
    return now.st_dev, now.st_ino


def _head(file: Path, size: int) -> bytes:
    with file.open("rb") as stream:
        return stream.read(size)
