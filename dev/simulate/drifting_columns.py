"""Two windows of columns of which it is known whether they have drifted, as the drift check sees them.

Half of the columns are numbers, normal and measured to 1/64; half are categories, eight that are equally frequent. A
drifted column of numbers has moved by 0.3 standard deviations; of a drifted column of categories one has 10 points more
of the rows, and the others less. Counts are drawn, which is the same as drawing rows and counting them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import ibis
import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from dte_exporter.checks.drift.check import drift
from dte_exporter.checks.drift.params import Params
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.distribution import Distribution
from dte_exporter.statistics.distribution.measuring import by_value
from dte_exporter.statistics.distribution.profile import Profile
from dte_exporter.statistics.view import View

SHIFT, POINTS = 0.3, 0.1

_NUMBERS = np.arange(-384, 385) / 64
_CATEGORIES = np.array([f"c{place}" for place in range(8)])

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """The rows of one window, as far as a drift check asks for them: to be fetched, and of which type they are.

    Parameters
    ----------
    values : mapping of str to array
        The different values by column.
    counts : mapping of str to array of int
        The rows of each of them.
    """

    values: Mapping[str, NDArray[Any]]
    counts: Mapping[str, Counts]

    @property
    def table(self) -> Any:
        """The columns with their types."""
        types = {name: "string" if values is _CATEGORIES else "float64" for name, values in self.values.items()}
        return ibis.table(types, name="simulated")

    def rows(self, expression: Any) -> list[tuple[Any, ...]]:
        """Return the rows of the columns of `expression`."""
        columns = (np.repeat(self.values[name], self.counts[name]).tolist() for name in expression.columns)
        return list(zip(*columns, strict=True))

    @property
    def profile(self) -> Profile:
        """What is known of the window."""
        rows = int(next(iter(self.counts.values())).sum())
        found = {name: _found(values, self.counts[name]) for name, values in self.values.items()}
        return Profile(
            rows,
            {name: by_value(one.items()) for name, one in found.items() if self.values[name] is _NUMBERS},
            {name: Categories(0, one) for name, one in found.items() if self.values[name] is _CATEGORIES},
        )


def verdicts(
    columns: int, rows: tuple[int, int], drifted: int, random: np.random.Generator
) -> Mapping[str, Mapping[str, bool]]:
    """Return by column whether the check calls it ``detected`` and ``significant``, see `drawn` for the parameters."""
    distribution, roles = drawn(columns, rows, drifted, random)
    params = Params(row_limit=max(distribution.row_limit, 100))
    details = drift.compute({"distribution": distribution}, params, roles, 0.0).details["columns"]
    return {name: {"detected": one["drifted"], "significant": one["significant"]} for name, one in details.items()}


def drawn(columns: int, rows: tuple[int, int], drifted: int, random: np.random.Generator) -> tuple[Distribution, Roles]:
    """Return the distribution of columns of which the first `drifted` are so, and what each of them is.

    Parameters
    ----------
    columns : int
        How many there are.
    rows : tuple of int
        Of the reference and of the current window.
    drifted : int
        How many have moved between them.
    random : numpy.random.Generator
        What the counts are drawn from.
    """
    names = [f"x{place}" for place in range(columns)]
    values = {name: _CATEGORIES if place % 2 else _NUMBERS for place, name in enumerate(names)}
    moved = [set[str](), set(names[:drifted])]
    windows = [
        Window(values, {name: random.multinomial(size, _shares(values[name], name in there)) for name in names})
        for size, there in zip(rows, moved, strict=True)
    ]
    kinds = {name: ColumnKind.CATEGORY if one is _CATEGORIES else ColumnKind.NUMBER for name, one in values.items()}
    by_side = dict(zip(("reference", "current"), windows, strict=True))
    return _measured(by_side), Roles(None, None, None, None, None, True, (), tuple(names), kinds)


def _measured(windows: Mapping[str, Window]) -> Distribution:
    profiles = {side: window.profile for side, window in windows.items()}
    # Distances are taken from the counts, p-values from all of the rows.
    limit = max(one.rows for one in profiles.values()) - (profiles["reference"].rows > 1_000)
    return Distribution(profiles, cast(Mapping[str, View], windows), limit)


def _shares(values: NDArray[Any], moved: bool) -> NDArray[np.float64]:
    if values is _CATEGORIES:
        shares = np.full(len(values), (1 - moved * POINTS * len(values) / (len(values) - 1)) / len(values))
        shares[0] = 1 - shares[1:].sum()
        return shares
    density = norm.pdf(values, SHIFT * moved)
    return np.asarray(density / density.sum())


def _found(values: NDArray[Any], counts: Counts) -> dict[Any, int]:
    there = counts > 0
    return dict(zip(values[there].tolist(), counts[there].tolist(), strict=True))
