"""What an event of OpenLineage tells."""

from dte_exporter.lineage.events.event import Event, EventDataset, EventJob, EventRun
from dte_exporter.lineage.events.facets import (
    AssertionsFacet,
    ColumnLineageFacet,
    Identifier,
    LifecycleFacet,
    OwnershipFacet,
    ParentJob,
    SchemaFacet,
    SourceCodeFacet,
    SymlinksFacet,
    told,
)
from dte_exporter.lineage.naming import Name, dataset_name
from dte_exporter.lineage.told import Column, RunState, Told, ToldDataset, ToldRun

_STATES: dict[str | None, RunState] = {"COMPLETE": "complete", "FAIL": "failed", "ABORT": "aborted"}


def told_of(event: Event) -> Told:
    """Return what `event` tells; what has no end is running, whatever the event is for."""
    run, job = event.run, event.job
    alone = (event.dataset,) if event.dataset else ()
    return Told(
        at=event.at.timestamp(),
        job=Name(job.namespace, job.name) if job else None,
        run=ToldRun(str(run.id), _STATES.get(event.type, "running")) if run else None,
        inputs=tuple(map(_dataset, event.inputs or ())),
        outputs=tuple(map(_dataset, (*(event.outputs or ()), *alone))),
        code_version=_version(job),
        parent=_parent(run),
    )


def _dataset(one: EventDataset) -> ToldDataset:
    facets = one.facets
    schema, owners = told(SchemaFacet, "schema", facets), told(OwnershipFacet, "ownership", facets)
    links, lifecycle = told(SymlinksFacet, "symlinks", facets), told(LifecycleFacet, "lifecycleStateChange", facets)
    columns = told(ColumnLineageFacet, "columnLineage", facets, one.output_facets)
    renamed = lifecycle is not None and lifecycle.change == "RENAME"
    assertions = told(AssertionsFacet, "dataQualityAssertions", one.input_facets, facets, one.output_facets)
    return ToldDataset(
        name=dataset_name(one.namespace, one.name),
        schema=schema.columns() if schema and schema.fields is not None else None,
        owners=tuple(owner.name for owner in (owners.owners or ())) if owners else (),
        aliases=tuple(map(_name, (links.identifiers or ()))) if links else (),
        former=_name(lifecycle.previous) if lifecycle and renamed and lifecycle.previous else None,
        columns=_columns(columns) if columns else {},
        failed_assertions=sum(not each.success for each in assertions.assertions) if assertions else None,
    )


def _columns(facet: ColumnLineageFacet) -> dict[str, tuple[Column, ...]]:
    return {
        column: tuple(Column(_name(source), source.field) for source in made.inputs)
        for column, made in facet.fields.items()
    }


def _name(one: Identifier) -> Name:
    return dataset_name(one.namespace, one.name)


def _version(job: EventJob | None) -> str:
    code = told(SourceCodeFacet, "sourceCodeLocation", job.facets) if job else None
    return code.version or "" if code else ""


def _parent(run: EventRun | None) -> Name | None:
    parent = told(ParentJob, "parent", run.facets) if run else None
    return Name(parent.job.namespace, parent.job.name) if parent else None
