"""What stands for a file whose own name the engine would take for something else: a link, or a copy in UTF-8.

DuckDB takes ``[``, ``*`` and ``?`` in a name for a pattern, knows no name that is not UTF-8, and makes columns of all
folders called ``key=value``, those above the data too. Stand-ins lie in the run's own folder, in folders of the
partitions that are meant.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.file_formats.found import COMPRESSIONS, FoundFiles

_MARKS = re.compile(r"[*?\[]")


@dataclass(slots=True)
class StandIns:
    """The run's stand-ins for files that were found; each has a number for its name.

    Parameters
    ----------
    found : FoundFiles
        The files.
    """

    found: FoundFiles
    _folder: Path | None = field(default=None, init=False)
    _made: int = field(default=0, init=False)

    def linked(self) -> tuple[Path, ...]:
        """Return names under which the engine finds these files and no others: their own wherever that will do."""
        return tuple(file if self._is_plain(file) else self._link(file) for file in self.found.files)

    def place(self, file: Path, ending: str) -> Path:
        """Return where a stand-in for `file` may be written."""
        self._folder = self._folder or duckdb_engine.scratch()
        folder = self._folder.joinpath(*map(encoded_partition, self.found.partitions(file)))
        folder.mkdir(parents=True, exist_ok=True)
        self._made += 1
        return folder / f"{self._made}{ending}"

    def _link(self, file: Path) -> Path:
        ending = file.suffix.lower()
        link = self.place(file, ending if ending in COMPRESSIONS else "")
        link.symlink_to(file.absolute())
        return link

    def _is_plain(self, file: Path) -> bool:
        text = str(file)
        folders = {part for part in file.absolute().parent.parts if "=" in part}
        is_text = text.isprintable() or text.encode(errors="replace").decode() == text
        return not _MARKS.search(text) and is_text and folders == set(self.found.partitions(file))


def encoded_partition(folder: str) -> str:
    """Return the name of a partition's `folder` as the engine decodes it."""
    key, _, value = folder.partition("=")
    return f"{key}={quote(value, safe='% ', errors='replace')}"
