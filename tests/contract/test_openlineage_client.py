"""Events as the official client makes them are events here, with what its classes say; what it refuses is refused."""

import json
from typing import Any

import pytest
from openlineage.client.event_v2 import Dataset, InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.facet_v2 import (
    column_lineage_dataset,
    data_quality_assertions_dataset,
    lifecycle_state_change_dataset,
    ownership_dataset,
    parent_run,
    schema_dataset,
    source_code_location_job,
    symlinks_dataset,
)
from openlineage.client.generated.base import DatasetEvent, JobEvent, StaticDataset
from openlineage.client.serde import Serde

from dte_exporter.lineage.events.event import UnfitEventError, parsed
from dte_exporter.lineage.events.told_of import told_of
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column, Told, ToldDataset, ToldRun

RUN_ID = "0166a000-0000-7000-8000-000000000001"
AT = "2018-11-30T00:00:00+00:00"
ORDERS, REVENUE = Name("postgres://shop:5432", "shop.public.orders"), Name("s3://lake", "revenue")


def told(event: Any) -> Told:
    """Return what an event of the client tells, over its own serial form."""
    return told_of(parsed(Serde.to_json(event)))


def test_a_run_of_the_client_tells_all_of_it() -> None:
    """Each facet that lineage is made of, as the client's classes write it."""
    event = RunEvent(
        eventType=RunState.COMPLETE,
        eventTime=AT,
        run=Run(
            RUN_ID,
            {"parent": parent_run.ParentRunFacet(parent_run.Run(RUN_ID), parent_run.Job("etl", "nightly"))},
        ),
        job=Job(
            "etl",
            "sum_up",
            {
                "sourceCodeLocation": source_code_location_job.SourceCodeLocationJobFacet(
                    "git", "https://example.com/etl.git", version="abc"
                )
            },
        ),
        inputs=[
            InputDataset(
                *ORDERS,
                facets={
                    "schema": schema_dataset.SchemaDatasetFacet(
                        [schema_dataset.SchemaDatasetFacetFields("amount", "INT")]
                    ),
                    "ownership": ownership_dataset.OwnershipDatasetFacet([ownership_dataset.Owner("team:sales")]),
                },
                inputFacets={
                    "dataQualityAssertions": data_quality_assertions_dataset.DataQualityAssertionsDatasetFacet(
                        [data_quality_assertions_dataset.Assertion("not_null", False)]
                    )
                },
            )
        ],
        outputs=[
            OutputDataset(
                *REVENUE,
                facets={
                    "symlinks": symlinks_dataset.SymlinksDatasetFacet(
                        [symlinks_dataset.Identifier("hive", "shop.revenue", "TABLE")]
                    ),
                    "lifecycleStateChange": lifecycle_state_change_dataset.LifecycleStateChangeDatasetFacet(
                        lifecycle_state_change_dataset.LifecycleStateChange.RENAME,
                        lifecycle_state_change_dataset.PreviousIdentifier("sales", "s3://lake"),
                    ),
                    "columnLineage": column_lineage_dataset.ColumnLineageDatasetFacet(
                        {"total": column_lineage_dataset.Fields([column_lineage_dataset.InputField(*ORDERS, "amount")])}
                    ),
                },
            )
        ],
    )

    assert told(event) == Told(
        1_543_536_000,
        Name("etl", "sum_up"),
        ToldRun(RUN_ID, "complete"),
        (ToldDataset(ORDERS, {"amount": "int"}, ("team:sales",), failed_assertions=1),),
        (
            ToldDataset(
                REVENUE,
                aliases=(Name("hive", "shop.revenue"),),
                former=Name("s3://lake", "sales"),
                columns={"total": (Column(ORDERS, "amount"),)},
            ),
        ),
        "abc",
        Name("etl", "nightly"),
    )


@pytest.mark.parametrize("state", list(RunState), ids=lambda state: state.value)
def test_every_transition_of_the_client_is_one(state: RunState) -> None:
    """Its enumeration and ours hold the same words."""
    event = RunEvent(eventType=state, eventTime=AT, run=Run(RUN_ID), job=Job("etl", "sum_up"))

    assert told(event).run is not None


def test_events_of_jobs_and_data_sets_are_told() -> None:
    """Those that are of no run."""
    job = JobEvent(eventTime=AT, job=Job("etl", "sum_up"), inputs=[InputDataset(*ORDERS)])
    dataset = DatasetEvent(eventTime=AT, dataset=StaticDataset(*ORDERS))

    assert told(job) == Told(1_543_536_000, Name("etl", "sum_up"), inputs=(ToldDataset(ORDERS),))
    assert told(dataset) == Told(1_543_536_000, None, outputs=(ToldDataset(ORDERS),))


@pytest.mark.parametrize("changed", [{"eventTime": "yesterday"}, {"eventTime": "2018-11-30"}, {"run": {"runId": "7"}}])
def test_what_the_client_refuses_is_refused(changed: dict[str, Any]) -> None:
    """A moment that is none, and a run that is no UUID."""
    sound = RunEvent(eventType=RunState.START, eventTime=AT, run=Run(RUN_ID), job=Job("etl", "sum_up"))
    with pytest.raises(ValueError, match=r"."):
        RunEvent(
            eventTime=changed.get("eventTime", AT),
            run=Run(changed.get("run", {"runId": RUN_ID})["runId"]),
            job=sound.job,
        )

    with pytest.raises(UnfitEventError):
        parsed(json.dumps({**json.loads(Serde.to_json(sound)), **changed}))


def test_a_data_set_of_the_client_is_named_in_one_spelling() -> None:
    """Whatever spelling it was given."""
    event = DatasetEvent(eventTime=AT, dataset=StaticDataset("postgresql://SHOP", '"shop"."public"."orders"'))

    assert [one.name for one in told(event).outputs] == [ORDERS]
    assert Dataset("postgres://shop:5432", "shop.public.orders").name == ORDERS.name
