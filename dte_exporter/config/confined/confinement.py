"""Sources confined to a folder: where teams share a process, not all that it can read is theirs to measure.

A path is judged by where it leads, with every link and every ``..`` followed, since that is what would be read.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, Protocol, runtime_checkable

from dte_exporter.config.problems import Path, Problem
from dte_exporter.config.redaction import without_password
from dte_exporter.declared_source import Source
from dte_exporter.errors import SourceError


@runtime_checkable
class ReadsFiles(Protocol):
    """The settings of a source that reads local files."""

    def local_paths(self) -> Mapping[str, str]:
        """Return each path or glob that is read, as it is written, by the key that names it."""
        ...


@dataclass(frozen=True, slots=True)
class Confinement:
    """Where relative paths start from, and what none may leave.

    Parameters
    ----------
    base : Path
        The folder that relative paths start from.
    root : Path or None
        The folder that no source may read outside of; None where all may be read.
    """

    base: FilePath
    root: FilePath | None = None

    def problems(self, source: Any, at: Path) -> Iterator[Problem]:
        """Yield a problem for each path of the settings `source`, which stand at `at`, that leads outside."""
        for key, path in self._escaping(source):
            yield Problem((*at, key), self._sentence(path))

    def opened(self, kind: Source, source: Any, *names: str) -> Any:
        """Return what the opener of `kind` makes of the settings `source` and `names`.

        Raises
        ------
        SourceError
            If a path of the settings leads outside by now: a link may have changed since they were read.
        """
        for key, path in self._escaping(source):
            where = f"source.{key}" if kind.holds == "rows" else key
            raise SourceError(f"{where}: {self._sentence(path)}")
        told = {"root": self.root} if kind.confined else {}
        return kind.open(source, self.base, *names, **told)

    def _escaping(self, source: Any) -> Iterator[tuple[str, str]]:
        if isinstance(source, ReadsFiles):
            for key, path in source.local_paths().items():
                if _is_elsewhere(path, self.root) or outside(self.base / path, self.root):
                    yield key, path

    def _sentence(self, path: str) -> str:
        if _is_elsewhere(path, self.root):
            return (
                f"{without_password(path)!r} is not on this disk, and --source.root confines sources to {self.root}: "
                "name a path below it"
            )
        return f"{path!r} leads outside of {self.root}, which --source.root confines sources to: name a path below it"


def _is_elsewhere(path: str, root: FilePath | None) -> bool:
    """Return whether `path` is an address, such as an object store's, where there is a `root`: it lies below none."""
    return root is not None and "://" in path


def outside(path: FilePath, root: FilePath | None) -> bool:
    """Return whether `path` leads out of the folder `root` once all links are followed; never where there is no root.

    What is not there yet, as the pattern of a glob, is judged by the part that is. Whoever finds files by a pattern or
    below a folder asks for each of them again.
    """
    if root is None:
        return False
    try:
        return not FilePath(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
    except ValueError:  # it holds U+0000, and can be no file's
        return True
