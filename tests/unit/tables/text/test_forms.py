import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.tables.text.forms import PATTERNS, Form, whole_value


def forms_of(value: str) -> list[Form]:
    """Return every form that `value` matches."""
    return [form for form, pattern in PATTERNS.items() if re.search(whole_value(pattern), value)]


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("", Form.BLANK),
        ("  ", Form.BLANK),
        ("0", Form.WHOLE),
        ("-12", Form.WHOLE),
        (" 7 ", Form.WHOLE),
        ("123456789012345678", Form.WHOLE),
        ("007", Form.PADDED),
        ("1234567890123456789", Form.LONG),
        ("1e5", Form.EXPONENT),
        ("-Infinity", Form.EXPONENT),
        ("1.234", Form.POINT_OR_GROUP),
        ("0.234", Form.POINT),
        ("1234.567", Form.POINT),
        ("12.5", Form.POINT),
        (".5", Form.POINT),
        ("1.234e5", Form.POINT),
        ("1,234", Form.COMMA_OR_GROUP),
        ("0,5526", Form.COMMA),
        ("2585,05", Form.COMMA),
        ("1.234.567", Form.POINTS_GROUP),
        ("1.234,5", Form.POINTS_GROUP_COMMA),
        ("1,234,567", Form.COMMAS_GROUP),
        ("1,234.5", Form.COMMAS_GROUP_POINT),
        ("1 234", Form.SPACED),
        ("1\u00a0234,50", Form.SPACED),
        ("1'234.50", Form.SPACED),
        ("$12.50", Form.UNIT),
        ("12,5 %", Form.UNIT),
        ("TRUE", Form.BOOLEAN),
        ("2018-01-31", Form.DATE),
        ("2018-01-31 10:30", Form.TIMESTAMP),
        ("2018-01-31T10:30:00.123", Form.TIMESTAMP),
        ("2018-01-31T10:30:00Z", Form.ZONED),
        ("2018-01-31 10:30:00+0200", Form.ZONED),
        ("31.1.2018", Form.OTHER_DATE),
        ("1/31/2018 10:30", Form.OTHER_DATE),
        ("2018/01/31", Form.OTHER_DATE),
        ("31.01.18", Form.SHORT_DATE),
        ("N/A", Form.MARK),
        ("-", Form.MARK),
        ("?", Form.MARK),
        ("#N/A", Form.MARK),
    ],
)
def test_a_value_looks_like_one_thing(value: str, form: Form) -> None:
    """Whoever reads it with its neighbours out of sight would say the same."""
    assert forms_of(value) == [form]


@pytest.mark.parametrize(
    "value", ["yes", "1_000", "0x1F", "12-34", "1.2.3", "1,23,456", "٣", "12 34", "Ann", "1 Jan 2018"]
)
def test_all_else_is_text(value: str) -> None:
    """Also what some engines would take for a number."""
    assert forms_of(value) == []


@given(st.text(alphabet="0123456789.,-+eE %$'/:TZ?nainf", max_size=12))
def test_no_value_looks_like_two_things(value: str) -> None:
    """So the order in which forms are tried is one of speed alone."""
    assert len(forms_of(value)) <= 1


@given(st.floats(allow_nan=False))
def test_every_number_that_python_writes_is_one(value: float) -> None:
    """In full or with an exponent, infinite ones too."""
    assert forms_of(repr(value))[0] in {Form.POINT, Form.POINT_OR_GROUP, Form.EXPONENT}
