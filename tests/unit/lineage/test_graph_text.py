"""A graph as text for other programs."""

import json

from openlineage.client.serde import Serde

from dte_exporter.lineage.fold import fold
from dte_exporter.lineage.graph_text import dot, mermaid, openlineage
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column, Told, ToldDataset

ORDERS, REVENUE = Name("s3://lake", "orders"), Name("s3://lake", 'reve"nue]\n')
GRAPH = fold(
    [
        Told(
            1,
            Name("etl", "sum <up>"),
            inputs=(ToldDataset(ORDERS),),
            outputs=(ToldDataset(REVENUE, columns={"total": (Column(ORDERS, "amount"),)}),),
        )
    ]
)


def test_mermaid_draws_data_sets_rounded_and_jobs_with_corners() -> None:
    """What would end a label stands there as an entity."""
    assert mermaid(GRAPH) == (
        "flowchart LR\n"
        '  d0(["s3://lake/orders"])\n'
        '  d1(["s3://lake/reve#34;nue#93;#10;"])\n'
        '  j0["etl/sum #60;up#62;"]\n'
        "  d0 --> j0\n"
        "  j0 --> d1\n"
    )


def test_dot_draws_data_sets_round_and_jobs_as_boxes() -> None:
    """Quotes and lines are escaped as the language has it."""
    assert dot(GRAPH) == (
        "digraph lineage {\n"
        "  rankdir=LR\n"
        '  "dataset s3://lake/orders" [label="s3://lake/orders", shape=ellipse]\n'
        '  "dataset s3://lake/reve\\"nue]\\n" [label="s3://lake/reve\\"nue]\\n", shape=ellipse]\n'
        '  "job etl/sum <up>" [label="etl/sum <up>", shape=box]\n'
        '  "dataset s3://lake/orders" -> "job etl/sum <up>"\n'
        '  "job etl/sum <up>" -> "dataset s3://lake/reve\\"nue]\\n"\n'
        "}\n"
    )


def test_the_official_client_reads_the_events() -> None:
    """One a line, with the columns that are told."""
    (line,) = openlineage(GRAPH, 1_543_622_400.0).splitlines()
    event = json.loads(line)

    assert json.loads(Serde.to_json(event)) == event
    assert event["eventTime"] == "2018-12-01T00:00:00Z"
    assert event["job"] == {"namespace": "etl", "name": "sum <up>"}
    assert event["outputs"][0]["facets"]["columnLineage"]["fields"] == {
        "total": {"inputFields": [{"namespace": "s3://lake", "name": "orders", "field": "amount"}]}
    }
