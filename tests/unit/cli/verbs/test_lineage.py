"""``dte-exporter lineage``: where a data set comes from, what it reaches, and the graph for other programs."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dte_exporter.cli import app


def event(job: str, source: str, made: str, columns: dict[str, str] | None = None) -> str:
    """Return an event of a run that ended well, on one line."""
    facet = {"_producer": "https://example.com", "_schemaURL": "https://example.com/x.json"}
    output: dict[str, object] = {"namespace": "s3://lake", "name": made}
    if columns:
        fields = {
            to: {"inputFields": [{"namespace": "s3://lake", "name": source, "field": of}]} for to, of in columns.items()
        }
        output["facets"] = {"columnLineage": {**facet, "fields": fields}}
    return json.dumps(
        {
            "eventType": "COMPLETE",
            "eventTime": "2018-11-30T00:00:00Z",
            "producer": "https://example.com/etl",
            "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
            "run": {"runId": "0166a000-0000-7000-8000-000000000001"},
            "job": {"namespace": "etl", "name": job},
            "inputs": [{"namespace": "s3://lake", "name": source}],
            "outputs": [output],
        }
    )


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Return a config of orders, from which revenue is made, from which a report is made that is in no config."""
    events = [event("sum_up", "orders", "revenue", {"total": "amount"}), event("draw", "revenue", "report")]
    (tmp_path / "events.jsonl").write_text("\n".join([*events, ""]))
    lake = {name: {"source": {"type": "delta", "path": f"s3://lake/{name}"}} for name in ("orders", "revenue")}
    tree = {
        "datasets": {**lake, "revenue": {**lake["revenue"], "models": ["forecast"]}},
        "lineage": {"sources": {"events": {"type": "openlineage", "path": "events.jsonl"}}},
        "checks": {
            "traced": {"check": "lineage", "every": "5m"},
            "facts": {"check": "quality", "dataset": "revenue", "every": "5m"},
        },
    }
    (tmp_path / "config.yaml").write_text(json.dumps(tree))
    return tmp_path / "config.yaml"


def ran(config: Path, *arguments: str) -> Result:
    """Return what a verb prints about the lineage that a config tells."""
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["lineage", *arguments, "--config.file", str(config)])


def test_show_draws_what_a_data_set_is_made_from(config: Path) -> None:
    """Up to where nobody tells any more; data sets of the config by their name there."""
    shown = ran(config, "show", "s3://lake/report")

    assert shown.exit_code == 0, shown.output
    assert shown.stdout == (
        "s3://lake/report\n"
        "└── made by etl/draw, complete\n"
        "    └── revenue (s3://lake/revenue)\n"
        "        └── made by etl/sum_up, complete\n"
        "            └── orders (s3://lake/orders)\n"
    )


def test_show_says_that_nobody_tells(config: Path) -> None:
    """Of what has nothing upstream."""
    assert ran(config, "show", "orders").stdout == "orders (s3://lake/orders)\nNobody has told what makes it.\n"


def test_impact_lists_what_is_reached(config: Path) -> None:
    """Data sets and jobs, and what of the exporter hangs on them."""
    lines = [line.rstrip() for line in ran(config, "impact", "orders").stdout.splitlines()[1:]]

    assert lines == [
        "data sets: 2",
        "  revenue (s3://lake/revenue)",
        "  s3://lake/report",
        "jobs: 2",
        "  etl/draw",
        "  etl/sum_up",
        "checks: 1",
        "  facts",
        "models: 1",
        "  forecast",
        "boards: 1",
        "  DTE / Quality",
    ]


def test_impact_follows_a_column(config: Path) -> None:
    """As far as it is told, and says where it is not."""
    lines = [line.strip() for line in ran(config, "impact", "orders.amount").stdout.splitlines()]

    assert lines[1:4] == [
        "data sets: 2",
        "revenue (s3://lake/revenue): total",
        "s3://lake/report: unknown which columns",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["show", "ordrs"],
            "'ordrs' is no data set that lineage knows (did you mean 'orders'?): known are orders, revenue",
        ),
        (["impact", "orders.nothing"], "'nothing' is no column of orders that lineage knows: known is amount"),
    ],
)
def test_what_lineage_does_not_know_is_said(arguments: list[str], sentence: str, config: Path) -> None:
    """With what it knows."""
    refused = ran(config, *arguments)

    assert (refused.exit_code, refused.stderr.strip().splitlines()[-1]) == (1, sentence)


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("mermaid", "flowchart LR\n"),
        ("dot", "digraph lineage {\n"),
        ("openlineage", '{"eventTime": "'),
        ("json", '{\n "version": 1,'),
    ],
)
def test_the_graph_is_written_for_others(form: str, begins: str, config: Path, tmp_path: Path) -> None:
    """Into a file; printed where none is named."""
    written = ran(config, "export", "--format", form, "-o", str(tmp_path / "out/graph"))

    assert written.stdout == f"{tmp_path / 'out/graph'}: written\n"
    assert (tmp_path / "out/graph").read_text().startswith(begins)


def test_a_config_without_the_check_is_told_of_it(tmp_path: Path) -> None:
    """And one of both places has to be named."""
    (tmp_path / "config.yaml").write_text(
        "datasets: {a: {source: {type: files, path: a.csv}}}\nchecks: {a: {check: quality, dataset: a, every: 5m}}\n"
    )

    assert "no check traces lineage: add checks: {lineage: {check: lineage, every: 5m}}" in (
        ran(tmp_path / "config.yaml", "show", "a").stderr
    )
    neither = CliRunner().invoke(app, ["lineage", "show", "a"])
    assert (neither.exit_code, "give one of them" in neither.stderr) == (1, True)
