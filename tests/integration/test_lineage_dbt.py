"""Lineage of a real dbt on DuckDB: by what it writes of its project, and by the events that OpenLineage makes of it."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from dte_exporter.lineage.fold import fold
from dte_exporter.lineage.graph import Graph
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Teller
from dte_exporter.registry import Registry
from tests.integration.conftest import program
from tests.integration.dbt_project import run_project

pytestmark = pytest.mark.integration

REGISTRY = Registry.discover()
DUCKDB = "duckdb://shop.duckdb"
TABLES = {
    "events": "landing.events",
    "prices": "main.prices",
    "spent": "main.spent",
    "orders": "main.orders",
    "elsewhere": "main.elsewhere",
}
CONFIG = {
    "datasets": {
        name: {
            "source": {"type": "files", "path": f"{name}.csv"},
            "known_as": [{"namespace": DUCKDB, "name": f"shop.{table}"}],
        }
        for name, table in TABLES.items()
    },
    "lineage": {
        "sources": {
            "project": {"type": "dbt", "path": "target", "namespace": DUCKDB},
            "runs": {"type": "openlineage", "path": "events.jsonl"},
        },
        "origins": ["events"],
    },
    "checks": {"lineage": {"check": "lineage", "every": "1h"}},
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a project that dbt has built."""
    folder = tmp_path_factory.mktemp("shop")
    run_project(folder, program("dbt-ol", "run make tools"))
    return folder


def teller(project: Path, type_: str, **settings: Any) -> Teller:
    """Return a source of lineage, opened in the folder of the project."""
    source = REGISTRY.lineage_sources[type_]
    opened: Teller = source.open(source.config.model_validate({"type": type_, **settings}), project, type_)
    return opened


@pytest.fixture(scope="module")
def written(project: Path) -> Graph:
    """Return the graph of what dbt wrote."""
    return fold(teller(project, "dbt", path="target", namespace=DUCKDB).told())


@pytest.fixture(scope="module")
def emitted(project: Path) -> Graph:
    """Return the graph of the events."""
    return fold(teller(project, "openlineage", path="events.jsonl").told())


def named(*tables: str) -> set[Name]:
    """Return the names of tables of the project."""
    return {Name(DUCKDB, f"shop.{table}") for table in tables}


def columns(graph: Graph, table: str) -> Mapping[str, set[str]]:
    """Return the columns that each column of a table is made from."""
    (name,) = named(table)
    return {
        column.column: {f"{one.dataset.name.removeprefix('shop.')}.{one.column}" for one in made}
        for job in graph.jobs.values()
        for column, made in job.columns.items()
        if column.dataset == name
    }


def dbts_own_graph(project: Path) -> Mapping[str, list[str]]:
    """Return what each node stands on, by the graph that dbt works with; only dbt can read it.

    Tests are left out: ``dbt build`` lets what stands on a model wait for the model's tests.
    """
    read = (
        "import json, pickle, sys; graph = pickle.load(open(sys.argv[1], 'rb')); "
        "print(json.dumps({node: [one for one in graph.predecessors(node) if one[:5] != 'test.'] "
        "for node in graph if node[:5] != 'test.'}))"
    )
    python = program("dbt-ol", "run make tools").with_name("python")
    told: Mapping[str, list[str]] = json.loads(
        subprocess.run([python, "-c", read, project / "target/graph.gpickle"], capture_output=True, check=True).stdout
    )
    return told


def test_edges_are_those_of_dbts_own_graph(project: Path, written: Graph) -> None:
    """Of the graph that dbt keeps for itself, with the ephemeral model drawn together with what stands on it."""
    own = dbts_own_graph(project)
    parents: dict[str, list[str]] = json.loads((project / "target/manifest.json").read_bytes())["parent_map"]
    nodes = {id_: set(above) for id_, above in own.items()}
    passed = {"model.shop.paid"}
    expected = {
        (above, id_)
        for id_ in nodes.keys() - passed
        for parent in nodes[id_]
        for above in (nodes[parent] if parent in passed else {parent})
    }
    ids = {name: id_ for id_, job in written.jobs.items() for name in job.outputs}
    (events,) = named("landing.events")

    assert nodes == {id_: set(above) for id_, above in parents.items() if id_ in nodes}
    assert len(expected) == 6
    assert {
        ("source.shop.web.events" if one == events else ids[one].name, id_.name)
        for id_, job in written.jobs.items()
        for one in job.inputs
    } == expected


def test_events_name_the_same_data_sets_and_fold_into_the_same_graph(written: Graph, emitted: Graph) -> None:
    """But for seeds, which OpenLineage's integration leaves out, and the ephemeral model, to it a table."""
    assert written.datasets.keys() - emitted.datasets.keys() == named("main.prices")
    assert emitted.datasets.keys() - written.datasets.keys() == named("main.paid")

    def made_from(graph: Graph) -> dict[Name, set[Name]]:
        return {output: {*job.inputs} for job in graph.jobs.values() for output in job.outputs}

    ours, theirs = made_from(written), made_from(emitted)
    spent, prices = *named("main.spent"), *named("main.prices")
    assert ours.pop(spent) == named("main.orders", "main.prices")
    assert theirs.pop(spent) == named("main.paid")
    assert ours.pop(prices) == set()
    assert ours == theirs


def test_columns_are_alike_by_two_readers_of_sql(written: Graph, emitted: Graph) -> None:
    """Theirs is another parser than ours; it takes the ephemeral model, a part of the query, for a table."""
    assert columns(written, "main.orders") == {
        "order_id": {"landing.events.id"},
        "customer_id": {"landing.events.customer"},
        "item": {"landing.events.item"},
        "amount": {"landing.events.n"},
    }
    assert columns(written, "main.spent") == {
        "customer_id": {"main.orders.customer_id"},
        "total": {"main.orders.amount", "main.prices.price"},
    }
    assert columns(emitted, "main.spent") == {
        "customer_id": {"__dbt__cte__paid.customer_id"},
        "total": {"__dbt__cte__paid.amount", "main.prices.price"},
    }
    for table in ("main.orders", "main.last", "main.orders_past"):
        assert columns(written, table) == columns(emitted, table), table


def test_runs_ages_and_tests_are_alike(written: Graph, emitted: Graph) -> None:
    """Each run ended well, at the moment that dbt says; one order without an amount is what a test warns of."""
    for table in named("main.orders", "main.spent", "main.last", "main.orders_past"):
        ours, theirs = (
            [run for job in graph.jobs.values() if table in job.outputs for run in job.runs]
            for graph in (written, emitted)
        )
        assert [(run.state, run.at, run.started) for run in ours] == [
            (run.state, run.at, run.started) for run in theirs
        ]
        assert [run.state for run in ours] == ["complete"]
    (orders,) = named("main.orders")
    assert (written.datasets[orders].failed_assertions, emitted.datasets[orders].failed_assertions) == (1, 1)
    assert (written.datasets[orders].owners, written.datasets[orders].schema) == (
        ("sales",),
        {"order_id": "integer", "customer_id": "integer", "item": "integer", "amount": "integer"},
    )


def test_the_check_tells_coverage_hops_and_ages(project: Path, written: Graph) -> None:
    """Of five data sets one is an origin, and of one nobody tells what it is made from: three of four."""
    (project / "config.yaml").write_text(json.dumps(CONFIG))
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "dte_exporter",
            "run",
            "--format",
            "openmetrics",
            "--config.file",
            project / "config.yaml",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    values = {
        (sample.name, sample.labels.get("dataset", ""), sample.labels.get("upstream", "")): sample.value
        for family in text_string_to_metric_families(done.stdout)
        for sample in family.samples
        if sample.name.startswith("dte_lineage_")
    }
    (run,) = written.jobs[Name("dbt", "model.shop.spent")].runs

    assert values["dte_lineage_coverage_ratio", "", ""] == 0.75
    assert values["dte_lineage_upstream_known", "elsewhere", ""] == 0
    assert values["dte_lineage_upstream_hops", "spent", "events"] == 2
    assert values["dte_lineage_upstream_hops", "spent", "prices"] == 1
    assert values["dte_lineage_last_success_timestamp_seconds", "spent", ""] == pytest.approx(run.at, abs=1e-3)
