"""What a plan needs: its window, and the columns of it, which may be those of another data set."""

from collections.abc import Mapping
from typing import Any

from dte_exporter.errors import MissingColumnError
from dte_exporter.statistics.pair import SIDES
from dte_exporter.statistics.plan import View


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


def own_window(sources: Mapping[str, Any]) -> tuple[str, View]:
    """Return the one window among `sources`, which may hold records as well, with its name."""
    name = next(window for window in SIDES if window in sources)
    return name, sources[name]
