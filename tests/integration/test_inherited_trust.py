"""A fault at the root of a pipeline of six jobs: one alert is sent, at its root, and what follows from it is silent.

The jobs are real ones, in that each makes a file from another and tells so by the official client of OpenLineage. An
exporter watches every file, and Prometheus and Alertmanager are as they ship, but for an hour that takes 20 seconds.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
import httpx
import pytest
import yaml
from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.transport.file import FileConfig, FileTransport

from tests.integration.conftest import scraped
from tests.integration.notified import Mailbox, alertmanager_config, running
from tests.integration.test_alerting import TIME_SCALE, prometheus_config

pytestmark = pytest.mark.integration

Eventually = Callable[[Callable[[], bool], str], None]
PIPELINE = ("landing", "raw", "orders", "enriched", "revenue", "features", "report")
"""Each but the first is made from the one before: six jobs."""

ROOT = "raw"
"""Where the fault is planted, by the job that makes it."""

UNMET = "DteQualityObjectiveUnmet"
OF_ITSELF = ("DteExporter", "DteCheckNeverRan")
"""What an exporter tells of itself that starts slowly, where an hour is 20 seconds."""


def config() -> dict[str, Any]:
    """Return a config that watches each file, and traces what they are made from."""
    objectives = {"missing_ratio": {"max": 0.1}}
    return {
        "datasets": {one: {"source": {"type": "files", "path": f"{one}.parquet"}} for one in PIPELINE},
        "lineage": {
            "sources": {"jobs": {"type": "openlineage", "path": "events.jsonl"}},
            "origins": ["landing"],
        },
        "checks": {
            **{
                one: {"check": "quality", "dataset": one, "every": "2s", "facts": ["missing"], "objectives": objectives}
                for one in PIPELINE
            },
            "lineage": {"check": "lineage", "every": "2s", "objectives": {"coverage_ratio": {"min": 1}}},
        },
    }


@dataclass
class Jobs:
    """The six jobs, and who tells of them."""

    folder: Path

    def run(self, job: str, fault: bool = False) -> None:
        """Make the file called `job` from the one before it, and tell so; a `fault` loses half of its values."""
        made, source = self.folder / f"{job}.parquet", PIPELINE[PIPELINE.index(job) - 1]
        value = "CASE WHEN i % 2 = 0 THEN value END" if fault else "value"
        written = made.with_suffix(".new")
        rows = f"SELECT i, {value} AS value FROM '{self.folder}/{source}.parquet'"
        duckdb.sql(f"COPY ({rows}) TO '{written}' (FORMAT parquet)")
        written.rename(made)
        self._tell(job, source, made)

    def _tell(self, job: str, source: str, made: Path) -> None:
        client = OpenLineageClient(
            transport=FileTransport(FileConfig(log_file_path=str(self.folder / "events.jsonl"), append=True))
        )
        run, name = Run(str(uuid4())), Job("pipeline", f"make_{job}")
        for state in (RunState.START, RunState.COMPLETE):
            client.emit(
                RunEvent(
                    eventType=state,
                    eventTime=datetime.now(UTC).isoformat(),
                    run=run,
                    job=name,
                    inputs=[InputDataset("file", str(self.folder / f"{source}.parquet"))],
                    outputs=[OutputDataset("file", str(made))],
                )
            )

    def run_all(self, **how: bool) -> None:
        """Run the job of the root, and then those after it."""
        self.run(ROOT, **how)
        self.run_after_root()

    def run_after_root(self) -> None:
        """Run the five jobs after that of the root."""
        for job in PIPELINE[2:]:
            self.run(job)


@dataclass
class Story:
    """What came of it."""

    mailbox: Mailbox
    inhibited: dict[str, set[str]]
    inherited: dict[str, float]
    culprits: dict[str, str]
    held_back_in_the_end: dict[str, set[str]]


def _values(exporter: str, query: str) -> list[dict[str, Any]]:
    return [
        {**one["metric"], "value": float(one["value"][1])}
        for one in httpx.get(f"{exporter}/api/v1/query", params={"query": query}).json()["data"]["result"]
    ]


@pytest.fixture(scope="module")
def story(
    prometheus3: Path,
    alertmanager: Path,
    exporter: Path,
    free_port: Callable[[], int],
    eventually: Eventually,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Story]:
    """Let the fault come, go downstream, and be mended."""
    folder = tmp_path_factory.mktemp("pipeline")
    jobs = Jobs(folder)
    rows = "SELECT i, i * 2 AS value FROM range(200) t(i)"
    duckdb.sql(f"COPY ({rows}) TO '{folder}/landing.parquet' (FORMAT parquet)")
    jobs.run_all()
    (folder / "config.yaml").write_text(yaml.safe_dump(config()))
    served, alerting, scraping = (f"127.0.0.1:{free_port()}" for _ in range(3))
    rules, mailbox = folder / "rules.yaml", Mailbox()
    generate: list[str | Path] = [exporter, "rules", "generate", "--config.file", folder / "config.yaml"]
    rules.write_bytes(subprocess.check_output([*generate, "--time-scale", str(TIME_SCALE)]))
    (folder / "alertmanager.yml").write_text(alertmanager_config(mailbox.url))
    (folder / "prometheus.yml").write_text(prometheus_config(served, alerting, rules))
    commands: dict[str, list[str | Path]] = {
        "exporter": [exporter, "serve", "--config.file", folder / "config.yaml", "--web.listen-address", served],
        "alertmanager": [
            alertmanager,
            f"--config.file={folder}/alertmanager.yml",
            f"--web.listen-address={alerting}",
            f"--storage.path={folder}/alertmanager",
            "--cluster.listen-address=",
        ],
        "prometheus": [
            prometheus3,
            f"--config.file={folder}/prometheus.yml",
            f"--web.listen-address={scraping}",
            f"--storage.tsdb.path={folder}/tsdb",
        ],
    }

    def held_back() -> dict[str, set[str]]:
        """Return which alerts Alertmanager holds back, by data set."""
        found: dict[str, set[str]] = {}
        for alert in httpx.get(f"http://{alerting}/api/v2/alerts").json():
            if alert["status"]["inhibitedBy"]:
                found.setdefault(alert["labels"]["dataset"], set()).add(alert["labels"]["alertname"])
        return found

    def inherited(metric: str) -> list[dict[str, Any]]:
        return _values(f"http://{scraping}", metric)

    with ExitStack() as stack:
        for name, command in commands.items():
            stack.enter_context(running(command, folder / f"{name}.log"))
        metrics = f"http://{served}/metrics"
        eventually(lambda: "dte_checks_pending 0.0" in scraped(metrics), f"no runs: see {folder}")
        eventually(lambda: len(inherited("dte_lineage_upstream_objectives_unmet")) == 6, f"no lineage: see {folder}")
        jobs.run(ROOT, fault=True)
        eventually(lambda: bool(mailbox.alerts(UNMET, "firing")), f"the fault fires nothing: see {folder}")
        eventually(
            lambda: len(inherited('ALERTS{alertname="DteUpstreamUntrusted",alertstate="firing"}')) == 5,
            f"nothing is inherited: see {folder}",
        )
        jobs.run_after_root()
        eventually(lambda: len(held_back()) == 5, f"nothing is held back: see {folder}")
        told = Story(
            mailbox,
            held_back(),
            {one["dataset"]: one["value"] for one in inherited("dte_lineage_upstream_objectives_unmet")},
            {one["dataset"]: one["culprit"] for one in inherited("dte_lineage_culprit_info")},
            {},
        )
        jobs.run_all()
        eventually(lambda: bool(mailbox.alerts(UNMET, "resolved")), f"mended, nothing is resolved: see {folder}")
        eventually(lambda: not inherited('ALERTS{alertstate="firing"}'), f"mended, some alert is left: see {folder}")
        told.held_back_in_the_end = held_back()
        yield told
        mailbox.server.shutdown()
        mailbox.server.server_close()
    shutil.rmtree(folder)


def test_one_alert_is_sent_at_the_root(story: Story) -> None:
    """From the first minute to the last nobody is told of anything else about the data."""
    told = {
        (alert["labels"]["alertname"], alert["labels"].get("dataset"))
        for notification in story.mailbox.notifications
        for alert in notification["alerts"]
        if not alert["labels"]["alertname"].startswith(OF_ITSELF)
    }

    assert told == {(UNMET, ROOT)}


def test_what_is_made_from_it_shows_what_it_inherits(story: Story) -> None:
    """Each objective in breach on the way; the nearest data set upstream is the culprit, and the origin has none."""
    assert story.inherited == {"raw": 0, "orders": 1, "enriched": 2, "revenue": 3, "features": 4, "report": 5}
    assert story.culprits == {
        "orders": "raw",
        "enriched": "orders",
        "revenue": "enriched",
        "features": "revenue",
        "report": "features",
    }


def test_what_follows_is_held_back(story: Story) -> None:
    """The alert of each data set that is made from the broken one."""
    assert story.inhibited == {one: {UNMET} for one in PIPELINE[2:]}


def test_mended_all_is_clear(story: Story) -> None:
    """The alert is resolved, and nothing is held back any more."""
    assert [alert["labels"]["dataset"] for alert in story.mailbox.alerts(UNMET, "resolved")] == [ROOT]
    assert story.held_back_in_the_end == {}
