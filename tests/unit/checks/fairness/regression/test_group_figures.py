import math
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dte_exporter.checks.fairness.regression.check import Params, fairness_regression, needs
from dte_exporter.checks.model.performance.measure import WITHOUT_WIDTH
from dte_exporter.config.groups.sensitive import Banded
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.statistics.moments import Moments
from dte_exporter.statistics.residuals.plan import ResidualsPlan
from dte_exporter.statistics.residuals.powers import Powers
from dte_exporter.statistics.residuals.residuals import Errors, Groups, Residuals

NUMBERS = {"guess": ColumnKind.NUMBER, "rent": ColumnKind.NUMBER}
ROLES = Roles("guess", None, "rent", None, None, True, ("sex",), (), NUMBERS)


def errors(pairs: list[tuple[float, float]]) -> Errors:
    """Return what is known of rows of a label and a prediction each."""
    labels, predictions = zip(*pairs, strict=True)
    residuals = [prediction - label for label, prediction in pairs]
    return Errors(
        len(pairs),
        len(pairs),
        0,
        sum(residuals),
        sum(map(abs, residuals)),
        sum(one**2 for one in residuals),
        predicted=len(pairs),
        truth=moments(labels),
        prediction=moments(predictions),
        fourths=sum(one**4 for one in residuals),
        powers=Powers(
            sum(label**3 for label in labels),
            sum(label**4 for label in labels),
            sum(one**2 * label for one, label in zip(residuals, labels, strict=True)),
            sum(one**2 * label**2 for one, label in zip(residuals, labels, strict=True)),
        ),
    )


def moments(numbers: tuple[float, ...]) -> Moments:
    """Return the moments of `numbers`."""
    mean = sum(numbers) / len(numbers)
    return Moments(len(numbers), mean, sum((one - mean) ** 2 for one in numbers))


def found(cells: Mapping[Groups, Errors], min_group_rows: int = 1, missing: str = "leave_out") -> Findings:
    """Return what the check finds."""
    params = Params.model_validate({"min_group_rows": min_group_rows, "missing": missing})
    return fairness_regression.compute({"errors": Residuals(("sex",), cells)}, params, ROLES, 0.0)


def values(findings: Findings) -> dict[tuple[str, ...], float]:
    """Return the values that belong to the sensitive feature by metric and group."""
    return {
        (one.name.removeprefix("dte_fairness_"), one.labels.get("group", "")): one.value
        for one in findings.samples
        if "sensitive_feature" in one.labels
    }


WOMEN = errors([(2.0, 3.0), (4.0, 3.0), (6.0, 9.0)])
MEN = errors([(1.0, 2.0), (3.0, 3.0), (5.0, 5.0), (7.0, 8.0)])


def test_needs_the_sums_of_errors_by_every_sensitive_column() -> None:
    """One look at the rows gives all figures of all groups."""
    assert needs(Params(), ROLES) == {"errors": ResidualsPlan(("sex",), "rent", "guess")}


@pytest.mark.parametrize(
    ("prediction", "label", "sensitive", "kinds", "message"),
    [
        ("guess", "rent", (), NUMBERS, r"compares the predictions of groups: set columns.sensitive"),
        (None, "rent", ("sex",), NUMBERS, r"compares numbers, and columns.prediction is not set"),
        ("guess", None, ("sex",), NUMBERS, r"compares numbers, and columns.label is not set"),
        ("guess", "rent", ("sex",), {"guess": ColumnKind.NUMBER}, r"numbers, and column 'rent' does not hold any"),
    ],
)
def test_what_is_no_number_is_refused(
    prediction: str | None, label: str | None, sensitive: tuple[str, ...], kinds: dict[str, ColumnKind], message: str
) -> None:
    """The sentence names the column, or the key that is to be set."""
    with pytest.raises(CheckError, match=message):
        needs(Params(), Roles(prediction, None, label, None, None, True, sensitive, (), kinds))


def test_a_group_whose_labels_are_alike_has_no_r2() -> None:
    """Scikit-learn would score 0/0 as 0 or 1; the other two are compared without it."""
    told = found({("f",): WOMEN, ("m",): MEN, ("x",): errors([(2.0, 1.0), (2.0, 4.0)])})

    assert told.undefined == ("sex: group 'x' has no variance among its labels, so r2 is computed without it",)
    assert ("group_r2", "x") not in values(told)
    assert values(told)["r2_difference", ""] == pytest.approx(1.275)
    assert values(told)["group_mean_error", "x"] == 0.5


def test_where_nobody_is_mistaken_a_ratio_is_0_by_0() -> None:
    """The errors are 0 apart, and means that do not vary have no interval."""
    right = errors([(2.0, 2.0), (4.0, 4.0)])
    told = found({("f",): right, ("m",): right})

    assert values(told)["mean_absolute_error_difference", ""] == 0
    assert ("mean_absolute_error_ratio", "") not in values(told)
    assert "sex: root_mean_squared_error_ratio is 0/0" in told.undefined
    assert ("group_mean_error_ci_lower", "f") not in values(told)
    assert f"sex: group 'f' has no interval of mean_error: {WITHOUT_WIDTH}" in told.undefined


def test_labels_far_from_0_are_among_the_reasons_why_r2_has_no_interval() -> None:
    """Errors and labels vary; sums of fourth powers of 1e12 hold no digit of how the labels do."""
    told = found({("f",): errors([(1e12, 1e12 + 1), (1e12 + 2, 1e12), (1e12 + 4, 1e12 + 5)])})

    assert ("group_r2", "f") in values(told)
    assert f"sex: group 'f' has no interval of r2: {WITHOUT_WIDTH}" in told.undefined
    assert "too far from 0" in WITHOUT_WIDTH


def test_an_interval_stays_within_the_range_of_its_figure() -> None:
    """Of errors 0, 0 and 3 the mean is 1, and by the normal distribution it might lie below 0."""
    ends = values(found({("f",): errors([(1.0, 1.0), (2.0, 2.0), (3.0, 6.0)])}))

    assert ends["group_mean_absolute_error_ci_lower", "f"] == 0.0
    assert ends["group_mean_error_ci_lower", "f"] < 0.0


def test_one_group_alone_is_not_compared() -> None:
    """It has its figures, and each of five differences says why there is none."""
    told = found({("f",): WOMEN})

    assert len([one for one in told.undefined if one.endswith("has no two groups to compare")]) == 5
    assert values(told)["group_mean_prediction", "f"] == 5.0


def test_a_group_is_withheld_by_the_rows_that_have_both_label_and_prediction() -> None:
    """Of fifty people with a prediction and three labels a mean error would tell of three people."""
    waiting = Errors(47, 0, predicted=47)
    told = found({("f",): WOMEN.merge(waiting), ("m",): MEN}, min_group_rows=4)

    assert {group for _, group in values(told)} == {"", "m"}
    assert values(told)["groups_withheld", ""] == 1
    assert "'f'" not in str(told.details) + str(told.undefined)
    assert told.left_out[-1] == LeftOut("rent", Reason.MISSING_LABEL, 47)


def test_a_small_group_is_counted_with_the_largest() -> None:
    """Two of nine are of sex x: with three a group the men are told with them, and nothing is left of a total."""
    others = errors([(1.0, 9.0), (1.0, 8.0)])

    findings = found({("f",): WOMEN, ("m",): MEN, ("x",): others}, min_group_rows=3)

    assert values(findings) == {
        **values(found({("f",): WOMEN, ("m",): MEN.merge(others)})),
        ("groups_withheld", ""): 1.0,
    }
    assert findings.details["sex"]["groups"]["m"]["with_withheld_groups"] is True
    assert "with_withheld_groups" not in findings.details["sex"]["groups"]["f"]


def test_bands_are_asked_of_the_engine_and_columns_of_combinations_once() -> None:
    """Ages make two groups, sexes theirs; the combinations come from the sums by both."""
    age = Banded(column="age", bands=(40,))
    roles = replace(ROLES, sensitive=("sex", age, ("sex", "age")), kinds={**NUMBERS, "age": ColumnKind.NUMBER})

    assert needs(Params(), roles) == {
        "errors": ResidualsPlan(("sex", "age"), "rent", "guess", bands=(("age", (40,)),)),
    }


def of_combinations(missing: str = "leave_out") -> Findings:
    """Return what is found of the combinations of sex and town, where one man has no town."""
    cells: Mapping[Groups, Errors] = {("f", "a"): WOMEN, ("m", "b"): MEN, ("m", None): errors([(2.0, 4.0), (3.0, 3.0)])}
    params = Params.model_validate({"min_group_rows": 1, "missing": missing})
    roles = replace(ROLES, sensitive=(("sex", "town"),))
    return fairness_regression.compute({"errors": Residuals(("sex", "town"), cells)}, params, roles, 0.0)


def test_a_row_without_one_of_the_values_is_in_no_combination() -> None:
    """Two men have no town: no figure rests on them, and they are told to lack it, unless they are a group."""
    told = of_combinations()
    assert told.details.keys() == {"sex & town"}
    assert {group for _, group in values(told)} == {"", "f & a", "m & b"}
    assert values(told)["group_mean_error", "f & a"] == 1.0
    assert told.used == {"current": 7}
    assert LeftOut("town", Reason.MISSING_GROUP, 2) in told.left_out

    grouped = of_combinations("group")
    assert values(grouped)["group_mean_error", "(missing)"] == 1.0
    assert grouped.used == {"current": 9}


def test_rows_without_a_group_can_be_a_group() -> None:
    """They are left out, and counted, unless that is asked for."""
    cells: Mapping[Groups, Errors] = {("f",): WOMEN, (None,): MEN}

    assert values(found(cells, missing="group"))["group_rows", "(missing)"] == 4
    assert ("group_rows", "(missing)") not in values(found(cells))
    assert found(cells).used == {"current": 3}
    assert LeftOut("sex", Reason.MISSING_GROUP, 4) in found(cells).left_out


def test_where_nothing_can_be_measured_nothing_is_told() -> None:
    """A group none of whose rows has a label is none."""
    told = found({("f",): Errors(5, 0, predicted=5)})

    assert told.samples == ()
    assert told.undefined == ("sex: no row has a group, a label and a prediction",)


def test_sums_beyond_any_number_are_said() -> None:
    """Squares of 1e200 are infinite, their mean's root is no figure, and a mean has no interval by them."""
    vast = Errors(
        2, 2, 0, 2e200, 2e200, math.inf, predicted=2, truth=Moments(2, 0.0, 2.0), prediction=Moments(2, 1e200, 2.0)
    )
    told = found({("f",): vast})

    assert "sex: group 'f' has no finite sums, so root_mean_squared_error is computed without it" in told.undefined
    assert values(told)["group_mean_error", "f"] == 1e200
    assert ("group_mean_error_ci_upper", "f") not in values(told)


NUMBERS_DRAWN = st.integers(-50, 50).map(float)
ROWS = st.lists(st.tuples(NUMBERS_DRAWN, NUMBERS_DRAWN), min_size=2, max_size=6)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.sampled_from("abc"), ROWS, min_size=2), st.permutations("abc"))
def test_neither_the_names_nor_the_order_of_groups_nor_twice_the_rows_change_a_figure(
    groups: dict[str, list[tuple[float, float]]], names: list[str]
) -> None:
    """Of each row twice, under other names in another order, figures are the same but for their last digits."""
    renamed = dict(zip("abc", names, strict=True))
    twice: dict[Groups, Errors] = {(renamed[one],): errors(2 * rows[::-1]) for one, rows in reversed(groups.items())}
    others = values(found(twice))

    for (metric, group), value in values(found({(name,): errors(rows) for name, rows in groups.items()})).items():
        if "_ci_" not in metric and metric != "group_rows":
            expected = pytest.approx(value, rel=1e-9, abs=1e-9)
            assert others[metric, renamed.get(group, group)] == expected, metric
