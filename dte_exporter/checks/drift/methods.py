"""The methods that tell whether a column has drifted: Evidently's own, one a row.

Evidently computes all of them on rows. What a method computes above the row limit stands in its row: a distance is
taken from the profiles, a p-value from a draw of rows, since with very many rows any difference is significant. So is
the energy distance (``ed``): it is in the column's own unit, and profiles are only as fine as the deviation calls for.
Left out are Evidently's maximum mean discrepancy, whose matrix of all pairs needs 80 GB at the row limit and which
draws without a seed, and its tests of texts.

A p-value is one if, where nothing has moved, it is at most p in at most a share p of all runs. Of Evidently's, those of
``ks`` and ``fisher_exact`` are. The `doubt` of each other says when it is not, as simulations show: in 20,000 pairs of
unmoved windows of 500 rows and eight categories ``chisquare`` was at most 0.05 in 44 %, in 4,000 of 1,001 and 50 rows
with eight values ``cramer_von_mises`` in all, in 1,000 of them ``es`` in 12 %. Significance is judged by permutations
instead: of the method's own distance, or of Pearson's chi-square of both windows.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dte_exporter.checks.drift import distances
from dte_exporter.checks.drift.significance import distances_of_counts as counts
from dte_exporter.checks.drift.significance.cells import category_cells, comparable_cells, distinct_cells, even_cells
from dte_exporter.checks.drift.significance.permuted import Permuted
from dte_exporter.statistics.distribution.column_pair import Pair


class Family(StrEnum):
    """What a score is, and so which way is worse."""

    DISTANCE = "distance"
    P_VALUE = "p_value"


class ColumnType(StrEnum):
    """How a method reads a column, in Evidently's words."""

    NUMBER = "num"
    CATEGORY = "cat"


@dataclass(frozen=True, slots=True)
class Method:
    """A way to score how far a column has moved.

    Parameters
    ----------
    name : str
        Its name, which is Evidently's.
    family : Family
        Whether it gives a distance or a p-value.
    threshold : float
        Evidently's default.
    drifted : callable
        From score and threshold to whether the column has drifted.
    types : frozenset of ColumnType
        The columns it is for.
    of_profiles : callable or None
        How it is computed above the row limit, None on a draw of rows.
    asks_for : str
        What it needs to be defined.
    permuted : Permuted or None
        What its significance is judged by; None where that is its own p-value.
    doubt : str
        Why a p-value of it is none, to be read after its name; empty where it is one.
    """

    name: str
    family: Family
    threshold: float
    drifted: Callable[[float, float], bool]
    types: frozenset[ColumnType]
    of_profiles: Callable[[Pair[Any]], float] | None = None
    asks_for: str = "values on both sides that are not all the same"
    permuted: Permuted | None = None
    doubt: str = ""


NUMBERS = frozenset({ColumnType.NUMBER})
CATEGORIES = frozenset({ColumnType.CATEGORY})
BOTH = NUMBERS | CATEGORIES

DISTANCE, P_VALUE = Family.DISTANCE, Family.P_VALUE
_EQUAL_SIDES = "two windows with equally many rows"
_EXACT_REFERENCE = "takes the shares of the reference for exact, though it is a sample as well"
_WITHOUT_OBSERVED = "counts draws without the windows as they are, so it can be 0"
_SMALL_IF_REPEATED = "is too small where numbers repeat"
_SMALL_IF_FEW = "is too small where a category is rare and a window has few rows"
_SMALL_IF_SKEWED = "is too small where numbers are skewed and a window has few rows"
_ZERO_IF_REPEATED = "is near 0 where numbers repeat and the windows differ in rows, moved or not"
_PEARSON = Permuted("Pearson's chi-square", category_cells, counts.chi_square)

WASSERSTEIN = Method(
    "wasserstein",
    DISTANCE,
    0.1,
    operator.ge,
    NUMBERS,
    distances.normed_wasserstein,
    permuted=Permuted("wasserstein", even_cells, counts.normed_wasserstein),
)
JENSEN_SHANNON = Method(
    "jensenshannon",
    DISTANCE,
    0.1,
    operator.ge,
    BOTH,
    distances.jensen_shannon,
    permuted=Permuted("jensenshannon", comparable_cells, counts.jensen_shannon),
)
KOLMOGOROV_SMIRNOV = Method("ks", P_VALUE, 0.05, operator.le, NUMBERS)
CHI_SQUARE = Method("chisquare", P_VALUE, 0.05, operator.lt, CATEGORIES, permuted=_PEARSON, doubt=_EXACT_REFERENCE)
Z = Method("z", P_VALUE, 0.05, operator.lt, CATEGORIES, permuted=_PEARSON, doubt=_SMALL_IF_FEW)

METHODS: Mapping[str, Method] = {
    method.name: method
    for method in (
        WASSERSTEIN,
        JENSEN_SHANNON,
        Method(
            "psi",
            DISTANCE,
            0.1,
            operator.ge,
            BOTH,
            distances.population_stability_index,
            permuted=Permuted("psi", comparable_cells, counts.population_stability_index, order=1),
        ),
        Method(
            "kl_div",
            DISTANCE,
            0.1,
            operator.ge,
            BOTH,
            distances.kullback_leibler,
            permuted=Permuted("kl_div", comparable_cells, counts.kullback_leibler, order=1),
        ),
        Method(
            "hellinger",
            DISTANCE,
            0.1,
            operator.ge,
            BOTH,
            distances.hellinger,
            permuted=Permuted("hellinger", distinct_cells, counts.hellinger),
        ),
        Method(
            "ed",
            DISTANCE,
            0.1,
            operator.gt,
            NUMBERS,
            permuted=Permuted("energy distance", even_cells, counts.energy_distance),
        ),
        KOLMOGOROV_SMIRNOV,
        CHI_SQUARE,
        Z,
        Method(
            "anderson",
            P_VALUE,
            0.1,
            operator.lt,
            NUMBERS,
            permuted=Permuted("Anderson-Darling", even_cells, counts.anderson_darling),
            doubt=_SMALL_IF_REPEATED,
        ),
        Method(
            "cramer_von_mises",
            P_VALUE,
            0.1,
            operator.le,
            NUMBERS,
            permuted=Permuted("Cramér-von Mises", even_cells, counts.cramer_von_mises),
            doubt=_ZERO_IF_REPEATED,
        ),
        Method(
            "es",
            P_VALUE,
            0.05,
            operator.lt,
            NUMBERS,
            asks_for="a middle half of values that are not all the same",
            permuted=Permuted("Pearson's chi-square", even_cells, counts.chi_square),
            doubt=_SMALL_IF_REPEATED,
        ),
        Method(
            "mannw",
            P_VALUE,
            0.05,
            operator.lt,
            NUMBERS,
            permuted=Permuted("rank sums", even_cells, counts.rank_sum),
            doubt="is too small where nearly all numbers are the same and a window has few rows",
        ),
        Method(
            "t_test",
            P_VALUE,
            0.05,
            operator.lt,
            NUMBERS,
            permuted=Permuted("the difference of means", even_cells, counts.mean_difference),
            doubt=_SMALL_IF_SKEWED,
        ),
        Method(
            "g_test",
            P_VALUE,
            0.1,
            operator.lt,
            CATEGORIES,
            asks_for=_EQUAL_SIDES,
            permuted=_PEARSON,
            doubt=_EXACT_REFERENCE,
        ),
        Method(
            "fisher_exact", P_VALUE, 0.1, operator.lt, CATEGORIES, asks_for=f"{_EQUAL_SIDES}, two categories and no gap"
        ),
        Method(
            "TVD",
            P_VALUE,
            0.1,
            operator.lt,
            CATEGORIES,
            permuted=Permuted("total variation distance", category_cells, counts.total_variation),
            doubt=_WITHOUT_OBSERVED,
        ),
    )
}

AUTO = "auto"
"""The word for Evidently's own choice."""

_FEW_ROWS = 1_000
_FEW_VALUES = 5


def default_method(pair: Pair[Any], type_: ColumnType) -> Method:
    """Return the method that Evidently chooses itself, by rows of the reference, type and number of values."""
    if pair.reference.count > _FEW_ROWS:
        many = type_ is ColumnType.NUMBER and _varies(pair, _FEW_VALUES)
        return WASSERSTEIN if many else JENSEN_SHANNON
    if type_ is ColumnType.NUMBER and _varies(pair, _FEW_VALUES):
        return KOLMOGOROV_SMIRNOV
    return CHI_SQUARE if _varies(pair, 2) else Z


def _varies(pair: Pair[Any], few: int) -> bool:
    """Return whether both sides together hold more than a `few` different values."""
    return not pair.exact or len(pair.reference.known | pair.current.known) > few
