from collections.abc import Mapping

import pytest

from dte_exporter.tables.text.forms import Form
from dte_exporter.tables.text.numerals import Numerals, numerals_of_column, numerals_of_file
from dte_exporter.tables.text.survey import Forms

NOTHING = Numerals()
COMMA = Numerals(",")
POINT = Numerals(".")


def file_of(*columns: Mapping[Form, int]) -> Numerals:
    """Return how a file with these columns writes numbers."""
    return numerals_of_file(map(Forms, columns), NOTHING)


@pytest.mark.parametrize(
    ("columns", "mark"),
    [
        ([{Form.COMMA: 3}, {Form.COMMA_OR_GROUP: 3}], ","),
        ([{Form.POINTS_GROUP_COMMA: 1, Form.WHOLE: 9}], ","),
        ([{Form.POINT: 3, Form.MARK: 1}], "."),
        ([{Form.COMMAS_GROUP: 1, Form.COMMA_OR_GROUP: 9}], "."),
        ([{Form.COMMA_OR_GROUP: 9}], None),
        ([{Form.POINT_OR_GROUP: 9}], None),
        ([{Form.COMMA: 3}, {Form.POINT: 3}], None),
        ([{Form.COMMA: 3, Form.TEXT: 1}], None),
    ],
)
def test_a_file_writes_numbers_as_those_columns_do_that_leave_no_choice(
    columns: list[Mapping[Form, int]], mark: str | None
) -> None:
    """A column that holds a text proves nothing, and two that contradict each other prove nothing."""
    assert file_of(*columns).known == mark


@pytest.mark.parametrize(
    ("forms", "file", "mark"),
    [
        ({Form.COMMA: 3}, POINT, ","),
        ({Form.POINT: 3}, COMMA, "."),
        ({Form.COMMA: 3, Form.POINT: 1}, COMMA, None),
        ({Form.COMMA_OR_GROUP: 3}, COMMA, ","),
        ({Form.COMMA_OR_GROUP: 3}, POINT, "."),
        ({Form.COMMA_OR_GROUP: 3}, NOTHING, None),
        ({Form.POINT_OR_GROUP: 3}, NOTHING, "."),
        ({Form.POINT_OR_GROUP: 3}, POINT, "."),
        ({Form.POINT_OR_GROUP: 3}, COMMA, None),
        ({Form.POINT_OR_GROUP: 3, Form.COMMA_OR_GROUP: 3}, NOTHING, None),
        ({Form.WHOLE: 3}, COMMA, "."),
    ],
)
def test_a_column_is_read_by_itself_then_by_its_neighbours(
    forms: Mapping[Form, int], file: Numerals, mark: str | None
) -> None:
    """1.234 beside 2,5 may be a latitude or a price: nothing tells, so nothing is read into it."""
    found = numerals_of_column(Forms(forms), file, NOTHING)
    assert (found.known if found else None) == mark


@pytest.mark.parametrize("declared", [Numerals(","), Numerals(None, "."), Numerals(",", ".")])
def test_what_the_config_declares_holds(declared: Numerals) -> None:
    """The mark of thousands tells the decimal mark as well; numbers that it forbids are none."""
    assert numerals_of_column(Forms({Form.POINT: 3}), POINT, declared) == declared
    assert Form.POINT not in declared.numbers
    assert Form.COMMA in declared.numbers


def test_spaces_stand_between_thousands_only_if_the_config_says_so() -> None:
    """600 123 456 may be a telephone number."""
    assert Form.SPACED not in Numerals(",").numbers
    assert Form.SPACED in Numerals(",", " ").numbers
