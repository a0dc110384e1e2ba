"""What Spark refuses, in our own sentences: its own may quote a value of the data, a token or a path."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dte_exporter.errors import SourceError

if TYPE_CHECKING:
    from pyspark.errors import PySparkException

NO_DRIVER = "reading Spark needs its client: pip install 'dte-exporter[spark]'"
NO_SPARK = (
    "source.remote names a session on this machine, which needs Spark itself and Java 17: pip install pyspark in the "
    "place of pyspark-client, or name a server, sc://host:15002"
)
NO_JAVA = (
    "Spark cannot start on this machine: install Java 17 or later, or name a server in source.remote, sc://host:15002"
)
NO_ADDRESS = (
    "source.remote is not the address of a Spark Connect server: write it as sc://host:15002/;use_ssl=true;token=…, "
    "%-encoded"
)

_GONE = "Spark ended the connection or shuts down: the rows are read again at the next run"
_NO_TABLE = (
    "Spark has no table, schema or catalogue of the name that the source gives: name it with both, as in "
    "lake.scoring.predictions"
)
_NO_COLUMN = (
    "Spark misses a column that source.query names, finds two of its name, or one that was there when the source was "
    "opened is gone: mend the query; a table that was altered is read again at the next run"
)
_NOT_ALLOWED = "whoever source.remote tells Spark that we are may not read this: grant SELECT on it"
_MISFIT = (
    "Spark refuses a value that does not fit a type or its range: declare another type in columns.types, or CAST it in "
    "source.query"
)
_STATES: Mapping[str, str] = {
    "42P01": _NO_TABLE,
    "42704": _NO_COLUMN,
    "42K03": "Spark finds nothing at the path that the source gives: write it as the server reaches it, as in s3a://lake/rows",
    "42703": _NO_COLUMN,
    "42702": _NO_COLUMN,
    "42711": "Spark finds two columns whose names differ by case alone: call them apart by AS in source.query",
    "42501": _NOT_ALLOWED,
    "42883": "Spark knows no function of a name that source.query calls: see that it is there for this session",
    "42K09": "Spark knows no such function or operator for values of these types: CAST them in source.query",
    "42601": "Spark does not understand the query: see that source.query runs there as it stands",
    "22012": "Spark refuses a division by zero: a window or source.query divides by it: exclude such rows first",
    "22": _MISFIT,
    "HY008": "somebody or something ended the query on the server: the rows are read again at the next run",
    "KD": "Spark cannot read a file of the table: see that its files are whole, of one format, and within its reach",
    "53": "Spark has no memory or disk left to give: give its executors more, or read less by source.query or a window",
}
"""What is told of a refusal, by how its SQLSTATE begins; the longest beginning counts."""

_NAMES: Mapping[str, str] = {
    "SCHEMA_NOT_FOUND": _NO_TABLE,
    "JAVA_GATEWAY_EXITED": NO_JAVA,
    "CANNOT_CONFIGURE_SPARK_CONNECT_MASTER": (
        "SPARK_REMOTE in the environment names a server, and PySpark then begins no session on this machine: give the "
        "variable another name"
    ),
    "PATH_NOT_FOUND": _STATES["42K03"],
}
"""What is told of a condition by its name, before its SQLSTATE, which may be of others too."""

_CODES: Mapping[str, str] = {
    "UNAUTHENTICATED": "Spark refuses the token of source.remote, or asks for one: set one that it knows",
    "PERMISSION_DENIED": _NOT_ALLOWED,
    "DEADLINE_EXCEEDED": (
        "Spark did not answer within the check's timeout: read less by source.query or a window, or raise timeout"
    ),
    "UNIMPLEMENTED": "no Spark Connect server answers where source.remote leads: see that the port is its own",
    "RESOURCE_EXHAUSTED": "Spark has more to say than a message may hold, or no room: raise its limits",
}
"""What is told of a call that failed, by gRPC's name of its code."""


@contextmanager
def explained() -> Iterator[None]:
    """Say what a refusal of Spark means, in words that hold nothing of it.

    Raises
    ------
    SourceError
        In the place of Spark's.
    """
    from pyspark.errors import PySparkException

    try:
        yield
    except PySparkException as error:
        raise SourceError(_sentence(error)) from None  # its text may hold the token, or a value of the data


def _sentence(error: "PySparkException") -> str:
    name, state = error.getCondition() or "", error.getSqlState() or ""
    if told := _NAMES.get(name.partition(".")[0]):
        return told
    for length in (5, 2):
        if told := _STATES.get(state[:length]):
            return told
    code = getattr(error, "_grpc_status_code", None)
    called = getattr(code, "name", "")
    if called == "UNAVAILABLE":
        return _of_connection(str(error))
    if told := _CODES.get(called):
        return told
    return (
        f"Spark refuses with {name or state or called or type(error).__name__}: its documentation says what that means"
    )


def _of_connection(text: str) -> str:
    """Return why there is no connection, told from the driver's `text`, of which nothing is passed on."""
    if "hostname lookup error" in text or "DNS" in text or "name resolution" in text:
        return "the host of source.remote has no address: see that its name is right, and known to this machine's DNS"
    if "Connection refused" in text or "No such file" in text:
        return "nobody listens where source.remote leads: see that Spark Connect runs there, and that the port is right"
    if "SSL" in text or "TLS" in text or "certificate" in text or "andshake" in text:
        return "Spark and the client do not agree on encryption: see use_ssl in source.remote, and the certificate"
    if "HTTP/2" in text:
        return _CODES["UNIMPLEMENTED"]
    return _GONE
