"""What servers of databases refuse, in our own sentences: theirs may quote a value of the data, a user or a password.

Each says what is wrong and what to do. `server` is the kind of server, such as PostgreSQL.
"""

import re

_UNKNOWN_HOST = re.compile(
    r"translate host name|resolve host|Name or service not known|name resolution|nodename nor servname|getaddrinfo",
    re.I,
)
_REFUSED = re.compile(r"Connection refused|No such file or directory|errno 111", re.I)
_SLOW = re.compile(r"timeout|timed out", re.I)
_ENCRYPTION = re.compile(r"SSL|TLS|certificate", re.I)
_NO_DATABASE = re.compile(r"database \".*\" does not exist", re.I)
_CROWDED = re.compile(r"too many|remaining connection slots", re.I)
_CREDENTIALS = re.compile(r"password|authentication|no pg_hba|role \"|Access denied", re.I)


def no_driver(server: str, extra: str) -> str:
    """Return that the driver is not installed."""
    return f"reading {server} needs a driver: pip install 'dte-exporter[{extra}]'"


def no_address(server: str) -> str:
    """Return that the url is none."""
    return f"source.url is not the address of a {server} database: write it as its documentation does, %-encoded"


def credentials(server: str) -> str:
    """Return that the user may not come in."""
    return f"{server} refuses the user or the password of source.url: set those that it knows, and from this machine"


def no_database(server: str) -> str:
    """Return that there is no such database."""
    return f"{server} has no database of the name that source.url ends with: name another, or create it"


def no_table(server: str) -> str:
    """Return that a table is not there."""
    return (
        f"{server} has no table, or no schema, of the name that the source gives: name it with its schema, as in "
        "scoring.predictions"
    )


def no_column(server: str) -> str:
    """Return that a column is not there."""
    return (
        f"{server} misses a column that source.query names, or that was there when the source was opened: mend the "
        "query; a table that was altered is read again at the next run"
    )


def no_function(server: str) -> str:
    """Return that something cannot be done with values of such types."""
    return f"{server} knows no such function or operator for values of these types: CAST them in source.query"


def not_allowed(server: str) -> str:
    """Return that the user may not read it."""
    return f"the user of source.url may not read this in {server}: GRANT SELECT on it, and USAGE on its schema"


def too_slow(server: str) -> str:
    """Return that the server ended the statement."""
    return (
        f"{server} ended the query before the check's timeout did, by a limit of its own or because somebody asked it "
        "to: raise that limit for the user of source.url, or read less by source.query or a window"
    )


def locked(server: str) -> str:
    """Return that a lock was not given in time."""
    return (
        f"{server} did not let go of a lock on the table within half of the check's timeout: somebody alters or locks "
        "it: let checks run at other times, or raise timeout"
    )


def crowded(server: str) -> str:
    """Return that the server has no room."""
    return f"{server} has no connection, memory or disk left to give: lower source.max_connections, or raise its limits"


def gone(server: str) -> str:
    """Return that the server went away."""
    return f"{server} ended the connection or shuts down: the rows are read again at the next run"


def division_by_zero(server: str) -> str:
    """Return that something is divided by zero."""
    return f"{server} refuses a division by zero: a window or source.query divides by it: exclude such rows first"


def misfit(server: str) -> str:
    """Return that a value does not fit its type."""
    return (
        f"{server} refuses a value that does not fit a type or its range: declare another type in columns.types, or "
        "CAST it in source.query"
    )


def writes(server: str) -> str:
    """Return that the transaction can only read."""
    return f"{server} refuses what writes: sources only read, so take it out of source.query"


def not_understood(server: str) -> str:
    """Return that the SQL is none."""
    return f"{server} does not understand the query: see that source.query runs there as it stands"


def otherwise(server: str, code: str) -> str:
    """Return that the server refuses with a `code` of its own."""
    return f"{server} refuses with its code {code}: its documentation lists what that means"


def of_connection(server: str, text: str) -> str:
    """Return why there is no connection, told from the driver's `text`, of which nothing is passed on."""
    if _UNKNOWN_HOST.search(text):
        return "the host of source.url has no address: see that its name is right, and known to this machine's DNS"
    if _REFUSED.search(text):
        return f"nobody listens where source.url leads: see that {server} runs there, and that the port is right"
    if _NO_DATABASE.search(text):
        return no_database(server)
    if _CROWDED.search(text):
        return crowded(server)
    if _CREDENTIALS.search(text):
        return credentials(server)
    if _ENCRYPTION.search(text):
        return f"{server} and the driver do not agree on encryption: see the certificate, and sslmode in source.url"
    if _SLOW.search(text):
        return f"{server} does not answer where source.url leads: see that a firewall lets this machine through"
    return gone(server)
