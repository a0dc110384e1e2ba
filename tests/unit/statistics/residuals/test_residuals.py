from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.statistics.moments import Moments
from dte_exporter.statistics.residuals.powers import Powers
from dte_exporter.statistics.residuals.residuals import Errors, Groups, Residuals

EXACT = st.integers(-1000, 1000).map(lambda number: number / 1024)
MOMENTS = st.builds(Moments, st.sampled_from([1, 2, 4]), EXACT, EXACT.map(abs))
ERRORS = st.builds(
    Errors,
    *(st.integers(4, 9), st.integers(4, 9), st.integers(0, 4)),
    *[EXACT] * 4,
    truth=MOMENTS,
    prediction=MOMENTS,
    fourths=EXACT,
    share_squares=EXACT,
    powers=st.builds(Powers, *[EXACT] * 4),
)
GROUPS = st.tuples(st.sampled_from(["f", "m", None]), st.sampled_from(["x", "y"]))
NEWEST = st.one_of(st.none(), st.integers(1, 9).map(float))
RESIDUALS = st.builds(
    Residuals, st.just(("sex", "race")), st.dictionaries(GROUPS, ERRORS, min_size=1, max_size=4), NEWEST
)


def close(one: Residuals, two: Residuals) -> bool:
    """Return whether two are equal but for the last bits of their sums."""
    return (
        one.newest == two.newest
        and one.cells.keys() == two.cells.keys()
        and all(
            flat(one.cells[groups]) == pytest.approx(flat(two.cells[groups]), rel=1e-12, abs=1e-12)
            for groups in one.cells
        )
    )


def flat(errors: Errors) -> list[float]:
    """Return all that is known of the errors in one list."""
    sums = [errors.rows, errors.labelled, errors.zeros, errors.errors, errors.absolute, errors.squares, errors.shares]
    return [
        *sums,
        errors.fourths,
        errors.share_squares,
        *[number for part in (errors.truth, errors.prediction, errors.powers) for number in astuple(part)],
    ]


@given(RESIDUALS, RESIDUALS, RESIDUALS)
def test_merging_is_commutative_and_associative(one: Residuals, two: Residuals, three: Residuals) -> None:
    """Shards may be added in any order."""
    assert close(one.merge(two), two.merge(one))
    assert close(one.merge(two).merge(three), one.merge(two.merge(three)))


@given(RESIDUALS)
def test_groups_of_one_dimension_are_all_rows_that_have_one(residuals: Residuals) -> None:
    """Over race, which is never missing, the groups add up to the whole."""
    assert sum(errors.rows for errors in residuals.parts("race").values()) == residuals.rows["current"]


@given(RESIDUALS)
def test_the_serial_form_gives_the_residuals_back(residuals: Residuals) -> None:
    """What is kept can be read."""
    assert Residuals.from_json(residuals.to_json()) == residuals


def test_rows_of_other_groups_of_the_dimension_stay_apart() -> None:
    """One woman of race x and two of race y are three women; one row says no sex."""
    cells: dict[Groups, Errors] = {
        ("f", "x"): Errors(1),
        ("f", "y"): Errors(2),
        ("m", "x"): Errors(4),
        (None, "x"): Errors(8),
    }
    found = Residuals(("sex", "race"), cells)
    assert {part: errors.rows for part, errors in found.parts("sex").items()} == {("f",): 3, ("m",): 4, (None,): 8}
    assert found.parts("race", "sex").keys() == {("x", "f"), ("y", "f"), ("x", "m"), ("x", None)}


def test_a_serial_form_of_another_version_is_refused() -> None:
    """An older build's file is not misread."""
    with pytest.raises(ValueError, match="residuals of version 0: this build reads 5"):
        Residuals.from_json(b'{"version": 0}')


def test_residuals_over_other_groups_do_not_add_up() -> None:
    """Sex and race are not one thing."""
    with pytest.raises(ValueError, match="do not add up"):
        Residuals(("sex",), {}).merge(Residuals(("race",), {}))
