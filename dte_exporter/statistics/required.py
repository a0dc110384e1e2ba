"""What a plan needs before it has anything to say: its columns, rows, and no more combinations than it can hold."""

from collections.abc import Sized

from dte_exporter.errors import CheckError, MissingColumnError, NoDataError
from dte_exporter.statistics.expressions.type_name import type_name
from dte_exporter.statistics.view import View


def require(view: View, window: str, *columns: str) -> None:
    """Refuse a window that lacks one of `columns`.

    Raises
    ------
    MissingColumnError
        If it does; the message names the window and the column.
    """
    for column in columns:
        if column not in view.table.columns:
            raise MissingColumnError(f"the {window} window", column, view.table.columns)


def require_numbers(view: View, window: str, *columns: str) -> None:
    """Refuse a window in which one of `columns` holds no numbers; truth values are 0 and 1.

    Raises
    ------
    CheckError
        If one does; the message names the window, the column and its type.
    """
    for column in columns:
        if not (type_ := view.table[column].type()).is_numeric():
            raise CheckError(
                f"column {column!r} is of type {type_name(type_)} in the {window} window, where numbers are needed: "
                f"set columns.types.{column}: number if its text holds them, or name another column"
            )


def not_empty(window: str, rows: int | Sized) -> None:
    """Refuse a window without rows.

    Raises
    ------
    NoDataError
        If `rows` are none; the message names the window.
    """
    if not (rows if isinstance(rows, int) else len(rows)):
        raise NoDataError(f"the {window} window holds no rows")


def few(found: Sized, most: int, columns: str, are_few: str = "groups and classes are few") -> None:
    """Refuse more combinations than a statistic can hold: some column is not what it is declared to be.

    Raises
    ------
    CheckError
        If there are more than `most`; the message names the `columns` and says which `are_few`.
    """
    if len(found) > most:
        raise CheckError(f"over {most:,} combinations of {columns}: {are_few}")
