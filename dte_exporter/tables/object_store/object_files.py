"""Files on an object store as one table: Parquet is read where it lies, text is fetched."""

from collections.abc import Sequence

from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.places.object_address import ObjectAddress
from dte_exporter.places.object_client import ObjectClient, StoredObject
from dte_exporter.places.store_settings import StoreSettings
from dte_exporter.tables.file_formats.csv_format import CsvFormat
from dte_exporter.tables.file_formats.file_table import Readable, table_of
from dte_exporter.tables.file_formats.found import FoundFiles
from dte_exporter.tables.file_formats.recognition import refuse_other_content, refuse_other_than_parquet
from dte_exporter.tables.identity import identity
from dte_exporter.tables.object_store.fetched_texts import fetched
from dte_exporter.tables.object_store.listed_objects import find_objects
from dte_exporter.tables.object_store.named_objects import named
from dte_exporter.tables.parts.file_parts import Content
from dte_exporter.tables.table import Table

_SIGN = 16
"""First bytes that tell a file of another kind."""


def open_objects(address: ObjectAddress, settings: StoreSettings, format_: str | None, csv: CsvFormat) -> Table:
    """Return the rows of all objects that `address` means.

    Raises
    ------
    SourceError
        If none is there, the format cannot be told, one cannot be read as it, or the store refuses.
    NoDataError
        If they hold nothing, or only the names of columns.
    """
    client = ObjectClient(address, settings)
    found, objects = find_objects(client, address, format_)
    if not any(one.size for one in objects):
        raise NoDataError(f"{address.written} is empty")
    where = (address.cloud, settings.endpoint, address.account or settings.account, address.bucket)
    facts = [(one.key, one.size, one.etag) for one in objects]
    content = identity((where, facts, csv.model_dump(exclude_defaults=True)))
    contents = tuple(Content(identity((where, fact)), fact[1]) for fact in facts)
    view = "files_" + identity((where, address.written, format_, csv))
    if found.format == "parquet":
        return _lying(client, address.written, csv, found, objects, view, content, contents)
    copies = fetched(client, found, objects)
    refuse_other_content(copies, address.written, csv.encoding)
    return table_of(Readable(address.written, csv, copies, view, content))


def _lying(
    client: ObjectClient,
    written: str,
    csv: CsvFormat,
    found: FoundFiles,
    objects: Sequence[StoredObject],
    view: str,
    content: str,
    contents: tuple[Content, ...],
) -> Table:
    """Return the rows of objects of Parquet, of which the engine reads what it needs."""
    system = named(client, found, objects)
    try:
        return table_of(
            Readable(written, csv, found, view, content, system.refuse_refused, tuple(system.objects), contents)
        )
    except SourceError:
        system.refuse_refused()
        refuse_other_than_parquet([client.read(one, 0, _SIGN) for one in objects], written)
        raise
