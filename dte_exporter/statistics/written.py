"""A table as a query that somebody else will run names it: quoted columns, instants in UTC, days, keys as text.

It says the same as `expressions.instants` and `registers` do in Ibis, in SQL that people can read: engines are told
a time zone by its name. The dialect is DuckDB's, which is close to PostgreSQL's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dte_exporter.input import Input

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType

_OFFSET = r":\d{2}(\.\d+)?\s*([Zz]|[+-]\d{2}(:?\d{2})?)$"


@dataclass(frozen=True, slots=True)
class Written:
    """A table of a query.

    Parameters
    ----------
    name : str
        The data set, by which the table is called.
    types : mapping of str to ibis DataType
        What its columns hold.
    timezone : str
        The zone in which times without one are read.
    key : str or None
        The column that identifies a row.
    rows : str
        The query of the rows that a window leaves; empty for all.
    alias : str
        How the query refers to it.
    """

    name: str
    types: Mapping[str, "DataType"]
    timezone: str = "UTC"
    key: str | None = None
    rows: str = ""
    alias: str = "r"

    def __str__(self) -> str:
        return f"({self.rows}) AS {self.alias}" if self.rows else f"{quoted(self.name)} AS {self.alias}"

    def called(self, alias: str) -> "Written":
        """Return it under another alias."""
        return replace(self, alias=alias)

    def column(self, name: str) -> str:
        """Return a column of it."""
        return f"{self.alias}.{quoted(name)}"

    def columns(self, *names: str | None) -> str:
        """Return what tells a row apart: its key, else those of `names` that it has."""
        found = [self.key] if self.key else [*dict.fromkeys(name for name in names if name in self.types)]
        return ", ".join(self.column(str(name)) for name in found)

    def word(self, name: str) -> str:
        """Return a column as text, so that a number here meets its text there."""
        column = self.column(name)
        return column if self.types[name].is_string() else f"CAST({column} AS VARCHAR)"

    def instant(self, name: str | None) -> str:
        """Return the times in a column as instants in UTC; null where there is no column."""
        if name is None:
            return "CAST(NULL AS TIMESTAMP)"
        column, type_ = self.column(name), self.types[name]
        if type_.is_string():
            text = f"NULLIF(TRIM({column}), '')"
            zoned = f"TIMEZONE('UTC', CAST({text} AS TIMESTAMPTZ))"
            return f"CASE WHEN REGEXP_MATCHES({text}, '{_OFFSET}') THEN {zoned} ELSE {self._meant(text)} END"
        if type_.is_timestamp() and type_.timezone:
            return f"TIMEZONE('UTC', {column})"
        return column if type_.is_timestamp() and self.timezone == "UTC" else self._meant(column)

    def _meant(self, wall: str) -> str:
        moment = f"CAST({wall} AS TIMESTAMP)"
        return moment if self.timezone == "UTC" else f"TIMEZONE('UTC', TIMEZONE({text(self.timezone)}, {moment}))"

    def is_set(self, name: str | None, otherwise: bool) -> str:
        """Return whether a column says yes: it is true, or holds anything; `otherwise` where there is no column."""
        if name is None:
            return str(otherwise).upper()
        column, type_ = self.column(name), self.types[name]
        if type_.is_unknown() or type_.is_null():
            return "FALSE"
        if type_.is_boolean():
            return f"COALESCE({column}, FALSE)"
        return f"COALESCE(TRIM({column}) <> '', FALSE)" if type_.is_string() else f"{column} IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query is made from.

    Parameters
    ----------
    own : Written
        The check's own rows.
    further : mapping of str to Written
        The further data sets that it reads.
    now : datetime
        The moment of the run: the query finds what the run found.
    inputs : mapping of Input to object
        What the check is given beside rows.
    """

    own: Written
    further: Mapping[str, Written]
    now: datetime
    inputs: Mapping[Input[Any], Any]


def quoted(name: str) -> str:
    """Return a name as SQL quotes it, whatever is in it."""
    return '"{}"'.format(name.replace('"', '""'))


def text(words: str) -> str:
    """Return a text of the config as SQL writes it."""
    return "'{}'".format(words.replace("'", "''"))


def one_of(expression: str, words: Iterable[str]) -> str:
    """Return whether an expression is one of the `words` of the config."""
    return f"{expression} IN ({', '.join(map(text, words))})"


def moment(at: datetime) -> str:
    """Return a moment as SQL compares it with instants."""
    return f"TIMESTAMP '{at.astimezone(UTC).replace(tzinfo=None).isoformat(sep=' ')}'"


def every(*conditions: str, indent: int = 2) -> str:
    """Return conditions that all have to hold, one a line; empty ones are left out."""
    return f"\n{' ' * indent}AND ".join(filter(None, conditions))
