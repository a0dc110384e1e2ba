"""The profile of one window: what is known of each of its columns, as one thing that adds up and can be kept."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from dte_exporter.statistics.distribution import counting
from dte_exporter.statistics.distribution.categories import MAX_CATEGORIES, Categories, tallied
from dte_exporter.statistics.distribution.grid import Grid
from dte_exporter.statistics.distribution.measuring import MAX_VALUES, Frame, by_cell, by_value, frame_of
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.serial import tree_of
from dte_exporter.statistics.together.attempts import both, each
from dte_exporter.statistics.view import View

VERSION = 1


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of the columns of one window.

    Parameters
    ----------
    rows : int
        All rows of the window.
    numbers : mapping of str to Numbers
        By column.
    categories : mapping of str to Categories
        By column.
    """

    rows: int
    numbers: Mapping[str, Numbers]
    categories: Mapping[str, Categories]

    def merge(self, other: "Profile") -> "Profile":
        """Return the profile of both sets of rows together; associative and commutative, moments up to rounding.

        Raises
        ------
        ValueError
            If the two have different columns.
        """
        if self.numbers.keys() != other.numbers.keys() or self.categories.keys() != other.categories.keys():
            raise ValueError("profiles of different columns do not add up")
        return Profile(
            self.rows + other.rows,
            {name: one.merge(other.numbers[name]) for name, one in self.numbers.items()},
            {name: one.merge(other.categories[name]) for name, one in self.categories.items()},
        )

    def to_json(self) -> bytes:
        """Return the versioned serial form."""
        tree = {
            "version": VERSION,
            "rows": self.rows,
            "numbers": {name: one.tree() for name, one in self.numbers.items()},
            "categories": {name: one.tree() for name, one in self.categories.items()},
        }
        return json.dumps(tree).encode()

    @classmethod
    def from_json(cls, body: bytes) -> "Profile":
        """Return the profile behind `body`.

        Raises
        ------
        ValueError
            If `body` is of another version.
        """
        tree = tree_of(body, "a profile", VERSION)
        return cls(
            tree["rows"],
            {name: Numbers.from_tree(one) for name, one in tree["numbers"].items()},
            {name: Categories.from_tree(one) for name, one in tree["categories"].items()},
        )


@dataclass(frozen=True, slots=True)
class Total:
    """What is known of a column of numbers before it is measured; `low` and `high` may be NaN or infinite."""

    count: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What a window is asked before anything is known of it.

    Parameters
    ----------
    rows : int
        All rows.
    totals : mapping of str to Total
        By column of numbers.
    categories : mapping of str to Categories
        By column of categories.
    """

    rows: int
    totals: Mapping[str, Total]
    categories: Mapping[str, Categories]


def profile(view: View, numbers: tuple[str, ...], categories: tuple[str, ...], like: Profile | None = None) -> Profile:
    """Return the profile of the rows of `view`; its cells are those of `like`, which it will be compared with."""
    return completed(view, first_look(view, numbers, categories), like)


def first_look(view: View, numbers: tuple[str, ...], categories: tuple[str, ...]) -> FirstLook:
    """Return what the profile of the rows of `view` begins with."""
    (rows, totals), counted = both(
        lambda: _totals(view, numbers), lambda: each(partial(_most_frequent, view, name) for name in categories)
    )
    return FirstLook(
        rows, totals, {name: tallied(found, rows) for name, found in zip(categories, counted, strict=True)}
    )


def completed(view: View, first: FirstLook, like: Profile | None = None) -> Profile:
    """Return the profile of the rows of `view`, which begins with `first`; see `profile`."""
    frames = {name: frame_of(one) for name, one in like.numbers.items()} if like else {}
    like_cells = {name for name, frame in frames.items() if frame and like and not like.numbers[name].exact}
    totals = first.totals
    unknown = tuple(name for name in totals if name not in like_cells and totals[name].count > MAX_VALUES)
    by_cells = like_cells | _various(view, unknown)
    measured = each(partial(_numbers, view, name, totals[name], frames.get(name), name in by_cells) for name in totals)
    return Profile(first.rows, dict(zip(totals, measured, strict=True)), first.categories)


def _totals(view: View, numbers: tuple[str, ...]) -> tuple[int, dict[str, Total]]:
    ((rows, *found),) = view.rows(counting.totals(view.table, numbers))
    columns = zip(numbers, found[0::3], found[1::3], found[2::3], strict=True)
    return rows, {name: Total(count, _number(low), _number(high)) for name, count, low, high in columns}


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)


def _various(view: View, columns: tuple[str, ...]) -> set[str]:
    """Return those of `columns` whose first rows alone hold more than `MAX_VALUES` different values."""
    if not columns:
        return set()
    (found,) = view.rows(counting.variety(view.table, columns))
    return {name for name, different in zip(columns, found, strict=True) if different > MAX_VALUES}


def _numbers(view: View, column: str, total: Total, frame: Frame | None, by_cells: bool) -> Numbers:
    """Return the profile of `column`: by value, unless its values are known or found to be too many."""
    if not by_cells:
        found = view.rows(counting.value_counts(view.table, column, MAX_VALUES + 1))
        if len(found) <= MAX_VALUES:
            return by_value((value, rows) for value, rows in found)
    return by_cell(view, column, frame or Frame(_grid(view, column, total)))


def _grid(view: View, column: str, total: Total) -> Grid:
    """Return the grid over all finite values of `column`, of which there are many."""
    low, high = total.low, total.high
    if not math.isfinite(low) or not math.isfinite(high):
        ((low, high),) = view.rows(counting.finite_range(view.table, column))
    return Grid.over(low, high)


def _most_frequent(view: View, column: str) -> list[tuple[Any, int]]:
    return [(value, count) for value, count in view.rows(counting.most_frequent(view.table, column, MAX_CATEGORIES))]
