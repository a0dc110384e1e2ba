"""The events that we emit are what the official client's own classes write of the same run."""

from typing import Any

from openlineage.client.event_v2 import InputDataset, Job, Run, RunEvent, RunState
from openlineage.client.facet_v2 import (
    data_quality_assertions_dataset,
    data_quality_metrics_input_dataset,
    error_message_run,
)
from openlineage.client.serde import Serde

from dte_exporter.lineage.events.event import parsed
from dte_exporter.lineage.events.run_of_check import (
    PRODUCER,
    Assertion,
    CheckRun,
    CountedColumn,
    events_of,
)
from dte_exporter.lineage.events.told_of import told_of
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import ToldDataset, ToldRun

ORDERS, CLICKS = Name("postgres://shop:5432", "shop.public.orders"), Name("s3://lake", "clicks")
RUN = CheckRun(
    Name("dte-exporter", "facts"),
    started=1_543_536_000.0,
    duration=2.5,
    is_ok=True,
    inputs=(ORDERS, CLICKS),
    assertions=(Assertion("missing_ratio", True, "age"), Assertion("rows", False)),
    rows=200,
    columns={"age": CountedColumn(missing=3, distinct=40), "city": CountedColumn(distinct=7)},
)
FAILED = CheckRun(Name("dte-exporter", "facts"), 1_543_536_000.0, 0.5, False, "the rows are gone", (ORDERS,))


def of_client(event: RunEvent) -> Any:
    """Return what the client sends of an event, but for members that are empty: the standard has them optional."""
    return _filled(Serde.to_dict(event))


def _filled(told: Any) -> Any:
    if isinstance(told, dict):
        filled = {key: _filled(one) for key, one in told.items()}
        return {key: one for key, one in filled.items() if one != {} or key == "columnMetrics"}
    return [_filled(one) for one in told] if isinstance(told, list) else told


def test_a_run_that_ended_well_is_that_of_the_client() -> None:
    """Assertions and counts are of the first data set, and stand at the end."""
    start, end = events_of(RUN)
    run, job = Run(start["run"]["runId"]), Job("dte-exporter", "facts")
    assertions = data_quality_assertions_dataset.DataQualityAssertionsDatasetFacet(
        [
            data_quality_assertions_dataset.Assertion("missing_ratio", True, column="age"),
            data_quality_assertions_dataset.Assertion("rows", False),
        ],
        producer=PRODUCER,
    )
    counts = data_quality_metrics_input_dataset.DataQualityMetricsInputDatasetFacet(
        rowCount=200,
        columnMetrics={
            "age": data_quality_metrics_input_dataset.ColumnMetrics(nullCount=3, distinctCount=40),
            "city": data_quality_metrics_input_dataset.ColumnMetrics(distinctCount=7),
        },
        producer=PRODUCER,
    )

    assert start == of_client(
        RunEvent(
            eventType=RunState.START,
            eventTime="2018-11-30T00:00:00Z",
            run=run,
            job=job,
            inputs=[InputDataset(*ORDERS), InputDataset(*CLICKS)],
            producer=PRODUCER,
        )
    )
    assert end == of_client(
        RunEvent(
            eventType=RunState.COMPLETE,
            eventTime="2018-11-30T00:00:02.500000Z",
            run=run,
            job=job,
            inputs=[
                InputDataset(*ORDERS, inputFacets={"dataQualityAssertions": assertions, "dataQualityMetrics": counts}),
                InputDataset(*CLICKS),
            ],
            producer=PRODUCER,
        )
    )


def test_a_run_that_failed_says_why() -> None:
    """By the facet of the standard, and asserts nothing."""
    start, end = events_of(FAILED)
    error = error_message_run.ErrorMessageRunFacet("the rows are gone", "Python", producer=PRODUCER)

    assert end == of_client(
        RunEvent(
            eventType=RunState.FAIL,
            eventTime="2018-11-30T00:00:00.500000Z",
            run=Run(start["run"]["runId"], {"errorMessage": error}),
            job=Job("dte-exporter", "facts"),
            inputs=[InputDataset(*ORDERS)],
            producer=PRODUCER,
        )
    )


def test_a_run_told_twice_is_one() -> None:
    """The identity of a run follows from the check and its start."""
    other = CheckRun(Name("dte-exporter", "facts"), 1_543_536_001.0, 1, True)

    assert events_of(RUN) == events_of(RUN)
    assert events_of(other)[0]["run"] != events_of(RUN)[0]["run"]


def test_what_is_emitted_is_an_event_here_too() -> None:
    """It comes back as what was told."""
    told = told_of(parsed(Serde.to_json(events_of(RUN)[1])))

    assert told.run == ToldRun(events_of(RUN)[0]["run"]["runId"], "complete")
    assert told.inputs == (ToldDataset(ORDERS, failed_assertions=1), ToldDataset(CLICKS))
