"""Objects of text, fetched whole into the run's own folder: all of their bytes are read, and more than once."""

from collections.abc import Sequence
from pathlib import Path

from dte_exporter.places.object_client import ObjectClient, StoredObject
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.file_formats.found import FoundFiles


def fetched(client: ObjectClient, found: FoundFiles, objects: Sequence[StoredObject]) -> FoundFiles:
    """Return copies of `objects`, called by numbers, in folders of the partitions that they were `found` in.

    Raises
    ------
    SourceError
        If the store refuses, or one was replaced since it was listed.
    OSError
        If the disk does.
    """
    folder = duckdb_engine.scratch()
    copies = []
    for place, (file, one) in enumerate(zip(found.files, objects, strict=True)):
        copy = folder.joinpath(*found.partitions(file), f"{place}{''.join(_endings(file))}")
        copy.parent.mkdir(parents=True, exist_ok=True)
        client.fetch(one, copy)
        copies.append(copy)
    return FoundFiles(tuple(copies), found.format, found.passed_over, base=folder)


def _endings(file: Path) -> list[str]:
    """Return the last endings, which say format and compression: names may have dots before them."""
    return [ending.lower() for ending in file.suffixes[-2:]]
