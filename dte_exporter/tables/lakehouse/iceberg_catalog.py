"""A table that a catalog of Iceberg knows, asked by pyiceberg with the properties that the config gives."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from dte_exporter.errors import SourceError
from dte_exporter.places.store_settings import StoreSettings
from dte_exporter.tables.lakehouse.iceberg_files import FACTORY, WRITTEN, TableFiles, files_of_catalog, properties_of

if TYPE_CHECKING:
    from pyiceberg.table import Table

_NAME = "name"
"""The property that is no property of the library's: what a catalog is called, by which some keep tables apart."""


def table_of_catalog(
    properties: Mapping[str, SecretStr], table: str, store: StoreSettings
) -> tuple["Table", TableFiles]:
    """Return the table called `table`, and where its files are; `store` says how, where the catalog does not.

    Raises
    ------
    SourceError
        If the catalog cannot be reached, or does not know the table.
    """
    from pyiceberg.catalog import load_catalog
    from pyiceberg.exceptions import NoSuchNamespaceError, NoSuchTableError

    told = {key: value.get_secret_value() for key, value in properties.items()}
    name = told.pop(_NAME, "default")
    _refuse_no_file(told.get("uri", ""), table)
    own = {"py-io-impl": FACTORY, WRITTEN: table, "init_catalog_tables": "false"}
    try:
        found = load_catalog(name, **{**told, **properties_of(store), **own}).load_table(table)
    except (NoSuchTableError, NoSuchNamespaceError):
        raise SourceError(f"the catalog has no table {table!r}: check source.table and source.catalog.name") from None
    except (SourceError, MemoryError, FileNotFoundError):
        raise
    except Exception as error:  # of whatever library the catalog is asked by; its text quotes addresses and answers
        raise SourceError(
            f"{table}: its catalog cannot be asked, or refuses, with {type(error).__name__}: check source.catalog "
            "(type, uri, and who asks), and whether it is up"
        ) from None
    files = getattr(found.io, "files", None)
    return found, files if isinstance(files, TableFiles) else files_of_catalog({**told, **properties_of(store)}).files


def _refuse_no_file(uri: str, table: str) -> None:
    """Refuse a catalog in a file that is not there: asking for it would make one."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(uri)
    except (ArgumentError, ValueError):
        return
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).is_file():
        raise SourceError(
            f"{table}: there is no file at the uri of source.catalog: check it (sqlite:////data/catalog.db)"
        )
