"""A table of a database, or of a Spark, as the config words it: its address, a secret in it, stays out of the file."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError

from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.declared_source import Source
from dte_exporter.errors import SourceError
from dte_exporter.proposal.yaml_scalar import text
from dte_exporter.tables.databases.sql_source import open_sql
from dte_exporter.tables.spark.spark_source import open_spark
from dte_exporter.tables.table import Table

_REFERENCE = re.compile(r"\$\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of place that has tables.

    Parameters
    ----------
    source : Source
        What reads it.
    key : str
        The setting that is its address.
    variable : str
        Where the config takes an address from that was written out.
    """

    source: Source
    key: str
    variable: str


_DATABASE = _Kind(open_sql, "url", "DATABASE_URL")
_SPARK = _Kind(open_spark, "remote", "SPARK_SERVER")


@dataclass(frozen=True, slots=True)
class DatabaseText:
    """A table of a database.

    Parameters
    ----------
    table : Table
        Its rows.
    name : str
        The table, as the database calls it.
    kind : _Kind
        What reads it.
    variable : str
        The variable that the config takes its address from.
    """

    table: Table
    name: str
    kind: _Kind
    variable: str
    is_headless: bool = False

    def lines(self, path: str) -> Iterator[str]:
        """Yield the lines of YAML that describe the source."""
        address = f'{self.kind.key}: "${{{self.variable}}}"'
        yield f"source: {{type: {self.kind.source.name}, {address}, table: {text(self.name)}}}"

    def decisions(self) -> Iterator[str]:
        """Yield what a person must decide, a comment each."""
        if self.variable == self.kind.variable:
            yield f"# To decide: the address is taken from {self.variable}, so that no secret stands here: set it first"


def is_database(place: str) -> bool:
    """Return whether `place` is the address of a database or a Spark, or the variable that holds one."""
    return bool(_REFERENCE.fullmatch(place)) or ("://" in place and _configured(place, "any") is not None)


def opened(place: str, table: str, root: Path | None = None) -> DatabaseText:
    """Return the `table` of what is at `place`, within a run (see `database_run.lasting`).

    Raises
    ------
    SourceError
        If there is no such variable, or what it leads to cannot be reached or has no such table.
    """
    reference = _REFERENCE.fullmatch(place)
    address = os.environ.get(reference[1], "") if reference else place
    kind, config = _kind(address), _configured(address, table)
    if config is None:
        raise SourceError(
            f"{place} is no address of a database: set the variable, as in postgresql://user@host/name, or sc://host"
        )
    rows: Table = Confinement(Path.cwd(), root).opened(kind.source, config)
    return DatabaseText(rows, table, kind, reference[1] if reference else kind.variable)


def _kind(address: str) -> _Kind:
    return _SPARK if urlsplit(address).scheme == "sc" else _DATABASE


def _configured(address: str, table: str) -> Any:
    """Return the settings that read a `table` at `address`, None where that is none."""
    kind = _kind(address)
    if not urlsplit(address).scheme:
        return None
    try:
        return kind.source.config(type=kind.source.name, table=table, **{kind.key: SecretStr(address)})
    except ValidationError:  # its text quotes the address
        return None
