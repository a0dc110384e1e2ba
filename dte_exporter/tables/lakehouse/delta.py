"""Rows in a Delta table: its log says which files are live, and DuckDB reads those; also as it was at a version."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from dte_exporter.config.confined.confinement import outside
from dte_exporter.config.past.time_travel import Travelling
from dte_exporter.declared_source import Reach, source
from dte_exporter.errors import SourceError
from dte_exporter.places.object_address import ObjectAddress, is_address, parse_address
from dte_exporter.places.object_client import ObjectClient
from dte_exporter.places.store_errors import store_sentence
from dte_exporter.places.store_of_path import refuse_other_address, refuse_other_store
from dte_exporter.places.store_settings import StoreSettings
from dte_exporter.tables.lakehouse.delta_log import DeltaLog
from dte_exporter.tables.lakehouse.delta_options import log_address, log_options
from dte_exporter.tables.lakehouse.live_rows import rows_in_store, rows_on_disk
from dte_exporter.tables.lakehouse.live_table import LiveTable
from dte_exporter.tables.table import Table

LOG = "_delta_log"
"""The folder that makes a folder a Delta table."""


class DeltaSource(Travelling):
    """A Delta table on a disk, or on an object store."""

    type: Literal["delta"]
    path: str = Field(
        min_length=1,
        description="The folder of the table; relative to the config file, or by its address on an object store, such "
        "as s3://bucket/table.",
    )
    store: StoreSettings = Field(
        default=StoreSettings(), description="How the object store is reached, where the table is on one."
    )

    @model_validator(mode="after")
    def _store_of_table(self) -> Self:
        refuse_other_store(self.path, self.store)
        return self

    def local_paths(self) -> Mapping[str, str]:
        """Return what it reads; see `confinement.ReadsFiles`."""
        return {"path": self.path}


@source(
    "delta",
    config=DeltaSource,
    confined=True,
    drivers=("ibis.backends.duckdb", "pyarrow", "deltalake"),
    reaches=(Reach("Delta tables", "deltalake", "delta"),),
)
def open_delta(config: DeltaSource, base: Path, root: Path | None = None) -> Table:
    """Return the rows of the table that `config` names, relative to `base`; no file may lie outside of `root`.

    Raises
    ------
    SourceError
        If there is no table, or no such version, it has what is not read, or a file of it is gone.
    """
    if is_address(config.path):
        return _in_store(config, parse_address(config.path))
    refuse_other_address(config.path, "a folder")
    try:
        return rows_on_disk(_on_disk(config, base, root), root)
    except OSError as error:
        raise SourceError(f"{config.path} cannot be looked through: {error.strerror or 'it is damaged'}") from error


def _on_disk(config: DeltaSource, base: Path, root: Path | None) -> LiveTable:
    folder = (base / config.path).absolute()
    logged = [folder / LOG, *(folder / LOG).iterdir()] if (folder / LOG).is_dir() else []
    if not logged:
        raise SourceError(f"no Delta table at {config.path!r} (looked for {folder / LOG}): check source.path")
    if any(outside(file, root) for file in logged):
        raise SourceError(
            f"the log of {config.path!r} leads outside of {root}, which --source.root confines sources to: remove the "
            "links"
        )
    if not all(os.access(file, os.R_OK) for file in logged):
        raise SourceError(f"the log of {config.path!r} may not be read by this process: let its user read {LOG}")
    with _sentences(config.path):
        live = DeltaLog(config.path, str(folder)).live(config)
    return replace(live, files=tuple(replace(one, location=str(folder / one.location)) for one in live.files))


def _in_store(config: DeltaSource, address: ObjectAddress) -> Table:
    client = ObjectClient(address, config.store)
    log = DeltaLog(address.written, log_address(address), log_options(address, config.store))
    with _sentences(config.path, address):
        live = log.live(config)
    below = f"{address.key}/" if address.key else ""
    files = tuple(replace(one, location=f"{below}{one.location}") for one in live.files)
    return rows_in_store(replace(live, files=files), client)


@contextmanager
def _sentences(written: str, address: ObjectAddress | None = None) -> Iterator[None]:
    """Raise what the library raises in the block as an error of the source, without its text.

    Raises
    ------
    SourceError
        If it is not installed, too.
    """
    try:
        from deltalake.exceptions import DeltaError, TableNotFoundError
    except ImportError as error:
        raise SourceError(
            f"{written} is a Delta table, which needs more packages: pip install 'dte-exporter[delta]'"
        ) from error
    try:
        yield
    except TableNotFoundError:
        raise SourceError(f"no Delta table at {written!r}: check source.path") from None
    except (DeltaError, OSError, ValueError) as error:
        if address is not None and (sentence := store_sentence(error, address)):
            raise SourceError(sentence) from None
        raise SourceError(
            f"the log of {written} cannot be read: it is not whole, or asks for a reader of later tables: see whether "
            "the program that writes it can read it"
        ) from None
