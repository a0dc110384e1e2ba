"""What lineage calls a data set of the config: its source in OpenLineage's spelling.

It goes by what the settings of a source have: a table at an address, or a path. A query is no data set and has no name,
and neither has a table whose place only its own engine knows, such as one of Spark's catalogue.

Reference
    OpenLineage, Naming, https://openlineage.io/docs/spec/naming
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from pydantic import SecretStr

from dte_exporter.config.models import DataSet
from dte_exporter.lineage.naming import Name, address_name, dataset_name

_MARKS = re.compile(r"[*?\[]")
_REDSHIFT = re.compile(r"([^.]+)\.[^.]+\.([^.]+)\.redshift(?:-serverless)?\.amazonaws\.com(?:\.cn)?")


@dataclass(frozen=True, slots=True)
class _System:
    """How a system names its tables.

    Parameters
    ----------
    parts : int
        Of a name.
    default : str
        The part before the table where nobody names it; empty where somebody must.
    """

    parts: int
    default: str = ""


_SYSTEMS = {
    "postgres": _System(3, "public"),
    "postgresql": _System(3, "public"),
    "redshift": _System(3, "public"),
    "mysql": _System(2),
    "mariadb": _System(2),
    "clickhouse": _System(2, "default"),
    "snowflake": _System(3),
    "trino": _System(3),
    "databricks": _System(3),
    "bigquery": _System(3),
    "sqlite": _System(1),
}


def names_of(dataset: DataSet, base: Path) -> Iterator[Name]:
    """Yield all that lineage calls `dataset`, relative paths from the folder `base`: what the config says first."""
    yield from (dataset_name(one.namespace, one.name) for one in dataset.known_as)
    own = name_of(dataset, base)
    if own is not None:
        yield own


def name_of(dataset: DataSet, base: Path) -> Name | None:
    """Return what lineage calls `dataset`, None where the rules have no name for it.

    Parameters
    ----------
    dataset : DataSet
        Of the config.
    base : Path
        The folder that relative paths start from.
    """
    table, path = getattr(dataset.source, "table", ""), getattr(dataset.source, "path", "")
    url = getattr(dataset.source, "url", None)
    if table and isinstance(url, SecretStr):
        return _of_table(urlsplit(url.get_secret_value()), table, base)
    return _of_path(path, base) if path else None


def _of_path(path: str, base: Path) -> Name:
    """Return the name of a file, or of the folder that the files of a glob lie in."""
    marked = _MARKS.search(path)
    folder = path if marked is None else path[: path.rfind("/", 0, marked.start()) + 1] or "."
    return address_name(folder if "://" in folder else os.path.normpath(base / folder))


def _of_table(address: SplitResult, table: str, base: Path) -> Name | None:
    system = _SYSTEMS.get(address.scheme)
    if system is None:
        return None
    place = [unquote(part) for part in address.path.split("/") if part]
    if address.scheme == "sqlite":
        return Name(f"sqlite://{os.path.normpath(base / unquote(address.path.removeprefix('/')))}", table)
    if address.scheme == "bigquery":
        place = [address.hostname or "", *place]
    named = _in_full(system, place, table.split("."))
    return None if named is None else dataset_name(_namespace(address), named)


def _namespace(address: SplitResult) -> str:
    if address.scheme == "bigquery":
        return "bigquery"
    host = address.netloc.rpartition("@")[2]
    found = _REDSHIFT.match(host)
    return f"{address.scheme}://{f'{found[1]}.{found[2]}{host[found.end() :]}' if found else host}"


def _in_full(system: _System, place: list[str], table: list[str]) -> str | None:
    """Return the whole name of a table at a place; None where a part of it is nowhere said."""
    lacking = system.parts - len(table)
    before = place[:lacking] if lacking > 0 else []
    if len(before) < lacking and system.default and len(table) == 1:
        before = [*before, system.default]
    parts = [*before, *table]
    return ".".join(parts) if len(parts) == system.parts and all(parts) else None
