"""Text pair: some of the texts of each column in the reference and in the current window, see `drawn_texts`.

Nothing of it is kept: a text may be personal data.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dte_exporter.statistics.distribution.same_types import Mismatch, mismatch
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.sources import SIDES, Sources
from dte_exporter.statistics.texts.drawn_texts import Draw, DrawPlan, Texts
from dte_exporter.statistics.view import View

NOTHING = Texts((), 0)


@dataclass(frozen=True, slots=True)
class TextPair:
    """Texts by window and column.

    Parameters
    ----------
    draws : mapping of str to Draw
        What was drawn of each window.
    distinct : mapping of str to int
        How many different texts the reference has of each column that holds texts in both windows.
    refused : mapping of str to Mismatch
        The columns that hold texts in one window, and in the other are of another type or missing.
    """

    draws: Mapping[str, Draw]
    distinct: Mapping[str, int]
    refused: Mapping[str, Mismatch]

    @property
    def rows(self) -> Mapping[str, int]:
        """Rows of each window."""
        return {side: draw.rows[side] for side, draw in self.draws.items()}

    def texts(self, column: str) -> tuple[Texts, Texts]:
        """Return what was drawn of `column` in the reference and in the current window."""
        reference, current = (self.draws[side].columns.get(column, NOTHING) for side in SIDES)
        return reference, current

    def missing(self, column: str) -> tuple[float, float]:
        """Return the share of all rows of each window that have no text in `column`, in [0, 1]."""
        sides = zip(SIDES, self.texts(column), strict=True)
        reference, current = (1 - texts.known / self.rows[side] for side, texts in sides)
        return reference, current


@dataclass(frozen=True, slots=True)
class TextPairPlan:
    """Draws of the text columns of two windows.

    Parameters
    ----------
    columns : tuple of str
        Those to draw from; one that holds no text is passed over.
    size : int
        How many values of each are drawn of a window; all, if there are no more.
    """

    columns: tuple[str, ...]
    size: int

    def measure(self, sources: Sources, cache: StatisticsCache) -> TextPair:
        """Return the draws of both windows.

        Raises
        ------
        NoDataError
            If a window holds no rows.
        """
        windows = sources.windows
        types = {column: mismatch(column, windows) for column in self.columns}
        held = tuple(column for column, differ in types.items() if differ is None)
        refused = {column: differ for column, differ in types.items() if differ and _of_text(column, windows)}
        plan = DrawPlan(held, self.size)
        draws = {side: plan.measure(Sources({side: windows[side]}), cache) for side in SIDES}
        return TextPair(draws, _distinct(sources, held), refused)


def _of_text(column: str, windows: Mapping[str, View]) -> bool:
    """Return whether `column` holds texts in one of the windows."""
    found = (view.table.schema().get(column) for view in windows.values())
    return any(type_ is not None and type_.is_string() for type_ in found)


def _distinct(sources: Sources, columns: tuple[str, ...]) -> Mapping[str, int]:
    """Return how many different texts the reference has of those `columns` that hold texts."""
    view = sources.windows[SIDES[0]]
    held = [column for column in columns if view.table[column].type().is_string()]
    if not held:
        return {}
    counts = {f"n{place}": view.table[column].nunique() for place, column in enumerate(held)}
    ((*found,),) = view.rows(view.table.aggregate(**counts))
    return dict(zip(held, found, strict=True))
