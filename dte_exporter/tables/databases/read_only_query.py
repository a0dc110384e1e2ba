"""A query of the config: one SELECT and nothing that writes, waits or leaves the database, in the engine's dialect.

What is refused here would mostly be refused by the read-only transaction as well; what that would let through, such as
a function that ends other people's sessions or moves the timeout, is refused by name. It is parsed where it is read,
in a process that opens data: `check-config` says what is wrong with it before anything is served, and the serving
process never loads an SQL parser.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot.expressions import Expr

MAX_LENGTH = 20_000

_STATEMENTS = frozenset(("Select", "Union", "Intersect", "Except", "Subquery"))

_REFUSED = {
    "Insert": "INSERT",
    "Update": "UPDATE",
    "Delete": "DELETE",
    "Merge": "MERGE",
    "Create": "CREATE",
    "Drop": "DROP",
    "Alter": "ALTER",
    "Command": "a command",
    "Into": "INTO",
    "Lock": "FOR UPDATE and FOR SHARE",
    "Set": "SET",
    "Placeholder": "a parameter",
    "Parameter": "a parameter",
    "SessionParameter": "a variable of the server",
    "PropertyEQ": "an assignment",
    "QueryTransform": "TRANSFORM",
}
"""Nodes that a query may not hold, as a message calls them."""

_FUNCTIONS = re.compile(
    r"pg_(?!catalog)\w*|lo_\w+|dblink\w*|set_config|current_setting|nextval|setval|\w+_to_xml\w*|txid_\w+"
    r"|load_file|load_extension|sleep|benchmark|\w*get_lock|release_\w*lock\w*|master_\w+|sys_\w+|last_insert_id"
    r"|readfile|writefile|fts3_tokenizer|edit|gtid_\w+|wait_\w+"
    r"|java_method|(try_)?reflect",
    re.IGNORECASE,
)
"""Functions that write, wait, read files or change the session; a read-only transaction does not mind all of them."""

_OF_WAREHOUSES = {
    "snowflake": r"system\$\w+|ai_\w+",
    "bigquery": r"external_query",
    "databricks": r"java_method|reflect|try_reflect|http_request|remote_query|read_files|secret|list_secrets|ai_\w+",
    "trino": r"query|raw_query|procedure",
    "clickhouse": r"url\w*|file\w*|s3\w*|gcs\w*|azure\w*|hdfs\w*|remote\w*|cluster\w*|mysql|postgresql|mongodb|redis"
    r"|sqlite|jdbc|odbc|arrowflight|executable\w*|iceberg\w*|deltalake\w*|hudi\w*|paimon\w*|ytsaurus|sleepeachrow",
}
"""Those of a dialect alone that leave the warehouse, wait, or are paid for by the word, by the dialect."""


def parsed(text: str, dialect: str) -> "Expr":
    """Return the syntax tree of the query `text`.

    Parameters
    ----------
    dialect : str
        The SQL that it is written in, as sqlglot calls it.

    Raises
    ------
    ValueError
        If it is not one SELECT, or holds what has no place in one; one sentence says what.
    """
    import sqlglot
    from sqlglot.errors import SqlglotError

    if len(text) > MAX_LENGTH:
        raise ValueError(f"a query has at most {MAX_LENGTH:,} characters")
    try:
        found = [tree for tree in sqlglot.parse(text, dialect=dialect) if tree is not None]
    except SqlglotError as error:
        raise ValueError("this is no SQL of the database: write SELECT … FROM …") from error
    except RecursionError as error:
        raise ValueError("it nests too deeply") from error
    if len(found) != 1:
        raise ValueError("it is one SELECT: remove the semicolon and what follows" if found else "it is empty")
    (tree,) = found
    if type(tree).__name__ not in _STATEMENTS:
        raise ValueError(f"{_name(tree)} is no SELECT, which is all that a source may ask")
    for node in tree.walk():
        if reason := _refusal(node, dialect):
            raise ValueError(reason)
    return tree


def _refusal(node: "Expr", dialect: str) -> str | None:
    """Return why `node` has no place in a query, None if it has one."""
    from sqlglot.expressions import Func

    kind = type(node).__name__
    if kind in _STATEMENTS and (node.args.get("settings") or node.args.get("format")):
        return "SETTINGS and FORMAT have no place in a query that only reads"
    if kind in _REFUSED:
        return f"{_REFUSED[kind]} has no place in a query that only reads"
    if isinstance(node, Func):
        name = node.name if kind == "Anonymous" else node.sql_name()
        if _FUNCTIONS.fullmatch(name) or re.fullmatch(_OF_WAREHOUSES.get(dialect, ""), name, re.IGNORECASE):
            return f"the function {name.upper()} has no place in a query that only reads"
    return None


def _name(tree: "Expr") -> str:
    kind = type(tree).__name__
    return _REFUSED.get(kind, kind.upper())
