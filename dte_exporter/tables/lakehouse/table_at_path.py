"""Which kind of table with a log lies at a path: its folder shows it, on a disk as on an object store."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from dte_exporter.places.object_address import is_address, parse_address
from dte_exporter.places.object_client import ObjectClient
from dte_exporter.places.store_settings import StoreSettings
from dte_exporter.tables.lakehouse.delta import LOG
from dte_exporter.tables.lakehouse.iceberg_metadata import ENDING, METADATA

_MARKS = frozenset("*?[")


def table_at(path: str) -> Literal["delta", "iceberg", ""]:
    """Return which kind of table has `path` for its folder, empty where it is none; a store is asked as its cloud says.

    Raises
    ------
    SourceError
        If the store refuses, or the library that asks it is not installed.
    ValueError
        If `path` is no address of one.
    """
    if is_address(path) and not _MARKS.isdisjoint(path):
        return ""
    if _has(LOG, "", path):
        return "delta"
    return "iceberg" if _has(METADATA, ENDING, path) else ""


def _has(folder: str, ending: str, path: str) -> bool:
    """Return whether a `folder` of the one at `path` has a file whose name ends so."""
    return any(name.endswith(ending) for name in _names(folder, path))


def _names(folder: str, path: str) -> Iterable[str]:
    if not is_address(path):
        below = Path(path) / folder
        return (one.name for one in below.iterdir()) if below.is_dir() else ()
    address = parse_address(path)
    key = "/".join(filter(None, (address.key, folder)))
    return (one.key for one in ObjectClient(address, StoreSettings()).listed(key))
