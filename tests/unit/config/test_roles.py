import pytest

from dte_exporter.config.models import Columns, Features, PersonalData
from dte_exporter.config.roles import ColumnKind, joint, resolve
from dte_exporter.errors import MissingColumnError

KINDS = {
    "id": ColumnKind.NUMBER,
    "age": ColumnKind.NUMBER,
    "sex": ColumnKind.NUMBER,
    "town": ColumnKind.CATEGORY,
    "hired": ColumnKind.BOOLEAN,
    "apt": ColumnKind.BOOLEAN,
    "day": ColumnKind.TIME,
    "split": ColumnKind.CATEGORY,
}
USUAL = Columns(key="id", prediction="hired", label="apt", time="day", sensitive=("sex",))


def test_features_are_all_columns_without_another_role_less_those_excluded() -> None:
    """A sensitive column stays a feature: the model may have seen it."""
    columns = USUAL.model_copy(update={"features": Features(exclude=("split",))})
    assert resolve(columns, KINDS).features == ("age", "sex", "town")


def test_probabilities_of_classes_are_no_features() -> None:
    """As the one probability is none; a column of them that is not there is named."""
    columns = USUAL.model_copy(update={"probabilities": {"north": "age", "south": "split", "west": "id"}})
    assert resolve(columns, KINDS).features == ("sex", "town")
    assert resolve(columns, KINDS).probabilities == {"north": "age", "south": "split", "west": "id"}
    with pytest.raises(MissingColumnError, match="has no column 'p_west'"):
        resolve(USUAL.model_copy(update={"probabilities": {"west": "p_west"}}), KINDS)


def test_features_may_be_named_instead() -> None:
    """Then they are those, in the order of the config."""
    columns = USUAL.model_copy(update={"features": Features(include=("town", "age"))})
    assert resolve(columns, KINDS).features == ("town", "age")


def test_a_number_may_be_declared_a_code() -> None:
    """The census writes sex as 1 and 2."""
    columns = USUAL.model_copy(update={"categorical": ("sex",)})
    assert resolve(columns, KINDS).kinds["sex"] is ColumnKind.CATEGORY
    assert resolve(USUAL, KINDS).kinds["sex"] is ColumnKind.NUMBER


@pytest.mark.parametrize(
    "named",
    [
        {"prediction": "hire"},
        {"sensitive": ("hire",)},
        {"categorical": ("hire",)},
        {"features": Features(include=("hire",))},
    ],
)
def test_a_column_that_is_not_there_is_named_and_the_others_are_counted(named: dict[str, object]) -> None:
    """Whatever role the config gave it."""
    with pytest.raises(MissingColumnError) as caught:
        resolve(USUAL.model_copy(update=named), KINDS)
    assert str(caught.value) == (
        "the source has no column 'hire' (it has 8 others): check its name in the config, and the header of a CSV file"
    )
    assert caught.value.known == tuple(KINDS)


def test_what_the_config_means_and_how_it_reads_columns_is_known() -> None:
    """A feature that is named one by one is meant; a column that is declared a code is declared."""
    columns = USUAL.model_copy(update={"features": Features(include=("town", "age")), "categorical": ("sex",)})
    named, usual = resolve(columns, KINDS), resolve(USUAL, KINDS)
    assert (set(named.included), set(named.declared)) == ({"town", "age"}, {"sex"})
    assert (set(usual.included), set(usual.declared)) == (set(), set())


@pytest.mark.parametrize(
    ("own", "theirs", "further"),
    [
        (Columns(), Columns(), {"income"}),
        (Columns(), Columns(features=Features(exclude=("income",))), set()),
        (Columns(), Columns(features=Features(include=("age",))), set()),
        (Columns(), Columns(label="income"), set()),
        (Columns(label="income"), Columns(label="income"), {"income"}),
        (Columns(features=Features(include=("income",))), Columns(key="income"), {"income"}),
    ],
)
def test_a_column_that_only_the_reference_has_counts_if_it_is_a_feature_there(
    own: Columns, theirs: Columns, further: set[str]
) -> None:
    """Or if the config of the data set itself names it; one that both have keeps its kind here."""
    kinds = {"age": ColumnKind.NUMBER}
    found = joint(own, kinds, theirs, {"age": ColumnKind.TIME, "income": ColumnKind.NUMBER})
    assert found == {**kinds, **dict.fromkeys(further, ColumnKind.NUMBER)}


def test_what_is_about_people_is_what_the_config_calls_so() -> None:
    """By a category, as a pseudonym, as a quasi-identifier, as sensitive or as the subject; no other column is."""
    columns = Columns(subject="id", sensitive=("sex",), label="apt")
    personal = PersonalData(columns={"town": "user.contact"}, pseudonymised=("day",), quasi_identifiers=("age",))
    assert resolve(columns, KINDS, personal).about_people == {"id", "sex", "town", "day", "age"}
    assert resolve(Columns(), KINDS).about_people == set()
