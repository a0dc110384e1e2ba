import pytest
from pydantic import ValidationError

from dte_exporter.config.groups.sensitive import Banded, all_columns_of, bands_of, label_of
from dte_exporter.config.models import Columns
from dte_exporter.config.roles import ColumnKind, resolve
from dte_exporter.errors import MissingColumnError

WRITTEN = ["sex", ["sex", "race"], {"column": "age", "bands": [25, 45.5]}]


def test_a_feature_is_a_column_several_together_or_the_bands_of_one() -> None:
    """Each has a name of its own."""
    features = Columns.model_validate({"sensitive": WRITTEN}).sensitive
    assert features == ("sex", ("sex", "race"), Banded(column="age", bands=(25, 45.5)))
    assert [label_of(one) for one in features] == ["sex", "sex & race", "age"]
    assert all_columns_of(features) == ("sex", "race", "age")
    assert bands_of(features) == (("age", (25, 45.5)),)


def test_what_is_written_can_be_read_again() -> None:
    """As the digest of a check and its worker have it."""
    columns = Columns.model_validate({"sensitive": WRITTEN})
    assert Columns.model_validate(columns.model_dump()) == columns
    assert Columns.model_validate_json(columns.model_dump_json()) == columns


@pytest.mark.parametrize("bands", [[45, 25], [25, 25], [], [float("inf")]])
def test_bands_ascend(bands: list[float]) -> None:
    """Each has a width."""
    with pytest.raises(ValidationError):
        Banded.model_validate({"column": "age", "bands": bands})


def test_every_column_of_a_feature_must_exist_and_is_about_people() -> None:
    """Not only those that are compared by themselves."""
    kinds = dict.fromkeys(("sex", "race", "age"), ColumnKind.CATEGORY)
    columns = Columns.model_validate({"sensitive": WRITTEN})
    assert resolve(columns, kinds).about_people == {"sex", "race", "age"}
    with pytest.raises(MissingColumnError, match="race"):
        resolve(columns, {"sex": ColumnKind.CATEGORY, "age": ColumnKind.NUMBER})
