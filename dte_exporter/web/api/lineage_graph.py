"""``/api/v1/lineage``: the graph of data sets and jobs, as the newest check of lineage has found it."""

from collections.abc import Mapping
from typing import Any

from pydantic import ConfigDict, Field
from starlette.exceptions import HTTPException

from dte_exporter.lineage.told import RunState
from dte_exporter.storage.snapshot import CheckRecord, Snapshot, Values
from dte_exporter.web.api.answer import Answer, Count, Moment
from dte_exporter.web.api.endpoint import Endpoint
from dte_exporter.web.moment import utc
from dte_exporter.web.service import Service

Place = Count
"""Of a data set in the list of all."""

_SECONDS = "Seconds since the epoch."


class LineageSchemaChangeAnswer(Answer):
    """A change in what columns a data set has."""

    at: float = Field(description=_SECONDS)
    added: list[str]
    removed: list[str]
    retyped: list[str]


class LineageDatasetAnswer(Answer):
    """A data set by its one name, and the data sets of the config that it is."""

    model_config = ConfigDict(serialize_by_alias=True)

    namespace: str
    name: str
    labels: list[str]
    aliases: list[tuple[str, str]]
    columns: dict[str, str] | None = Field(alias="schema", description="Types by column; null where none were told.")
    schema_changes: list[LineageSchemaChangeAnswer]
    owners: list[str]
    failed_assertions: Count | None


class LineageRunAnswer(Answer):
    """A run of a job."""

    id: str
    state: RunState
    at: float = Field(description=_SECONDS)
    started: float | None = Field(description=_SECONDS)


class LineageJobAnswer(Answer):
    """A job, the places of the data sets that it reads and writes, and what their columns are made from."""

    namespace: str
    name: str
    inputs: list[Place]
    outputs: list[Place]
    columns: list[tuple[Place, str, list[tuple[Place, str]]]]
    runs: list[LineageRunAnswer]
    code_version: str
    parent: tuple[str, str] | None


class LineageGraphAnswer(Answer):
    """All data sets and jobs, in the form that ``dte-exporter lineage export --format json`` writes."""

    version: int
    datasets: list[LineageDatasetAnswer]
    jobs: list[LineageJobAnswer]


class LineageAnswer(Answer):
    """The graph, which check found it, and when."""

    as_of: Moment
    check: str
    at: Moment
    graph: LineageGraphAnswer


def _answer(service: Service, query: Mapping[str, str]) -> LineageAnswer:
    found = [(values.at, record, values) for record, values in _of_lineage(service.store.current)]
    if not found:
        raise HTTPException(404, "No check of lineage has run: configure one of the kind lineage, or wait for its run.")
    at, record, values = max(found, key=lambda one: one[0])
    graph: Mapping[str, Any] = values.evidence.details["graph"]
    return LineageAnswer(
        as_of=utc(service.clock.now()),
        check=record.check.name,
        at=utc(at),
        graph=LineageGraphAnswer.model_validate(graph),
    )


def _of_lineage(snapshot: Snapshot) -> list[tuple[CheckRecord, Values]]:
    """Return the checks of lineage that have found a graph. One that is old is told too: its age stands beside it."""
    records = [record for record in snapshot.records.values() if record.check.settings.check == "lineage"]
    return [(one, one.values) for one in records if one.values is not None and "graph" in one.values.evidence.details]


LINEAGE_GRAPH = Endpoint(
    "lineage",
    "Which data sets are made from which, by which jobs, column by column where that is told.",
    LineageAnswer,
    _answer,
)
