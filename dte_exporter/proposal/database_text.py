"""A table of a database as the config words it: its address, which may hold a password, stays out of the file."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError

from dte_exporter.config.confinement import Confinement
from dte_exporter.errors import SourceError
from dte_exporter.proposal.yaml_scalar import text
from dte_exporter.tables.databases.sql_source import SqlSource, open_sql
from dte_exporter.tables.table import Table

VARIABLE = "DATABASE_URL"
"""Where the config takes an address from that was written out."""

_REFERENCE = re.compile(r"\$\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class DatabaseText:
    """A table of a database.

    Parameters
    ----------
    table : Table
        Its rows.
    name : str
        The table, as the database calls it.
    url : str
        Its address as the config words it, ``${…}``.
    """

    table: Table
    name: str
    url: str
    is_headless: bool = False

    def lines(self, path: str) -> Iterator[str]:
        """Yield the lines of YAML that describe the source."""
        yield f'source: {{type: sql, url: "{self.url}", table: {text(self.name)}}}'

    def decisions(self) -> Iterator[str]:
        """Yield what a person must decide, a comment each."""
        if VARIABLE in self.url:
            yield f"# To decide: the address is taken from {VARIABLE}, so that no password stands here: set it first"


def is_database(place: str) -> bool:
    """Return whether `place` is the address of a database, or the variable that holds one."""
    return bool(_REFERENCE.fullmatch(place)) or ("://" in place and _source(place, "any") is not None)


def opened(place: str, table: str, root: Path | None = None) -> DatabaseText:
    """Return the `table` of the database at `place`, within a run (see `database_run.lasting`).

    Raises
    ------
    SourceError
        If there is no such variable, or the database cannot be reached or has no such table.
    """
    source = _source(place, table)
    if source is None:
        raise SourceError(f"{place} is no address of a database: set the variable, as in postgresql://user@host/name")
    rows: Table = Confinement(Path.cwd(), root).opened(open_sql, source)
    return DatabaseText(rows, table, place if _REFERENCE.fullmatch(place) else f"${{{VARIABLE}}}")


def _source(place: str, table: str) -> SqlSource | None:
    reference = _REFERENCE.fullmatch(place)
    url = os.environ.get(reference[1], "") if reference else place
    if not urlsplit(url).scheme:
        return None
    try:
        return SqlSource(type="sql", url=SecretStr(url), table=table)
    except ValidationError:  # its text quotes the address
        return None
