"""What is promised of the service, as far as rows and a clock can tell."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from dte_exporter.checks.quality.contract.agreed import Agreed, AgreedRows, NotJudged, NotJudgedError, Rule
from dte_exporter.config.contracts.contract_schema import Property, SchemaObject
from dte_exporter.config.contracts.data_contract import DataContract
from dte_exporter.config.contracts.figure_limits import Limited
from dte_exporter.config.contracts.service_level import AGES, MOMENTS, ServiceLevel
from dte_exporter.statistics.expressions.marginals import seconds

_ELSEWHERE = {
    "retention": "how long rows are kept is a matter of check: retention-kept",
    "frequency": "how often rows come is a matter of check: freshness and check: volume",
    "availability": "whether the service is there, rows do not tell: watch the service itself",
}
_NOWHERE = "rows do not tell"


def of_service(contract: DataContract, agreed: SchemaObject) -> Iterator[Agreed]:
    """Yield what is promised of the service of one of the objects of a contract."""
    for level in contract.sla_properties:
        if level.promise in MOMENTS:
            yield Rule("", level.promised, partial(_is_past, level), of_values=False, counts_rows=False)
        elif level.promise in AGES:
            yield from _of_age(contract, agreed, level)
        else:
            yield NotJudged("", level.promised, _ELSEWHERE.get(level.promise, _NOWHERE))


def _is_past(level: ServiceLevel, rows: AgreedRows) -> int:
    """Return 1 before what begins then, and after what ends then."""
    began = rows.now >= level.moment
    return int(not began if level.promise == "generalavailability" else began)


def _of_age(contract: DataContract, agreed: SchemaObject, level: ServiceLevel) -> Iterator[Agreed]:
    elements = level.elements or ServiceLevel(property="x", value=None, element=contract.sla_default_element).elements
    if not elements:
        yield NotJudged("", level.promised, "it names no element: write element: table.column of the time of a row")
    for element in elements:
        table, _, name = element.rpartition(".")
        if table and not any(table in one.names for one in contract.objects):
            yield NotJudged(name, level.promised, f"the contract has no object {table!r}")
        elif not table or table in agreed.names:
            yield _of_element(agreed, level, name)


def _of_element(agreed: SchemaObject, level: ServiceLevel, name: str) -> Agreed:
    one = next((one for one in agreed.properties if name in (one.name, one.physical_name)), None)
    if one is None:
        return NotJudged(name, level.promised, f"the object {agreed.name!r} has no such property")
    limits = Limited(mustBeLessOrEqualTo=level.seconds)
    return Rule(one.name, level.promised, partial(_age, one), limits, counts_rows=False)


def _age(one: Property, rows: AgreedRows) -> Any:
    """Return the seconds since the newest time."""
    import ibis

    column = rows.column(one)
    if column.kind != "time":
        raise NotJudgedError("the column does not hold times")
    newest: Any = seconds(rows.view.table, column.name, rows.view.timezone).max()
    return ibis.literal(rows.now) - newest.cast("float64")
