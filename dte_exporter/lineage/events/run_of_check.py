"""A run of a check as events of OpenLineage: what it read, and what became of its objectives.

Reference
    OpenLineage 2-0-2, run cycle, https://openlineage.io/docs/spec/run-cycle
    dataQualityAssertions and dataQualityMetrics, https://openlineage.io/docs/spec/facets/dataset-facets/input-dataset-facets
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from dte_exporter.lineage.naming import Name

PRODUCER = "https://pypi.org/project/dte-exporter"
"""Who tells."""

_SPEC = "https://openlineage.io/spec"
_RUN_EVENT = f"{_SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent"
_FACETS = f"{_SPEC}/facets"
_ASSERTIONS = f"{_FACETS}/1-1-0/DataQualityAssertionsDatasetFacet.json#/$defs/DataQualityAssertionsDatasetFacet"
_METRICS = f"{_FACETS}/1-0-3/DataQualityMetricsInputDatasetFacet.json#/$defs/DataQualityMetricsInputDatasetFacet"
_ERROR = f"{_FACETS}/1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet"


@dataclass(frozen=True, slots=True)
class Assertion:
    """An objective on one subject, as the last run left it.

    Parameters
    ----------
    name : str
        The objective's key.
    success : bool
        Whether it is met.
    column : str
        The column that it is about; empty where it is about none.
    """

    name: str
    success: bool
    column: str = ""


@dataclass(frozen=True, slots=True)
class CountedColumn:
    """What is counted of one column: rows without a value, and different values; None where that is not counted."""

    missing: int | None = None
    distinct: int | None = None


@dataclass(frozen=True, slots=True)
class CheckRun:
    """A run that has ended.

    Parameters
    ----------
    job : Name
        The check, in the namespace of ours.
    started, duration : float
        When, in seconds since the epoch, and how long.
    is_ok : bool
        Whether it ended well; an objective that is not met is no failure of the run.
    message : str
        One sentence on what went wrong, empty where nothing did.
    inputs : tuple of Name
        The data sets that it read; what is asserted and counted is of the first.
    assertions : tuple of Assertion
        What became of its objectives.
    rows : int or None
        The rows of the first data set, where they were counted.
    columns : mapping of str to CountedColumn
        What was counted of its columns.
    """

    job: Name
    started: float
    duration: float
    is_ok: bool
    message: str = ""
    inputs: tuple[Name, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    rows: int | None = None
    columns: Mapping[str, CountedColumn] = field(default_factory=dict)


def events_of(run: CheckRun) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the events of the start and of the end of `run`; told again they are the same."""
    identity = {"runId": str(uuid5(NAMESPACE_URL, f"{run.job}?started={run.started!r}"))}
    error = {"errorMessage": _facet(_ERROR, message=run.message, programmingLanguage="Python")}
    facets = {} if run.is_ok or not run.message else {"facets": error}
    start = _event("START", run.started, run.job, identity, [_named(name) for name in run.inputs])
    end = _event(
        "COMPLETE" if run.is_ok else "FAIL",
        run.started + run.duration,
        run.job,
        {**identity, **facets},
        [
            {**_named(name), **(_judged(run) if place == 0 and run.is_ok else {})}
            for place, name in enumerate(run.inputs)
        ],
    )
    return start, end


def _event(type_: str, at: float, job: Name, run: dict[str, Any], inputs: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "eventType": type_,
        "eventTime": datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z"),
        "producer": PRODUCER,
        "schemaURL": _RUN_EVENT,
        "run": run,
        "job": {"namespace": job.namespace, "name": job.name},
        "inputs": inputs,
        "outputs": [],
    }


def _named(name: Name) -> dict[str, Any]:
    return {"namespace": name.namespace, "name": name.name}


def _judged(run: CheckRun) -> dict[str, Any]:
    """Return the facets of what was judged and counted; no key where there is none."""
    facets: dict[str, Any] = {}
    if run.assertions:
        facets["dataQualityAssertions"] = _facet(_ASSERTIONS, assertions=[_asserted(one) for one in run.assertions])
    if run.rows is not None:
        counted = {name: _counted(one) for name, one in run.columns.items()}
        facets["dataQualityMetrics"] = _facet(_METRICS, rowCount=run.rows, columnMetrics=counted)
    return {"inputFacets": facets} if facets else {}


def _asserted(one: Assertion) -> dict[str, Any]:
    told = {"assertion": one.name, "success": one.success}
    return {**told, "column": one.column} if one.column else told


def _counted(one: CountedColumn) -> dict[str, int]:
    told = {"nullCount": one.missing, "distinctCount": one.distinct}
    return {key: count for key, count in told.items() if count is not None}


def _facet(schema: str, **told: Any) -> dict[str, Any]:
    return {"_producer": PRODUCER, "_schemaURL": schema, **told}
