"""Objects under names of our own, as a file system that the engine reads Parquet from: ranges, and nothing else.

DuckDB's own extension for object stores would have to be downloaded, and would have to be told the keys. This one knows
the names of what a run has found and no others, so that what a run may open is decided here once more; `confine` holds
for these names as for files.
"""

import io
import itertools
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from dte_exporter.errors import SourceError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.file_formats.found import FoundFiles
from dte_exporter.tables.file_formats.stand_ins import encoded_partition
from dte_exporter.tables.object_store.kept_ranges import of_this_run

if TYPE_CHECKING:
    from dte_exporter.places.object_client import ObjectClient, StoredObject

_numbers = itertools.count(1)
_LONG_AGO = datetime(2000, 1, 1)


class NamedObjects:
    """The objects of one source, by the names that the engine has for them: what DuckDB asks of fsspec's file systems.

    Parameters
    ----------
    client : ObjectClient
        Where they are.
    objects : mapping of str to StoredObject
        By name.
    """

    protocol: str = ""
    client: "ObjectClient"
    objects: Mapping[str, "StoredObject"]
    refusal: SourceError | None = None
    """What the store refused first, while the engine read: it would tell it in words of its own."""

    def open(self, path: str, mode: str = "rb", **_: Any) -> "ObjectReader":
        """Return the bytes of the object called `path`, to be read at any place."""
        if mode != "rb" or path not in self.objects:
            raise PermissionError("objects are read, and none but those that were found")
        return ObjectReader(self, path)

    def glob(self, path: str, **_: Any) -> list[str]:
        """Return `path` where it is a name, whatever marks it has."""
        return [path] if path in self.objects else []

    def exists(self, path: str, **_: Any) -> bool:
        """Return whether an object is called `path`."""
        return path in self.objects

    isfile = exists

    def size(self, path: str) -> int:
        """Return the bytes of an object."""
        return self.objects[path].size

    def modified(self, path: str) -> datetime:
        """Return one moment for all: a name stands for one content, so that the engine need read no footer twice.

        It would read it twice of an object that is younger than some seconds, which a clock could not tell apart.
        """
        return _LONG_AGO

    def refuse_refused(self) -> None:
        """Raise what the store refused, if it did.

        Raises
        ------
        SourceError
            The first that it refused.
        """
        if self.refusal is not None:
            raise self.refusal


class ObjectReader:
    """An object as an open file.

    Parameters
    ----------
    names : NamedObjects
        Whose.
    name : str
        Which.
    """

    def __init__(self, names: NamedObjects, name: str) -> None:
        self._names = names
        self._name = name
        self._stored = names.objects[name]
        self._place = 0

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, and return it."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._stored.size}[whence]
        self._place = start + offset
        return self._place

    def tell(self) -> int:
        """Return the place."""
        return self._place

    def read(self, length: int) -> bytes:
        """Return as many bytes as there are, up to `length`, and go behind them."""
        try:
            found = of_this_run().read(self._name, self._place, length, partial(self._names.client.read, self._stored))
        except SourceError as error:
            self._names.refusal = self._names.refusal or error
            raise
        self._place += len(found)
        return found

    def close(self) -> None:
        """Do nothing: there is nothing open between two reads."""


def named(client: "ObjectClient", found: FoundFiles, objects: Sequence["StoredObject"]) -> NamedObjects:
    """Return `objects` as this run's engine can read them, with the partitions that they were `found` in."""
    from fsspec import AbstractFileSystem

    protocol = f"objects{next(_numbers)}"
    names = {
        "/".join((f"{protocol}:/", *map(encoded_partition, found.partitions(file)), str(place))): one
        for place, (file, one) in enumerate(zip(found.files, objects, strict=True))
    }
    own = {"protocol": protocol, "cachable": False, "client": client, "objects": names}
    system: NamedObjects = type("RegisteredObjects", (NamedObjects, AbstractFileSystem), own)()
    duckdb_engine.read_through(system)
    return system
