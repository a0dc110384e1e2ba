"""The files that a config is made of: itself, those of teams, and what any of these names."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dte_exporter.config.document.document import read
from dte_exporter.config.document.secrets import resolve
from dte_exporter.config.document.stamps import Stamp, stamps
from dte_exporter.config.loading.teams import found
from dte_exporter.errors import ConfigError


@dataclass(frozen=True, slots=True)
class _Named:
    """What one file names: patterns of files of teams, files of secrets and frameworks, and where the record is."""

    include: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    records: tuple[Path, ...] = ()


class ConfigFiles:
    """The files of a config as they are from one look to the next.

    A file that cannot be used is looked at all the same, since it will be mended. Data are no part of a config: a
    source's files may change as often as they like.

    Parameters
    ----------
    path : Path
        The main file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: dict[Path, tuple[Stamp, _Named]] = {}

    def look(self) -> Mapping[Path, Stamp]:
        """Return the stamp of each file; only a file that is another than before is read for what it names."""
        return stamps(self._files())

    def _files(self) -> Iterator[Path]:
        main = self._named(self._path)
        yield self._path
        yield from main.files
        for record in main.records:
            yield record
            yield from record.rglob("*")
        for file in found(self._path.parent, main.include):
            yield file
            yield from self._named(file).files

    def _named(self, file: Path) -> _Named:
        (stamp,) = stamps([file]).values()
        if file not in self._read or self._read[file][0] != stamp:
            self._read[file] = stamp, _named(file)
        return self._read[file][1]


def _named(file: Path) -> _Named:
    try:
        written = read(file).tree
    except ConfigError:
        return _Named()
    tree = resolve(written, file.parent, os.environ).tree
    include = tree.get("include")
    patterns = include if isinstance(include, list) else [include]
    section = _mapping(tree.get("compliance"))
    frameworks = (_mapping(one).get("path") for one in _mapping(section.get("frameworks")).values())
    return _Named(
        _texts(patterns),
        tuple(file.parent / name for name in _texts((*_secrets(written), *frameworks))),
        tuple(file.parent / name for name in _texts([section.get("record")])),
    )


def _secrets(value: Any) -> Iterator[Any]:
    """Yield the files of secrets that a tree refers to."""
    match value:
        case {"file": name} if len(value) == 1:
            yield name
        case dict():
            yield from (name for each in value.values() for name in _secrets(each))
        case list():
            yield from (name for each in value for name in _secrets(each))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    """Return those of `values` that may be paths: what else stands there is told by whoever loads the config."""
    return tuple(value for value in values if isinstance(value, str) and "\0" not in value)
