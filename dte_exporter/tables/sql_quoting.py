"""Texts and names as standard SQL has them, between quotes: DuckDB's and SQLite's own is no other."""


def quoted_text(text: str) -> str:
    """Return `text` as a value."""
    return "'{}'".format(text.replace("'", "''"))


def quoted_name(name: str) -> str:
    """Return `name` as that of a table or a column, whatever marks it has."""
    return '"{}"'.format(name.replace('"', '""'))
