import pytest

from dte_exporter.checks.synthetic.utility.disparity_shift import Cells, Grouping, Sides, shifts
from dte_exporter.errors import CheckError
from dte_exporter.metric import Sample

BY_SEX = Grouping(("sex",), ("sex",), None, 30)


def people(**positive: tuple[int, int]) -> Cells:
    """Return how many of each group are 1, of how many."""
    ones: Cells = {((group,), "1"): some for group, (some, _) in positive.items()}
    zeros: Cells = {((group,), "0"): all_ - some for group, (some, all_) in positive.items()}
    return {**ones, **zeros}


REAL = people(f=(25, 100), m=(75, 100))
MADE = people(f=(40, 100), m=(60, 100))


def found(sides: Sides, grouping: Grouping = BY_SEX) -> dict[str, float]:
    """Return the shifts by what they are of."""
    samples = [one for one in shifts(sides, grouping) if isinstance(one, Sample)]
    return {f"{one.labels['sensitive_feature']} {one.labels['metric']}": one.value for one in samples}


def test_a_shift_is_the_synthetic_difference_less_the_real_one() -> None:
    """By the label 0.2 less 0.5; by predictions 0.8 less 0.4, of the rows of two redraws."""
    by_real, by_synthetic = people(f=(30, 100), m=(70, 100)), people(f=(10, 100), m=(90, 100))

    assert found(Sides(REAL, MADE, REAL, by_real, by_synthetic)) == {
        "sex base_rate": pytest.approx(-0.3),
        "sex prediction": pytest.approx(0.4),
    }


def test_a_group_that_is_small_on_one_side_counts_on_neither() -> None:
    """28 real people of group x are counted with f, which leaves 1/4; of synthetic ones 31 are all 1, and left out.

    From 28 on they count: groups are then 0.5 apart in the real, and 0.75 in the synthetic data.
    """
    real = people(f=(25, 100), m=(75, 100), x=(7, 28))
    made = people(f=(25, 100), m=(75, 100), x=(31, 31))
    sides = Sides(real, made, real, real, real)

    assert found(sides)["sex base_rate"] == 0
    assert found(sides, Grouping(("sex",), ("sex",), None, 28))["sex base_rate"] == 0.25


def test_being_tested_often_makes_no_group_large() -> None:
    """29 real people who are tested on in five redraws are 29, and have no part in what is told of predictions."""
    real = people(f=(25, 100), m=(75, 100), x=(7, 29))
    often = people(f=(50, 200), m=(150, 200), x=(0, 75))
    all_of_x = people(f=(50, 200), m=(150, 200), x=(75, 75))

    assert found(Sides(real, MADE, real, often, all_of_x))["sex prediction"] == 0


def test_groups_of_several_columns_are_compared_too() -> None:
    """Of each column, and of both together; rows that lack one are in no group."""
    grouping = Grouping(("sex", "old"), ("sex", ("sex", "old")), None, 10)
    real: Cells = {(("f", "y"), "1"): 40, (("f", "n"), "0"): 40, (("m", "y"), "1"): 40, (("m", None), "0"): 40}
    made: Cells = {(("f", "y"), "1"): 40, (("f", "n"), "1"): 40, (("m", "y"), "1"): 40, (("m", None), "1"): 40}

    assert found(Sides(real, made, real, real, real), grouping) == {
        "sex base_rate": 0,
        "sex prediction": 0,
        "sex & old base_rate": -1,
        "sex & old prediction": 0,
    }


def test_classes_that_are_written_otherwise_are_refused() -> None:
    """A synthetic yes is no real 1, and all of one would be negative."""
    words: Cells = {(("f",), "yes"): 50, (("m",), "no"): 50}

    with pytest.raises(CheckError, match="the classes are not 0 and 1"):
        found(Sides(REAL, words, REAL, REAL, REAL))
