import pytest
from pydantic import BaseModel, ValidationError

from dte_exporter.config.spans.amount import Amount, NumberOfRows, parse_amount
from dte_exporter.config.types import AS_WRITTEN


class Reaching(BaseModel):
    """A model with an amount."""

    last: Amount


@pytest.mark.parametrize(
    ("text", "meant"),
    [("7d", 604_800.0), ("1h30m", 5_400.0), ("10000 rows", NumberOfRows(10_000)), ("1 rows", NumberOfRows(1))],
)
def test_an_amount_is_a_duration_or_a_number_of_rows(text: str, meant: object) -> None:
    """The unit tells which."""
    assert parse_amount(text) == meant
    assert Reaching.model_validate({"last": text}, context=AS_WRITTEN).last == meant


@pytest.mark.parametrize(
    "text", ["0 rows", "-5 rows", "1e4 rows", "10,000 rows", "rows", "soon", "1000000000000 rows", 7]
)
def test_what_is_neither_is_refused_with_both_forms(text: object) -> None:
    """One sentence tells how either is written."""
    with pytest.raises(ValueError, match=r"; or a number of rows, such as 10000 rows$"):
        parse_amount(text)


def test_seconds_without_a_unit_do_not_stand_in_a_file() -> None:
    """Elsewhere they may, as those of a duration."""
    assert Reaching(last=2.5).last == 2.5
    assert Reaching(last=NumberOfRows(3)).last == NumberOfRows(3)
    with pytest.raises(ValidationError, match="write a duration as a number and a unit"):
        Reaching.model_validate({"last": 2.5}, context=AS_WRITTEN)
