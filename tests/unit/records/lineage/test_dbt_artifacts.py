"""Lineage of what dbt writes of a project; a real dbt writes in tests/integration/test_lineage_dbt.py."""

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.errors import SourceError
from dte_exporter.lineage.fold import fold
from dte_exporter.lineage.graph import Graph
from dte_exporter.lineage.naming import Name
from dte_exporter.records.lineage.dbt_artifacts import DbtArtifacts, DbtTarget, open_dbt

SHOP = "postgres://shop:5432"
RAW, ORDERS, SPENT = (Name(SHOP, one) for one in ("shop.landing.orders_2018", "shop.main.raw", "shop.main.spent"))
HOUSE = Name(SHOP, "shop.main.house")


def node(name: str, materialized: str = "table", **told: Any) -> dict[str, Any]:
    """Return a node of a manifest in the schema main."""
    return {
        "name": name,
        "database": "shop",
        "schema": "main",
        "alias": name,
        "config": {"materialized": materialized},
        "columns": {},
        **told,
    }


MANIFEST: dict[str, Any] = {
    "metadata": {
        "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json",
        "generated_at": "2018-11-30T00:00:00.000000Z",
        "adapter_type": "postgres",
    },
    "nodes": {
        "seed.p.house": node("house", "seed"),
        "model.p.orders": node(
            "orders",
            "view",
            alias="raw",
            group="sales",
            compiled_code='select id, "Customer" as customer, amount from "shop"."landing"."orders_2018"',
        ),
        "model.p.paid": node("paid", "ephemeral"),
        "model.p.spent": node(
            "spent",
            config={"materialized": "table", "contract": {"enforced": True}, "meta": {"owner": ["crm", "sales"]}},
            columns={"customer": {"name": "customer", "data_type": "INT"}, "total": {"name": "total"}},
            compiled_code='with __dbt__cte__paid as (select * from "shop"."main"."raw" where amount is not null) '
            'select customer, sum(amount) as total, max(h.x) as x from __dbt__cte__paid, "shop"."main"."house" h '
            "group by 1",
        ),
        "test.p.unique_spent.1": node("unique_spent", "test", attached_node="model.p.spent"),
        "test.p.not_null_spent.2": node("not_null_spent", "test", attached_node="model.p.spent"),
        "test.p.sums.3": node("sums", "test"),
    },
    "sources": {"source.p.web.orders": node("orders", schema="landing", identifier="orders_2018", alias=None)},
    "exposures": {"exposure.p.board": {"name": "board"}},
    "groups": {"group.p.sales": {"name": "sales", "owner": {"name": None, "email": "sales@example.org"}}},
    "metrics": {"metric.p.total": {}},
    "parent_map": {
        "seed.p.house": [],
        "source.p.web.orders": [],
        "model.p.orders": ["source.p.web.orders"],
        "model.p.paid": ["model.p.orders"],
        "model.p.spent": ["model.p.paid", "seed.p.house"],
        "metric.p.total": ["model.p.spent"],
        "exposure.p.board": ["metric.p.total"],
        "test.p.unique_spent.1": ["model.p.spent"],
        "test.p.not_null_spent.2": ["model.p.spent"],
        "test.p.sums.3": ["model.p.orders", "model.p.spent"],
    },
}


def result(id_: str, status: str, *span: str) -> dict[str, Any]:
    """Return a result whose node ran for a span on the last day of November 2018."""
    began, ended = (f"2018-11-30T{one}Z" for one in span) if span else ("", "")
    timing = [{"name": "execute", "started_at": began, "completed_at": ended}] if span else []
    return {"unique_id": id_, "status": status, "timing": timing}


RESULTS: dict[str, Any] = {
    "metadata": {"generated_at": "2018-11-30T06:00:00Z", "invocation_id": "one"},
    "results": [
        result("model.p.orders", "success", "05:00:00", "05:00:30"),
        result("model.p.spent", "error", "05:01:00", "05:01:10"),
        result("seed.p.house", "skipped"),
        result("test.p.unique_spent.1", "fail"),
        result("test.p.not_null_spent.2", "warn"),
        result("test.p.sums.3", "pass"),
        result("model.p.gone", "success"),
    ],
}


def artifacts(folder: Path, namespace: str = SHOP, path: str = "target", **files: Any) -> DbtArtifacts:
    """Write `files` into the folder target/, and return the source of them."""
    (folder / "target").mkdir(exist_ok=True)
    for name, tree in ({"manifest": MANIFEST} | files).items():
        (folder / f"target/{name}.json").write_text(tree if isinstance(tree, str) else json.dumps(tree))
    settings = DbtTarget.model_validate({"type": "dbt", "path": path, "namespace": namespace})
    opened = open_dbt.open(settings, folder, "shop")
    assert isinstance(opened, DbtArtifacts)
    return opened


def graph(folder: Path, **files: Any) -> Graph:
    """Return the graph of a project with these files."""
    return fold(artifacts(folder, **files).told())


def changed(**metadata: Any) -> dict[str, Any]:
    """Return the manifest with other metadata."""
    return {**MANIFEST, "metadata": MANIFEST["metadata"] | metadata}


def refused(folder: Path, **files: Any) -> str:
    """Return why a project is not read."""
    with pytest.raises(SourceError) as caught:
        graph(folder, **files)
    return str(caught.value)


def test_jobs_read_and_write_what_the_project_says(tmp_path: Path) -> None:
    """Ephemeral models and metrics are passed through; relations go by their alias, sources by their identifier."""
    jobs = graph(tmp_path).jobs

    assert {name.name: (sorted(job.inputs), sorted(job.outputs)) for name, job in jobs.items()} == {
        "seed.p.house": ([], [HOUSE]),
        "model.p.orders": ([RAW], [ORDERS]),
        "model.p.spent": ([HOUSE, ORDERS], [SPENT]),
        "exposure.p.board": ([SPENT], []),
    }
    assert {name.namespace for name in jobs} == {"shop"}


def test_columns_are_those_of_the_compiled_sql(tmp_path: Path) -> None:
    """What a model reads of another is known by that one's own SQL, through an ephemeral one between them."""
    source = artifacts(tmp_path)
    jobs = fold(source.told()).jobs
    spent = {column.column: made for column, made in jobs[Name("shop", "model.p.spent")].columns.items()}
    orders = {column.column: made for column, made in jobs[Name("shop", "model.p.orders")].columns.items()}

    assert orders == {"id": ((RAW, "id"),), "customer": ((RAW, "Customer"),), "amount": ((RAW, "amount"),)}
    assert spent == {"customer": ((ORDERS, "customer"),), "total": ((ORDERS, "amount"),), "x": ((HOUSE, "x"),)}
    assert source.notices == ()


def test_a_column_of_a_table_that_is_no_parent_is_unknown(tmp_path: Path) -> None:
    """A model may name a table itself, of which dbt knows nothing: its edges are dbt's all the same."""
    manifest = deepcopy(MANIFEST)
    manifest["nodes"]["model.p.orders"]["compiled_code"] = (
        'select o.id, h.secret from "shop"."landing"."orders_2018" o join "shop"."main"."house" h on h.id = o.id'
    )
    job = graph(tmp_path, manifest=manifest).jobs[Name("shop", "model.p.orders")]

    assert [*job.inputs] == [RAW]
    assert job.columns == {(ORDERS, "id"): ((RAW, "id"),)}


def test_the_catalogue_tells_types_and_what_a_star_stands_for(tmp_path: Path) -> None:
    """Without it a model of all columns of a source has unknown ones, which is said."""
    manifest = deepcopy(MANIFEST)
    manifest["nodes"]["model.p.orders"]["compiled_code"] = 'select * from "shop"."landing"."orders_2018"'
    columns = {"b": {"name": "b", "type": "TEXT", "index": 2}, "a": {"name": "a", "type": "INTEGER", "index": 1}}
    catalog = {
        "metadata": {"generated_at": "2018-11-30T07:00:00Z"},
        "nodes": {},
        "sources": {"source.p.web.orders": {"columns": columns}, "source.p.web.gone": {"columns": columns}},
    }
    without = artifacts(tmp_path, manifest=manifest)
    assert not fold(without.told()).jobs[Name("shop", "model.p.orders")].columns
    assert without.notices == (
        "shop: 2 nodes have columns of which the SQL does not say what they are made from, such as model.p.orders: "
        "these are unknown; dbt docs generate tells the columns of tables",
    )

    told = graph(tmp_path, manifest=manifest, catalog=catalog)
    assert told.datasets[RAW].schema == {"a": "integer", "b": "text"}
    assert told.jobs[Name("shop", "model.p.orders")].columns == {(ORDERS, one): ((RAW, one),) for one in "ab"}


def test_owners_are_of_meta_or_of_the_group(tmp_path: Path) -> None:
    """And types are told of columns that dbt holds a model to."""
    datasets = graph(tmp_path).datasets

    assert datasets[SPENT].owners == ("crm", "sales")
    assert datasets[ORDERS].owners == ("sales@example.org",)
    assert datasets[SPENT].schema == {"customer": "int", "total": ""}
    assert datasets[ORDERS].schema is None


def test_the_last_run_gives_states_and_moments_and_what_tests_found(tmp_path: Path) -> None:
    """Skipped is no run; a warning is an assertion that does not hold; a test of no one table is of all it reads."""
    told = graph(tmp_path, run_results=RESULTS)
    runs = {name.name: [(run.state, run.at, run.duration) for run in job.runs] for name, job in told.jobs.items()}

    assert runs == {
        "seed.p.house": [],
        "model.p.orders": [("complete", 1_543_554_030.0, 30.0)],
        "model.p.spent": [("failed", 1_543_554_070.0, 10.0)],
        "exposure.p.board": [],
    }
    assert {name: one.failed_assertions for name, one in told.datasets.items()} == {
        RAW: None,
        HOUSE: None,
        ORDERS: 0,
        SPENT: 2,
    }


def test_what_ran_no_model_tells_of_no_run(tmp_path: Path) -> None:
    """``dbt docs generate`` calls each a success, and overwrites what the last run was."""
    source = artifacts(tmp_path, run_results={**RESULTS, "args": {"which": "generate"}})

    assert not any(one.run for one in source.told())
    assert source.notices == (
        "shop: run_results.json is of dbt generate, which runs no model, so that nothing is told of runs: let dbt "
        "build be the last that writes there",
    )


def test_earlier_forms_are_read(tmp_path: Path) -> None:
    """That of dbt 1.0 names compiled SQL otherwise, and has neither groups nor what a test is attached to."""
    manifest = deepcopy(changed(dbt_schema_version="https://schemas.getdbt.com/dbt/manifest/v4.json"))
    manifest["nodes"]["model.p.orders"]["compiled_sql"] = manifest["nodes"]["model.p.orders"].pop("compiled_code")
    manifest["nodes"]["test.p.unique_spent.1"].pop("attached_node")
    manifest.pop("groups")
    told = graph(tmp_path, manifest=manifest, run_results=RESULTS)

    assert len(told.jobs[Name("shop", "model.p.orders")].columns) == 3
    assert told.datasets[SPENT].failed_assertions == 2


def test_models_that_were_not_compiled_have_unknown_columns(tmp_path: Path) -> None:
    """Which is said, with the way out; one in Python has no SQL."""
    manifest = deepcopy(MANIFEST)
    manifest["nodes"]["model.p.orders"] |= {"language": "python", "compiled_code": "def model(dbt, session): ..."}
    source = artifacts(tmp_path, manifest=manifest)
    [*source.told()]

    assert source.notices[0] == (
        "shop: of 1 of 2 models nobody knows what their columns are made from, since they were not compiled: run dbt "
        "compile"
    )


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (
            {"manifest": changed(dbt_schema_version="https://schemas.getdbt.com/dbt/manifest/v20.json")},
            "target/manifest.json is a manifest of the form v20, and v4 to v12 are known: write it by a dbt from "
            "1.0 to 1.11",
        ),
        (
            {"manifest": changed(dbt_schema_version=None)},
            "target/manifest.json is no manifest of dbt: metadata.dbt_schema_version names no form of one",
        ),
        ({"manifest": '{"metadata": {'}, "target/manifest.json ends in the middle: it is being written, or was cut "
        "off; it is read again at the next run"),
        (
            {"manifest": {key: one for key, one in MANIFEST.items() if key != "parent_map"}},
            "target/manifest.json is no result of dbt: parent_map is missing",
        ),
        (
            {"run_results": {"results": [{"status": "success"}]}},
            "target/manifest.json lies beside run_results.json, which is no result of dbt: results[0].unique_id is "
            "missing",
        ),
        ({"catalog": "[]"}, "target/manifest.json lies beside catalog.json, which is no result of dbt: it is not as "
        "dbt writes it (model_type)"),
        ({"namespace": ""}, "target is of a project with postgres, and does not say where that is: set namespace, such "
        "as postgres://host:5432"),
        ({"path": "none"}, "no file of JSON at 'none/manifest.json': check path"),
    ],
)  # fmt: skip
def test_what_is_not_as_dbt_writes_it_is_one_sentence(tmp_path: Path, files: Mapping[str, Any], sentence: str) -> None:
    """With the file, the place and the way out."""
    assert refused(tmp_path, **files) == sentence


def test_a_project_that_stands_on_itself_ends(tmp_path: Path) -> None:
    """No dbt writes one; a file may say so all the same."""
    parents = {"model.p.orders": ["model.p.paid"], "model.p.paid": ["model.p.paid", "model.p.spent"]}
    manifest = {**MANIFEST, "parent_map": {**parents, "model.p.spent": ["model.p.orders"]}}
    jobs = graph(tmp_path, manifest=manifest).jobs

    assert [*jobs[Name("shop", "model.p.orders")].inputs] == [SPENT]


def test_bigquery_is_where_it_always_is(tmp_path: Path) -> None:
    """Its namespace follows from the adapter."""
    told = graph(tmp_path, manifest=changed(adapter_type="bigquery"), namespace="")

    assert Name("bigquery", "shop.main.spent") in told.datasets
