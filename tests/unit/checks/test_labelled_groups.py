from collections.abc import Mapping
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dte_exporter.checks.fairness.features import groups_of_features
from dte_exporter.checks.fairness.groups import Groups
from dte_exporter.checks.labelled_groups import Counting, LabelledGroups, Parts, Size, labelled_groups
from dte_exporter.errors import CheckError
from dte_exporter.statistics.contingency import Cell, Contingency, Weight

FEATURES = ("sex",), ("race",), ("sex", "race")

People = Parts[Size]
"""How many people there are of a sex and a race, with a prediction, and with a label."""


def added(one: Size, two: Size) -> Size:
    """Return how many both are."""
    return Size(*map(sum, zip(one, two, strict=True)))


def parts(people: People) -> dict[tuple[str, ...], People]:
    """Return the people by sex, by race and by both."""
    found: dict[tuple[str, ...], dict[tuple[str | None, ...], Size]] = {}
    for columns in FEATURES:
        places = [("sex", "race").index(column) for column in columns]
        by_group = found.setdefault(columns, {})
        for levels, size in people.items():
            group = tuple(levels[place] for place in places)
            by_group[group] = added(by_group.get(group, Size(0, 0, 0)), size)
    return dict(found)


def told(
    people: People, features: tuple[tuple[str, ...], ...] = FEATURES, missing: Literal["group", "leave_out"] = "group"
) -> Mapping[tuple[str, ...], LabelledGroups[Size]]:
    """Return what is told of `people`, of thirty with a label at least."""
    asked = {columns: parts(people)[columns] for columns in features}
    return labelled_groups(asked, Counting(lambda size: size, added), 30, missing)


def fair(people: People, missing: Literal["group", "leave_out"] = "group") -> Mapping[str, Groups]:
    """Return what fairness tells of `people`."""
    cells: dict[tuple[str | int | None, ...], int] = {}
    for levels, (rows, predicted, _) in people.items():
        cells |= {(*levels, None, 1): predicted, (*levels, None, None): rows - predicted}
    table = Contingency(("sex", "race"), {cell: rows for cell, rows in cells.items() if rows})
    return groups_of_features(table, ("sex", "race", ("sex", "race")), None, 30, missing)


def weighed(people: People, missing: Literal["group", "leave_out"] = "group") -> Mapping[str, Groups]:
    """Return what fairness tells of `people` by weights that those with a label have, and no others."""
    cells: dict[Cell, int] = {}
    lacking: dict[Cell, int] = {}
    for levels, (rows, predicted, labelled) in people.items():
        cells[(*levels, None, 1)] = labelled
        lacking |= {(*levels, None, 1): predicted - labelled, (*levels, None, None): rows - predicted}
    held = {cell: rows for cell, rows in cells.items() if rows}
    weights = {cell: Weight(2.0 * rows, 4.0 * rows) for cell, rows in held.items()}
    unweighted = {cell: rows for cell, rows in lacking.items() if rows}
    table = Contingency(("sex", "race"), held, "current", weights, unweighted)
    return groups_of_features(table, ("sex", "race", ("sex", "race")), None, 30, missing)


LATE: People = {
    ("f", "a"): Size(80, 80, 80),
    ("f", "b"): Size(100, 100, 40),
    ("f", "c"): Size(3, 3, 3),
    ("m", "a"): Size(110, 110, 110),
    ("m", "b"): Size(120, 120, 45),
    ("m", "c"): Size(90, 90, 90),
}


def test_what_is_hidden_for_want_of_people_is_what_fairness_hides() -> None:
    """By labels the b would be the smaller ones to hide three people among; by all people the a are."""
    assert set(told(LATE)["sex", "race"].shown) == set(fair(LATE)["sex & race"].counts) == {"f & b", "m & b"}


def test_too_few_labels_withhold_more() -> None:
    """Of the women of b three have a label: beside them their row, their column and what is hidden already."""
    late = {**LATE, ("f", "b"): Size(100, 100, 3)}
    assert told(late)["sex", "race"].shown == {}
    assert set(fair(late)["sex & race"].counts) == {"f & b", "m & b"}


def test_features_come_in_the_order_of_the_config() -> None:
    """Combinations are dealt with after the columns, wherever they stand."""
    assert list(told(LATE, (("sex", "race"), ("sex",)))) == [("sex", "race"), ("sex",)]


def test_combinations_alone_are_told_as_a_column_is() -> None:
    """Three people are counted with the largest group, by all people."""
    found = told(LATE, (("sex", "race"),))["sex", "race"]
    assert found.how.carriers == {"f & c": "m & b"}
    assert found.shown["m & b"] == Size(123, 123, 48)


def test_what_is_counted_with_another_for_want_of_labels_is_so_in_combinations() -> None:
    """Of a race ten have a label: they are told with the largest race, in combinations too."""
    few = {**LATE, ("f", "c"): Size(40, 40, 5), ("m", "c"): Size(40, 40, 5)}
    found = told(few)
    assert found["race",].how.carriers == {"c": "b"}
    assert set(found["sex", "race"].all) == {"f & a", "f & b", "m & a", "m & b"}
    assert set(fair(few)["sex & race"].counts) == {"f & a", "f & b", "f & c", "m & a", "m & b", "m & c"}


def test_too_many_combinations_of_predicted_people_are_refused() -> None:
    """Whether or not they have a label."""
    people: People = {(str(one), str(other)): Size(40, 40, 0) for one in range(8) for other in range(7)}
    with pytest.raises(CheckError, match="sensitive column 'sex & race' has 56 values: group them into 50 or fewer"):
        told(people, (("sex", "race"),))


SIZES = st.tuples(*[st.sampled_from([0, 1, 5, 29, 30, 31, 60, 90])] * 3).map(
    lambda sizes: Size(*sorted(sizes, reverse=True))
)
PEOPLE = st.dictionaries(
    st.tuples(st.sampled_from(["f", "m", None]), st.sampled_from(["a", "b", "c"])), SIZES, min_size=1
)


@settings(max_examples=60, deadline=None)
@given(PEOPLE, st.sampled_from(["group", "leave_out"]))
def test_nobody_is_told_of_in_a_combination_that_fairness_withholds(
    people: People, missing: Literal["group", "leave_out"]
) -> None:
    """Under whichever name, where values are counted with others for want of labels."""
    found, beside = told(people, missing=missing), fair(people, missing)
    for (sex, race), size in people.items():
        if sex and race and size.rows:
            here, there = (
                f"{sexes.get(sex, sex)} & {races.get(race, race)}"
                for sexes, races in (
                    (found["sex",].how.carriers, found["race",].how.carriers),
                    (beside["sex"].carriers, beside["race"].carriers),
                )
            )
            assert here not in found["sex", "race"].shown or there in beside["sex & race"].counts


@settings(max_examples=60, deadline=None)
@given(PEOPLE, st.sampled_from(["group", "leave_out"]))
def test_a_lacking_weight_withholds_whom_a_lacking_label_does(
    people: People, missing: Literal["group", "leave_out"]
) -> None:
    """So what fairness tells by weights is no more than what it tells without, nor than what a check of labels does."""
    labelled, weights = told(people, missing=missing), weighed(people, missing)
    for columns, found in labelled.items():
        groups = weights[" & ".join(columns)]
        assert {name: one.counted for name, one in found.shown.items()} == {
            name: one.rows for name, one in groups.counts.items()
        }
        assert found.how.carriers == groups.carriers
