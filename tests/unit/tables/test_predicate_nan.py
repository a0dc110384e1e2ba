"""NaN in a predicate: a missing value, whatever a Parquet file's statistics say of the rows around it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.predicate import matching
from dte_exporter.tables.table import Table

NAN, INF = math.nan, math.inf
GROUP = 4
"""Rows of a row group: small ones, so that each kind of statistics occurs."""

X = (
    *(0.25, 0.25, NAN, 0.25),  # constant but for a NaN: least and greatest value are 0.25
    *(NAN, NAN, NAN, NAN),  # nothing but NaN: no statistics
    *(NAN, None, NAN, None),
    *(0.5, 0.75, 1.0, NAN),  # all above what a predicate may ask for, and a NaN
    *(-1.0, -0.5, NAN, 0.0),  # all below, and a NaN
    *(INF, -INF, NAN, 0.5),
    *(0.5, 0.25, -1.0, 1.0),  # no NaN
    *(None, None, None, None),
)
Y = (*X[5:], *X[:5])
N = tuple(range(len(X)))

Number = float | None
Truth = bool | None


@pytest.fixture(scope="module", params=["pyarrow", "duckdb"])
def table(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Table:
    """Return the rows in a file of many row groups, as each of two writers keeps statistics of them."""
    folder = tmp_path_factory.mktemp("nan")
    rows = pa.table({"n": N, "x": pa.array(X, pa.float64()), "y": pa.array(Y, pa.float32())})
    pq.write_table(rows, folder / "t.parquet", row_group_size=GROUP)
    if request.param == "duckdb":
        copy = f"copy (from '{folder}/t.parquet') to '{folder}/u.parquet' (row_group_size {GROUP})"
        duckdb.connect().execute(copy)
        (folder / "u.parquet").replace(folder / "t.parquet")
    opened: Table = open_files.open(FilesSource(type="files", path="t.parquet"), folder)
    return opened


def chosen(table: Table, predicate: str) -> list[int]:
    """Return the rows that `predicate` chooses, by number."""
    return sorted(n for (n,) in table.execute(matching(table.expression, predicate).select("n")))


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        ("x > 0.4", [12, 13, 14, 20, 23, 24, 27]),
        ("not x <= 0.4", [12, 13, 14, 20, 23, 24, 27]),
        ("x <= 0.4", [0, 1, 3, 16, 17, 19, 21, 25, 26]),
        ("x = 0.25", [0, 1, 3, 25]),
        ("x <> 0.25", [12, 13, 14, 16, 17, 19, 20, 21, 23, 24, 26, 27]),
        ("x is null", [2, 4, 5, 6, 7, 8, 9, 10, 11, 15, 18, 22, 28, 29, 30, 31]),
        ("x is not null and x < 0", [16, 17, 21, 26]),
        ("x in (0.25, 0.75)", [0, 1, 3, 13, 25]),
        ("x not in (0.25, 0.5)", [13, 14, 16, 17, 19, 20, 21, 26, 27]),
        ("x between -0.5 and 0.25", [0, 1, 3, 17, 19, 25]),
        ("not x between -0.5 and 0.25", [12, 13, 14, 16, 20, 21, 23, 24, 26, 27]),
        ("x - x = 0", [0, 1, 3, 12, 13, 14, 16, 17, 19, 23, 24, 25, 26, 27]),
        ("x / x > 0", [0, 1, 3, 12, 13, 14, 16, 17, 23, 24, 25, 26, 27]),
        ("cast(x as text) = 'nan'", []),
        ("n < 20 and cast(x as int) = 1", [13, 14]),
    ],
)
def test_nan_meets_no_comparison_and_is_null(table: Table, predicate: str, expected: list[int]) -> None:
    """Neither a plain nor a negated one, computed or cast."""
    assert chosen(table, predicate) == expected


@dataclass(frozen=True)
class Value:
    """A number of a row: how it is written, and what it is, None for a missing one."""

    text: str
    of: Callable[[int], Number]


@dataclass(frozen=True)
class Condition:
    """A condition on a row: how it is written, and whether it holds, None for neither."""

    text: str
    of: Callable[[int], Truth]


def known(number: Number) -> Number:
    """Return `number` as a predicate sees it."""
    return None if number is None or math.isnan(number) else number


OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "=": lambda one, other: one == other,
    "<>": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}
SUMS: dict[str, Callable[[float, float], float]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
}


def compared(one: Value, operator: str, other: Value) -> Condition:
    """Return a comparison, which holds of no missing number."""

    def of(row: int) -> Truth:
        left, right = known(one.of(row)), known(other.of(row))
        return None if left is None or right is None else OPERATORS[operator](left, right)

    return Condition(f"{one.text} {operator} {other.text}", of)


def negated(one: Condition) -> Condition:
    """Return its opposite, unknown where it is."""
    return Condition(f"not ({one.text})", lambda row: None if (found := one.of(row)) is None else not found)


def both(one: Condition, other: Condition) -> Condition:
    """Return that both hold, by the logic of three values."""

    def of(row: int) -> Truth:
        found = {one.of(row), other.of(row)}
        return False if False in found else None if None in found else True

    return Condition(f"({one.text}) and ({other.text})", of)


def either(one: Condition, other: Condition) -> Condition:
    """Return that one holds or the other: not that neither does."""
    text = f"({one.text}) or ({other.text})"
    return Condition(text, negated(both(negated(one), negated(other))).of)


def combined(one: Value, operator: str, other: Value) -> Value:
    """Return a sum, difference or product, missing where a part is."""

    def of(row: int) -> Number:
        left, right = one.of(row), other.of(row)
        return None if left is None or right is None else SUMS[operator](left, right)

    return Value(f"({one.text} {operator} {other.text})", of)


def within(value: Value, low: float, high: float) -> Condition:
    """Return that `value` lies between two numbers."""
    least, most = Value(f"{low}", lambda _: low), Value(f"{high}", lambda _: high)
    meant = both(compared(value, ">=", least), compared(value, "<=", most))
    return Condition(f"{value.text} between {low} and {high}", meant.of)


def among(value: Value, numbers: list[float]) -> Condition:
    """Return that `value` is one of `numbers`."""

    def of(row: int) -> Truth:
        number = known(value.of(row))
        return None if number is None else number in numbers

    return Condition(f"{value.text} in ({', '.join(map(str, numbers))})", of)


def missing(value: Value) -> Condition:
    """Return that there is no `value`."""
    return Condition(f"{value.text} is null", lambda row: known(value.of(row)) is None)


NUMBERS = st.sampled_from([-1.5, -1.0, -0.5, 0.0, 0.25, 0.375, 0.5, 0.75, 1.0, 2.0])
"""Exact in both widths of floats, so that what is expected needs no rounding."""

COLUMNS = st.sampled_from([Value("x", X.__getitem__), Value("y", Y.__getitem__), Value("n", lambda row: float(N[row]))])
LITERALS = NUMBERS.map(lambda number: Value(str(number), lambda _: number))
VALUES = st.one_of(COLUMNS, st.builds(combined, COLUMNS, st.sampled_from([*SUMS]), COLUMNS | LITERALS))
CONDITIONS = st.recursive(
    st.one_of(
        st.builds(compared, VALUES, st.sampled_from([*OPERATORS]), VALUES | LITERALS),
        st.builds(within, VALUES, NUMBERS, NUMBERS),
        st.builds(among, VALUES, st.lists(NUMBERS, min_size=1, max_size=3)),
        st.builds(missing, VALUES),
    ),
    lambda inner: st.one_of(st.builds(negated, inner), st.builds(both, inner, inner), st.builds(either, inner, inner)),
    max_leaves=4,
)


@given(condition=CONDITIONS)
def test_a_predicate_chooses_the_rows_that_it_holds_of(table: Table, condition: Condition) -> None:
    """Whatever it is made of: the rows are those of a computation row by row, by the logic of three values."""
    assert chosen(table, condition.text) == [row for row in N if condition.of(row)]


PLANTED = (
    *(3.0, 3.0, NAN, 3.0),  # statistics say 3 to 3: no row of these is above 5, or other than 3
    *(1.0, 2.0, NAN, 4.0),  # 1 to 4: none is above 5
    *(6.0, 7.0, NAN, 8.0),  # 6 to 8: each is above 5
)
"""Row groups with a NaN each, of which statistics answer a predicate as if it were not there."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the planted row groups in Parquet, and the same rows in CSV."""
    folder = tmp_path_factory.mktemp("planted")
    rows = pa.table({"n": range(len(PLANTED)), "x": PLANTED})
    pq.write_table(rows, folder / "t.parquet", row_group_size=GROUP)
    pc.write_csv(rows, folder / "t.csv")
    return folder


@pytest.mark.parametrize(
    ("predicate", "in_groups", "in_memory", "expected"),
    [
        ("x > 5", [8, 9, 10, 11], [2, 6, 8, 9, 10, 11], [8, 9, 11]),
        ("not (x < 5)", [8, 9, 10, 11], [2, 6, 8, 9, 10, 11], [8, 9, 11]),
        ("x <> 3", [4, 5, 6, 7, 8, 9, 10, 11], [2, 4, 5, 6, 7, 8, 9, 10, 11], [4, 5, 7, 8, 9, 11]),
    ],
)
def test_rows_that_duckdb_chooses_by_statistics_are_chosen_by_their_values(
    planted: Path, predicate: str, in_groups: list[int], in_memory: list[int], expected: list[int]
) -> None:
    """DuckDB takes NaN for the greatest number, or for none, as groups come; here it is missing in Parquet and CSV."""
    select = f"select list(n order by n) from {{}} where {predicate}"
    with duckdb.connect() as engine:
        engine.execute(f"create table t as from '{planted}/t.parquet'")
        assert engine.execute(select.format(f"'{planted}/t.parquet'")).fetchall() == [(in_groups,)]
        assert engine.execute(select.format("t")).fetchall() == [(in_memory,)]

    for name in ("t.parquet", "t.csv"):
        assert chosen(open_files.open(FilesSource(type="files", path=name), planted), predicate) == expected


def test_a_predicate_on_integers_is_still_answered_from_statistics(table: Table) -> None:
    """Only floating columns are guarded: the filter on integers reaches the reader of the file as it is."""
    import ibis

    sql = ibis.to_sql(matching(table.expression, "n > 20 and n < 25"), dialect="duckdb")
    assert "CASE" not in sql
    assert "CASE" in ibis.to_sql(matching(table.expression, "x > 0.5"), dialect="duckdb")
