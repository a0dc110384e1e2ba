"""Names of data sets by OpenLineage's rules, in one spelling: what several producers call alike is one data set.

Reference
    OpenLineage, Naming, https://openlineage.io/docs/spec/naming
"""

import re
from typing import NamedTuple
from urllib.parse import unquote

_SCHEMES = {
    "postgresql": "postgres",
    "mariadb": "mysql",
    "s3a": "s3",
    "s3n": "s3",
    "gcs": "gs",
    "abfs": "abfss",
    "wasb": "wasbs",
}
"""What some producers call a system, by what the rules call it."""

_PORTS = {
    "cassandra": 9042,
    "clickhouse": 8123,
    "mysql": 3306,
    "oracle": 1521,
    "postgres": 5432,
    "redshift": 5439,
    "sqlserver": 1433,
}
"""The port of a system whose namespace has one, where its producer left it out."""

_DOTTED = {*_PORTS, "trino", "snowflake", "hive", "db2", "teradata"}
"""Systems whose names are parts with dots between them, so that a database may stand in the namespace by mistake."""

_PATHS = {"abfss", "dbfs", "gs", "hdfs", "s3", "wasbs"}
"""Systems whose names are paths."""

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)(?:/(.*))?", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|\[([^\]]*)\]')


class Name(NamedTuple):
    """What identifies a data set or a job.

    Parameters
    ----------
    namespace : str
        Where it lives: a system with its address, such as ``postgres://host:5432``, or a scheduler.
    name : str
        What it is called there.
    """

    namespace: str
    name: str

    def __str__(self) -> str:
        """Return it as one text, as an address is written."""
        return f"{self.namespace}/{self.name.removeprefix('/')}"


def dataset_name(namespace: str, name: str) -> Name:
    """Return the one spelling of a data set's name.

    The scheme is in lower case and goes by the name that the rules have for it, the host is in lower case, a port that
    was left out is there, nothing of a user or a password is left, a database that stands in the namespace is a part of
    the name, parts of names are not quoted, and a file has an absolute path in the namespace ``file``. Their case
    stays: some systems tell names apart by it.
    """
    found = _ADDRESS.fullmatch(namespace.strip())
    if found is None:
        return _of_file(name) if namespace.strip().rstrip(":/").lower() == "file" else Name(namespace.strip(), name)
    scheme, authority, path = found[1].lower(), found[2], (found[3] or "").strip("/")
    scheme = _SCHEMES.get(scheme, scheme)
    if scheme == "file":
        return _of_file(f"{path}/{name.removeprefix('/')}" if path else name)
    place = f"{scheme}://{_host(scheme, authority)}"
    if scheme in _DOTTED:
        return Name(place, ".".join(filter(None, (path.replace("/", "."), _unquoted(name)))))
    if scheme in _PATHS:
        return Name(place, "/".join(filter(None, (path, name.strip("/")))) or "/")
    return Name(f"{place}/{path}" if path else place, name)


def address_name(address: str) -> Name:
    """Return the name of what has an `address`, such as ``s3://bucket/key`` or ``/data/people.parquet``."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return _of_file(address)
    return dataset_name(f"{found[1]}://{found[2]}", found[3] or "")


def _of_file(path: str) -> Name:
    bare = path.removeprefix("file:")
    return Name("file", "/" + bare.strip("/"))


def _host(scheme: str, authority: str) -> str:
    """Return the host and port of `authority`, without who asks; a container of Azure is no such one."""
    before, at, host = authority.rpartition("@")
    if scheme in {"abfss", "wasbs"}:
        return f"{before}{at}{host.lower()}"
    if scheme in {"s3", "gs"}:
        return host
    port = _PORTS.get(scheme)
    has_port = re.search(r":\d+$", host) or not host
    return host.lower() if has_port or port is None else f"{host.lower()}:{port}"


def _unquoted(name: str) -> str:
    """Return a name of several parts without what quotes them."""

    def bare(quoted: re.Match[str]) -> str:
        return (quoted[1] or "").replace('""', '"') or (quoted[2] or "").replace("``", "`") or quoted[3] or ""

    return _QUOTED.sub(bare, unquote(name) if "%" in name else name)
