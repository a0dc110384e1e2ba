"""The chart's rules on the targets that its own monitor makes: both must speak of the same job."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from dev.generate import rules
from dev.render_chart import CASES, values
from dte_exporter.rules.settings import RuleSettings
from tests.unit.deploy.chart import Manifest, manifests, of_kind
from tests.unit.deploy.operator import Labels, scrape_config, targets

MONITORED = [case for case in CASES if values(case).get("serviceMonitor", {}).get("enabled")]
ADDRESS = "10.0.0.7:10610"


def target(found: Sequence[Manifest]) -> Labels:
    """Return the labels of the one target that is scraped."""
    (only,) = targets(scrape_config(found, ADDRESS))
    return only


def written(metric: str, labels: Labels) -> str:
    """Return a series as PromQL writes it."""
    return f"{metric}{{{','.join(f'{name}={value!r}' for name, value in labels.items())}}}"


def groups(found: Sequence[Manifest]) -> list[dict[str, Any]]:
    """Return the groups of the one PrometheusRule."""
    (rule,) = [one for one in found if one["kind"] == "PrometheusRule"]
    listed: list[dict[str, Any]] = rule["spec"]["groups"]
    return listed


def annotations(found: Sequence[Manifest], alert: str) -> Mapping[str, str]:
    """Return the annotations of one alert."""
    one = next(rule for group in groups(found) for rule in group["rules"] if rule.get("alert") == alert)
    told: Mapping[str, str] = one["annotations"]
    return told


@pytest.mark.parametrize("case", MONITORED)
def test_absence_is_told_when_the_target_is_gone_and_only_then(case: str, promtool: Path, tmp_path: Path) -> None:
    """It is up for ten minutes, down for ten and up again; another one of the same job is down at first."""
    found = manifests(values(case))
    up, other = target(found), {**target(found), "instance": "10.0.0.8:10610", "pod": "other"}
    cluster = {"cluster": up["cluster"]} if "cluster" in up else {}
    absent = {"job": up["job"], "pillar": "exporter", "severity": "page", **cluster}
    down = {**other, "pillar": "exporter", "severity": "ticket"}
    moments = [("9m", [], [down]), ("14m", [], []), ("15m", [absent], []), ("22m", [], [])]
    test = {
        "interval": "1m",
        "input_series": [
            {"series": written("up", up), "values": "1x9 0x9 1x20"},
            {"series": written("up", other), "values": "0x9 stale"},
            {"series": written("dte_check_info", {**up, "check": "fair", "severity": "page"}), "values": "1x9 stale"},
        ],
        "alert_rule_test": [
            {
                "alertname": alert,
                "eval_time": moment,
                "exp_alerts": [
                    {"exp_labels": labels, "exp_annotations": filled(annotations(found, alert), labels)}
                    for labels in fires
                ],
            }
            for moment, absence, instances in moments
            for alert, fires in (("DteExporterAbsent", absence), ("DteExporterInstanceDown", instances))
        ],
    }
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump({"groups": groups(found)}))
    (tmp_path / "test.yaml").write_text(
        yaml.safe_dump({"rule_files": ["rules.yaml"], "evaluation_interval": "1m", "tests": [test]})
    )

    tested = subprocess.run([promtool, "test", "rules", tmp_path / "test.yaml"], capture_output=True, text=True)

    assert tested.returncode == 0, tested.stdout + tested.stderr


def filled(texts: Mapping[str, str], labels: Labels) -> dict[str, str]:
    """Return annotations with an alert's own labels in them."""
    found = dict(texts)
    for label, value in labels.items():
        found = {name: text.replace(f"{{{{ $labels.{label} }}}}", value) for name, text in found.items()}
    return found


@pytest.mark.parametrize(
    ("given", "job"),
    [
        ({}, "trust-dte-exporter"),
        ({"fullnameOverride": "measured"}, "measured"),
        ({"job": "dte"}, "dte"),
    ],
)
def test_the_job_is_the_release_s_name_or_the_one_that_is_set(given: dict[str, Any], job: str) -> None:
    """Two releases in one Prometheus have two jobs, so that each can be absent."""
    found = manifests({"serviceMonitor": {"enabled": True}, "prometheusRule": {"enabled": True}, **given})

    assert target(found)["job"] == job
    assert f'absent(up{{job="{job}"}} == 1)' in yaml.safe_dump(groups(found), width=10_000)


@pytest.mark.parametrize("case", MONITORED)
def test_the_pod_is_scraped_once(case: str) -> None:
    """By the Service that is asked, not by the headless one beside it."""
    found = manifests(values(case))

    assert len(scrape_config(found, ADDRESS)["static_configs"]) == 2
    assert target(found)["service"] == next(one for one in found if one["kind"] == "StatefulSet")["metadata"]["name"]


def test_rules_are_those_of_the_repository_with_the_values_of_the_release() -> None:
    """As the exporter itself would generate them for that job and these addresses, and the cluster on each alert."""
    settings = RuleSettings("trust", "https://wiki.example.org/{alert}/read", "https://grafana.example.org")
    expected = [group for _, text in sorted(rules.files(settings).items()) for group in yaml.safe_load(text)["groups"]]
    for rule in (rule for group in expected for rule in group["rules"] if "alert" in rule):
        rule["labels"] = {**rule.get("labels", {}), "cluster": "eu-1"}

    *shipped, own = groups(manifests(values("everything")))

    assert shipped == expected
    assert own["name"] == "mine"


def test_relabelings_of_the_user_are_there_beside_those_that_pin_the_job() -> None:
    """They come last, so that they have the last word."""
    found = manifests(values("everything"))
    (monitor,) = of_kind("ServiceMonitor", values("everything"))

    assert {"job": "trust", "cluster": "eu-1", "node": "node-1"}.items() <= target(found).items()
    assert monitor["spec"]["endpoints"][0]["metricRelabelings"][0]["regex"] == "process_.+"
