from collections.abc import Mapping

import pytest

from dte_exporter.checks.fairness.features import groups_of_features
from dte_exporter.checks.fairness.groups import Groups
from dte_exporter.config.groups.sensitive import Sensitive
from dte_exporter.errors import CheckError
from dte_exporter.statistics.contingency import Contingency

PEOPLE = {
    ("f", "white"): 400,
    ("m", "white"): 500,
    ("f", "black"): 90,
    ("m", "black"): 3,
    ("f", "asian"): 70,
    ("m", "asian"): 80,
    ("f", "inuit"): 1,
    ("m", None): 7,
}


def table(people: Mapping[tuple[str | None, ...], int], *columns: str) -> Contingency:
    """Return people of whom all are approved and repay."""
    return Contingency(columns or ("sex", "race"), {(*one, 1, 1): rows for one, rows in people.items()})


def found(*features: Sensitive, missing: str = "leave_out") -> Mapping[str, Groups]:
    """Return what is told of the people."""
    return groups_of_features(table(PEOPLE), features, None, 30, missing)  # type: ignore[arg-type]  # a literal


def rows(groups: Groups) -> dict[str, int]:
    """Return the rows of each group that is shown."""
    return {name: one.rows for name, one in groups.counts.items()}


def test_the_groups_of_two_columns_are_their_combinations() -> None:
    """Where neither column is compared by itself, four people are counted with the largest group, the white men."""
    groups = found(("sex", "race"))
    assert list(groups) == ["sex & race"]
    assert rows(groups["sex & race"]) == {
        "f & asian": 70,
        "f & black": 90,
        "f & white": 400,
        "m & asian": 80,
        "m & white": 504,
    }
    assert groups["sex & race"].withheld == 2


def test_values_stand_in_the_order_of_the_config() -> None:
    """Race and sex, not sex and race, whatever order the table has."""
    assert "white & m" in found(("race", "sex"))["race & sex"].counts


def test_a_row_without_one_of_the_values_has_no_group_or_that_of_those_without() -> None:
    """Seven men have no race: left out, or withheld and counted with others as 11 people together."""
    left_out, grouped = (found(("sex", "race"), missing=how)["sex & race"] for how in ("leave_out", "group"))
    assert sum(rows(left_out).values()) == sum(PEOPLE.values()) - 7
    assert sum(rows(grouped).values()) == sum(PEOPLE.values())


def test_what_is_counted_with_another_value_is_so_in_combinations() -> None:
    """The one Inuit is counted with the whites, so that no combination tells of her."""
    groups = found("race", ("race", "sex"))
    assert rows(groups["race"])["white"] == 901
    assert rows(groups["race & sex"])["white & f"] == 401


def test_beside_both_columns_further_combinations_are_withheld() -> None:
    """Of the three black men sex and race tell: a rectangle is withheld, in which they may be up to 73."""
    groups = found("sex", "race", ("sex", "race"))
    assert rows(groups["sex & race"]) == {"f & white": 401, "m & white": 500}
    assert (groups["sex & race"].withheld, groups["sex"].withheld) == (4, 0)


def test_combinations_of_three_tell_none_of_two_that_is_withheld() -> None:
    """Young and old of a combination add up to it: where it is withheld, so are they."""
    older: dict[tuple[str | None, ...], int]
    older = {(*one, age): count // 2 for one, count in PEOPLE.items() for age in ("old", "young")}
    features: tuple[Sensitive, ...] = ("sex", "race", ("sex", "race"), ("sex", "race", "age"))
    groups = groups_of_features(table(older, "sex", "race", "age"), features, None, 30)
    of_two, of_three = groups["sex & race"].counts, groups["sex & race & age"].counts
    assert of_three
    assert {name.rsplit(" & ", 1)[0] for name in of_three} <= of_two.keys()


def test_combinations_that_read_alike_are_refused() -> None:
    """A & B and C, or A and B & C."""
    people: dict[tuple[str | None, ...], int] = {("a & b", "c"): 40, ("a", "b & c"): 40}
    with pytest.raises(CheckError, match="sensitive feature 'sex & race' has two combinations that read alike"):
        groups_of_features(table(people), (("sex", "race"),), None, 30)


def test_too_many_combinations_are_refused() -> None:
    """Fifty, as of a column."""
    people: dict[tuple[str | None, ...], int] = {(str(one), str(other)): 40 for one in range(8) for other in range(7)}
    with pytest.raises(CheckError, match="sensitive column 'sex & race' has 56 values: group them into 50 or fewer"):
        groups_of_features(table(people), (("sex", "race"),), None, 30)
