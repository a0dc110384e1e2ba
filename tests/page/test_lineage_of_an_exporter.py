"""The lineage tracker over a real exporter: events in, doubt out."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.page.conftest import Reader
from tests.page.running import exporter_of

CONFIG = """
    datasets:
      orders: {source: {type: files, path: orders.csv}, known_as: [{namespace: shop, name: orders}]}
      revenue: {source: {type: files, path: revenue.csv}, known_as: [{namespace: shop, name: revenue}]}
    lineage: {sources: {events: {type: openlineage, path: events.json}}, origins: [orders]}
    checks:
      orders: {check: quality, dataset: orders, every: 1h, objectives: {rows: {min: 10}}}
      revenue: {check: quality, dataset: revenue, every: 1h, objectives: {rows: {min: 1}}}
      lineage: {check: lineage, every: 1h}
"""
EVENT = {
    "eventType": "COMPLETE",
    "eventTime": "2026-11-28T06:00:00Z",
    "producer": "https://example.com/etl",
    "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
    "run": {"runId": "0199a000-0000-7000-8000-000000000001"},
    "job": {"namespace": "etl", "name": "sum_up"},
    "inputs": [{"namespace": "shop", "name": "orders"}],
    "outputs": [{"namespace": "shop", "name": "revenue"}],
}


@pytest.fixture(scope="module")
def exporter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of an exporter of a shop with three orders, where ten are the least."""
    folder: Path = tmp_path_factory.mktemp("shop")
    (folder / "config.yaml").write_text(dedent(CONFIG))
    (folder / "events.json").write_text(json.dumps(EVENT))
    (folder / "orders.csv").write_text("id,price\n1,10\n2,20\n3,30\n")
    (folder / "revenue.csv").write_text("amount\n60\n")
    with exporter_of(folder / "config.yaml") as url:
        yield url


def test_what_is_made_of_a_broken_data_set_is_in_doubt(exporter: str, visit: Callable[..., Reader]) -> None:
    """Revenue has all it promises, and its orders do not; asked for by its label it is chosen at once."""
    reader = visit().open(f"{exporter}/lineage?dataset=revenue")

    expect(reader.page.locator(".link-state")).to_contain_text("Live")
    expect(reader.page.locator("h1")).to_contain_text("1 data set unmet, 1 inherits doubt")
    expect(reader.page.locator(".detail")).to_contain_text(
        "inherits doubt from orders (1 objective in breach upstream)"
    )
    expect(reader.page.locator(".detail dd", has_text="sum_up")).to_be_visible()
    assert reader.complaints == []


def test_the_dashboard_leads_there(exporter: str, visit: Callable[..., Reader]) -> None:
    """And the tracker back."""
    reader = visit().open(exporter)
    reader.page.get_by_role("link", name="What is made from what").click()
    expect(reader.page).to_have_title("DTE Lineage Tracker")
    reader.page.get_by_role("link", name="Dashboard").click()
    expect(reader.page).to_have_url(f"{exporter}/")


def test_what_the_api_answers_can_be_opened_as_a_file(
    exporter: str, visit: Callable[..., Reader], tmp_path: Path
) -> None:
    """Saved today, looked at from a folder tomorrow."""
    with urlopen(f"{exporter}/api/v1/lineage") as answer:
        (tmp_path / "saved.json").write_bytes(answer.read())
    reader = visit().open(f"{exporter}/lineage")
    expect(reader.page.locator(".link-state")).to_contain_text("Live")
    reader.page.set_input_files("[type=file]", tmp_path / "saved.json")

    expect(reader.page.locator(".link-state")).to_contain_text("From a file")
    expect(reader.page.get_by_role("button", name="sum_up", exact=True)).to_be_visible()
