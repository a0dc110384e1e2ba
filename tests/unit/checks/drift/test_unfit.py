"""Columns that are left out of a drift check, each by itself, as the whole check finds them on real rows."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dte_exporter.checks.drift.check import drift, needs
from dte_exporter.checks.drift.params import Params
from dte_exporter.config.models import Columns, Features
from dte_exporter.config.roles import joint, resolve
from dte_exporter.outcome import Findings
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.table_view import view

ROWS = 100
WAY_OUT = "put it in columns.features.exclude, or in columns.features.include if it is meant"
AGES = [20 + row % 50 for row in range(ROWS)]

Check = Callable[..., Findings]


@pytest.fixture
def checked(tmp_path: Path) -> Check:
    """Return a function from the columns of two windows, and how they are configured, to what the check finds."""

    def check(
        reference: Mapping[str, Any],
        current: Mapping[str, Any],
        columns: Columns | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> Findings:
        tables = {}
        for side, rows in (("reference", reference), ("current", current)):
            pq.write_table(pa.table({"age": AGES, **rows}), tmp_path / f"{side}.parquet")
            tables[side] = open_files.open(FilesSource(type="files", path=f"{side}.parquet"), tmp_path)
        columns, chosen = columns or Columns(), Params.model_validate(params or {})
        roles = resolve(columns, joint(columns, tables["current"].kinds, Columns(), tables["reference"].kinds))
        (plan,) = needs(chosen, roles).values()
        views = {side: view(table, None, None, None, 0.0) for side, table in tables.items()}
        return drift.compute({"distribution": plan.measure(Sources(views), DiskCache(tmp_path))}, chosen, roles, 0.0)

    return check


def scored(findings: Findings) -> set[str]:
    """Return the columns that have a verdict."""
    return {one.labels["column"] for one in findings.samples if one.name == "dte_drift_detected"}


def share(findings: Findings) -> float:
    """Return the share of drifted features."""
    (found,) = (one.value for one in findings.samples if one.name == "dte_drift_columns_ratio")
    return found


def texts(form: str, start: int = 0) -> list[str]:
    """Return a text for each row, all different."""
    return [form.format(row) for row in range(start, start + ROWS)]


NAMES = {"name": texts("Person {}")}, {"name": texts("Person {}", ROWS)}


@pytest.mark.parametrize(
    ("reference", "current", "types"),
    [
        ([1.5] * ROWS, ["1,5"] * ROWS, "of type float64 in the reference window and of type string in the current"),
        ([1.5] * ROWS, None, "of type float64 in the reference window and missing in the current"),
        (None, [1.5] * ROWS, "missing in the reference window and of type float64 in the current"),
        (
            [1] * ROWS,
            pa.array([1] * ROWS, pa.date32()),
            "of type int64 in the reference window and of type date in the",
        ),
    ],
)
def test_a_column_of_another_type_in_the_two_windows_is_left_out_and_said(
    checked: Check, reference: Any, current: Any, types: str
) -> None:
    """Age is scored, and the share is of it alone."""
    sides = [{} if side is None else {"income": side} for side in (reference, current)]
    found = checked(*sides)
    (sentence,) = found.undefined
    assert sentence.startswith(f"column 'income' is {types}")
    assert sentence.endswith(" window: give both windows the same columns, or exclude it")
    assert (scored(found), share(found)) == ({"age"}, 0.0)


@pytest.mark.parametrize(
    "columns",
    [
        Columns(features=Features(include=("age", "income"))),
        Columns(prediction="income"),
        Columns(probability="income"),
        Columns(label="income"),
        Columns(categorical=("income",)),
    ],
)
@pytest.mark.parametrize("current", [{"income": ["1,5"] * ROWS}, {}], ids=["text", "gone"])
def test_so_is_one_that_the_config_names(checked: Check, columns: Columns, current: Any) -> None:
    """In whatever role, and where the config chooses a method for it that fits its former type alone."""
    found = checked({"income": [1.5] * ROWS}, current, columns, {"columns": {"income": {"method": "ks"}}})
    assert (len(found.undefined), scored(found)) == (1, {"age"})
    assert found.details["columns"]["income"]["types"] == {
        "reference": "float64",
        "current": "string" if current else None,
    }


def test_where_no_column_can_be_compared_there_is_no_value(checked: Check) -> None:
    """One sentence a column is all that is found."""
    features = Columns(features=Features(exclude=("age",)))
    found = checked({"a": [1], "b": ["x"], "age": [1]}, {"a": ["x"], "b": [1], "age": [1]}, features)
    assert (found.samples, len(found.undefined)) == ((), 2)


def test_a_name_is_left_out_and_said(checked: Check) -> None:
    """A hundred new names are no drift, and not part of the share."""
    found = checked(*NAMES)
    assert found.undefined == (
        f"column 'name' is left out: its values hardly repeat, like names and remarks: {WAY_OUT}",
    )
    assert (scored(found), share(found)) == ({"age"}, 0.0)


def test_so_are_row_numbers(checked: Check) -> None:
    """A hundred rows further on each number is higher, and nothing has drifted."""
    found = checked({"row": [*range(ROWS)]}, {"row": [*range(ROWS, 2 * ROWS)]})
    assert found.undefined == (
        f"column 'row' is left out: its numbers differ in every row, like identifiers: {WAY_OUT}",
    )
    assert scored(found) == {"age"}


@pytest.mark.parametrize("name", ["__index_level_0__", "__index_level_12__", "Unnamed: 0", "Unnamed: 0.1"])
def test_so_is_what_pandas_writes_as_its_index(checked: Check, name: str) -> None:
    """By its name, whatever it holds."""
    found = checked({name: [7] * ROWS}, {name: [8] * ROWS})
    assert found.undefined == (f"column {name!r} is left out: it is an index that pandas has written: {WAY_OUT}",)


@pytest.mark.parametrize(
    ("columns", "params"),
    [
        (Columns(features=Features(include=("age", "name"))), {}),
        (Columns(), {"columns": {"name": {"method": "jensenshannon"}}}),
        (Columns(prediction="name"), {}),
        (Columns(label="name"), {}),
    ],
)
def test_what_the_config_means_is_scored(checked: Check, columns: Columns, params: Any) -> None:
    """However little it repeats."""
    found = checked(*NAMES, columns, params)
    assert (found.undefined, scored(found)) == ((), {"age", "name"})


@pytest.mark.parametrize("role", [{"sensitive": ("name",)}, {"categorical": ("name",)}])
def test_what_has_another_word_in_the_config_is_not_meant_by_it(checked: Check, role: Any) -> None:
    """A sensitive column stays a feature, and a feature it is none."""
    assert scored(checked(*NAMES, Columns(**role))) == {"age"}


def test_amounts_that_are_all_different_are_scored(checked: Check) -> None:
    """Doubles, and whole numbers far apart: their distribution is what they say."""
    rows = {"double": [row / 7 for row in range(ROWS)], "cents": [row * row * 997 for row in range(ROWS)]}
    assert scored(checked(rows, rows)) == {"age", "double", "cents"}


PRICES = {"price": texts("{},50")}, {"price": texts("{},50", ROWS)}


@pytest.mark.parametrize("columns", [Columns(), Columns(features=Features(include=("age", "price")))])
def test_text_that_looks_like_numbers_and_hardly_repeats_is_left_out_whoever_names_it(
    checked: Check, columns: Columns
) -> None:
    """A decimal comma is no drift; the sentence says what to set."""
    found = checked(*PRICES, columns)
    assert found.undefined == (
        "column 'price' is left out: it is text that looks like numbers, "
        "set columns.types.price: number, or text if it is meant",
    )
    assert (found.notices, scored(found)) == ((), {"age"})


def test_text_that_looks_like_numbers_and_repeats_is_scored_with_a_notice(checked: Check) -> None:
    """As the categories that it is read as."""
    rows = {"price": texts("{},50")[:25] * 4, "day": texts("{},50")[:20] * 5}
    found = checked(rows, rows)
    assert found.notices == (
        "column 'price' is text that looks like numbers and is read as categories: "
        "set columns.types.price: number, or text if it is meant",
    )
    assert (found.undefined, scored(found)) == ((), {"age", "price", "day"})


def test_what_the_config_declares_is_read_as_it_says(checked: Check) -> None:
    """Codes that repeat are categories, and there is nothing to notice."""
    rows = {"code": texts("{}")[:25] * 4}
    assert checked(rows, rows, Columns(categorical=("code",))).notices == ()
