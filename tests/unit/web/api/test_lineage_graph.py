"""The graph of lineage as the API serves it."""

from typing import Any

from dte_exporter.lineage.graph import Dataset, Graph, Job, Run, SchemaChange
from dte_exporter.lineage.graph_document import document
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.packed import Packed
from dte_exporter.storage.snapshot import CheckRecord, Snapshot, SnapshotStore, Values
from tests.unit.web.api.test_openapi import faults
from tests.unit.web.running import NOW, Client, Running, check, record

ORDERS, REVENUE = (
    Name("postgres://shop:5432", "shop.public.orders"),
    Name("postgres://shop:5432", "shop.public.revenue"),
)
SUM_UP = Job(
    Name("etl", "sum_up"),
    frozenset({ORDERS}),
    frozenset({REVENUE}),
    {Column(REVENUE, "amount"): (Column(ORDERS, "price"), Column(ORDERS, "pieces"))},
    (Run("0166a000-0000-7000-8000-000000000001", "complete", NOW - 90, NOW - 180),),
    "9f2c",
    Name("etl", "nightly"),
)
GRAPH = Graph(
    {
        ORDERS: Dataset(ORDERS, (Name("file", "/orders"),), {"price": "int", "pieces": "int"}, (), ("Sales",), 2),
        REVENUE: Dataset(REVENUE, schema_changes=(SchemaChange(NOW - 60, ("amount",)),)),
    },
    {SUM_UP.name: SUM_UP},
)
DOCUMENT = document(GRAPH, {"orders": ORDERS})


def found(name: str, graph: dict[str, Any], ago: float) -> CheckRecord:
    """Return a check of lineage that found `graph` a while ago."""
    values = Values((), Evidence(details=Packed({"graph": graph})), NOW - ago)
    return record(check(name, "lineage"), Outcome.OK, ago, values=values)


def serving(service: Running, *records: CheckRecord) -> None:
    """Let the exporter have these checks."""
    service.store = SnapshotStore(Snapshot({one.check.name: one for one in records}))


def test_the_graph_is_served_as_the_check_has_kept_it(service: Running, client: Client) -> None:
    """Every field of it, beside when it was found and by which check, as the document of the API promises."""
    serving(service, found("lineage", DOCUMENT, 60))
    answer = client.get("/api/v1/lineage").json()
    assert answer == {
        "as_of": "2018-07-01T14:00:00Z",
        "check": "lineage",
        "at": "2018-07-01T13:59:00Z",
        "graph": DOCUMENT,
    }
    assert faults(client.get("/api/v1/openapi.json").json(), "/api/v1/lineage", "200", answer) == []


def test_of_two_checks_the_newest_is_served(service: Running, client: Client) -> None:
    """However old it is: a graph with its age tells more than none."""
    empty = document(Graph(), {})
    serving(service, found("nightly", empty, 86_400), found("weekly", DOCUMENT, 172_800))
    answer = client.get("/api/v1/lineage").json()
    assert (answer["check"], answer["at"]) == ("nightly", "2018-06-30T14:00:00Z")
    assert answer["graph"]["datasets"] == []


def test_without_lineage_a_sentence_says_what_to_do(service: Running, client: Client) -> None:
    """Neither where no check is of lineage, nor where it has not run yet."""
    waiting = CheckRecord(check("lineage", "lineage"), 300.0, 900.0, NOW + 8)
    for records in ((), (waiting,)):
        serving(service, *records)
        answer = client.get("/api/v1/lineage")
        assert answer.status_code == 404
        assert answer.json() == {
            "error": "No check of lineage has run: configure one of the kind lineage, or wait for its run."
        }
