import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from dte_exporter.checks.model.loss.check import DRAWN, Params, loss_estimate, needs
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.statistics.complete_rows.plan import RowPairPlan
from dte_exporter.statistics.complete_rows.row_pair import CompleteRows, RowPair
from dte_exporter.statistics.distribution.same_types import Mismatch
from tests.unit.checks.model.loss.priced import ROLES, complete, drawn


def found(reference: CompleteRows, current: CompleteRows, roles: Roles = ROLES) -> Findings:
    """Return what the check finds."""
    return loss_estimate.compute({"rows": RowPair(reference, current)}, Params(), roles, 0.0)


def values(findings: Findings) -> dict[str, float]:
    """Return the values by the key of their metric, but for the rows left out."""
    named = {one.name.removeprefix("dte_model_"): one.value for one in findings.samples}
    return {name: value for name, value in named.items() if not name.startswith("left_out")}


def test_needs_numbers_and_what_can_be_learnt_from() -> None:
    """Features may lack values; what a distance is of must be numbers."""
    plan = RowPairPlan(("guess",), "rent", 50_000, ("rooms", "town"), numbers=("guess", "rent"))
    assert needs(Params(), ROLES) == {"rows": plan}


@pytest.mark.parametrize(
    ("other", "named"),
    [
        ({"label": None}, "columns.label is not set"),
        ({"prediction": None}, "columns.prediction is not set"),
        (
            {"kinds": {**ROLES.kinds, "rent": ColumnKind.CATEGORY}},
            "column 'rent' does not hold any: set columns.types.rent: number if it is read as text, as an empty column "
            "of a CSV file is, or name another",
        ),
    ],
)
def test_what_is_no_number_is_named(other: dict[str, Any], named: str) -> None:
    """A class has no distance from another."""
    with pytest.raises(CheckError, match=f"^an estimate of losses is of numbers, and {named}$"):
        needs(Params(), replace(ROLES, **other))


def test_the_estimates_are_those_of_the_same_learner_by_hand() -> None:
    """Rows sorted by their features, categories by their place, means of what is expected, none below 0."""
    then, now = drawn(1, 400), drawn(2, 100)
    towns = {"north": 0, "south": 1, "west": 2, None: np.nan}

    def matrix(rows: dict[str, list[Any]]) -> Any:
        columns = [rows["rooms"], [towns[one] for one in rows["town"]], rows["guess"]]
        return np.array(columns, float).T

    off = np.array(then["guess"]) - np.array(then["rent"])
    by_hand = []
    for losses in (abs(off), off**2):
        order = np.lexsort([losses, *matrix(then).T])
        learner = HistGradientBoostingRegressor(
            early_stopping=False, random_state=0, categorical_features=[False, True, False]
        )
        with threadpool_limits(1):
            learner.fit(matrix(then)[order], losses[order])
            by_hand.append(np.maximum(learner.predict(matrix(now)), 0).mean())

    told = values(found(complete(then), complete(now)))

    assert told["mean_absolute_error_estimated"] == pytest.approx(by_hand[0], rel=1e-9)
    assert told["root_mean_squared_error_estimated"] == pytest.approx(by_hand[1] ** 0.5, rel=1e-9)


def test_rows_of_a_kind_that_guesses_err_on_are_expected_to_lose_more() -> None:
    """Guesses are three times as far off in one town."""
    then, now = complete(drawn(1, 600)), drawn(2, 300)
    west, north = (complete({**now, "town": [town] * 300}) for town in ("west", "north"))
    expected = [values(found(then, rows))["mean_absolute_error_estimated"] for rows in (west, north)]
    assert expected[0] > 2 * expected[1]


@settings(max_examples=5, deadline=None)
@given(st.permutations(range(120)), st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(places: list[int], seed: int) -> None:
    """Not the last bit, of neither window: the learner is given them in an order of its own, and so are sums."""
    then, now = drawn(seed, 120), drawn(2, 120)
    other = [
        complete({name: [column[place] for place in places] for name, column in one.items()}) for one in (then, now)
    ]
    assert values(found(other[0], other[1])) == values(found(complete(then), complete(now)))


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 99))
def test_rows_of_now_that_are_there_twice_change_nothing(seed: int) -> None:
    """A mean stays what it is."""
    then, now = complete(drawn(1, 60)), drawn(seed, 40)
    twice = complete({name: column * 2 for name, column in now.items()})
    assert values(found(then, twice)) == pytest.approx(values(found(then, complete(now))), rel=1e-12)


def test_in_another_unit_the_estimates_are_in_that_unit() -> None:
    """Half the unit is twice the numbers."""
    told = [values(found(complete(drawn(1, 200, times)), complete(drawn(2, 50, times)))) for times in (1, 2)]
    assert told[1] == pytest.approx({name: value * 2 for name, value in told[0].items()}, rel=1e-9)


def test_names_of_categories_change_nothing_as_long_as_their_order_stays() -> None:
    """They are told apart, and no more."""
    then, now = drawn(1, 200), drawn(2, 50)
    names = {"north": "a", "south": "b", "west": "c", None: None}
    other = [complete({**rows, "town": [names[one] for one in rows["town"]]}) for rows in (then, now)]
    assert values(found(other[0], other[1])) == values(found(complete(then), complete(now)))


def test_where_labels_have_come_estimates_are_held_to_them() -> None:
    """Every guess was off by 2; of three rows two have a label, off by 1 and by 7."""
    then: dict[str, list[Any]] = {"rooms": [1, 2], "town": ["a", "b"], "guess": [3.0, 5.0], "rent": [5.0, 3.0]}
    now: dict[str, list[Any]] = {
        "rooms": [1, 2, 3],
        "town": ["a", "b", "c"],
        "guess": [4.0, 4.0, 4.0],
        "rent": [5.0, None, 11.0],
    }
    findings = found(complete(then), complete(now))
    assert values(findings) == pytest.approx(
        {
            "mean_absolute_error_estimated": 2,
            "mean_absolute_error_estimated_error": 2 - 4,
            "root_mean_squared_error_estimated": 2,
            "root_mean_squared_error_estimated_error": 2 - 5,
        }
    )
    assert findings.details == {
        "reference_rows_learnt_from": 2,
        "current_rows_estimated": 3,
        "current_rows_with_label": 2,
        "features": ["rooms", "town", "guess"],
    }


def test_without_rows_to_learn_from_or_to_estimate_there_is_a_sentence() -> None:
    """And the evidence says what rows lack."""
    some = complete(drawn(1, 5))
    none = CompleteRows(dict.fromkeys(some.values, ()), 5, {"guess": 2, "rent": 3})
    assert found(none, some).undefined == ("no row of the reference has a label and a prediction to learn from",)
    assert found(some, replace(none, missing={"guess": 5})).undefined == ("no current row has a prediction",)
    assert LeftOut("rent", Reason.MISSING_LABEL, 3, "reference") in found(none, some).left_out


def test_what_is_too_large_to_be_learnt_is_told() -> None:
    """A distance of 1e20 is no matter, its square is."""
    then: dict[str, list[Any]] = {"rooms": [1, 2], "town": ["a", "b"], "guess": [0.0, 0.0], "rent": [1e20, 1e20]}
    findings = found(complete(then), complete({**then, "rent": [None, None]}))
    assert values(findings) == pytest.approx({"mean_absolute_error_estimated": 1e20})
    assert findings.undefined == (
        "root_mean_squared_error_estimated cannot be learnt: distances of predictions from labels are too large",
    )


def test_a_label_that_is_infinite_has_not_come() -> None:
    """Of three labels one counts: what is NaN or infinite is no label in either window."""
    then: dict[str, list[Any]] = {"rooms": [1, 2], "town": ["a", "b"], "guess": [3.0, 5.0], "rent": [5.0, 3.0]}
    now: dict[str, list[Any]] = {
        "rooms": [1, 2, 3],
        "town": ["a", "b", "c"],
        "guess": [4.0, 4.0, 4.0],
        "rent": [5.0, math.inf, math.nan],
    }
    findings = found(complete(then), complete(now))
    assert values(findings)["mean_absolute_error_estimated_error"] == pytest.approx(2 - 1)
    assert findings.details["current_rows_with_label"] == 1


@pytest.mark.parametrize(("guess", "rent"), [(1e308, 1.0), (-1.7e308, 1.7e308)])
def test_realised_losses_that_are_too_large_are_told(guess: float, rent: float) -> None:
    """Be it a distance that no number holds, or the sum of some that one does."""
    then: dict[str, list[Any]] = {"rooms": [1, 2], "town": ["a", "b"], "guess": [3.0, 5.0], "rent": [5.0, 3.0]}
    findings = found(complete(then), complete({**then, "guess": [guess] * 2, "rent": [rent] * 2}))
    assert values(findings) == pytest.approx(
        {"mean_absolute_error_estimated": 2, "root_mean_squared_error_estimated": 2}
    )
    assert findings.undefined == tuple(
        f"{name}_estimated_error: distances of predictions from labels that have come are too large"
        for name in ("mean_absolute_error", "root_mean_squared_error")
    )


def test_a_feature_of_another_type_costs_itself_alone() -> None:
    """It is learnt of no more, and that is said; the estimate is that of the other features."""
    then, now = drawn(1, 200), drawn(2, 100)
    before, after = (complete({name: rows[name] for name in ("town", "guess", "rent")}) for rows in (then, now))
    without = found(before, after, replace(ROLES, features=("town",)))
    rows = RowPair(before, after, {"rooms": Mismatch("string", "int64")})
    findings = loss_estimate.compute({"rows": rows}, Params(), ROLES, 0.0)
    assert values(findings) == values(without)
    assert findings.details["features"] == ["town", "guess"]
    assert findings.notices == (
        "nothing is learnt of column 'rooms', of type string in the reference window and of type int64 in the current "
        "window: give both windows the same columns, or exclude it",
    )


def test_a_draw_is_told() -> None:
    """In a notice."""
    then, now = complete(drawn(1, 30)), complete(drawn(2, 30))
    assert found(then, now).notices == ()
    assert found(then, replace(now, read=500)).notices == (DRAWN,)
