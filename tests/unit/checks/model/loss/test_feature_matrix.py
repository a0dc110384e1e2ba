import math
from dataclasses import replace

import numpy as np

from dte_exporter.checks.model.loss.feature_matrix import MOST_CATEGORIES, FeatureMatrix, learnable
from dte_exporter.config.roles import ColumnKind
from tests.unit.checks.model.loss.priced import ROLES, complete


def test_times_and_the_like_are_not_learnt_from() -> None:
    """Numbers, booleans and categories are."""
    assert learnable(ROLES) == ("rooms", "town")


def test_categories_are_known_by_their_place_in_the_reference() -> None:
    """A category that it does not have is missing, as null, NaN and infinities are."""
    reference = complete({"rooms": [1, 2, 3], "town": ["west", "north", " "]})
    matrix = FeatureMatrix.on(reference, ("rooms", "town"), ROLES)
    current = complete({"rooms": [4, None, math.inf], "town": ["north", "west", "east"]})
    wanted = np.array([[4, 0], [math.nan, 1], [math.nan, math.nan]])
    assert np.array_equal(matrix.of(current), wanted, equal_nan=True)
    assert matrix.categorical == [False, True]


def test_booleans_are_numbers() -> None:
    """True is 1."""
    roles = replace(ROLES, kinds={**ROLES.kinds, "rooms": ColumnKind.BOOLEAN})
    rows = complete({"rooms": [True, False]})
    assert FeatureMatrix.on(rows, ("rooms",), roles).of(rows).tolist() == [[1], [0]]


def test_a_column_without_a_value_in_the_reference_is_left_out() -> None:
    """There is nothing to learn from it."""
    matrix = FeatureMatrix.on(complete({"rooms": [None, None], "town": ["a", "b"]}), ("rooms", "town"), ROLES)
    assert matrix.columns == ("town",)


def test_of_many_categories_the_rarest_are_missing() -> None:
    """The learner tells no more than so many apart."""
    towns = [f"t{number:03}" for number in range(MOST_CATEGORIES + 2)]
    rows = complete({"town": [*towns, *towns[2:]]})
    found = FeatureMatrix.on(rows, ("town",), ROLES).of(rows)
    assert np.isnan(found[:2]).all()
    assert found[2:4, 0].tolist() == [0, 1]
    assert np.nanmax(found) == MOST_CATEGORIES - 1
