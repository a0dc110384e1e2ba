"""Statements with what a person works out that they do, in a short notation."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.sql.read_statements import UnreadStatementError, read_statements
from dte_exporter.lineage.sql.statement import Statement, TableNames

OTHERS = "*"
"""Stands among the unknown for columns that nothing names."""


@dataclass(frozen=True)
class Worked:
    """What a statement does.

    Parameters
    ----------
    reads : str
        The tables that it reads, with blanks between them.
    writes : str
        The table that it writes; empty for none.
    columns : mapping of str to str
        The columns that each column is made from, with blanks between them.
    unknown : str
        The columns of which that is unknown; a star for such as nothing names.
    """

    reads: str
    writes: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    unknown: str = ""


def done(sql: str, dialect: str, known: Mapping[str, str] | None = None) -> list[Worked]:
    """Return what the statements of `sql` do; of the tables that are `known` it says the columns."""
    columns_of = {Name("x", table): tuple(columns.split()) for table, columns in (known or {}).items()}
    return [worked(one) for one in read_statements(sql, dialect, TableNames("x"), columns_of)]


def worked(one: Statement | UnreadStatementError) -> Worked:
    """Return a statement in the notation."""
    assert isinstance(one, Statement), one
    return Worked(
        " ".join(sorted(name.name for name in one.inputs)),
        one.output.name if one.output else "",
        {
            column: " ".join(sorted(f"{each.dataset.name}.{each.column}" for each in made))
            for column, made in one.columns.items()
        },
        " ".join([*one.unknown, *([OTHERS] if one.has_others else [])]),
    )
