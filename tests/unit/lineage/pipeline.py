"""A pipeline: orders and prices make revenue, revenue makes a report that is sent, and letters stand alone."""

from dte_exporter.lineage.fold import fold
from dte_exporter.lineage.graph import Graph
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column, Told, ToldDataset, ToldRun

ORDERS, PRICES, REVENUE, REPORT, LETTERS = (
    Name("s3://lake", one) for one in ("orders", "prices", "revenue", "report", "letters")
)
SUM_UP, DRAW, SEND = (Name("etl", one) for one in ("sum_up", "draw", "send"))


def pipeline() -> Graph:
    """Return the graph: of revenue the columns are told, of the report they are not."""
    columns = {"total": (Column(ORDERS, "amount"), Column(PRICES, "price")), "day": (Column(ORDERS, "day"),)}
    revenue = ToldDataset(REVENUE, {"total": "double", "day": "date"}, columns=columns)
    inputs = (ToldDataset(ORDERS, {"amount": "int", "day": "date"}, owners=("sales",)), ToldDataset(PRICES))
    return fold(
        [
            Told(1, SUM_UP, ToldRun("1", "running"), inputs),
            Told(
                61, SUM_UP, ToldRun("1", "complete"), outputs=(revenue,), code_version="2.1", parent=Name("etl", "all")
            ),
            Told(70, DRAW, ToldRun("2", "failed", 65), (ToldDataset(REVENUE),), (ToldDataset(REPORT),)),
            Told(0, SEND, inputs=(ToldDataset(REPORT, aliases=(Name("smtp", "report"),)),)),
            Told(0, None, outputs=(ToldDataset(LETTERS, failed_assertions=2),)),
            Told(5, None, outputs=(ToldDataset(LETTERS, {"a": "int"}),)),
            Told(7, None, outputs=(ToldDataset(LETTERS, {"b": "int"}),)),
        ]
    )
