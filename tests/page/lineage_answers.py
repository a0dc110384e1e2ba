"""Graphs for the tracker: a small pipeline with its objectives, one of hostile names, and one of 2,000 nodes."""

import random
from typing import Any

from dte_exporter.lineage.graph import Dataset, Graph, Job, Run
from dte_exporter.lineage.graph_document import document
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column, RunState
from tests.page.answers import NOW, Answers, Value, demo

SHOP = "postgres://shop:5432"
ORDERS, SALES, REVENUE = (Name(SHOP, f"shop.public.{table}") for table in ("orders", "sales", "revenue"))
LABELS = {"orders": ORDERS, "sales": SALES, "revenue": REVENUE}
MET, KNOWN = "dte_objective_met", "dte_objective_known"
UPSTREAM, CULPRIT = "dte_lineage_upstream_objectives_unmet", "dte_lineage_culprit_info"


def job(name: str, inputs: set[Name], outputs: set[Name], state: RunState = "complete", **more: Any) -> Job:
    """Return a job that ran once, for a minute, until ten minutes ago."""
    run = Run(f"{name}-1", state, NOW - 600, NOW - 660)
    return Job(Name("etl", name), frozenset(inputs), frozenset(outputs), runs=(run,), **more)


def told(graph: dict[str, Any]) -> dict[str, Any]:
    """Return what the exporter answers of `graph`."""
    return {"as_of": "2019-01-01T00:00:00Z", "check": "lineage", "at": "2018-12-31T23:50:00Z", "graph": graph}


def pipeline() -> dict[str, Any]:
    """Return orders, of which sales are made, of which revenue is made by a job that failed."""
    columns = {Column(SALES, "amount"): (Column(ORDERS, "price"), Column(ORDERS, "pieces"))}
    jobs = (job("copy", {ORDERS}, {SALES}, columns=columns), job("sum_up", {SALES}, {REVENUE}, "failed"))
    datasets = (
        Dataset(ORDERS, schema={"price": "integer", "pieces": "integer"}, owners=("Shop",)),
        Dataset(SALES, schema={"amount": "integer", "note": "text"}),
        Dataset(REVENUE),
    )
    return document(Graph({one.name: one for one in datasets}, {one.name: one for one in jobs}), LABELS)


def verdict(dataset: str, met: float, known: float = 1.0) -> list[Value]:
    """Return the samples of one objective on a data set."""
    labels = {"check": f"{dataset}-quality", "objective": "missing_ratio", "pillar": "quality"}
    labels |= {"dataset": dataset, "model": "", "subject": ""}
    return [{"name": name, "labels": labels, "value": value} for name, value in ((MET, met), (KNOWN, known))]


def doubt(dataset: str, culprit: str) -> list[Value]:
    """Return the samples of a data set that inherits from `culprit`."""
    labels = {"dataset": dataset, "culprit": culprit, "severity": "ticket"}
    upstream: Value = {"name": UPSTREAM, "labels": {"dataset": dataset}, "value": 1.0}
    return [upstream, {"name": CULPRIT, "labels": labels, "value": 1.0}]


def exporter_of_the_pipeline() -> Answers:
    """Return what an exporter answers where orders and sales are met, and nothing is known of revenue."""
    answers = demo()
    answers.samples = [*verdict("orders", 1.0), *verdict("sales", 1.0), *verdict("revenue", 0.0, 0.0)]
    answers.lineage = told(pipeline())
    return answers


HOSTILE = '<img src=x onerror="window.broken=1">'


def hostile() -> dict[str, Any]:
    """Return a graph in which every text is one that a careless page would run."""
    names = [Name(HOSTILE, f"{HOSTILE}{place}") for place in range(2)]
    columns = {Column(names[1], HOSTILE): (Column(names[0], HOSTILE),)}
    datasets = {name: Dataset(name, (Name(HOSTILE, HOSTILE),), {HOSTILE: HOSTILE}, (), (HOSTILE,)) for name in names}
    run = Run(HOSTILE, "failed", NOW)
    made = Job(
        Name(HOSTILE, HOSTILE), frozenset(names[:1]), frozenset(names[1:]), columns, (run,), HOSTILE, Name("a", HOSTILE)
    )
    return document(Graph(datasets, {made.name: made}), {HOSTILE: names[1]})


def many(count: int = 1_000) -> dict[str, Any]:
    """Return as many jobs as data sets, each made of one or two of those sixty before the last twenty."""
    draw = random.Random(19)
    names = [Name("postgres://warehouse:5432", f"marts.schema_{place % 9}.table_{place}") for place in range(count)]
    jobs = []
    for place, name in enumerate(names):
        before = {names[max(0, place - 20 - draw.randrange(60))] for _ in range(draw.randrange(1, 3))}
        jobs.append(job(f"make_{place}", before if place > 20 else set(), {name}))
    return document(Graph({name: Dataset(name) for name in names}, {one.name: one for one in jobs}), {})
