"""Statistics kept on disk: a reference that does not change is summarised once."""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from dte_exporter.config.document.regular_file import UnreadableError, read_regular

MAX_FILES = 256
"""The most statistics that are kept: a reference that moves with time leaves one behind at every run."""

_MAX_BYTES = 2**28

_OURS = f"{'[0-9a-f]' * 64}.json"
"""What our files are called: the folder is the user's choice, and may hold others."""


class DiskCache:
    """Serial forms of statistics, one file a key, the last used `MAX_FILES`. Several workers may share the folder.

    Parameters
    ----------
    folder : Path
        Made when the first statistic is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """Return what was put under `key`, None if nothing was or it cannot be read."""
        with suppress(OSError, UnreadableError):
            body = read_regular(self._file(key), _MAX_BYTES, "a statistic")
            os.utime(self._file(key))
            return body
        return None

    def put(self, key: str, body: bytes) -> None:
        """Keep `body` under `key`, whole or not at all; a folder that cannot be written to is no error."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(descriptor, "wb") as file:
                file.write(body)
            Path(name).replace(self._file(key))
            self._forget_the_oldest()

    def _forget_the_oldest(self) -> None:
        files = sorted(self.folder.glob(_OURS), key=lambda file: file.stat().st_mtime_ns)
        for file in files[:-MAX_FILES]:
            file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()}.json"
