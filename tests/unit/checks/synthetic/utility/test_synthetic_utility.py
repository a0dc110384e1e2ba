from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.unit.checks.synthetic.utility.tables_of_people import PEOPLE, Table, run, values

HIRED = {"label": "hired"}
BY_SEX = {"label": "hired", "sensitive": ["sex"]}


def changed(**columns: list[Any]) -> Table:
    """Return the people with other columns."""
    return {**PEOPLE, **columns}


def undefined(found: Any) -> list[str]:
    """Return what has no value, and why."""
    sentences: list[str] = found["evidence"]["undefined"]
    return sentences


def test_rows_that_say_the_opposite_are_of_no_use(tmp_path: Path) -> None:
    """Who learns that a skill of 10 is hired is wrong of all real people: a score of -1, and a ratio of 0."""
    made = changed(hired=[1 - one for one in PEOPLE["hired"]])

    found = values(run(tmp_path, HIRED, {}, made=made, real=PEOPLE))

    assert found == {
        "utility_ratio": 0,
        "utility_ratio_ci_lower": 0,
        "utility_ratio_ci_upper": 0,
        "utility_score real": 1,
        "utility_score synthetic": -1,
    }


def test_the_shift_of_predictions_is_that_of_the_models(tmp_path: Path) -> None:
    """Synthetic people are hired by their sex alone: the model takes no woman and every man, who lie 1 apart.

    By their skill they lie 1/2 apart, so both shifts are about 1/2; of the labels exactly, of 100 and 100 people.
    """
    made: Table = {"sex": ["f", "m"] * 100, "skill": [10, 20] * 50 + [20, 10] * 50, "hired": [0, 1] * 100}

    found = values(run(tmp_path, BY_SEX, {}, made=made, real=PEOPLE))

    assert found["disparity_shift sex base_rate"] == pytest.approx(0.5)
    assert found["disparity_shift sex prediction"] == pytest.approx(0.5, abs=0.1)
    assert found["utility_score synthetic"] == pytest.approx(0.5, abs=0.1)


def test_one_group_has_no_disparity(tmp_path: Path) -> None:
    """Both shifts say so, and the use of the rows is told all the same."""
    found = run(tmp_path, BY_SEX, {"min_group_rows": 101}, made=PEOPLE, real=PEOPLE)

    assert "disparity_shift sex base_rate" not in values(found)
    assert values(found)["utility_ratio"] == 1
    assert undefined(found) == [
        "disparity_shift of sex, base_rate: fewer than two groups have min_group_rows rows in both synthetic and real "
        "data: raise row_limit, or make groups larger",
        "disparity_shift of sex, prediction: fewer than two groups have min_group_rows rows among the real rows to be "
        "tested on: raise row_limit, or make groups larger",
    ]


def test_classes_without_a_positive_one_have_no_disparity(tmp_path: Path) -> None:
    """Words are not known to be good or bad, unless the config says which is."""
    words = changed(hired=["yes" if one else "no" for one in PEOPLE["hired"]])

    found = run(tmp_path, BY_SEX, {}, made=words, real=words)
    named = values(run(tmp_path, {**BY_SEX, "positive": "yes"}, {}, made=words, real=words))

    assert values(found)["utility_ratio"] == 1
    assert undefined(found) == [
        "disparity_shift: the classes are not 0 and 1, nor false and true: name the positive one, columns.positive"
    ]
    assert named["disparity_shift sex base_rate"] == 0


def test_numbers_are_scored_by_the_variance_explained(tmp_path: Path) -> None:
    """A wage that follows from the skill; of numbers no disparity is told."""
    wages = {"sex": PEOPLE["sex"], "skill": list(range(200)), "hired": [3.5 * one for one in range(200)]}

    found = run(tmp_path, BY_SEX, {}, made=wages, real=wages)

    assert values(found)["utility_ratio"] == pytest.approx(1, abs=0.01)
    assert 0.95 < values(found)["utility_score real"] < 1
    assert found["evidence"]["details"]["label"] == "numbers"
    assert undefined(found) == [
        "disparity_shift: the label holds numbers, of which none is the positive class: see columns.positive"
    ]


def test_numbers_of_a_positive_class_are_classes(tmp_path: Path) -> None:
    """Grades 1, 2 and 3 are three classes where 3 is the one that counts."""
    grades = {"sex": PEOPLE["sex"], "skill": [1, 2, 3, 1] * 50, "hired": [1, 2, 3, 1] * 50}

    found = run(tmp_path, {**BY_SEX, "positive": 3}, {}, made=grades, real=grades)

    assert found["evidence"]["details"]["label"] == "classes"
    assert values(found)["utility_ratio"] == 1


def test_chance_is_nothing_to_be_as_good_as(tmp_path: Path) -> None:
    """Where skill says nothing there are scores, near 0, and no ratio."""
    noise = changed(skill=np.random.default_rng(1).permutation(200).tolist(), sex=["f"] * 200)

    found = run(tmp_path, HIRED, {}, made=PEOPLE, real=noise)

    assert values(found).keys() == {"utility_score real", "utility_score synthetic"}
    assert undefined(found) == [
        "utility_ratio: the model that learnt from real rows cannot be told from chance, so there is nothing to be as "
        "good as: raise row_limit, or name features that tell of the label"
    ]


def test_one_label_tells_nothing(tmp_path: Path) -> None:
    """Nobody real is hired."""
    found = run(tmp_path, HIRED, {}, made=PEOPLE, real=changed(hired=[0] * 200))

    assert (found["outcome"], found["message"]) == (
        "undefined",
        "utility_ratio: the real rows that are tested on have one label, which nothing is told by",
    )


def test_synthetic_rows_of_one_label_are_of_no_use(tmp_path: Path) -> None:
    """A model that has met one class knows nothing of the other: its score is 0."""
    found = values(run(tmp_path, HIRED, {}, made=changed(hired=[0] * 200), real=PEOPLE))

    assert found["utility_score synthetic"] == 0
    assert found["utility_ratio"] == 0


def test_synthetic_numbers_without_a_value_are_of_no_use(tmp_path: Path) -> None:
    """Nothing is learnt of wages where no feature has a value, and next to nothing where one has none."""
    wages = {"skill": [float(one) for one in range(200)], "hired": [3.5 * one for one in range(200)]}
    nothing: Table = {"skill": [None] * 200, "hired": wages["hired"]}
    kinds = {"label": "hired", "types": {"skill": "number"}}

    found = values(run(tmp_path, kinds, {}, made=nothing, real=wages))

    assert found["utility_score synthetic"] == pytest.approx(0, abs=0.2)


def test_a_feature_without_a_value_is_passed_over(tmp_path: Path) -> None:
    """The others are learnt from."""
    blank = {**PEOPLE, "wage": [float("nan")] * 200}

    assert values(run(tmp_path, HIRED, {}, made=blank, real={**PEOPLE, "wage": [1.0] * 200}))["utility_ratio"] == 1


def test_rows_without_a_label_are_left_out(tmp_path: Path) -> None:
    """They are counted, and 100 with one are needed."""
    lacking = changed(hired=[None] * 50 + list(PEOPLE["hired"][50:]))
    few = changed(hired=[None] * 101 + list(PEOPLE["hired"][101:]))

    found = run(tmp_path, HIRED, {}, made=lacking, real=PEOPLE)

    assert values(found)["utility_ratio"] == 1
    assert found["evidence"]["rows"] == {"current": 150, "datasets.real": 200}
    assert [(one["column"], one["reason"], one["rows"]) for one in found["evidence"]["left_out"]] == [
        ("hired", "missing_label", 50)
    ]
    assert run(tmp_path, HIRED, {}, made=few, real=PEOPLE)["message"] == (
        "current has 99 rows with a label, and 100 are needed: give it more"
    )


def test_the_evidence_tells_what_was_looked_at(tmp_path: Path) -> None:
    """Of more rows than the limit a draw, which is the same at every run."""
    twice = {name: column * 2 for name, column in PEOPLE.items()}

    found = run(tmp_path, HIRED, {"row_limit": 150, "redraws": 2}, made=twice, real=PEOPLE)
    again = run(tmp_path, HIRED, {"row_limit": 150, "redraws": 2}, made=twice, real=PEOPLE)

    assert found["evidence"]["details"] == {
        "features": ["skill", "sex"],
        "label": "classes",
        "rows_looked_at": {"current": 150, "datasets.real": 150},
        "basis": "draw",
        "learnt_from": {"real": 75, "synthetic": 75},
        "redraws": 2,
        "confidence": 0.95,
    }
    assert found["samples"] == again["samples"]


def test_a_holdout_is_tested_on(tmp_path: Path) -> None:
    """There the skill says the opposite, which neither model has learnt: there is nothing to be as good as."""
    opposite = changed(hired=[1 - one for one in PEOPLE["hired"]])

    found = run(tmp_path, BY_SEX, {"holdout": "new"}, made=PEOPLE, real=PEOPLE, new=opposite)

    assert values(found)["utility_score real"] == -1
    assert values(found)["utility_score synthetic"] == -1
    assert values(found)["disparity_shift sex prediction"] == 0
    assert found["evidence"]["rows"] == {"current": 200, "datasets.real": 200, "datasets.new": 200}


def test_too_many_classes_are_no_label(tmp_path: Path) -> None:
    """As where a synthesizer makes 0.13 and 0.87 of 0 and 1."""
    made = changed(hired=[place / 200 for place in range(200)])

    assert run(tmp_path, HIRED, {}, made=made, real=PEOPLE)["message"] == (
        "column 'hired' has 201 classes in synthetic and real data together, and at most 20 are told apart: see "
        "columns.label and columns.categorical"
    )


def test_rare_categories_are_one(tmp_path: Path) -> None:
    """A feature of a name for each row is more than trees tell apart; the others are learnt from all the same."""
    named = {name: column * 2 for name, column in PEOPLE.items()} | {"name": [f"person {one}" for one in range(400)]}

    assert values(run(tmp_path, HIRED, {}, made=named, real=named))["utility_ratio"] == 1


def test_infinite_numbers_and_blanks_are_missing(tmp_path: Path) -> None:
    """They are no values, and no classes."""
    odd = {**PEOPLE, "wage": [float("inf")] * 100 + [1.0] * 100, "town": ["", " ", None, "a"] * 50}

    assert values(run(tmp_path, HIRED, {}, made=odd, real=odd))["utility_ratio"] == 1


@pytest.mark.parametrize("empty", ["made", "real"])
def test_a_table_without_rows_is_no_data(tmp_path: Path, empty: str) -> None:
    """Which one is said."""
    rows = pd.DataFrame(PEOPLE)
    tables: dict[str, Any] = {"made": rows, "real": rows} | {empty: rows.iloc[:0]}

    found = run(tmp_path, {**HIRED, "types": {"sex": "text"}}, {}, **tables)

    assert found["outcome"] == "no_data"
    assert (
        found["message"]
        == {
            "made": "the current window holds no rows",
            "real": "data set 'real', which the synthetic data are held against, holds no rows",
        }[empty]
    )


@pytest.mark.parametrize(
    ("roles", "real", "message"),
    [
        ({}, PEOPLE, "models are to predict a label: set columns.label of the synthetic data set"),
        (HIRED, {"skill": [1]}, "data set 'real' has no column 'hired'"),
        (BY_SEX, {"skill": [1], "hired": [1]}, "data set 'real' has no column 'sex'"),
        (
            HIRED,
            changed(hired=["a"] * 200),
            "columns.label names 'hired', of kind category and number: set columns.types of all data sets alike",
        ),
        (
            HIRED,
            {"hired": [1]},
            "no feature is of one kind in synthetic and real data: see columns.features and columns.types",
        ),
        (
            {"label": "hired", "features": {"include": ["hired"]}},
            PEOPLE,
            "no feature is of one kind in synthetic and real data: see columns.features and columns.types",
        ),
        (
            {"label": "hired", "sensitive": [{"column": "skill", "bands": [15]}]},
            changed(skill=["low"] * 200),
            "sensitive column 'skill' has bands and holds no numbers in data set 'real': set columns.types.skill: "
            "number there, or name it without bands",
        ),
    ],
    ids=["no label", "no real label", "no real groups", "other labels", "no feature", "the label alone", "no bands"],
)
def test_what_cannot_be_asked_is_told(tmp_path: Path, roles: dict[str, Any], real: Table, message: str) -> None:
    """In one sentence, with a way out."""
    assert run(tmp_path, roles, {}, made=PEOPLE, real=real)["message"].startswith(message)


def test_bands_of_numbers_are_groups(tmp_path: Path) -> None:
    """Below and from 15 none and all are hired, in both."""
    roles = {"label": "hired", "sensitive": [{"column": "skill", "bands": [15]}]}

    found = values(run(tmp_path, roles, {}, made=PEOPLE, real=PEOPLE))

    assert found["disparity_shift skill base_rate"] == 0
    assert found["disparity_shift skill prediction"] == 0


def test_features_that_are_not_alike_are_told(tmp_path: Path) -> None:
    """And left out; the rest is learnt from."""
    made = {**PEOPLE, "town": ["a"] * 200, "new": [1] * 200}

    found = run(tmp_path, HIRED, {}, made=made, real={**PEOPLE, "town": [1] * 200})

    assert found["evidence"]["details"]["features"] == ["skill", "sex"]
    assert found["evidence"]["notices"] == [
        "column 'new' is not compared: it is no feature of every real data set",
        "column 'town' is not compared: it is of kind category in the synthetic and number in the real data, so set "
        "columns.types of both alike",
    ]


def test_the_holdout_is_another_data_set(tmp_path: Path) -> None:
    """To be tested on what one has learnt from is no test."""
    with pytest.raises(ValueError, match="holdout names the data set of real: leave it out"):
        run(tmp_path, HIRED, {"holdout": "real"}, made=PEOPLE, real=PEOPLE)
