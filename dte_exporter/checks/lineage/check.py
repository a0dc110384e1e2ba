"""Lineage: what each data set of the config is made from, whether that is known, and whether what makes it runs well.

Definition
    Lineage is told by the sources of ``lineage:``, by events that were received, and by the config itself. A *job*
    reads and writes data sets; a data set is *upstream* of another if a way of jobs leads from it there. Names are
    compared in OpenLineage's spelling, with links and renames followed.
Formula
    ``coverage_ratio`` = data sets of which a job is known that writes them / data sets of the config that are no
    origins. ``upstream_hops`` = the fewest jobs between two data sets of the config. ``failed_runs`` = runs since the
    last that ended well, added up over the jobs that write the data set. ``run_duration_ratio`` = the seconds of the
    last run that ended well / the median of those before it, of the same job.
Range
    [0, 1] for the coverage; 0 or 1 for what is known and for orphans; whole numbers from 0 for runs, data sets and
    cycles, from 1 for hops.
Good direction
    Higher for coverage and the last success, lower for failed runs, durations, orphans, cycles and hops to an origin.
Undefined
    The coverage, where every data set is an origin or has no name in lineage. The hops to an origin, where none leads
    there. The usual duration, before three earlier runs have ended well.
Not seen
    What nobody tells: a job that sends no events makes its data set look as if it came from nowhere.
Reference
    OpenLineage, https://openlineage.io/docs/spec/object-model
    Tarjan, Depth-First Search and Linear Graph Algorithms, SIAM Journal on Computing 1(2), 1972
"""

from collections.abc import Iterator, Mapping

from dte_exporter.checks.lineage.graph_plan import Traced, only_the_graph
from dte_exporter.checks.lineage.lineage_metrics import (
    COVERAGE,
    CYCLES,
    DURATION,
    DURATION_RATIO,
    FAILED_RUNS,
    HOPS,
    HOPS_TO_ORIGIN,
    KNOWN,
    LAST_SUCCESS,
    ORPHAN,
    SCHEMA_CHANGE,
    SPECS,
    UPSTREAM_DATASETS,
)
from dte_exporter.checks.lineage.producing_runs import producing_runs
from dte_exporter.checks.lineage.ways import Ways, pairs
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.lineage.graph_document import document
from dte_exporter.lineage.naming import Name
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings
from dte_exporter.records.lineage.told_lineage import LINEAGE, OWN_JOBS
from dte_exporter.registry import Example, check

EXAMPLE = Example(
    columns={},
    settings={
        "datasets": {
            "orders": {"known_as": [{"namespace": "postgres://shop:5432", "name": "shop.public.orders"}]},
            "revenue": {"known_as": [{"namespace": "postgres://shop", "name": "shop.public.revenue"}]},
            "letters": {"known_as": [{"namespace": "s3://post", "name": "letters"}]},
        },
        "lineage": {"sources": {"events": {"type": "openlineage", "path": "events.json"}}, "origins": ["orders"]},
    },
    files={
        "events.json": (
            '{"eventType": "START", "eventTime": "2018-11-30T00:00:00Z", "producer": "https://example.com/etl", '
            '"schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent", '
            '"run": {"runId": "0166a000-0000-7000-8000-000000000001"}, '
            '"job": {"namespace": "etl", "name": "sum_up"}, '
            '"inputs": [{"namespace": "postgres://shop:5432", "name": "shop.public.orders"}], '
            '"outputs": [{"namespace": "postgres://shop:5432", "name": "shop.public.revenue"}]}\n'
            '{"eventType": "COMPLETE", "eventTime": "2018-11-30T00:01:30Z", "producer": "https://example.com/etl", '
            '"schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent", '
            '"run": {"runId": "0166a000-0000-7000-8000-000000000001"}, '
            '"job": {"namespace": "etl", "name": "sum_up"}}\n'
        )
    },
    expected={
        "dte_lineage_coverage_ratio": 0.5,
        "dte_lineage_cycles": 0.0,
        'dte_lineage_upstream_known{dataset="orders"}': 0.0,
        'dte_lineage_upstream_known{dataset="revenue"}': 1.0,
        'dte_lineage_upstream_known{dataset="letters"}': 0.0,
        'dte_lineage_orphan{dataset="orders"}': 0.0,
        'dte_lineage_orphan{dataset="revenue"}': 0.0,
        'dte_lineage_orphan{dataset="letters"}': 1.0,
        'dte_lineage_upstream_datasets{dataset="orders"}': 0.0,
        'dte_lineage_upstream_datasets{dataset="revenue"}': 1.0,
        'dte_lineage_upstream_datasets{dataset="letters"}': 0.0,
        'dte_lineage_upstream_hops{dataset="revenue",upstream="orders"}': 1.0,
        'dte_lineage_hops_to_origin{dataset="orders"}': 0.0,
        'dte_lineage_hops_to_origin{dataset="revenue"}': 1.0,
        'dte_lineage_last_success_timestamp_seconds{dataset="revenue"}': 1_543_536_090.0,
        'dte_lineage_failed_runs{dataset="revenue"}': 0.0,
        'dte_lineage_run_duration_seconds{dataset="revenue"}': 90.0,
    },
    working=(
        "One job, sum_up, makes revenue from orders, which is trusted as it comes: of the two other data sets one is "
        "known to be made by something, 1/2. Nobody makes or reads letters. The run took from midnight to a minute and "
        "a half after, 90 seconds, on 30 November 2018: 1543536000 and 90 seconds after 1970."
    ),
)


class Params(Model):
    """The parameters of ``check: lineage``: there are none, since ``lineage:`` says who tells it."""


@check(
    "lineage",
    params=Params,
    needs=only_the_graph,
    emits=SPECS,
    example=EXAMPLE,
    on="lineage",
    calculators=("networkx",),
    inputs=(LINEAGE,),
)
def lineage(statistics: Mapping[str, Traced], params: Params, roles: Roles, now: float) -> Findings:
    """Return what is known of where each data set of the config came from, and the graph as details."""
    traced = statistics["traced"]
    ways = Ways(traced.graph)
    samples = [CYCLES.sample(ways.cycles), *_coverage(traced)]
    for label, name in traced.datasets.items():
        samples += (*_of_dataset(traced, ways, label, name), *_of_runs(traced, label, name))
    samples += (HOPS.sample(hops, dataset=one, upstream=other) for one, other, hops in pairs(ways, traced.datasets))
    origins = {traced.datasets[label] for label in traced.origins if label in traced.datasets}
    samples += _hops_to_origin(traced, ways, origins)
    return Findings(
        tuple(samples),
        tuple(_undefined(traced, ways, origins)),
        {"graph": document(traced.graph, traced.datasets)},
        (*traced.notices, *map(_nameless, traced.nameless)),
    )


def _nameless(label: str) -> str:
    return f"{label}: lineage has no name for its source: set known_as of it"


def _coverage(traced: Traced) -> Iterator[Sample]:
    others = [name for label, name in traced.datasets.items() if label not in traced.origins]
    known = [bool(traced.graph.producers(name)) for name in others]
    if known:
        yield COVERAGE.sample(sum(known) / len(known))


def _of_dataset(traced: Traced, ways: Ways, label: str, name: Name) -> Iterator[Sample]:
    graph, upstream = traced.graph, ways.upstream(name)
    readers = [job for job in graph.readers(name) if job.name.namespace != OWN_JOBS]
    producers = graph.producers(name)
    yield KNOWN.sample(bool(producers), dataset=label)
    yield ORPHAN.sample(not (producers or readers), dataset=label)
    yield UPSTREAM_DATASETS.sample(len(upstream), dataset=label)
    above = [graph.datasets[other] for other in upstream if other in graph.datasets]
    changes = [change.at for one in above for change in one.schema_changes]
    if changes:
        yield SCHEMA_CHANGE.sample(max(changes), dataset=label)


def _of_runs(traced: Traced, label: str, name: Name) -> Iterator[Sample]:
    runs = producing_runs(traced.graph.producers(name))
    if runs is None:
        return
    yield FAILED_RUNS.sample(runs.failed, dataset=label)
    if runs.last_success is not None:
        yield LAST_SUCCESS.sample(runs.last_success, dataset=label)
    if runs.duration is not None:
        yield DURATION.sample(runs.duration, dataset=label)
        if runs.usual:
            yield DURATION_RATIO.sample(runs.duration / runs.usual, dataset=label)


def _hops_to_origin(traced: Traced, ways: Ways, origins: set[Name]) -> Iterator[Sample]:
    for label, name in traced.datasets.items():
        hops = _to_origin(ways, name, origins)
        if hops is not None:
            yield HOPS_TO_ORIGIN.sample(hops, dataset=label)


def _to_origin(ways: Ways, name: Name, origins: set[Name]) -> int | None:
    upstream = {name: 0, **ways.upstream(name)}
    return min((upstream[origin] for origin in origins if origin in upstream), default=None)


def _undefined(traced: Traced, ways: Ways, origins: set[Name]) -> Iterator[str]:
    if not traced.datasets.keys() - traced.origins:
        yield "coverage_ratio: every data set that lineage has a name for is an origin"
    for label, name in traced.datasets.items() if origins else ():
        if _to_origin(ways, name, origins) is None:
            yield f"{label}: no way leads to an origin"
