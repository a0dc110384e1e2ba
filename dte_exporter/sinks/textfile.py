"""A file for the textfile collector of node_exporter."""

import os
from contextlib import suppress
from pathlib import Path

from dte_exporter.errors import SinkError


class Textfile:
    """A file that its readers see whole, as it was or as it is: whatever ends the run, there is no half of it.

    Parameters
    ----------
    path : Path
        The file, in the folder that node_exporter reads; it reads those whose name ends in ``.prom``.

    Raises
    ------
    SinkError
        If node_exporter would not read it, or it cannot be written there.
    """

    def __init__(self, path: Path) -> None:
        if path.suffix != ".prom":
            raise SinkError(f"--textfile: node_exporter reads no file but those that end in .prom: {path} does not")
        if not os.access(path.parent, os.W_OK | os.X_OK):
            raise SinkError(f"--textfile: no file can be written in {path.parent}: make the folder, or name another")
        self._path = path
        self._draft = path.with_name(f".{path.name}.{os.getpid()}")

    def put(self, exposition: bytes) -> None:
        """Replace the file.

        Raises
        ------
        SinkError
            If the disk will not have it.
        """
        try:
            self._write(exposition)
            self._draft.replace(self._path)
            self._keep_name()
        except OSError as error:
            with suppress(OSError):
                self._draft.unlink()
            raise SinkError(f"--textfile: {self._path} cannot be written: {error.strerror}") from error

    def _write(self, exposition: bytes) -> None:
        with self._draft.open("wb") as draft:
            draft.write(exposition)
            draft.flush()
            os.fsync(draft.fileno())

    def _keep_name(self) -> None:
        """Have the disk keep the name as well: else a power failure could undo the replacement."""
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
