from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.errors import CheckError, MissingColumnError, NoDataError
from dte_exporter.statistics import contingency
from dte_exporter.statistics.contingency import Contingency, ContingencyPlan, Weight
from dte_exporter.statistics.sources import Sources

Columns = Mapping[str, list[Any]]

LEVELS = st.one_of(st.none(), st.sampled_from(["a", "b"]), st.integers(0, 1), st.booleans())
CELLS = st.dictionaries(st.tuples(LEVELS, LEVELS, LEVELS, LEVELS), st.integers(1, 1000), max_size=8)
TABLES = st.one_of(
    st.builds(Contingency, st.just(("sex", "race")), CELLS),
    st.builds(
        lambda cells, unweighted: Contingency(
            ("sex", "race"),
            cells,
            "current",
            {cell: Weight(rows / 4, rows / 8) for cell, rows in cells.items()},  # sums of these are exact
            unweighted,
        ),
        CELLS,
        CELLS,
    ),
)


class LiteralView:
    """A view of literal columns, counted by a real DuckDB."""

    fingerprint = None
    timezone = "UTC"
    engine = None
    origin = ""
    parts = ()

    def __init__(self, columns: Columns, types: Mapping[str, pa.DataType]) -> None:
        self.connection = ibis.duckdb.connect()
        arrays = {name: pa.array(values, types.get(name)) for name, values in columns.items()}
        self.table = ibis.memtable(pa.table(arrays))

    def rows(self, expression: Any) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in self.connection.to_pyarrow(expression).to_pylist()]

    def digests(self, expression: Any, column: str, key: bytes) -> list[tuple[Any, ...]]:
        raise AssertionError(column)


class NoCache:
    """A cache that a plan must not touch."""

    def get(self, key: str) -> bytes | None:
        raise AssertionError(key)

    def put(self, key: str, body: bytes) -> None:
        raise AssertionError(key)


def measured(plan: ContingencyPlan, columns: Columns, **types: pa.DataType) -> Contingency:
    """Return what `plan` measures on literal columns."""
    return plan.measure(Sources({"current": LiteralView(columns, types)}), NoCache())


def test_counts_each_combination_of_groups_truth_and_prediction() -> None:
    """Four rows of three combinations give three cells."""
    columns: Columns = {"sex": ["f", "f", "m", "m"], "hired": [1, 1, 0, 1], "apt": [1, 1, 0, 0]}
    table = measured(ContingencyPlan(("sex",), "hired", "apt"), columns)
    assert table.cells == {("f", 1, 1): 2, ("m", 0, 0): 1, ("m", 0, 1): 1}
    assert table.rows == {"current": 4}


def test_without_a_label_column_truth_is_none_in_every_cell() -> None:
    """A plan without truth asks for none."""
    table = measured(ContingencyPlan(("sex",), "hired"), {"sex": ["f", "m", "m"], "hired": [True, False, False]})
    assert table.cells == {("f", None, True): 1, ("m", None, False): 2}


def test_what_rows_weigh_is_summed_beside_their_count() -> None:
    """Weights of 1 and 2 are 3 together, and 5 squared; a row without one, or with none that is a number, is no row."""
    columns: Columns = {"sex": ["f", "f", "f", "m", "m"], "hired": [1, 1, 1, 0, 1], "w": [1, 2, None, 0, float("nan")]}
    table = measured(ContingencyPlan(("sex",), "hired", weight="w"), columns, w=pa.float64())
    assert table.cells == {("f", None, 1): 2, ("m", None, 0): 1}
    assert table.weights == {("f", None, 1): Weight(3.0, 5.0), ("m", None, 0): Weight(0.0, 0.0)}
    assert table.unweighted == {("f", None, 1): 1, ("m", None, 1): 1}
    assert table.rows == {"current": 5}


@pytest.mark.parametrize("weight", [5e-324, 1e-200, 9e-151])
def test_a_weight_whose_square_is_no_number_weighs_nothing(weight: float) -> None:
    """Its row is there all the same; the engine is not asked for a square that some refuse and others take for 0."""
    columns: Columns = {"sex": ["f", "f", "m"], "hired": [1, 1, 1], "w": [1.0, weight, weight]}
    table = measured(ContingencyPlan(("sex",), "hired", weight="w"), columns)
    assert table.cells == {("f", None, 1): 2, ("m", None, 1): 1}
    assert table.weights == {("f", None, 1): Weight(1.0, 1.0), ("m", None, 1): Weight(0.0, 0.0)}


@pytest.mark.parametrize(("weight", "told"), [(-0.5, "-0.5"), (1e200, r"1e\+200")])
def test_a_weight_that_is_none_is_refused(weight: float, told: str) -> None:
    """A negative one would take rows away, and the square of one so large is beyond any number."""
    columns: Columns = {"sex": ["f", "m"], "hired": [1, 1], "w": [1.0, weight]}
    with pytest.raises(CheckError, match=rf"column 'w' has a weight of {told}: weights lie from 0 to 1e\+150"):
        measured(ContingencyPlan(("sex",), "hired", weight="w"), columns)


def test_a_column_of_weights_that_is_not_there_is_named() -> None:
    """It is the check that names it, not the data set."""
    with pytest.raises(MissingColumnError, match="the current window has no column 'w'"):
        measured(ContingencyPlan(("sex",), "hired", weight="w"), {"sex": ["f"], "hired": [1]})


def test_missing_values_and_nan_share_one_level() -> None:
    """A null and a NaN are both missing, and neither is dropped from the count."""
    columns: Columns = {"sex": [None, "f", "f"], "score": [float("nan"), None, 1.0]}
    table = measured(ContingencyPlan(("sex",), "score"), columns)
    assert table.cells == {(None, None, None): 1, ("f", None, None): 1, ("f", None, 1.0): 1}


def test_a_level_that_json_does_not_know_becomes_its_text() -> None:
    """A date is a level by its ISO form."""
    table = measured(ContingencyPlan(("day",), "hired"), {"day": [date(2018, 1, 31)], "hired": [1]})
    assert table.cells == {("2018-01-31", None, 1): 1}


def test_a_decimal_is_the_number_that_it_is() -> None:
    """A decision kept as 1.00 is the class 1, not a word of its own."""
    columns: Columns = {"size": [Decimal("1.50")], "hired": [Decimal("1.00")]}
    assert measured(ContingencyPlan(("size",), "hired"), columns).cells == {(1.5, None, 1): 1}


def test_an_empty_window_is_no_data() -> None:
    """No rows is not zero selections."""
    with pytest.raises(NoDataError, match="the window holds no rows"):
        measured(ContingencyPlan(("sex",), "hired"), {"sex": [], "hired": []}, sex=pa.string(), hired=pa.int64())


def test_too_many_combinations_name_the_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column of amounts taken for one of groups is refused before it fills the memory."""
    monkeypatch.setattr(contingency, "MAX_CELLS", 2)
    with pytest.raises(CheckError, match="over 2 combinations of age, apt, hired: groups and classes are few"):
        measured(ContingencyPlan(("age",), "hired", "apt"), {"age": [1, 2, 3], "hired": [1, 1, 1], "apt": [0, 0, 0]})


def test_classes_are_the_levels_of_truth_and_prediction_not_of_groups() -> None:
    """A missing label is a level too."""
    table = Contingency(("sex",), {("f", None, "b"): 2, ("m", "a", "b"): 3})
    assert (table.labels, table.predictions) == ({None, "a"}, {"b"})


def test_a_marginal_table_adds_up_the_other_dimensions() -> None:
    """Over sex alone, the races of one sex add up."""
    table = Contingency(("sex", "race"), {("f", "x", 1, 1): 2, ("f", "y", 1, 1): 3, ("m", "x", 0, 1): 5})
    assert table.over("sex").cells == {("f", 1, 1): 5, ("m", 0, 1): 5}
    assert table.over("race", "sex").cells == {("x", "f", 1, 1): 2, ("y", "f", 1, 1): 3, ("x", "m", 0, 1): 5}


@given(TABLES, TABLES, TABLES)
def test_merging_is_associative_and_commutative(one: Contingency, two: Contingency, three: Contingency) -> None:
    """Shards may be added in any order."""
    assert one.merge(two) == two.merge(one)
    assert one.merge(two).merge(three) == one.merge(two.merge(three))


@given(TABLES, TABLES)
def test_merging_adds_rows_and_commutes_with_marginals(one: Contingency, two: Contingency) -> None:
    """The marginal of a sum is the sum of marginals, and no row is lost."""
    assert one.merge(two).over("race") == one.over("race").merge(two.over("race"))
    assert one.merge(two).rows["current"] == one.rows["current"] + two.rows["current"]


@given(TABLES)
def test_the_serial_form_gives_the_table_back(table: Contingency) -> None:
    """What is kept can be read."""
    assert Contingency.from_json(table.to_json()) == table


def test_a_serial_form_of_another_version_is_refused() -> None:
    """An older build's file is not misread."""
    with pytest.raises(ValueError, match="a contingency of version 0: this build reads 3"):
        Contingency.from_json(b'{"version": 0}')


def test_tables_over_other_dimensions_do_not_add_up() -> None:
    """Sex and race are not one thing."""
    with pytest.raises(ValueError, match="do not add up"):
        Contingency(("sex",), {}).merge(Contingency(("race",), {}))


def test_a_split_table_merges_to_the_whole() -> None:
    """Two partitions counted apart equal both counted together."""
    columns: Columns = {"sex": ["f", "f", "m", "m", "m"], "hired": [1, 0, 1, 1, 0], "apt": [1, 1, 0, 1, None]}
    plan = ContingencyPlan(("sex",), "hired", "apt")
    first, second = ({name: values[part] for name, values in columns.items()} for part in (slice(2), slice(2, None)))
    assert measured(plan, first).merge(measured(plan, second)) == measured(plan, columns)


def test_probabilities_count_by_whether_they_reach_the_threshold() -> None:
    """At it is over it; neither a missing one nor one that is no number reaches anything."""
    columns: Columns = {"sex": ["f", "f", "f", "f", "m"], "p": [0.4, 0.5, None, float("nan"), 0.9]}

    assert measured(ContingencyPlan(("sex",), "p", threshold=0.5), columns).cells == {
        ("f", None, 0): 1,
        ("f", None, 1): 1,
        ("f", None, None): 2,
        ("m", None, 1): 1,
    }
