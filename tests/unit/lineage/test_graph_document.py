"""A graph as JSON, and back."""

import json

import pytest

from dte_exporter.lineage.graph_document import document, graph_of
from dte_exporter.lineage.naming import Name
from tests.unit.lineage.pipeline import LETTERS, ORDERS, pipeline


def test_a_document_tells_the_whole_graph() -> None:
    """What is read from it is what was written, over JSON."""
    graph, labels = pipeline(), {"orders": ORDERS, "post": LETTERS}

    assert graph_of(json.loads(json.dumps(document(graph, labels)))) == (graph, labels)


def test_a_data_set_that_lineage_does_not_know_is_there() -> None:
    """It has its label, and nothing else is known of it."""
    other = Name("s3://lake", "other")

    told = document(pipeline(), {"mine": other})

    (one,) = [one for one in told["datasets"] if one["name"] == "other"]
    assert (one["labels"], one["schema"], one["owners"], one["schema_changes"]) == (["mine"], None, [], [])


def test_a_document_of_another_form_is_refused() -> None:
    """Rather than guessed at."""
    with pytest.raises(ValueError, match="the graph has the form 99, and this build reads 1"):
        graph_of({"version": 99})
