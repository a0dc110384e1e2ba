"""The columns that a plan needs of its window, whose rows may be those of another data set."""

from dte_exporter.errors import MissingColumnError
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
