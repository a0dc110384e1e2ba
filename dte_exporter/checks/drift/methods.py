"""The methods that tell whether a column has drifted: Evidently's own, one a row.

Evidently computes all of them on rows. What a method computes above the row limit stands in its row: a distance is
taken from the profiles, a p-value from a draw of rows, since with very many rows any difference is significant. So is
the energy distance (``ed``): it is in the column's own unit, and profiles are only as fine as the deviation calls for.
Left out are Evidently's maximum mean discrepancy, whose matrix of all pairs needs 80 GB at the row limit and which
draws without a seed, and its tests of texts.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dte_exporter.checks.drift import distances
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
    """

    name: str
    family: Family
    threshold: float
    drifted: Callable[[float, float], bool]
    types: frozenset[ColumnType]
    of_profiles: Callable[[Pair[Any]], float] | None = None
    asks_for: str = "values on both sides that are not all the same"


NUMBERS = frozenset({ColumnType.NUMBER})
CATEGORIES = frozenset({ColumnType.CATEGORY})
BOTH = NUMBERS | CATEGORIES

DISTANCE, P_VALUE = Family.DISTANCE, Family.P_VALUE
_EQUAL_SIDES = "two windows with equally many rows"

WASSERSTEIN = Method("wasserstein", DISTANCE, 0.1, operator.ge, NUMBERS, distances.normed_wasserstein)
JENSEN_SHANNON = Method("jensenshannon", DISTANCE, 0.1, operator.ge, BOTH, distances.jensen_shannon)
KOLMOGOROV_SMIRNOV = Method("ks", P_VALUE, 0.05, operator.le, NUMBERS)
CHI_SQUARE = Method("chisquare", P_VALUE, 0.05, operator.lt, CATEGORIES)
Z = Method("z", P_VALUE, 0.05, operator.lt, CATEGORIES)

METHODS: Mapping[str, Method] = {
    method.name: method
    for method in (
        WASSERSTEIN,
        JENSEN_SHANNON,
        Method("psi", DISTANCE, 0.1, operator.ge, BOTH, distances.population_stability_index),
        Method("kl_div", DISTANCE, 0.1, operator.ge, BOTH, distances.kullback_leibler),
        Method("hellinger", DISTANCE, 0.1, operator.ge, BOTH, distances.hellinger),
        Method("ed", DISTANCE, 0.1, operator.gt, NUMBERS),
        KOLMOGOROV_SMIRNOV,
        CHI_SQUARE,
        Z,
        Method("anderson", P_VALUE, 0.1, operator.lt, NUMBERS),
        Method("cramer_von_mises", P_VALUE, 0.1, operator.le, NUMBERS),
        Method("es", P_VALUE, 0.05, operator.lt, NUMBERS, asks_for="a middle half of values that are not all the same"),
        Method("mannw", P_VALUE, 0.05, operator.lt, NUMBERS),
        Method("t_test", P_VALUE, 0.05, operator.lt, NUMBERS),
        Method("g_test", P_VALUE, 0.1, operator.lt, CATEGORIES, asks_for=_EQUAL_SIDES),
        Method(
            "fisher_exact", P_VALUE, 0.1, operator.lt, CATEGORIES, asks_for=f"{_EQUAL_SIDES}, two categories and no gap"
        ),
        Method("TVD", P_VALUE, 0.1, operator.lt, CATEGORIES),
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
