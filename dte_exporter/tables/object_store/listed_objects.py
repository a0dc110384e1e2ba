"""Which objects of rows an address means, by the rules that hold for files on a disk."""

from pathlib import Path

from dte_exporter.errors import SourceError
from dte_exporter.places.meant_objects import meant_by
from dte_exporter.places.object_address import ObjectAddress
from dte_exporter.places.object_client import ObjectClient, StoredObject
from dte_exporter.tables.file_formats.found import FoundFiles, chosen

_ROOT = Path("/")
"""What names of objects are relative to, so that they look like paths."""


def find_objects(
    client: ObjectClient, address: ObjectAddress, format_: str | None
) -> tuple[FoundFiles, tuple[StoredObject, ...]]:
    """Return the objects that `address` means, in a stable order: as files are found, and as the store has them.

    Raises
    ------
    SourceError
        If there are none, none of a known ending, or some of different formats; or if the store refuses.
    """
    meant = {_ROOT / one.key: one for one in meant_by(client, address.key)}
    if not meant:
        raise SourceError(f"no object at {address.written!r}: check source.path")
    found = chosen(sorted(meant), address.written, _ROOT, format_)
    return found, tuple(meant[file] for file in found.files)
