"""Rows in an Iceberg table: its metadata says which files are live, and DuckDB reads those; also as it was before."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, SecretStr, model_validator

from dte_exporter.config.past.time_travel import Travelling
from dte_exporter.declared_source import Reach, source
from dte_exporter.errors import SourceError
from dte_exporter.places.object_address import is_address
from dte_exporter.places.object_client import GoneError
from dte_exporter.places.store_of_path import refuse_other_store
from dte_exporter.places.store_settings import StoreSettings
from dte_exporter.tables.lakehouse.iceberg_catalog import table_of_catalog
from dte_exporter.tables.lakehouse.iceberg_files import TableFiles, file_io
from dte_exporter.tables.lakehouse.iceberg_metadata import newest_metadata
from dte_exporter.tables.lakehouse.iceberg_snapshot import IcebergTable
from dte_exporter.tables.lakehouse.live_rows import rows_in_store, rows_on_disk
from dte_exporter.tables.lakehouse.live_table import LiveTable
from dte_exporter.tables.table import Table

if TYPE_CHECKING:
    from pyiceberg.table import Table as PyIcebergTable


class IcebergSource(Travelling):
    """An Iceberg table, by its folder or by a catalog."""

    type: Literal["iceberg"]
    path: str = Field(
        default="",
        description="The folder of the table, or its metadata.json; relative to the config file, or by its address on "
        "an object store.",
    )
    catalog: Mapping[str, SecretStr] = Field(
        default_factory=dict, description="The catalog that knows the table: its properties, as pyiceberg calls them."
    )
    table: str = Field(default="", description="The table in the catalog, with its namespace: scoring.predictions.")
    store: StoreSettings = Field(
        default=StoreSettings(), description="How the object store is reached, where the table is on one."
    )

    @model_validator(mode="after")
    def _one_way_to_it(self) -> Self:
        if bool(self.path) == bool(self.catalog) or bool(self.catalog) != bool(self.table):
            raise ValueError("give the path of the table, or the catalog and the table in it")
        if self.path:
            refuse_other_store(self.path, self.store)
        return self

    def local_paths(self) -> Mapping[str, str]:
        """Return what it reads; see `confinement.ReadsFiles`. Where a catalog leads to is beyond any folder."""
        return {"path": self.path} if self.path else {"catalog": "catalog://"}

    @property
    def written(self) -> str:
        """How messages call the table."""
        return self.path or self.table


@source(
    "iceberg",
    config=IcebergSource,
    confined=True,
    drivers=("ibis.backends.duckdb", "pyarrow", "pyiceberg.table"),
    reaches=(Reach("Iceberg tables", "pyiceberg", "iceberg"),),
)
def open_iceberg(config: IcebergSource, base: Path, root: Path | None = None) -> Table:
    """Return the rows of the table that `config` names, relative to `base`; no file may lie outside of `root`.

    Raises
    ------
    SourceError
        If there is no table, or no such snapshot, it has what is not read, or a file of it is gone.
    """
    with _sentences(config.written):
        table, files = _by_catalog(config) if config.catalog else _by_path(config, base, root)
        live = IcebergTable(config.written, table).live(config)
    try:
        return _rows(live, files)
    except OSError as error:
        raise SourceError(f"{config.written} cannot be looked through: {error.strerror or 'it is damaged'}") from error


def _by_catalog(config: IcebergSource) -> tuple["PyIcebergTable", TableFiles]:
    return table_of_catalog(config.catalog, config.table, config.store)


def _by_path(config: IcebergSource, base: Path, root: Path | None) -> tuple["PyIcebergTable", TableFiles]:
    """Return the table whose folder, or metadata, the path names."""
    from pyiceberg.catalog.noop import NoopCatalog
    from pyiceberg.serializers import FromInputFile
    from pyiceberg.table import StaticTable

    path = config.path if is_address(config.path) else str((base / config.path).absolute())
    files = TableFiles(config.path, dict.fromkeys(("s3", "gs", "az"), config.store), root)
    made = file_io(files, {})
    location = newest_metadata(files, path.rstrip("/"))
    metadata = FromInputFile.table_metadata(made.new_input(location))
    table = StaticTable(("table", config.path), metadata, location, made, NoopCatalog("none"))
    return table, files


def _rows(live: LiveTable, files: TableFiles) -> Table:
    """Return the rows of a table whose live files are wherever the metadata says: all on a disk, or in one bucket."""
    places = [files.place(one.location) for one in live.files]
    addresses = [one for one in places if not isinstance(one, Path)]
    keys = [str(one) if isinstance(one, Path) else one.key for one in places]
    settled = replace(live, files=tuple(replace(one, location=key) for one, key in zip(live.files, keys, strict=True)))
    if not addresses:
        return rows_on_disk(settled, files.root)
    buckets = {(one.cloud, one.account, one.bucket) for one in addresses}
    if len(buckets) > 1 or len(addresses) < len(places):
        raise SourceError(f"{live.written} has data files in several places, which is not read: keep all in one bucket")
    return rows_in_store(settled, files.client(addresses[0]))


@contextmanager
def _sentences(written: str) -> Iterator[None]:
    """Raise what the library raises in the block as an error of the source, without its text.

    Raises
    ------
    SourceError
        If it is not installed, too.
    """
    try:
        import pyiceberg.exceptions  # noqa: F401  whether it is there
    except ImportError as error:
        raise SourceError(
            f"{written} is an Iceberg table, which needs more packages: pip install 'dte-exporter[iceberg]'"
        ) from error
    try:
        yield
    except (SourceError, MemoryError):
        raise
    except (FileNotFoundError, GoneError):
        raise SourceError(f"{written}: a file of its metadata is not there: name its newest metadata.json") from None
    except OSError as error:
        raise SourceError(f"{written} cannot be looked through: {error.strerror or 'it is damaged'}") from error
    except Exception as error:  # pyiceberg's own errors have no root, and quote what they have read
        raise SourceError(
            f"the metadata of {written} cannot be read, with {type(error).__name__}: it is not whole, or of a version "
            "that pyiceberg does not know"
        ) from None
