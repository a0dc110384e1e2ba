import math
import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.tables.text.forms import NUMBERS, PATTERNS, Form, whole_value

PIECES = [*"0123456789", *".,-+eE %$'/:TZ_()", "00", "123", "2018-01-31", "31.01.", "10:30", ":00", "Jan", "am", "UTC"]
PIECES += ["\u00a0", "\u2212", "\u0663", "\ufeff", "nan", "inf", "e400", "CET", "Europe/Berlin", "\n", "1" * 20]


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
        ("1e289", Form.EXPONENT),
        ("1e400", Form.HUGE),
        ("-1.5E+0300", Form.HUGE),
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
        ("1\u00a0234,50", Form.SPACED_COMMA),
        ("1'234.50", Form.SPACED_POINT),
        ("$12.50", Form.UNIT),
        ("12,5 %", Form.UNIT),
        ("1_000", Form.UNUSUAL),
        ("1,23,456.50", Form.UNUSUAL),
        ("\u2212" + "5", Form.UNUSUAL),
        ("(1.50)", Form.UNUSUAL),
        ("5-", Form.UNUSUAL),
        ("\u0663", Form.UNUSUAL),
        ("\uff11\uff12", Form.UNUSUAL),
        ("\u00a0" + "1,5", Form.UNUSUAL),
        ("1.234.567.890.123.456.789", Form.UNUSUAL),
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
        ("31 Jan 2018", Form.WORDED_DATE),
        ("Jan 31, 2018 10:30", Form.WORDED_DATE),
        ("31-Jan-18", Form.WORDED_DATE),
        ("1/31/2018 10:30 PM", Form.WORDED_DATE),
        ("31.01.2018 10:30:00+02:00", Form.WORDED_DATE),
        ("2018-01-31 10:30:00 Europe/Berlin", Form.WORDED_DATE),
        ("2018-01-31T10:30:00z", Form.WORDED_DATE),
        ("2018-01-31T10", Form.WORDED_DATE),
        ("2018-01-31 10:30:00,123", Form.WORDED_DATE),
        ("20180131T103000Z", Form.WORDED_DATE),
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
    "value", ["yes", "0x1F", "12-34", "1.2.3", "12 34", "Ann", "Jan", "May 5", "10:30", "1__0", "()"]
)
def test_all_else_is_text(value: str) -> None:
    """Also what some engines would take for a number."""
    assert forms_of(value) == []


NUMERIC = "0123456789.,-+eE %$'/:TZ?nainf_()\u00a0\u2212\u0663z"


@given(st.text(alphabet=NUMERIC, max_size=12) | st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_no_value_looks_like_two_things(value: str) -> None:
    """So the order in which forms are tried is one of speed alone."""
    assert len(forms_of(value)) <= 1


@given(st.floats(allow_nan=False))
def test_every_number_that_python_writes_is_one(value: float) -> None:
    """In full or with an exponent, infinite ones too; what comes near the largest that there is may be beyond it."""
    known = {Form.HUGE} if 1e289 < abs(value) < float("inf") else {Form.POINT, Form.POINT_OR_GROUP, Form.EXPONENT}
    assert forms_of(repr(value))[0] in known | ({Form.POINT, Form.EXPONENT} if 1e289 < abs(value) < 1e290 else set())


@given(st.text(alphabet="0123456789.,eE+-", max_size=30))
def test_what_passes_for_a_number_is_within_the_range_of_one(value: str) -> None:
    """No engine makes infinity of it in silence."""
    if set(forms_of(value)) & (NUMBERS - {Form.SPACED}):
        plain = value.strip().replace(",", ".")
        whole, _, rest = plain.rpartition(".")
        assert math.isfinite(float(f"{whole.replace('.', '')}.{rest}" if whole or rest != plain else plain))


@pytest.mark.parametrize("pattern", PATTERNS.values())
def test_the_engine_takes_every_pattern(pattern: str) -> None:
    """Its dialect, RE2, is smaller than Python's."""
    assert duckdb.execute("SELECT regexp_matches('x', $1)", [whole_value(pattern)]).fetchall() is not None


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_the_engine_sees_the_same_as_python(value: str) -> None:
    """So that what these tests say holds where files are read."""
    asked = ", ".join(f"regexp_matches($1, ${place})" for place in range(2, len(PATTERNS) + 2))
    (found,) = duckdb.execute(f"SELECT {asked}", [value, *map(whole_value, PATTERNS.values())]).fetchall()
    assert [form for form, matches in zip(PATTERNS, found, strict=True) if matches] == forms_of(value)
