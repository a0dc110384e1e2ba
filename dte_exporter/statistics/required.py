"""The columns that a plan needs of a window, which may be one of another data set."""

from dte_exporter.errors import SourceError
from dte_exporter.statistics.plan import View


def require(view: View, window: str, *columns: str) -> None:
    """Refuse a window that lacks one of `columns`.

    Raises
    ------
    SourceError
        If it does; the message names the window and the column.
    """
    for column in columns:
        if column not in view.table.columns:
            has = ", ".join(sorted(view.table.columns))
            raise SourceError(f"the {window} window has no column {column!r}: it has {has}")
