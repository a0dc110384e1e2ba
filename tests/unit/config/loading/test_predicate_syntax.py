import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.config.loading.predicate_syntax import MAX_LENGTH, TYPES, parse


@pytest.mark.parametrize(
    "text",
    [
        "year = 2018",
        "year <> 2018 and not sex in ('f', 'm')",
        "age between 18 and 65 or age is null",
        "name like 'A%' or name ilike '%z'",
        "(income - tax) / 12 >= 1e3 and -balance < 0.5 and id % 10 = 3",
        "at >= date '2018-01-01' and at < timestamp '2018-07-01 12:00:00'",
        "cast(score as double) > 0.5 and zip::text = '02139'",
        "\"Odd name\" = 'it''s'",
        "straße = 'x' and active is true and not closed",
        "year = 2018;",
        "true",
    ],
)
def test_a_condition_on_the_columns_of_a_row_is_a_predicate(text: str) -> None:
    """Comparisons, logic, lists, ranges, patterns, arithmetic, casts and literals."""
    assert parse(text).sql()


@pytest.mark.parametrize("name", sorted(TYPES))
def test_a_value_may_be_cast_to_plain_types(name: str) -> None:
    """Numbers, text, truth, dates and times."""
    assert parse(f"cast(a as {name}) = b")


PLACE = "has no place in a predicate"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "a predicate is empty: write a condition such as year = 2018"),
        ("year = 2018; drop table people", "this is not SQL near 'drop': write a condition such as year = 2018"),
        ("a = 1; b = 2", "a predicate is one condition: remove the semicolon and what follows"),
        ("select 1", "this is not SQL near 'select': write a condition such as year = 2018"),
        ("attach 'x.db'", "this is not SQL near \"'x.db'\": write a condition such as year = 2018"),
        ("year >= 2018 and", "this is not SQL near 'and': write a condition such as year = 2018"),
        ("'open", "this is not SQL: write a condition such as year = 2018"),
        ("a = 1 -- or not", "a comment is not allowed in a predicate: it could hide a part of it"),
        ("a /* b */ = 1", "a comment is not allowed in a predicate: it could hide a part of it"),
        ("read_csv('x') = 1", f"the function READ_CSV {PLACE}: compare columns with values, as in year = 2018"),
        ("lower(a) = 'x'", f"the function LOWER {PLACE}: compare columns with values, as in year = 2018"),
        ("current_date > a", f"the function CURRENT_DATE {PLACE}: compare columns with values, as in year = 2018"),
        ("exists (select 1)", f"EXISTS {PLACE}: compare columns with values, as in year = 2018"),
        ("a = (select 1)", f"a subquery {PLACE}: compare columns with values, as in year = 2018"),
        ("a in (select 1)", "IN takes a list of values, as in sex IN ('f', 'm')"),
        ("a in ()", "IN takes a list of values, as in sex IN ('f', 'm')"),
        ("case when a then b end", f"CASE {PLACE}: compare columns with values, as in year = 2018"),
        ("a = ?", f"a parameter {PLACE}: compare columns with values, as in year = 2018"),
        ("a = :p", f"a parameter {PLACE}: compare columns with values, as in year = 2018"),
        ("a = $1", '$1 is a parameter or a name that needs quotes ("$1")'),
        ("a || b = 'x'", f"|| {PLACE}: compare columns with values, as in year = 2018"),
        ("a << 1 = 2", f"the operator BITWISELEFTSHIFT {PLACE}: compare columns with values, as in year = 2018"),
        ("sum(a) over () > 1", f"the operator WINDOW {PLACE}: compare columns with values, as in year = 2018"),
        ("* = 1", f"* {PLACE}: compare columns with values, as in year = 2018"),
        ("people.a = 1", "people.a names a table: a predicate sees the columns of its own data set alone"),
        ("a = null", "a comparison with NULL is never true: write IS NULL or IS NOT NULL"),
        ("a in (1, null)", "a comparison with NULL is never true: write IS NULL or IS NOT NULL"),
        ("a is 3", "IS is only for NULL, TRUE and FALSE"),
        ("a between symmetric 1 and 2", f"BETWEEN with SYMMETRIC {PLACE}"),
        ("try_cast(a as int) = 1", f"TRY_CAST {PLACE}: compare columns with values, as in year = 2018"),
        (
            "cast(a as decimal(10, 2)) = 1",
            f"CAST to DECIMAL(10, 2) {PLACE}: there is BIGINT, BOOLEAN, DATE, DECIMAL, DOUBLE, FLOAT, INT, TEXT, "
            "TIMESTAMP, TIMESTAMPTZ, VARCHAR",
        ),
        ("active", "active alone is no condition: write active = …"),
        ("(yesterdy)", "yesterdy alone is no condition (did you mean 'yesterday'?): write yesterdy = …"),
        ("last weak", "this is not SQL near 'weak' (did you mean 'last week'?): write a condition such as year = 2018"),
        ("1", "a value alone is no condition: compare a column with it, as in year = 2018"),
        ("a + 1", "a value alone is no condition: compare a column with it, as in year = 2018"),
        ("(" * 900 + "a = 1" + ")" * 900, "the predicate nests too deeply"),
        ("a = 1 and " * 300 + "a = 1", f"a predicate has at most {MAX_LENGTH:,} characters"),
    ],
)
def test_anything_else_is_refused_by_name(text: str, sentence: str) -> None:
    """Statements, functions, queries, comments, parameters, tables, and conditions that are none."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        parse(text)

    assert str(caught.value) == sentence


@given(st.text(alphabet=string.printable, max_size=40))
def test_any_text_is_a_predicate_or_refused_in_a_sentence(text: str) -> None:
    """Nothing but ValueError ever leaves the parser."""
    with suppress(ValueError):
        assert parse(text).sql()
