"""What the chart comes to: its config, monitor and rules, with Alertmanager's routes, when something goes wrong.

Helm renders the chart; the exporter is started with the rendered arguments on the rendered config, Prometheus scrapes
it as the Operator would by the rendered monitor and evaluates the rendered rules, and Alertmanager has the routes that
ship. An hour of rules takes 36 seconds or, where they wait for scrapes and workers, two minutes: an exporter that is
gone is told after five minutes, which are ten seconds.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from dte_exporter.config.types import parse_duration
from dte_exporter.rules.settings import RuleSettings
from tests.faults.exporter import PLUGIN, people, save
from tests.integration.conftest import Eventually, scraped
from tests.integration.notified import Mailbox, alertmanager_config, running
from tests.unit.deploy.chart import exporter as exporter_of
from tests.unit.deploy.chart import manifests
from tests.unit.deploy.operator import scrape_config, targets

pytestmark = pytest.mark.integration

FAST, LESS_FAST = RuleSettings(time_scale=1 / 100), RuleSettings(time_scale=1 / 30)
WAITING = {"DteExporterOverloaded", "DteCheckNeverRan", "DteExporterAbsent", "DteExporterInstanceDown"}
"""Alerts on what is no faster here than anywhere, workers that start and scrapes: their patience is longer."""

TEAM: dict[str, Any] = {
    "datasets": {"people": people("../../people.parquet") | {"owner": "Bakers"}},
    "checks": {"fair": {"check": "fairness", "dataset": "people", "every": "4s"}},
}
HANGING = {"check": "toy", "dataset": "people", "how": "hang", "every": "1s"}
CROWD = {**TEAM, "checks": {"one": HANGING, "other": HANGING}}
"""As many checks that do not end as there are workers."""

Told = tuple[str, str, str, str, str, str]
"""A notification: receiver, alert, severity, data set, owner and team; the last three are empty where it has none."""

ABSENT: Told = ("on-call", "DteExporterAbsent", "page", "", "", "")
UNREADABLE: Told = ("on-call", "DteDatasetUnreadable", "page", "people", "People office", "people")
OVERLOADED: Told = ("data-platform", "DteExporterOverloaded", "ticket", "", "", "")
BROKEN: Told = ("data-platform", "DteTeamConfigReloadFailed", "ticket", "", "", "bakers")


def given(folder: Path) -> dict[str, Any]:
    """Return the values: two checks of two teams on one data set of a third, and the file of a fourth."""
    dataset = people(str(folder / "moved.parquet")) | {"owner": "People office", "team": "people"}
    watched = {"dataset": "people", "every": "4s"}
    fair = {"check": "fairness", "severity": "page", "owner": "Responsible AI", "team": "rai", **watched}
    moved = {"check": "drift", "owner": "Machine learning", "team": "ml", **watched}
    limits = {
        "fair": {"demographic_parity_difference": {"max": 1.0}},
        "moved": {"columns_ratio": {"max": 1.0}},
    }
    checks = {name: {**one, "objectives": limits[name]} for name, one in (("fair", fair), ("moved", moved))}
    return {
        "config": {"datasets": {"people": dataset}, "checks": checks},
        "teams": {"configMaps": ["team-bakers"]},
        "watch": "200ms",
        "serviceMonitor": {"enabled": True},
        "prometheusRule": {"enabled": True},
    }


@dataclass
class Installed:
    """The chart as it runs here, and what became known of it.

    Parameters
    ----------
    folder : Path
        Where all of it is; ``etc`` and ``var`` are the pod's folders.
    command : list
        How the exporter is started.
    address : str
        Where it listens.
    mailbox : Mailbox
        Where notifications come.
    prometheus : str
        Where Prometheus is.
    """

    folder: Path
    command: list[str | Path]
    address: str
    mailbox: Mailbox
    prometheus: str
    labels: Mapping[str, str]
    harmed: datetime = field(init=False)
    exporter: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start the exporter."""
        with (self.folder / "exporter.log").open("ab") as log:
            environment = {**os.environ, "PYTHONPATH": str(PLUGIN)}
            self.exporter = subprocess.Popen(self.command, stdout=log, stderr=log, env=environment)

    def end(self) -> None:
        """End the exporter, even one that hangs."""
        self.exporter.kill()
        self.exporter.wait()

    def has_run(self) -> bool:
        """Return whether each check's last run was good, and Prometheus has seen the exporter."""
        text = scraped(f"http://{self.address}/metrics")
        good = [line.endswith(" 1.0") for line in text.splitlines() if line.startswith("dte_check_success{")]
        return len(good) == 3 and all(good)

    def news(self, status: str) -> Iterator[tuple[float, Told]]:
        """Yield when each alert that began with this fault came with a status, and what it said.

        Alertmanager promises to tell at least once: what it repeats of the fault before is no news.
        """
        for notification in list(self.mailbox.notifications):
            for alert in notification["alerts"]:
                if alert["status"] == status and datetime.fromisoformat(alert["startsAt"]) > self.harmed:
                    told = (alert["labels"].get(label, "") for label in _LABELS)
                    yield notification["came"], (notification["receiver"], *told)

    def told(self, status: str) -> list[Told]:
        """Return what came with a status since this fault began, each once."""
        return sorted({told for _, told in self.news(status)})

    def tells(self, eventually: Eventually, status: str, expected: Told) -> None:
        """Wait until one notification came with a status; fail with those that came instead."""
        with suppress(pytest.fail.Exception):
            eventually(lambda: expected in self.told(status), "")
        assert self.told(status) == [expected], f"see {self.folder}"

    def quiet(self) -> bool:
        """Return whether Prometheus has no alert that fires or is about to."""
        alerts = httpx.get(f"{self.prometheus}/api/v1/alerts", timeout=10).json()["data"]["alerts"]
        return not alerts


_LABELS = ("alertname", "severity", "dataset", "owner", "team")


@pytest.fixture(scope="module")
def installed(
    exporter: Path,
    prometheus3: Path,
    alertmanager: Path,
    free_port: Callable[[], int],
    eventually: Eventually,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Installed]:
    """Install the chart into a folder, and wait until all is well."""
    folder = tmp_path_factory.mktemp("installed")
    found = manifests(given(folder))
    address, scraping, alerting = (f"127.0.0.1:{free_port()}" for _ in range(3))
    for name in ("moved", "people"):
        save(folder / f"{name}.parquet", "true")
    _place(folder, found)
    scrape = scrape_config(found, address)
    mailbox = Mailbox()
    (folder / "rules.yaml").write_text(yaml.safe_dump({"groups": list(_fast(found))}))
    (folder / "prometheus.yml").write_text(_prometheus(scrape, alerting, folder / "rules.yaml"))
    (folder / "alertmanager.yml").write_text(alertmanager_config(mailbox.url))
    commands: list[list[str | Path]] = [
        [alertmanager, f"--config.file={folder}/alertmanager.yml", f"--web.listen-address={alerting}"],
        [prometheus3, f"--config.file={folder}/prometheus.yml", f"--web.listen-address={scraping}"],
    ]
    commands[0] += [f"--storage.path={folder}/alertmanager", "--cluster.listen-address="]
    commands[1] += [f"--storage.tsdb.path={folder}/tsdb"]
    arguments = [_here(text, folder, address) for text in exporter_of(given(folder))["args"]]
    (labels,) = targets(scrape)
    one = Installed(folder, [exporter, *arguments], address, mailbox, f"http://{scraping}", labels)
    one.start()
    with ExitStack() as stack:
        stack.callback(one.end)
        eventually(one.has_run, f"the checks did not run: see {folder}")
        for command, log in zip(commands, ("alertmanager.log", "prometheus.log"), strict=True):
            stack.enter_context(running(command, folder / log))
        eventually(lambda: _is_up(one), f"Prometheus does not see the exporter: see {folder}")
        yield one
        mailbox.server.shutdown()
        mailbox.server.server_close()


def _place(folder: Path, found: Sequence[Mapping[str, Any]]) -> None:
    """Put the rendered config and the team's file where the pod would have them."""
    (config,) = [one for one in found if one["kind"] == "ConfigMap"]
    for name in ("etc/config", "etc/conf.d", "var"):
        (folder / name).mkdir(parents=True)
    (folder / "etc/config/config.yaml").write_text(_here(config["data"]["config.yaml"], folder, ""))
    (folder / "etc/conf.d/bakers.yaml").write_text(yaml.safe_dump(TEAM))


def _here(text: str, folder: Path, address: str) -> str:
    """Return a text of the pod with this folder and address instead of its own."""
    text = text.replace("/etc/dte-exporter", f"{folder}/etc").replace("/var/lib/dte-exporter", f"{folder}/var")
    return text.replace("=:10610", f"={address}")


def _fast(found: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the groups of the rendered rules, faster."""
    (rule,) = [one for one in found if one["kind"] == "PrometheusRule"]
    for group in rule["spec"]["groups"]:
        yield {"name": group["name"], "rules": [_faster(one) for one in group["rules"]]}


def _faster(one: Mapping[str, Any]) -> dict[str, Any]:
    patience = {key: pace(one["alert"]).duration(one[key]) for key in ("for", "keep_firing_for") if key in one}
    return {**one, "expr": FAST.expr(one["expr"]), **patience}


def pace(alert: str) -> RuleSettings:
    """Return how fast an alert waits."""
    return LESS_FAST if alert in WAITING else FAST


def _prometheus(scrape: Mapping[str, Any], alertmanager: str, rules: Path) -> str:
    return yaml.safe_dump(
        {
            "global": {"evaluation_interval": "500ms"},
            "rule_files": [str(rules)],
            "alerting": {"alertmanagers": [{"static_configs": [{"targets": [alertmanager]}]}]},
            "scrape_configs": [{**scrape, "scrape_interval": "2s", "scrape_timeout": "2s"}],
        }
    )


def _is_up(one: Installed) -> bool:
    """Return whether Prometheus has scraped the exporter and evaluated the rules."""
    try:
        answer = httpx.get(
            f"{one.prometheus}/api/v1/query", params={"query": "job:dte_check_info:paging_checks > 0"}, timeout=10
        )
    except httpx.TransportError:
        return False
    return answer.is_success and bool(answer.json()["data"]["result"])


@dataclass(frozen=True)
class Fault:
    """What goes wrong, how it is mended, and what is told of it.

    Parameters
    ----------
    harm, mend : callable
        What happens to what is installed.
    told : Told
        The one notification.
    after : str
        How long the rules wait before they tell, as the runbook has it.
    """

    harm: Callable[[Installed], object]
    mend: Callable[[Installed], object]
    told: Told
    after: str


def _saved(team: str, text: str) -> Callable[[Installed], object]:
    """Return what saves a team's file as Kubernetes would: the new one takes the place of the old."""

    def save_it(one: Installed) -> None:
        file = one.folder / f"etc/conf.d/{team}.yaml"
        file.with_suffix(".new").write_text(text)
        file.with_suffix(".new").rename(file)

    return save_it


FAULTS = {
    "the exporter is killed": Fault(Installed.end, Installed.start, ABSENT, "5m"),
    "the exporter hangs": Fault(
        lambda one: one.exporter.send_signal(signal.SIGSTOP),
        lambda one: one.exporter.send_signal(signal.SIGCONT),
        ABSENT,
        "5m",
    ),
    "the data file is moved": Fault(
        lambda one: (one.folder / "moved.parquet").rename(one.folder / "away.parquet"),
        lambda one: (one.folder / "away.parquet").rename(one.folder / "moved.parquet"),
        UNREADABLE,
        "5m",
    ),
    "the file of a team is broken": Fault(
        _saved("bakers", "checks: ["), _saved("bakers", yaml.safe_dump(TEAM)), BROKEN, "10m"
    ),
    "the exporter is overloaded": Fault(
        _saved("crowd", yaml.safe_dump(CROWD)),
        lambda one: (one.folder / "etc/conf.d/crowd.yaml").unlink(),
        OVERLOADED,
        "15m",
    ),
}
SLACK = 30.0
"""Seconds beside what the rules wait: two runs, a scrape, an evaluation, Alertmanager, and a busy machine."""


@pytest.mark.parametrize("what", FAULTS)
def test_who_must_know_is_told_in_time_and_nobody_else(installed: Installed, eventually: Eventually, what: str) -> None:
    """One notification to one receiver, with the owner and team of what is broken, and one more when it is mended."""
    fault = FAULTS[what]
    eventually(lambda: installed.has_run() and installed.quiet(), f"all is not well before: see {installed.folder}")
    installed.harmed, harmed = datetime.now(UTC), time.monotonic()

    fault.harm(installed)
    installed.tells(eventually, "firing", fault.told)
    came = next(came for came, _ in installed.news("firing"))
    fault.mend(installed)
    installed.tells(eventually, "resolved", fault.told)
    eventually(installed.quiet, f"some alert does not end: see {installed.folder}")

    assert came - harmed < parse_duration(pace(fault.told[1]).duration(fault.after)) + SLACK
    assert (installed.told("firing"), installed.told("resolved")) == ([fault.told], [fault.told])


def test_the_target_is_labelled_as_the_tests_of_the_chart_say(installed: Installed) -> None:
    """Prometheus itself relabels to what the test of the rendered rules takes for granted."""
    (target,) = httpx.get(f"{installed.prometheus}/api/v1/targets").json()["data"]["activeTargets"]

    assert target["labels"] == installed.labels


def test_the_rules_find_no_fault_with_the_series(installed: Installed) -> None:
    """Each rendered rule was evaluated on what was really scraped."""
    groups = httpx.get(f"{installed.prometheus}/api/v1/rules").json()["data"]["groups"]

    found = [rule for group in groups for rule in group["rules"]]
    assert [(rule["name"], rule["lastError"]) for rule in found if rule.get("lastError")] == []
    assert {rule["health"] for rule in found} == {"ok"}
