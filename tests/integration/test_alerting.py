"""From the planted shift of the living demo to a message: the exporter, Prometheus and Alertmanager as they are run.

An hour of rules takes 20 seconds here, by the setting of ``rules generate``, and a batch of people two. Two versions of
Prometheus, each with an Alertmanager of its own, watch the same story: the shift comes, goes, comes again, and the
exporter dies.
"""

import itertools
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import httpx
import pytest
import yaml

from dev.demo.batches import Batch, write_training
from tests.integration.conftest import scraped
from tests.integration.notified import Mailbox, alertmanager_config, running

Eventually = Callable[[Callable[[], bool], str], None]
FreePort = Callable[[], int]

pytestmark = pytest.mark.integration

REPOSITORY = Path(__file__).parents[2]
TIME_SCALE = 1 / 180
EVERY = 2.0
"""Seconds between two batches, and between two runs of a check."""

SPEED = {"REPLAY_EVERY": "2s", "REPLAY_WINDOW": "4s"}
VERSIONS = ("2.42", "3.5")
DRIFT, FOUR_FIFTHS, ABSENT = "DteDriftObjectiveUnmet", "DteFourFifthsRuleUnmet", "DteExporterAbsent"


class Arrivals:
    """Lets people arrive, batch by batch, with the shift of the demo or without."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.planted = False
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._arrive)

    def __enter__(self) -> Self:
        self.folder.mkdir()
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join()

    def _arrive(self) -> None:
        for number in itertools.count():
            Batch(number % 18 + 1, 18, self.planted).arrive(self.folder, number)
            if self._ended.wait(EVERY):
                return


@dataclass
class Watcher:
    """A Prometheus with its Alertmanager and the mailbox that this one writes to."""

    prometheus: str
    alertmanager: str
    mailbox: Mailbox
    inhibited: dict[str, list[str]] = field(default_factory=dict)

    def told(self, status: str, *alerts: str, times: int = 1) -> bool:
        """Return whether each of some alerts came to the mailbox with a status, so many times."""
        return all(len(self.mailbox.alerts(alert, status)) >= times for alert in alerts)

    def look_at_inhibition(self) -> bool:
        """Return whether Alertmanager holds all back but that the exporter is away, and keep what it says of each."""
        alerts = httpx.get(f"{self.alertmanager}/api/v2/alerts").json()
        names = {alert["fingerprint"]: alert["labels"]["alertname"] for alert in alerts}
        self.inhibited = {
            alert["labels"]["alertname"]: sorted(names.get(by, by) for by in alert["status"]["inhibitedBy"])
            for alert in alerts
        }
        return DRIFT in self.inhibited and all(by for name, by in self.inhibited.items() if name != ABSENT)


def prometheus_config(exporter: str, alertmanager: str, rules: Path) -> str:
    """Return the example that ships, with this test's addresses and speed."""
    tree = yaml.safe_load((REPOSITORY / "deploy/prometheus/prometheus.yaml").read_text())
    tree["global"] = {"scrape_interval": "500ms", "scrape_timeout": "500ms", "evaluation_interval": "500ms"}
    tree["rule_files"] = [str(rules)]
    tree["alerting"]["alertmanagers"][0]["static_configs"][0]["targets"] = [alertmanager]
    tree["scrape_configs"][0]["static_configs"][0]["targets"] = [exporter]
    return yaml.safe_dump(tree)


@pytest.fixture(scope="module")
def story(
    prometheus: Path,
    prometheus3: Path,
    alertmanager: Path,
    exporter: Path,
    free_port: FreePort,
    eventually: Eventually,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Mapping[str, Watcher]]:
    """Let the shift come, go, come again, and the exporter die; return what each version's mailbox got."""
    folder = tmp_path_factory.mktemp("alerting")
    served = f"127.0.0.1:{free_port()}"
    config = Path(shutil.copy(REPOSITORY / "deploy/demo/replay/config.yaml", folder))
    rules = folder / "rules.yaml"
    generate: list[str | Path] = [exporter, "rules", "generate", "--config.file", config]
    rules.write_bytes(subprocess.check_output([*generate, "--time-scale", str(TIME_SCALE)]))
    write_training(folder / "training.parquet")
    serve: list[str | Path] = [exporter, "serve", "--config.file", config, "--web.listen-address", served]
    with ExitStack() as stack:
        arrivals = stack.enter_context(Arrivals(folder / "batches"))
        demo = stack.enter_context(running(serve, folder / "exporter.log", **SPEED))
        watchers = {
            version: stack.enter_context(_watching(folder / version, program, alertmanager, served, rules, free_port))
            for version, program in zip(VERSIONS, (prometheus, prometheus3), strict=True)
        }

        def wait(holds: Callable[[Watcher], bool], otherwise: str) -> None:
            eventually(lambda: all(map(holds, watchers.values())), f"{otherwise}: see {folder}")

        eventually(lambda: "dte_checks_pending 0.0" in scraped(f"http://{served}/metrics"), f"no runs: see {folder}")
        arrivals.planted = True
        wait(lambda each: each.told("firing", DRIFT, FOUR_FIFTHS), "the shift fires nothing")
        arrivals.planted = False
        wait(lambda each: each.told("resolved", DRIFT, FOUR_FIFTHS), "healing resolves nothing")
        arrivals.planted = True
        wait(lambda each: each.told("firing", DRIFT, FOUR_FIFTHS, times=2), "the shift fires only once")
        demo.kill()
        wait(Watcher.look_at_inhibition, "the exporter's death silences nothing")
        wait(lambda each: each.told("firing", ABSENT), "nobody is told of the exporter's death")
        yield watchers


@contextmanager
def _watching(
    folder: Path, prometheus: Path, alertmanager: Path, exporter: str, rules: Path, free_port: FreePort
) -> Iterator[Watcher]:
    """Run a Prometheus and its Alertmanager on the exporter."""
    folder.mkdir()
    mailbox, alerting, scraping = Mailbox(), f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
    (folder / "alertmanager.yml").write_text(alertmanager_config(mailbox.url))
    (folder / "prometheus.yml").write_text(prometheus_config(exporter, alerting, rules))
    commands: list[list[str | Path]] = [
        [alertmanager, f"--config.file={folder}/alertmanager.yml", f"--web.listen-address={alerting}"],
        [prometheus, f"--config.file={folder}/prometheus.yml", f"--web.listen-address={scraping}"],
    ]
    commands[0] += [f"--storage.path={folder}/alertmanager", "--cluster.listen-address="]
    commands[1] += [f"--storage.tsdb.path={folder}/tsdb"]
    with ExitStack() as stack:
        for command, name in zip(commands, ("alertmanager.log", "prometheus.log"), strict=True):
            stack.enter_context(running(command, folder / name))
        yield Watcher(f"http://{scraping}", f"http://{alerting}", mailbox)
        mailbox.server.shutdown()
        mailbox.server.server_close()


@pytest.fixture(params=VERSIONS)
def watcher(request: pytest.FixtureRequest, story: Mapping[str, Watcher]) -> Watcher:
    """Return what one version of Prometheus made of the story."""
    return story[request.param]


def test_a_shift_reaches_those_who_asked_for_it(watcher: Watcher) -> None:
    """Drift goes to the team of the model; fairness, whose check asks for a page, to who is on call as well."""
    receivers = {
        (alert["labels"]["alertname"], notification["receiver"])
        for notification in watcher.mailbox.notifications
        for alert in notification["alerts"]
    }
    assert {(DRIFT, "machine-learning"), (FOUR_FIFTHS, "on-call"), (FOUR_FIFTHS, "responsible-ai")} <= receivers
    assert (DRIFT, "on-call") not in receivers


def test_a_notification_is_of_one_pillar_of_one_data_set(watcher: Watcher) -> None:
    """What happened at once to the same rows is read at once."""
    for notification in watcher.mailbox.notifications:
        assert set(notification["groupLabels"]) <= {"cluster", "job", "pillar", "dataset"}
    together = [
        {alert["labels"]["alertname"] for alert in notification["alerts"]}
        for notification in watcher.mailbox.notifications
        if notification["receiver"] == "responsible-ai"
    ]
    assert {FOUR_FIFTHS, "DteFairnessObjectiveUnmet"} in together


def test_the_text_says_what_is_wrong_by_how_much_and_for_whom(watcher: Watcher) -> None:
    """Women are the group, four fifths the limit; age is the column; the model that reads the rows is named."""
    fairness = watcher.mailbox.alerts(FOUR_FIFTHS, "firing")[0]["annotations"]["description"].splitlines()
    drift = watcher.mailbox.alerts(DRIFT, "firing")[0]["annotations"]["description"].splitlines()

    assert fairness[:3] == [
        "Equal treatment of women and men.",
        "A group gets the favourable decision much less often than the best-off group.",
        "Breached by 1 of its subjects, the worst of which are:",
    ]
    assert re.fullmatch(r"- sex/Female: 0\.[0-7]\d*, min 0\.8", fairness[3])
    assert any(re.fullmatch(r"- AGEP: [0-9.]+, max 0\.2", line) for line in drift)
    assert fairness[-1] == drift[-1] == "Models that these rows touch: acs_employment"


def test_labels_say_who_minds_it(watcher: Watcher) -> None:
    """Severity, team and owner are those of the config."""
    labels = watcher.mailbox.alerts(FOUR_FIFTHS, "firing")[0]["labels"]

    assert {name: labels[name] for name in ("severity", "team", "owner", "dataset", "model")} == {
        "severity": "page",
        "team": "responsible-ai",
        "owner": "Responsible AI",
        "dataset": "arrivals",
        "model": "acs_employment",
    }


def test_healing_resolves_what_fired(watcher: Watcher) -> None:
    """It fires once a shift, and is resolved between both."""
    story = [
        alert["status"]
        for notification in watcher.mailbox.notifications
        if notification["receiver"] == "machine-learning"
        for alert in notification["alerts"]
        if alert["labels"]["alertname"] == DRIFT
    ]
    assert [status for status, _ in itertools.groupby(story)] == ["firing", "resolved", "firing"]


def test_the_death_of_the_exporter_silences_all_else(watcher: Watcher) -> None:
    """What is kept firing is held back by the one alert that nobody can be reached."""
    assert watcher.inhibited.pop(ABSENT) == []
    assert DRIFT in watcher.inhibited
    assert set(map(tuple, watcher.inhibited.values())) == {(ABSENT,)}


def test_every_rule_was_evaluated(watcher: Watcher) -> None:
    """Prometheus found no fault with any rule on what was really scraped."""
    groups = httpx.get(f"{watcher.prometheus}/api/v1/rules").json()["data"]["groups"]
    faults = {rule["name"]: rule["lastError"] for group in groups for rule in group["rules"] if rule.get("lastError")}

    assert faults == {}
    assert {rule["health"] for group in groups for rule in group["rules"]} == {"ok"}
