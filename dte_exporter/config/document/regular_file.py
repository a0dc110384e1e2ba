"""The one way in which the exporter itself reads a file that a user names: a regular one, whole, up to a size.

A pipe waits for a writer who may never come, some devices never end, and opening others does something. So what is
there is looked at before it is opened, again once it is open, since it may have been replaced in between, and nothing
is waited for. Links are followed: Kubernetes mounts configs and secrets as links.
"""

import os
import stat
from pathlib import Path

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_CHUNK = 2**16


class UnreadableError(Exception):
    """A file cannot be read. Its text goes on where the sentence of the caller has named the file."""


def read_regular(file: Path, limit: int, kind: str) -> bytes:
    """Return all that is in `file`; never waits for anybody.

    Parameters
    ----------
    file : Path
        The file, or a link to it.
    limit : int
        The most bytes that it may hold.
    kind : str
        What it is for, as in "a config", of which none is larger.

    Raises
    ------
    UnreadableError
        If there is no regular file, or it cannot be read, or holds more than `limit`.
    """
    try:
        _require(_status(file))
        descriptor = os.open(file, _FLAGS)
        try:
            _require(os.fstat(descriptor))
            return _whole(descriptor, limit, kind)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from error


def _status(file: Path) -> os.stat_result:
    try:
        return file.stat()
    except ValueError as error:
        raise UnreadableError("cannot be read: its name holds the character U+0000: remove it") from error


def _require(status: os.stat_result) -> None:
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        raise UnreadableError(
            f"is {_KINDS.get(kind, 'something else')}, no regular file: put one there, or a link to one"
        )


def _whole(descriptor: int, limit: int, kind: str) -> bytes:
    body = bytearray()
    while chunk := os.read(descriptor, min(_CHUNK, limit + 1 - len(body))):
        body += chunk
        if len(body) > limit:
            raise UnreadableError(f"is larger than {_size(limit)}: {kind} is not")
    return bytes(body)


def _size(limit: int) -> str:
    return f"{limit // 2**20} MiB" if limit >= 2**20 else f"{limit // 2**10} KiB"
