"""The sample that the lineage tracker carries: an invented shop of six jobs, with a fault at its root."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from dte_exporter.exposition.description import entries
from dte_exporter.exposition.exporter.exporter_role import ExporterRole
from dte_exporter.lineage.graph import Dataset, Graph, Job, Run, SchemaChange
from dte_exporter.lineage.graph_document import document
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column, RunState
from dte_exporter.metric import Sample
from dte_exporter.objectives.inheritance import CULPRIT, UPSTREAM_UNMET, InheritanceRole
from dte_exporter.objectives.objective import INSUFFICIENT, KNOWN, MET, ObjectiveRole
from dte_exporter.registry import Registry

NOW = 1_546_300_800.0
"""2019-01-01 00:00 UTC."""

_SHOP, _HOUSE, _LAKE = "postgres://shop:5432", "postgres://warehouse:5432", "s3://landing"
_ORDERS, _CUSTOMERS = Name(_SHOP, "shop.public.orders"), Name(_SHOP, "shop.public.customers")
_PRICES, _BUDGET = Name(_LAKE, "prices"), Name(_LAKE, "budget/2017")
_SALES, _PEOPLE = Name(_HOUSE, "marts.core.sales"), Name(_HOUSE, "marts.core.people")
_REVENUE, _CHURN = Name(_HOUSE, "marts.finance.revenue"), Name(_HOUSE, "marts.models.churn_features")
_LETTERS, _REPORT = Name("s3://post", "letters"), Name("file", "/reports/revenue.pdf")
_LABELS = {
    "orders": _ORDERS,
    "customers": _CUSTOMERS,
    "prices": _PRICES,
    "sales": _SALES,
    "people": _PEOPLE,
    "revenue": _REVENUE,
    "churn_features": _CHURN,
}
_ROLES = {
    *(ObjectiveRole.MET, ObjectiveRole.KNOWN, ObjectiveRole.INSUFFICIENT),
    *(InheritanceRole.UNMET, InheritanceRole.CULPRIT, ExporterRole.CHECK_VALUES),
}
_READ = ("name", "key", "pillar", "check", "labels", "role", "of")
_OBJECTIVES = (
    ("orders", "quality", "freshness_seconds", "", "met"),
    ("orders", "quality", "missing_ratio", "price", "met"),
    ("customers", "quality", "missing_ratio", "birthday", "unmet"),
    ("customers", "quality", "freshness_seconds", "", "met"),
    ("prices", "quality", "freshness_seconds", "", "unknown"),
    ("sales", "quality", "duplicate_ratio", "", "met"),
    ("people", "quality", "missing_ratio", "age", "met"),
    ("revenue", "quality", "volume_ratio", "", "met"),
    ("churn_features", "drift", "columns_ratio", "", "met"),
)
_STATES = {"met": (1.0, 1.0), "unmet": (0.0, 1.0), "unknown": (0.0, 0.0)}


def answers(registry: Registry) -> Mapping[str, Any]:
    """Return what an exporter would answer to the tracker."""
    words: dict[str, int] = {}
    metrics = [one.as_json() for one in entries(registry)]
    return {
        "now": NOW,
        "catalogue": {"metrics": [{key: one[key] for key in _READ} for one in metrics if one["role"] in _ROLES]},
        "lineage": {"check": "lineage", "at": "2018-12-31T23:58:00Z", "graph": document(_graph(), _LABELS)},
        "families": _families(_samples(), words),
        "words": list(words),
    }


def _graph() -> Graph:
    jobs = (
        _job("copy_sales", (_ORDERS, _PRICES), (_SALES,), _of_sales(), ("complete", "complete", "failed")),
        _job("copy_people", (_CUSTOMERS,), (_PEOPLE,), _of_people(), ("complete", "complete")),
        _job("sum_up_revenue", (_SALES, _PEOPLE), (_REVENUE,), _of_revenue(), ("complete", "complete")),
        _job("churn_features", (_PEOPLE, _SALES), (_CHURN,), {}, ("running", "complete")),
        _job("print_letters", (_CHURN,), (_LETTERS,), {}, ("failed", "failed", "complete")),
        _job("report", (_REVENUE,), (_REPORT,), {}, ()),
    )
    return Graph({one.name: one for one in _datasets()}, {job.name: job for job in jobs})


def _datasets() -> Iterable[Dataset]:
    yield Dataset(_ORDERS, (), {"id": "integer", "customer": "integer", "item": "text", "pieces": "integer"})
    yield Dataset(_CUSTOMERS, (), {"id": "integer", "birthday": "date", "region": "text"}, owners=("Shop",))
    yield Dataset(_PRICES, (), {"item": "text", "price": "decimal(10,2)"}, owners=("Purchasing",))
    yield Dataset(_SALES, (), {"customer": "integer", "amount": "decimal(12,2)"}, owners=("Data platform",))
    yield Dataset(
        _PEOPLE,
        (Name(_LAKE, "warehouse/people"),),
        {"id": "integer", "age": "integer", "region": "text"},
        (SchemaChange(NOW - 3 * 86_400, added=("region",)), SchemaChange(NOW - 40 * 86_400, retyped=("age",))),
        ("Data platform",),
        0,
    )
    yield Dataset(_REVENUE, (), {"region": "text", "amount": "decimal(14,2)", "rate": "decimal(6,4)"}, (), ("Finance",))
    yield Dataset(_CHURN, (), {"customer": "integer", "tenure": "integer", "spent": "decimal(12,2)"})
    yield Dataset(_BUDGET)


def _of_sales() -> dict[Column, tuple[Column, ...]]:
    return {
        Column(_SALES, "customer"): (Column(_ORDERS, "customer"),),
        Column(_SALES, "amount"): (Column(_ORDERS, "pieces"), Column(_PRICES, "price")),
    }


def _of_people() -> dict[Column, tuple[Column, ...]]:
    return {
        Column(_PEOPLE, "id"): (Column(_CUSTOMERS, "id"),),
        Column(_PEOPLE, "age"): (Column(_CUSTOMERS, "birthday"),),
        Column(_PEOPLE, "region"): (Column(_CUSTOMERS, "region"),),
    }


def _of_revenue() -> dict[Column, tuple[Column, ...]]:
    return {
        Column(_REVENUE, "region"): (Column(_PEOPLE, "region"),),
        Column(_REVENUE, "amount"): (Column(_SALES, "amount"),),
    }


def _job(
    name: str,
    inputs: tuple[Name, ...],
    outputs: tuple[Name, ...],
    columns: Mapping[Column, tuple[Column, ...]],
    states: tuple[RunState, ...],
) -> Job:
    runs = tuple(_run(name, number, state) for number, state in enumerate(states))
    parent = Name("etl", "nightly") if name != "report" else None
    return Job(Name("etl", name), frozenset(inputs), frozenset(outputs), columns, runs, "4f1c9a2", parent)


def _run(job: str, number: int, state: RunState) -> Run:
    started = NOW - 3_600 - number * 86_400
    return Run(f"{job}-{number}", state, started + (0 if state == "running" else 95 + 10 * number), started)


def _samples() -> Iterable[Sample]:
    for dataset, pillar, objective, subject, state in _OBJECTIVES:
        labels = {"check": f"{dataset}-{pillar}", "objective": objective, "pillar": pillar, "dataset": dataset}
        met, known = _STATES[state]
        for spec, value in ((MET, met), (KNOWN, known), (INSUFFICIENT, 0.0)):
            yield spec.sample(value, **labels, model="", subject=subject)
    for dataset in _LABELS:
        is_in_doubt = dataset in {"people", "revenue", "churn_features"}
        yield UPSTREAM_UNMET.sample(is_in_doubt, dataset=dataset)
        if is_in_doubt:
            yield CULPRIT.sample(1, dataset=dataset, culprit="customers", severity="ticket")


def _families(samples: Iterable[Sample], words: dict[str, int]) -> dict[str, Any]:
    """Return the samples by metric, short: a row has the number of each label's value among `words`, then the value."""
    specs = {spec.name: spec for spec in (MET, KNOWN, INSUFFICIENT, UPSTREAM_UNMET, CULPRIT)}
    families = {}
    for name, group in groupby(sorted(samples, key=lambda sample: sample.name), key=lambda sample: sample.name):
        labels = specs[name].labels
        rows = [[*(words.setdefault(one.labels[key], len(words)) for key in labels), one.value] for one in group]
        families[name] = {"labels": labels, "rows": rows}
    return families
