"""Every course of every board, asked of a real Prometheus that holds many data sets: who is in its legend."""

import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from dev.boards.crowd import served
from tests.integration.asked import Prometheus
from tests.integration.conftest import REPOSITORY, Eventually
from tests.integration.test_overload import process
from tests.unit.grafana.reading import NAMES, filled, panels

pytestmark = pytest.mark.integration

SETS, COLUMNS = 24, 6
"""More than twice as many of everything as a legend may hold."""

LEGEND = 12


@pytest.fixture(scope="module", params=["prometheus", "prometheus3"])
def crowded(
    request: pytest.FixtureRequest,
    free_port: Callable[[], int],
    eventually: Eventually,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Prometheus]:
    """Run each of the two Prometheus versions on a crowd of data sets, until the rules have recorded something."""
    program: Path = request.getfixturevalue(request.param)
    folder, crowd, address = tmp_path_factory.mktemp("crowd"), served(SETS, COLUMNS, 0), f"127.0.0.1:{free_port()}"
    (folder / "prometheus.yml").write_text(
        "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
        f"rule_files: ['{REPOSITORY}/deploy/prometheus/rules/*.yaml']\n"
        f"scrape_configs: [{{job_name: dte, static_configs: [{{targets: ['127.0.0.1:{crowd.server_port}']}}]}}]\n"
    )
    command: list[str | Path] = [program, f"--config.file={folder / 'prometheus.yml'}"]
    command += [f"--storage.tsdb.path={folder / 'tsdb'}", f"--web.listen-address={address}"]
    threading.Thread(target=crowd.serve_forever, daemon=True).start()
    with crowd, process(command, folder / "log"):
        running = Prometheus(address)
        eventually(running.ready, f"Prometheus did not scrape the crowd; its log is {folder / 'log'}")
        eventually(
            lambda: len(running.query("check_objective:dte_objective_met:sum")) == 4 * SETS,
            "no rule has recorded anything",
        )
        yield running
        crowd.shutdown()


@pytest.mark.parametrize("name", NAMES)
def test_no_legend_has_more_than_twelve_entries(crowded: Prometheus, name: str) -> None:
    """With twice as many data sets, models, groups and checks, and the limits of objectives among them."""
    entries = {panel["title"]: legend(crowded, panel) for panel in panels(name) if panel["type"] == "timeseries"}

    assert {title: names for title, names in entries.items() if len(names) > LEGEND} == {}
    assert any(len(names) >= 10 for names in entries.values()) or name == "overview"


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_the_worst_hundred_at_most_and_each_but_once(crowded: Prometheus, name: str) -> None:
    """Each query of it has one answer a row, and the first has as many as any other."""
    for panel in panels(name):
        if panel["type"] == "table":
            rows = [len(crowded.query(filled(target["expr"]))) for target in panel["targets"]]
            assert max(rows) == rows[0] <= 100, panel["title"]


def test_the_worst_come_first(crowded: Prometheus) -> None:
    """What a board picks of all groups are those with the lowest impact ratio."""
    (panel,) = [panel for panel in panels("fairness") if panel["title"] == "Groups, worst off first"]

    shown = crowded.query(filled(panel["targets"][0]["expr"]))
    every = sorted(crowded.query("dte_fairness_group_impact_ratio"))
    assert (len(shown), len(every)) == (100, SETS * COLUMNS)
    assert max(shown) < every[105]


def legend(server: Prometheus, panel: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the labels of every series that a panel draws over the last half minute."""
    (now,) = server.query("vector(time())")
    span = {"start": str(now - 30), "end": str(now), "step": "1"}
    found = []
    for target in panel["targets"]:
        answer = httpx.get(f"{server.api}/query_range", params={"query": filled(target["expr"]), **span})
        assert answer.is_success, answer.text
        found += [series["metric"] for series in answer.json()["data"]["result"]]
    return found
