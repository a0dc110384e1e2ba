"""Distribution: how the values of each column spread, in the reference and in the current window.

It is all that a univariate drift score needs. `Distribution.answer` takes a question that can be put to rows and, where
that is enough, to the profiles, and puts it to the one that the size of the data calls for: a check need not know.
`Distribution.jointly` puts one to several columns at once, which no profile of single columns can answer.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.profile import VERSION, Profile, completed, first_look, profile
from dte_exporter.statistics.distribution.same_types import Mismatch, mismatch
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import not_empty
from dte_exporter.statistics.rows import all_rows, drawn_rows
from dte_exporter.statistics.sources import SIDES, Sources
from dte_exporter.statistics.together.attempts import both
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    import pandas as pd

A = TypeVar("A")
"""What a question is answered with."""


class Basis(StrEnum):
    """What an answer was computed on."""

    ROWS = "rows"
    DISTRIBUTION = "distribution"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class Question(Generic[A]):
    """Something to be known of one column in two windows.

    Parameters
    ----------
    of_rows : callable
        From the values of the reference and the current window to the answer.
    of_profiles : callable or None
        From the two profiles to the answer, None where rows are needed.
    """

    of_rows: "Callable[[pd.Series, pd.Series], A]"
    of_profiles: Callable[[Pair[Any]], A] | None = None


@dataclass(frozen=True, slots=True)
class Answer(Generic[A]):
    """What `Distribution.answer` gives.

    Parameters
    ----------
    value : Any
        The answer itself.
    basis : Basis
        What it was computed on.
    """

    value: A
    basis: Basis


@dataclass(frozen=True, slots=True)
class Distribution:
    """The profiles of two windows, and their rows for what needs them.

    Parameters
    ----------
    profiles : mapping of str to Profile
        By window.
    views : mapping of str to View
        By window.
    row_limit : int
        Windows of at most so many rows are looked at row by row; of larger ones as many are drawn.
    refused : mapping of str to Mismatch
        The columns that have no profile, since they are of another type in the two windows or missing in one.
    """

    profiles: Mapping[str, Profile]
    views: Mapping[str, View]
    row_limit: int
    refused: Mapping[str, Mismatch] = field(default_factory=dict)
    _fetched: "dict[str, Mapping[str, pd.Series]]" = field(default_factory=dict, init=False)

    @property
    def rows(self) -> Mapping[str, int]:
        """Rows of each window."""
        return {window: one.rows for window, one in self.profiles.items()}

    def pair(self, column: str) -> Pair[Any]:
        """Return the profiles of `column` in both windows."""
        reference, current = (self.profiles[side] for side in SIDES)
        if column in reference.numbers:
            return Pair(column, reference.numbers[column], current.numbers[column], self.views)
        return Pair(column, reference.categories[column], current.categories[column], self.views)

    def answer(self, column: str, question: Question[A]) -> Answer[A]:
        """Return the answer to `question` about `column`: on rows, on the profiles, or on a draw of rows."""
        if question.of_profiles and not self._few:
            return Answer(question.of_profiles(self.pair(column)), Basis.DISTRIBUTION)
        reference, current = (self._values(side)[column] for side in SIDES)
        return Answer(question.of_rows(reference, current), self._of_rows)

    def jointly(
        self, columns: tuple[str, ...], of_rows: "Callable[[Mapping[str, pd.Series], Mapping[str, pd.Series]], A]"
    ) -> Answer[A]:
        """Return the answer to a question about several columns, whose values of one row stand in one place."""
        reference, current = ({name: self._values(side)[name] for name in columns} for side in SIDES)
        return Answer(of_rows(reference, current), self._of_rows)

    @property
    def _few(self) -> bool:
        return all(rows <= self.row_limit for rows in self.rows.values())

    @property
    def _of_rows(self) -> Basis:
        return Basis.ROWS if self._few else Basis.DRAW

    def _values(self, side: str) -> "Mapping[str, pd.Series]":
        if side not in self._fetched:
            columns = (*self.profiles[side].numbers, *self.profiles[side].categories)
            view = self.views[side]
            few = self.rows[side] <= self.row_limit
            self._fetched[side] = all_rows(view, columns) if few else drawn_rows(view, columns, self.row_limit)
        return self._fetched[side]


@dataclass(frozen=True, slots=True)
class DistributionPlan:
    """The distribution of some columns in two windows.

    Parameters
    ----------
    numbers, categories : tuple of str
        The columns by how their values are read; a boolean is a category.
    row_limit : int
        See `Distribution`.
    others : tuple of str
        Columns that are not measured, but told if they are of another type in the two windows.
    """

    numbers: tuple[str, ...]
    categories: tuple[str, ...]
    row_limit: int
    others: tuple[str, ...] = ()

    def measure(self, sources: Sources, cache: StatisticsCache) -> Distribution:
        """Return the distributions of all columns that can be compared, and the types of those that cannot.

        The reference's profile is kept in `cache` where its rows have a fingerprint.

        Raises
        ------
        NoDataError
            If a window holds no rows.
        """
        views = sources.windows
        reference, current = (views[side] for side in SIDES)
        wanted = (*self.numbers, *self.categories, *self.others)
        refused = {column: types for column in wanted if (types := mismatch(column, views))}
        compared = self._without(refused)
        before, first = both(
            lambda: compared._kept(reference, cache),
            lambda: first_look(current, compared.numbers, compared.categories),
        )
        now = completed(current, first, before)
        profiles = dict(zip(SIDES, (before, now), strict=True))
        for side, one in profiles.items():
            not_empty(side, one.rows)
        return Distribution(profiles, views, self.row_limit, refused)

    def _without(self, refused: Collection[str]) -> "DistributionPlan":
        numbers, categories = (
            tuple(column for column in columns if column not in refused) for columns in (self.numbers, self.categories)
        )
        return replace(self, numbers=numbers, categories=categories, others=())

    def _kept(self, view: View, cache: StatisticsCache) -> Profile:
        """Return the profile of `view`, from `cache` where it was measured before."""
        if view.fingerprint is None:
            return profile(view, self.numbers, self.categories)
        key = f"profile {VERSION} of {view.fingerprint}: {self.numbers!r} {self.categories!r}"
        body = cache.get(key)
        if body is not None:
            with suppress(ValueError, TypeError, KeyError):  # a file that a crash left torn is as good as none
                return Profile.from_json(body)
        measured = profile(view, self.numbers, self.categories)
        cache.put(key, measured.to_json())
        return measured
