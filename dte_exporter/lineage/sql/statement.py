"""What one statement of SQL does: the data sets that it reads and writes, and what the columns are made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dte_exporter.lineage.naming import Name, address_name, dataset_name
from dte_exporter.lineage.told import Column

if TYPE_CHECKING:
    from sqlglot import exp

_READ_BY_PATH = {"avro", "csv", "delta", "iceberg", "json", "orc", "parquet", "text"}
"""What stands before a path where Spark names a table by it."""

Made = frozenset[Column] | None
"""The columns that one is made from, none for a constant; None where that is unknown."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that reads or writes a data set.

    Parameters
    ----------
    number : int
        Its place in the text, from 1.
    inputs : frozenset of Name
        What it reads.
    output : Name or None
        What it writes; None for a mere query.
    columns : mapping of str to frozenset of Column
        The columns that each column of the output is made from, as far as the text tells.
    unknown : tuple of str
        Columns of the output of which it does not.
    has_others : bool
        Whether the output may have columns that nothing names, such as those of ``*``.
    """

    number: int
    inputs: frozenset[Name]
    output: Name | None = None
    columns: Mapping[str, frozenset[Column]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    has_others: bool = False


@dataclass(frozen=True, slots=True)
class TableNames:
    """How tables that a text names are called in full.

    Parameters
    ----------
    namespace : str
        Where they live.
    database, schema : str
        The parts before a table where the text leaves them out; empty for none.
    known : mapping of str to Name
        What a table of a full name, in lower case, is called, where that is not that name itself.
    """

    namespace: str
    database: str = ""
    schema: str = ""
    known: Mapping[str, Name] = field(default_factory=dict)

    def of(self, table: "exp.Table") -> Name | None:
        """Return what lineage calls `table`; None of what is a function or a parameter, and no table."""
        from sqlglot import exp

        parts = [part.name for part in table.parts if isinstance(part, exp.Identifier)]
        if not parts or len(parts) < len(table.parts) or not all(parts):
            return None
        if "://" in parts[-1] or (parts[-1].startswith("/") and parts[0].lower() in _READ_BY_PATH):
            return address_name(parts[-1])
        before = [one for one in (self.database, self.schema) if one]
        lacking = max(len(before) + 1 - len(parts), 0)
        full = ".".join([*before[:lacking], *parts])
        return self.known.get(full.lower()) or dataset_name(self.namespace, full)


ColumnsOf = Mapping[Name, tuple[str, ...]]
"""The columns of data sets, all of each: what is not there has columns that nobody knows."""
