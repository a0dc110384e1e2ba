"""The profile of a column of categories: rows by category, those past the cap counted as other."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_CATEGORIES = 10_000
"""The most categories of a column that are told apart: with more it holds identifiers, not categories."""


@dataclass(frozen=True, slots=True)
class Categories:
    """What is known of a column of categories in one window.

    Parameters
    ----------
    nulls : int
        Rows without a category.
    counts : mapping of str to int
        Rows by category.
    other : int
        Rows of the rarest categories, past `MAX_CATEGORIES`.
    """

    nulls: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    other: int = 0

    @property
    def count(self) -> int:
        """Rows with a category."""
        return sum(self.counts.values()) + self.other

    @property
    def exact(self) -> bool:
        """Whether every category is told apart."""
        return self.other == 0

    @property
    def known(self) -> set[str]:
        """The different values that are known one by one."""
        return set(self.counts)

    @property
    def distinct(self) -> int:
        """How many different categories there are at least, in rows that were measured at once.

        None past the cap has more rows than any that is told apart, so where those have one row each it is exact.
        """
        rarest = min(self.counts.values(), default=1)
        return len(self.counts) - -self.other // rarest

    def merge(self, other: "Categories") -> "Categories":
        """Return the profile of both sets of rows together; associative and commutative."""
        counts = Counter(self.counts) + Counter(other.counts)
        return Categories(self.nulls + other.nulls, counts, self.other + other.other)

    def tree(self) -> dict[str, Any]:
        """Return the serial form, JSON types only."""
        return {"nulls": self.nulls, "counts": dict(self.counts), "other": self.other}

    @classmethod
    def from_tree(cls, tree: Mapping[str, Any]) -> "Categories":
        """Return the profile behind `tree`."""
        return cls(**tree)


def tallied(found: Iterable[tuple[Any, int]], rows: int) -> Categories:
    """Return the profile of `rows` rows whose most frequent values, with the rows of each, are `found`.

    A whole number is one category, whether an engine returns it as 1 or as 1.0; NaN is no category.
    """
    counts: Counter[str] = Counter()
    nulls = 0
    for value, count in found:
        if value is None or value != value:
            nulls += count
        else:
            counts[_name(value)] += count
    return Categories(nulls, counts, rows - nulls - counts.total())


def _name(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
