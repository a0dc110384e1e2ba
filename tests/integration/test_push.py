"""One run, pushed to the real Pushgateway, from where the real Prometheus takes it; and written for node_exporter."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from dte_exporter.errors import SinkError
from dte_exporter.sinks.pushgateway import Pushgateway
from tests.integration.conftest import Eventually, program

pytestmark = pytest.mark.integration

CONFIG = """\
datasets:
  people: {source: {type: files, path: people.parquet}, columns: {prediction: hired, sensitive: [sex]}}
checks:
  fair: {check: fairness, dataset: people, every: 1h, objectives: {demographic_parity_difference: {max: 0.1}}}
"""
PARITY = 'dte_fairness_demographic_parity_difference{job="nightly",sensitive_feature="sex"}'


@pytest.fixture(scope="module")
def gateway(
    free_port: Callable[[], int], eventually: Eventually, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Run the real Pushgateway; give its address."""
    gateway = program("prometheus-pushgateway", "run make tools")
    address, log = f"127.0.0.1:{free_port()}", tmp_path_factory.mktemp("gateway") / "log"
    with log.open("wb") as said, subprocess.Popen([gateway, f"--web.listen-address={address}"], stderr=said) as process:
        try:
            eventually(lambda: "listen" in log.read_text().lower(), f"the Pushgateway did not start: {log}")
            eventually(lambda: _answers(f"http://{address}/-/ready"), f"the Pushgateway is not ready: {log}")
            yield address
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def folder(exporter: Path, gateway: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of one run, which was pushed and written.

    Of 50 women 10 are hired, of 50 men 25: rates 0.2 and 0.5.
    """
    folder = tmp_path_factory.mktemp("run")
    rows = (
        "SELECT CASE WHEN i < 50 THEN 'f' ELSE 'm' END AS sex, (i < 10 OR i >= 75)::INT AS hired FROM range(100) t(i)"
    )
    duckdb.sql(f"COPY ({rows}) TO '{folder}/people.parquet' (FORMAT parquet)")
    (folder / "config.yaml").write_text(CONFIG)
    command: list[str | Path] = [exporter, "run", "--config.file", "config.yaml", "--fail-on", "objective"]
    command += ["--push-gateway", f"http://{gateway}", "--push-job", "nightly", "--textfile", "dte.prom"]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 3, ended.stderr
    return folder


def test_the_gateway_has_what_the_run_measured(folder: Path, gateway: str) -> None:
    """All of it under the job's name, and nothing of the process that has ended."""
    names = {
        line.partition("{")[0] for line in httpx.get(f"http://{gateway}/metrics").text.splitlines() if "nightly" in line
    }
    assert {"dte_objective_met", "dte_check_success", "push_time_seconds"} <= names
    assert not [name for name in names if name.startswith("process_")]


def test_prometheus_takes_it_from_the_gateway(
    folder: Path, gateway: str, prometheus: Path, free_port: Callable[[], int], eventually: Eventually
) -> None:
    """With honor_labels, as the gateway's documentation has it, the job is the run's and the value all its digits."""
    address = f"127.0.0.1:{free_port()}"
    (folder / "prometheus.yml").write_text(
        "global: {scrape_interval: 1s}\n"
        f"scrape_configs: [{{job_name: gateway, honor_labels: true, static_configs: [{{targets: ['{gateway}']}}]}}]\n"
    )
    command: list[str | Path] = [prometheus, "--config.file=prometheus.yml", f"--web.listen-address={address}"]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stderr=log, stdout=log, cwd=folder) as process:
        try:
            eventually(lambda: bool(_query(address, PARITY)), f"Prometheus has nothing: {folder / 'log'}")
            assert _query(address, PARITY) == [0.3]
            assert _query(address, 'dte_objective_met{job="nightly",subject="sex"}') == [0.0]
            assert _query(address, "push_failure_time_seconds{job='nightly'}") == [0.0]
        finally:
            process.terminate()


def test_a_push_replaces_the_one_before(gateway: str) -> None:
    """What is no longer measured is gone."""
    sink = Pushgateway(f"http://{gateway}", "a job/of two")
    sink.put(b"dte_toy_weight 1\ndte_toy_height 2\n")
    sink.put(b"dte_toy_weight 3\n")
    pushed = [line for line in httpx.get(f"http://{gateway}/metrics").text.splitlines() if "of two" in line]
    assert [line.split()[-1] for line in pushed if line.startswith("dte_toy_")] == ["3"]


def test_what_the_gateway_refuses_is_said_in_its_words(gateway: str) -> None:
    """It takes no sample with a time of its own."""
    with pytest.raises(SinkError, match=r"refuses: 400 .*timestamps"):
        Pushgateway(f"http://{gateway}", "timed").put(b"dte_toy_weight 1 1530453600000\n")


def test_the_textfile_is_one_that_node_exporter_takes(folder: Path, promtool: Path) -> None:
    """Promtool has nothing to say, no sample has a time of its own, and no name is node_exporter's."""
    body = (folder / "dte.prom").read_bytes()
    checked = subprocess.run([promtool, "check", "metrics"], input=body, capture_output=True, check=False)
    assert (checked.returncode, (checked.stdout + checked.stderr).decode()) == (0, "")
    samples = [sample for family in text_string_to_metric_families(body.decode()) for sample in family.samples]
    assert samples
    assert all(sample.timestamp is None for sample in samples)
    assert {sample.name.partition("_")[0] for sample in samples} == {"dte"}


def test_a_gateway_that_is_not_there_fails_the_run_after_its_results_are_printed(folder: Path, exporter: Path) -> None:
    """The textfile is written all the same, and the sentence names the place."""
    command: list[str | Path] = [exporter, "run", "--config.file", "config.yaml", "--format", "openmetrics"]
    command += ["--push-gateway", "http://127.0.0.1:1", "--textfile", "late.prom"]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "no Pushgateway answers at 127.0.0.1:1" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "dte_check_success" in ended.stdout
    assert "dte_check_success" in (folder / "late.prom").read_text()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url).is_success
    except httpx.TransportError:
        return False


def _query(address: str, promql: str) -> list[float]:
    try:
        answer = httpx.get(f"http://{address}/api/v1/query", params={"query": promql})
    except httpx.TransportError:
        return []
    return [float(one["value"][1]) for one in answer.json()["data"]["result"]] if answer.is_success else []
