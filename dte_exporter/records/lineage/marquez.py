"""Lineage that a Marquez server has collected: the jobs that it knows, and the events that it was sent.

Its events are those of runs. What was only ever told of a job or a data set without a run is among its jobs.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from pydantic import Field

from dte_exporter.declared_source import Reach, source
from dte_exporter.errors import SourceError
from dte_exporter.lineage.events.event import UnfitEventError, parsed
from dte_exporter.lineage.events.told_of import told_of
from dte_exporter.lineage.naming import Name, dataset_name
from dte_exporter.lineage.told import Told, ToldDataset
from dte_exporter.records.lineage.marquez_server import MarquezServer
from dte_exporter.records.validations.json_document import UnfitError, Written, read_as
from dte_exporter.records.validations.reported import moment

_MOST = 100_000
"""Namespaces, and jobs of one, that are read."""

_ALL_TIME = {"before": "9999-01-01T00:00:00Z", "after": "1970-01-01T00:00:00Z"}
"""Without it, a Marquez tells nothing from 2030 on."""

_SCHEMA = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"
"""What an event is taken for that does not say: a Marquez accepts such, as early clients sent them."""


class Marquez(MarquezServer):
    """A Marquez server."""

    type: Literal["marquez"]
    max_events: int = Field(
        default=20_000, ge=1, description="The most events that are read, the newest: at each run of the check."
    )


class _Id(Written):
    namespace: str
    name: str


class _Job(Written):
    id: _Id
    updated: str | None = Field(default=None, validation_alias="updatedAt")
    inputs: tuple[_Id, ...] = ()
    outputs: tuple[_Id, ...] = ()


class MarquezRecords:
    """What a Marquez tells; a `lineage.told.Teller`.

    Parameters
    ----------
    name : str
        What the config calls the source.
    settings : Marquez
        How it is reached.
    """

    def __init__(self, name: str, settings: Marquez) -> None:
        self._name = name
        self._settings = settings
        self._unfit: list[str] = []
        self._has_more = False

    def told(self) -> Iterator[Told]:
        """Yield the jobs that it knows, and what each of its newest events tells.

        Raises
        ------
        SourceError
            If it does not answer, refuses, or is no Marquez.
        """
        self._unfit, self._has_more = [], False
        for namespace in self._settings.pages("namespaces", "namespaces", _MOST):
            path = f"namespaces/{quote(str(namespace.get('name')), safe='')}/jobs"
            for job in self._settings.pages(path, "jobs", _MOST):
                yield self._job(job)
        most = self._settings.max_events
        events = self._settings.pages("events/lineage", "events", most + 1, sortDirection="desc", **_ALL_TIME)
        for count, event in enumerate(events):
            if count >= most:
                self._has_more = True
                return
            try:
                yield told_of(parsed(json.dumps({"schemaURL": _SCHEMA, **event})))
            except UnfitEventError as error:
                self._unfit.append(str(error))

    def _job(self, tree: Mapping[str, Any]) -> Told:
        try:
            job = read_as(_Job, tree, "Marquez")
        except UnfitError as error:
            raise SourceError(f"what answers at {self._settings.url} is no Marquez: a job {error}") from None
        return Told(
            moment(job.updated) or 0.0,
            Name(job.id.namespace, job.id.name),
            inputs=tuple(ToldDataset(dataset_name(one.namespace, one.name)) for one in job.inputs),
            outputs=tuple(ToldDataset(dataset_name(one.namespace, one.name)) for one in job.outputs),
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """What was passed over, once it was told."""
        said = []
        if self._unfit:
            events = "1 event is" if len(self._unfit) == 1 else f"{len(self._unfit):,} events are"
            said.append(f"{self._name}: {events} passed over, as not after the standard; {self._unfit[0]}")
        if self._has_more:
            said.append(
                f"{self._name}: the newest {self._settings.max_events:,} events are read, and there are more: "
                "raise max_events to see further back"
            )
        return tuple(said)


@source(
    "marquez",
    config=Marquez,
    holds="lineage",
    reaches=(
        Reach(
            "a Marquez server",
            tested="asked in our tests on a stub of its published API",
        ),
    ),
)
def open_marquez(config: Marquez, base: Path, name: str) -> MarquezRecords:
    """Return what the Marquez tells that the source called `name` means."""
    return MarquezRecords(name, config)
