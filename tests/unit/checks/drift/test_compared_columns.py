import pytest

from dte_exporter.checks.drift.compared_columns import left_out, require_fitting, require_known, scored_columns
from dte_exporter.checks.drift.methods import METHODS, ColumnType
from dte_exporter.checks.drift.params import Choice, Params
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair

ROLES = Roles(
    prediction="age",
    probability=None,
    label=None,
    time=None,
    positive=None,
    favourable=True,
    sensitive=("sex",),
    features=("age", "sex", "born"),
    kinds={"age": ColumnKind.NUMBER, "sex": ColumnKind.CATEGORY, "born": ColumnKind.TIME},
)


def choices(**params: object) -> dict[str, Choice]:
    """Return the choice for each column that is looked at."""
    return {one.name: one.choice for one in scored_columns(Params.model_validate(params), ROLES)}


def test_a_column_with_two_roles_is_looked_at_once() -> None:
    """The age is a feature and the prediction."""
    assert [(one.name, one.type) for one in scored_columns(Params(), ROLES)] == [
        ("age", ColumnType.NUMBER),
        ("sex", ColumnType.CATEGORY),
    ]


def test_a_method_for_all_leaves_other_types_on_auto() -> None:
    """With its threshold, which is of that method."""
    found = choices(method="ks", threshold=0.01)
    assert (found["age"].method, found["age"].threshold) == ("ks", 0.01)
    assert found["sex"] == Choice()


def test_a_columns_own_choice_goes_first() -> None:
    """Even back to auto."""
    assert choices(method="ks", columns={"age": {"method": "auto"}})["age"] == Choice()


def test_the_chosen_method_is_used_and_its_threshold_unless_another_is_given() -> None:
    """Evidently's default for psi is 0.1."""
    pair = Pair("sex", Categories(0, {"f": 1}), Categories(0, {"f": 1}), {})
    _, sex = scored_columns(Params.model_validate({"columns": {"sex": {"method": "psi"}}}), ROLES)
    assert sex.method(pair) is METHODS["psi"]
    assert sex.threshold(METHODS["psi"]) == 0.1
    _, sex = scored_columns(Params(threshold=0.3), ROLES)
    assert sex.method(pair).name == "z"
    assert sex.threshold(METHODS["z"]) == 0.3


def test_a_choice_for_a_column_without_a_role_is_refused() -> None:
    """Misspelt: the sentence says what kind of column it takes."""
    with pytest.raises(CheckError) as caught:
        require_known(Params.model_validate({"columns": {"agee": {}}}), ROLES)
    assert str(caught.value) == (
        "drift does not look at column 'agee': columns takes features of numbers, classes and booleans, "
        "prediction, probability and label"
    )


def test_a_choice_for_a_column_of_times_is_refused() -> None:
    """It has a role, but there is no way to compare it."""
    with pytest.raises(CheckError, match="drift does not look at column 'born'"):
        require_fitting(Params.model_validate({"columns": {"born": {}}}), ROLES, ())


def test_a_method_that_does_not_fit_its_column_is_refused_with_those_that_do() -> None:
    """Wasserstein needs amounts."""
    with pytest.raises(CheckError) as caught:
        require_fitting(Params.model_validate({"columns": {"sex": {"method": "wasserstein"}}}), ROLES, ())
    assert str(caught.value) == (
        "method 'wasserstein' is not for column 'sex': use auto or one of jensenshannon, psi, kl_div, hellinger,"
        " chisquare, z, g_test, fisher_exact, TVD"
    )


def test_a_choice_for_a_column_whose_type_has_changed_is_not_refused() -> None:
    """It is the column that costs its score, not the check."""
    require_fitting(Params.model_validate({"columns": {"sex": {"method": "ks"}, "born": {}}}), ROLES, {"sex", "born"})


def test_times_are_told_as_left_out() -> None:
    """With their kind."""
    assert left_out(ROLES) == {"born": "time"}
