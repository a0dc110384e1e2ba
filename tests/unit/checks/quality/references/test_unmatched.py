from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dte_exporter.checks.quality.references.check import Params, needs, reads, references
from dte_exporter.checks.quality.references.unmatched import ReferencesPlan, Unmatched
from dte_exporter.config.models import Columns
from dte_exporter.config.roles import ColumnKind, Roles, resolve
from dte_exporter.errors import MissingColumnError, NoDataError, SourceError
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.table_view import TableView, view

Measured = Callable[[Any, Any], Unmatched]
LINK = ("customer", "customers", "id")


def views(folder: Path, tables: Mapping[str, Any]) -> dict[str, TableView]:
    """Return each of `tables`, of one column, as a view through Parquet and DuckDB."""
    found = {}
    for name, columns in tables.items():
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
        source = FilesSource(type="files", path=f"{name}.parquet")
        found[name] = view(open_files.open(source, folder), None, None, None, 0.0)
    return found


@pytest.fixture(params=["join", "digests"])
def measured(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Measured:
    """Return a function from the values of both sides to what is unmatched, met in one engine or as if in two."""
    if request.param == "digests":
        monkeypatch.setattr(TableView, "engine", property(id))

    def measure(customers: Any, ids: Any) -> Unmatched:
        found = views(tmp_path, {"orders": {"customer": customers}, "customers": {"id": ids}})
        sources = Sources({"current": found["orders"]}, {"customers": found["customers"]})
        told = ReferencesPlan((LINK,)).measure(sources, DiskCache(tmp_path / "cache"))
        assert told.rows == {"current": len(customers), "datasets.customers": len(ids)}
        assert told.links[LINK].met_by == request.param
        return told.links[LINK]

    return measure


@pytest.mark.parametrize(
    ("customers", "ids", "counts"),
    [
        ([1, 1, 2, 9, 9, None], [1, 2, 2, 3], (5, 2, 1)),
        (["a", "A", "", " ", None], ["a", ""], (2, 1, 1)),
        ([1.0, 2.5, float("nan"), None], [1, 2], (2, 1, 1)),
        ([Decimal("7.00"), Decimal("8.50")], ["7", "8.50"], (2, 0, 0)),
        ([True, False], ["True"], (2, 1, 1)),
        ([None, None], ["a"], (0, 0, 0)),
        ([1, 2], pa.array([], pa.int64()), (2, 2, 2)),
    ],
)
def test_rows_whose_value_is_not_there_are_counted(
    measured: Measured, customers: Any, ids: Any, counts: tuple[int, int, int]
) -> None:
    """Rows with a value, those unmatched, and the different values of these; the same by a join and by digests."""
    found = measured(customers, ids)

    assert (found.values, found.unmatched, found.different) == counts


@pytest.mark.parametrize(
    ("tables", "error", "sentence"),
    [
        ({"orders": {"buyer": [1]}, "customers": {"id": [1]}}, SourceError, "'customer'"),
        ({"orders": {"customer": [1]}, "customers": {"key": [1]}}, SourceError, "'id'"),
        ({"orders": {"customer": pa.array([], pa.int64())}, "customers": {"id": [1]}}, NoDataError, "no rows"),
    ],
)
def test_what_is_not_there_is_named(
    tables: Mapping[str, Any], error: type[Exception], sentence: str, tmp_path: Path
) -> None:
    """A column on either side, or rows."""
    found = views(tmp_path, tables)
    sources = Sources({"current": found["orders"]}, {"customers": found["customers"]})

    with pytest.raises(error, match=sentence):
        ReferencesPlan((LINK,)).measure(sources, DiskCache(tmp_path / "cache"))


PARAMS = Params.model_validate({"references": [{"column": "customer", "dataset": "customers", "to": "id"}] * 2})


def roles(here: str = "customer", there: str = "id") -> Roles:
    """Return those of orders with a column, and of customers with one."""
    own = resolve(Columns(), {here: ColumnKind.NUMBER})
    return Roles(
        **{name: getattr(own, name) for name in own.__slots__}
        | {"others": {"customers": resolve(Columns(), {there: ColumnKind.NUMBER})}}
    )


def test_a_reference_is_asked_once() -> None:
    """However often it is written; the data set is named where it is written."""
    assert needs(PARAMS, roles())["references"].links == (LINK,)
    assert reads(PARAMS) == {("references", 0, "dataset"): "customers", ("references", 1, "dataset"): "customers"}


@pytest.mark.parametrize("other", [roles(here="buyer"), roles(there="key")])
def test_columns_are_looked_up_before_any_row(other: Roles) -> None:
    """On both sides."""
    with pytest.raises(MissingColumnError):
        needs(PARAMS, other)


def test_a_column_without_values_refers_to_nothing(measured: Measured, tmp_path: Path) -> None:
    """There is no share of no rows, and a sentence instead."""
    found = views(tmp_path, {"orders": {"customer": [None, None]}, "customers": {"id": [1]}})
    sources = Sources({"current": found["orders"]}, {"customers": found["customers"]})
    told = ReferencesPlan((LINK,)).measure(sources, DiskCache(tmp_path / "cache"))

    found_ = references.compute({"references": told}, PARAMS, roles(), 0.0)

    assert (found_.samples, found_.undefined) == ((), ("column 'customer' refers to nothing: no row has a value",))
