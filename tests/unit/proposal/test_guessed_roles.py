from collections.abc import Callable
from typing import Any

import pytest

from dte_exporter.config.roles import ColumnKind
from dte_exporter.proposal.column_facts import Column, Profile
from dte_exporter.proposal.guessed_roles import Proposal, positive, propose
from dte_exporter.proposal.personal import Personal

Profiling = Callable[..., Profile]


def _names(proposal: Proposal) -> dict[str, str | None]:
    roles = {role: getattr(proposal, role) for role in ("key", "time", "prediction", "probability", "label")}
    return {role: guess.column.name for role, guess in roles.items() if guess}


def test_names_and_values_together_tell_roles(profiled: Profiling) -> None:
    """Each column has one at most."""
    proposal = propose(
        profiled(
            customer_id=1000,
            year=[2015, 2018],
            sex=["f", "m"],
            age=400,
            predictedChurn=[0, 1],
            churn_score=900.0,
            churn=[0, 1],
        )
    )

    assert _names(proposal) == {
        "key": "customer_id",
        "time": "year",
        "prediction": "predictedChurn",
        "probability": "churn_score",
        "label": "churn",
    }
    assert proposal.sensitive == ("sex",)
    assert [column.name for column in proposal.in_bands] == ["age"]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("id", 999),  # not unique
        ("decision", 900),  # of no classes
        ("score", {"kind": ColumnKind.NUMBER, "whole": False, "distinct": 900, "low": 0.0, "high": 850.0}),  # no share
        ("hours_per_week", [10, 40]),  # a rate
        ("year", 900),  # of too many
        ("age", 400),  # groups that are too many
    ],
)
def test_a_name_is_not_enough(name: str, values: Any, profiled: Profiling) -> None:
    """The values must fit what it says."""
    proposal = propose(profiled(**{name: values, "last": 900.0}))

    assert (_names(proposal), proposal.sensitive) == ({}, ())


def test_values_of_time_are_a_time_without_a_name(profiled: Profiling) -> None:
    """A named one comes first."""
    moments = {"kind": ColumnKind.TIME, "whole": False, "distinct": 900}

    assert _names(propose(profiled(a=moments, b=900.0))) == {"time": "a"}
    assert _names(propose(profiled(a=moments, created_at=moments, b=900.0))) == {"time": "created_at"}


def test_without_a_name_the_label_is_the_last_column(profiled: Profiling) -> None:
    """By custom, and only if it is of classes."""
    proposal = propose(profiled(width=900.0, kind=["a", "b", "c"]))

    assert _names(proposal) == {"label": "kind"}
    assert proposal.label is not None
    assert proposal.label.why == "a guess: the last column, of 3 classes"


def test_beside_a_prediction_the_label_has_its_classes(profiled: Profiling) -> None:
    """The last column alone says nothing then."""
    assert _names(propose(profiled(employed=[0, 1], prediction=[0, 1], region=["n", "s"])))["label"] == "employed"
    assert "label" not in _names(propose(profiled(prediction=[0, 1], region=["n", "s"])))


def test_the_part_of_an_experiment_is_no_feature(profiled: Profiling) -> None:
    """Nor is text that hardly repeats, unless there is nothing else."""
    remark = {"kind": ColumnKind.CATEGORY, "whole": False, "distinct": 990}

    assert propose(profiled(width=900.0, remark=remark, split=["test", "train"])).exclude == {
        "split": "says which part of an experiment",
        "remark": "hardly repeats a value",
    }
    assert propose(profiled(remark=remark)).exclude == {}


@pytest.mark.parametrize(
    ("values", "guessed"),
    [
        ((0, 1), None),
        ((False, True), None),
        (("no", "yes"), "yes"),
        (("Approved", "Denied"), "Approved"),
        (("B", "M"), "M"),
        ((1, 2), 1),
        ((0.0, 1.0), None),
        (("a", "b", "c"), None),
    ],
)
def test_the_positive_class_is_guessed_of_two(values: tuple[Any, ...], guessed: Any) -> None:
    """Where they are others than 0 and 1, or false and true, which need no word in the config."""
    column = Column("a", ColumnKind.CATEGORY, False, 1000, 0, len(values), values=values)

    assert positive(column) == guessed


def test_numbers_are_predicted_where_their_outcome_is_there(profiled: Profiling) -> None:
    """Named as what is predicted of, or as a label; alone, such a column is a feature."""
    assert _names(propose(profiled(predicted_price=900.0, price=800.0))) == {
        "prediction": "predicted_price",
        "label": "price",
    }
    assert _names(propose(profiled(predicted_price=900.0, actual=800.0)))["label"] == "actual"
    price = {"kind": ColumnKind.NUMBER, "whole": False, "distinct": 900, "low": 0.0, "high": 850.0}
    assert _names(propose(profiled(predicted_price=price, area=800.0))) == {}


def test_what_became_of_people_stands_for_predictions_where_groups_are_compared(profiled: Profiling) -> None:
    """It is a decision as well; without groups there is no use for it, and a prediction comes first."""
    decided = propose(profiled(sex=["f", "m"], outcome=["denied", "granted"])).decided
    assert decided is not None
    assert decided.column.name == "outcome"
    assert "no column holds predictions" in decided.why
    assert propose(profiled(size=9.0, outcome=["denied", "granted"])).decided is None
    predicted = propose(profiled(sex=["f", "m"], outcome=[0, 1], prediction=[0, 1])).decided
    assert predicted is not None
    assert predicted.column.name == "prediction"


def test_an_age_is_compared_as_it_is_only_in_few_groups(profiled: Profiling) -> None:
    """Of a year each, most would be too small to be shown."""
    few = propose(profiled(age=list(range(12)), last=900.0))
    many = propose(profiled(age=13, last=900.0))

    assert (few.sensitive, few.in_bands) == (("age",), ())
    assert (many.sensitive, [column.name for column in many.in_bands]) == ((), ["age"])


def test_what_tells_who_a_person_is_has_no_other_role(profiled: Profiling) -> None:
    """It is no key, no time, no label and no feature, whatever its name says besides."""
    moments = {"kind": ColumnKind.TIME, "whole": False, "distinct": 900}
    people = {name: Personal("user.name", "so it is") for name in ("birth_date", "name")}

    proposal = propose(profiled(birth_date=moments, size=900.0, name=["Anna", "Jan"]), people)

    assert _names(proposal) == {}
    assert proposal.exclude == {"birth_date": "tells who a person is", "name": "tells who a person is"}
