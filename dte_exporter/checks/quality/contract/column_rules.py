"""What is agreed of columns: that they are there, of their type, filled, and that nothing is there twice."""

from collections.abc import Iterator
from functools import partial, reduce
from operator import and_
from typing import Any

from dte_exporter.checks.quality.contract.agreed import Agreed, AgreedRows, NotJudged, NotJudgedError, Rule
from dte_exporter.checks.quality.contract.logical_kinds import FITTING
from dte_exporter.checks.quality.contract.value_rules import of_options, of_values
from dte_exporter.config.contracts.contract_schema import Property, SchemaObject
from dte_exporter.config.contracts.type_options import LogicalType


def of_property(one: Property) -> Iterator[Agreed]:
    """Yield what is agreed of a column beside its quality rules."""
    yield Rule(one.name, "present", partial(_absent, one), of_values=False, counts_rows=False)
    if one.logical_type:
        yield Rule(
            one.name, "type", partial(_of_another_type, one, one.logical_type), of_values=False, counts_rows=False
        )
    elif one.physical_type:
        yield NotJudged(one.name, "type", "the physical type is the database's own word: agree on a logicalType")
    if one.required:
        yield Rule(one.name, "required", partial(missing, one))
    if one.unique:
        yield Rule(one.name, "unique", partial(repeated, one))
    yield from of_options(one)
    if one.enum:
        yield Rule(one.name, "enum", partial(of_values, one, tuple(value.value for value in one.enum)))
    if one.properties or one.items:
        inner = "properties" if one.properties else "items"
        yield NotJudged(one.name, inner, "what is inside a value is not looked at")


def of_key(agreed: SchemaObject) -> Iterator[Agreed]:
    """Yield that the primary key identifies a row: filled, and no two rows have the same."""
    if agreed.key:
        field = ", ".join(one.name for one in agreed.key)
        yield Rule(field, "primaryKey", partial(_ambiguous, agreed.key), alone=True)


def _absent(one: Property, rows: AgreedRows) -> int:
    return int(rows.name_of(one) is None)


def _of_another_type(one: Property, logical_type: LogicalType, rows: AgreedRows) -> int:
    column = rows.column(one)
    return int(not FITTING[logical_type](rows.view.table[column.name].type()))


def missing(one: Property, rows: AgreedRows) -> Any:
    """Return how many rows have no value; NaN is none, blank text is one."""
    return rows.count(rows.column(one).values.isnull())


def repeated(one: Property, rows: AgreedRows) -> Any:
    """Return how many rows hold a value that another row has too, but one of each.

    Raises
    ------
    NotJudgedError
        If the values cannot be compared.
    """
    column = rows.column(one)
    _comparable(column.kind)
    return column.values.count() - column.values.nunique()


def repeated_together(several: tuple[Property, ...], rows: AgreedRows) -> Any:
    """Return a table of one row: how many repeat the values of another; rows without one of them are not looked at."""
    return _beside_the_first(several, rows, lacking=0)


def _ambiguous(key: tuple[Property, ...], rows: AgreedRows) -> Any:
    """Return a table of one row: how many rows repeat the key of another, or have no whole one."""
    return _beside_the_first(key, rows, lacking=1)


def _beside_the_first(several: tuple[Property, ...], rows: AgreedRows, lacking: int) -> Any:
    """Return how many rows there are beside the first of each combination; without a whole one each is `lacking`."""
    import ibis

    columns = [rows.column(one) for one in several]
    for column in columns:
        _comparable(column.kind)
    values = rows.view.table.select(**{f"value{place}": column.values for place, column in enumerate(columns)})
    alike = values.group_by(values.columns).aggregate(rows=values.count())
    is_whole = reduce(and_, (alike[name].notnull() for name in values.columns))
    return alike.aggregate(figure=ibis.ifelse(is_whole, alike.rows - 1, alike.rows * lacking).sum().coalesce(0))


def _comparable(kind: str) -> None:
    if kind == "other":
        raise NotJudgedError("values of the column's type are not compared")
