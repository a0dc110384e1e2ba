"""Lineage of a real Airflow on PostgreSQL: by the events that its own provider of OpenLineage sends."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from dte_exporter.lineage.fold import fold
from dte_exporter.lineage.graph import Graph
from dte_exporter.lineage.naming import Name
from dte_exporter.registry import Registry
from tests.integration.airflow_dag import LANDING, run_dag
from tests.integration.conftest import Eventually, program
from tests.integration.postgres import Postgres
from tests.integration.test_lineage_receiver import WRITER, Service, served

pytestmark = pytest.mark.integration

TABLES = {"events": "landing.events", "prices": "public.prices", "orders": "public.orders", "spent": "public.spent"}


@dataclass
class Shop:
    """What has run: the DAG, and an exporter that it sent its events to.

    Parameters
    ----------
    namespace : str
        What OpenLineage calls the database.
    folder : Path
        Where Airflow wrote the events as well.
    service : Service
        The exporter.
    """

    namespace: str
    folder: Path
    service: Service

    def named(self, *tables: str) -> set[Name]:
        """Return the names of tables of the database."""
        return {Name(self.namespace, f"postgres.{TABLES[table]}") for table in tables}

    def events(self, task: str) -> list[dict[str, Any]]:
        """Return what Airflow told of one task, as it wrote it."""
        told = [json.loads(line) for line in (self.folder / "events.jsonl").read_text().splitlines()]
        return [one for one in told if one["job"]["name"] == f"shop.{task}"]


def config(namespace: str) -> str:
    """Return a config of four tables, of which events are an origin, and nobody tells what prices are made from."""
    known = {
        name: {
            "source": {"type": "files", "path": f"{name}.csv"},
            "known_as": [{"namespace": namespace, "name": f"postgres.{table}"}],
        }
        for name, table in TABLES.items()
    }
    return json.dumps(
        {
            "workers": 1,
            "history": {"path": "history.db"},
            "datasets": known,
            "lineage": {"receive": {}, "origins": ["events"]},
            "checks": {"lineage": {"check": "lineage", "every": "1s"}},
        }
    )


@pytest.fixture(scope="module")
def shop(
    postgres: Postgres,
    free_port: Callable[[], int],
    eventually: Eventually,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Shop]:
    """Run the DAG against a running exporter."""
    airflow, folder = program("airflow", "run make tools"), tmp_path_factory.mktemp("airflow")
    with psycopg.connect(postgres.url) as connection:
        connection.execute(LANDING)
    database = postgres.url.replace("postgresql", "postgres", 1)
    namespace = f"postgres://{database.rpartition('@')[2].partition('/')[0]}"
    service = Service(tmp_path_factory.mktemp("exporter"), f"127.0.0.1:{free_port()}", config=config(namespace))
    with served(service, eventually):
        run_dag(folder, airflow, database, f"http://{service.address}", WRITER)
        yield Shop(namespace, folder, service)


@pytest.fixture(scope="module")
def graph(shop: Shop) -> Graph:
    """Return the graph of the events in the file."""
    source = Registry.discover().lineage_sources["openlineage"]
    settings = source.config.model_validate({"type": "openlineage", "path": "events.jsonl"})
    return fold(source.open(settings, shop.folder, "airflow").told())


def columns(graph: Graph, table: Name) -> Mapping[str, set[str]]:
    """Return the columns that each column of a table is made from."""
    return {
        column.column: {f"{one.dataset.name.removeprefix('postgres.')}.{one.column}" for one in made}
        for job in graph.jobs.values()
        for column, made in job.columns.items()
        if column.dataset == table
    }


def test_tasks_are_jobs_and_parts_of_their_dag(shop: Shop, graph: Graph) -> None:
    """Each reads and writes what its statement does; the DAG itself reads and writes nothing."""
    dag = Name("airflow", "shop")
    told = {name.name: (job.inputs, job.outputs, job.parent) for name, job in graph.jobs.items()}

    assert told == {
        "shop": (frozenset(), frozenset(), None),
        "shop.orders": (shop.named("events"), shop.named("orders"), dag),
        "shop.spent": (shop.named("orders", "prices"), shop.named("spent"), dag),
        "shop.broken": (shop.named("spent"), frozenset(), dag),
    }


def test_columns_are_told_of_what_was_made(shop: Shop, graph: Graph) -> None:
    """By the parser of SQL that Airflow's provider brings along, with types as PostgreSQL calls them."""
    (orders,), (spent,) = shop.named("orders"), shop.named("spent")

    assert columns(graph, orders) == {
        "order_id": {"landing.events.id"},
        "customer_id": {"landing.events.customer"},
        "item": {"landing.events.item"},
        "amount": {"landing.events.n"},
    }
    assert columns(graph, spent) == {
        "customer_id": {"public.orders.customer_id"},
        "total": {"public.orders.amount", "public.prices.price"},
    }
    assert graph.datasets[spent].schema == {"customer_id": "int4", "total": "int8"}


def test_states_and_moments_are_those_of_the_tasks(shop: Shop, graph: Graph) -> None:
    """Two tasks ended well, one failed, and the DAG with it; a run lasts from its start to its end."""
    states = {name.name: [run.state for run in job.runs] for name, job in graph.jobs.items()}
    (run,) = graph.jobs[Name("airflow", "shop.spent")].runs
    start, end = (datetime.fromisoformat(one["eventTime"]).timestamp() for one in shop.events("spent"))

    assert states == {
        "shop": ["failed"],
        "shop.orders": ["complete"],
        "shop.spent": ["complete"],
        "shop.broken": ["failed"],
    }
    assert (run.started, run.at) == (start, end)


def test_the_exporter_that_was_sent_them_tells_coverage_hops_and_ages(shop: Shop, eventually: Eventually) -> None:
    """Of four data sets one is an origin, and of one nobody tells what it is made from: two of three."""
    read = shop.service.values

    eventually(lambda: read("dte_lineage_coverage_ratio") == [pytest.approx(2 / 3)], "no such coverage was seen")
    assert read("dte_lineage_upstream_known", dataset="prices") == [0.0]
    assert read("dte_lineage_upstream_hops", dataset="spent", upstream="events") == [2.0]
    assert read("dte_lineage_upstream_hops", dataset="spent", upstream="prices") == [1.0]
    for table in ("orders", "spent"):
        end = datetime.fromisoformat(shop.events(table)[-1]["eventTime"]).timestamp()
        assert read("dte_lineage_last_success_timestamp_seconds", dataset=table) == [pytest.approx(end, abs=1e-3)]
