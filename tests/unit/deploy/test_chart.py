import subprocess
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from helm_python.chart import Chart, lint, package
from helm_python.errors import HelmError

from dev.render_chart import CASES, CHART, texts, values
from dte_exporter.config.loading.load import load
from dte_exporter.registry import Registry
from tests.unit.deploy.chart import REPOSITORY, Manifest, exporter, manifests, of_kind, pod

EVERY_CASE = pytest.mark.parametrize("case", CASES)
VERSIONS = ("1.34.0", "1.36.0", "1.37.0")
OWN = {"monitoring.coreos.com/v1", "gateway.networking.k8s.io/v1"}
"""Interfaces that Kubernetes itself does not have; tests/integration holds them to their own schemas."""

STACK = {"release": "monitoring"}
"""By what a kube-prometheus-stack that was installed as ``monitoring`` selects."""


@EVERY_CASE
def test_helm_finds_nothing_wrong(case: str) -> None:
    """Strictly, so that a warning fails too; an icon is the one thing that it misses."""
    found = lint(CHART, values=values(case), strict=True)

    assert [message["error"] for message in found["messages"]] == ["icon is recommended"]


@EVERY_CASE
@pytest.mark.parametrize("version", VERSIONS)
def test_kubernetes_takes_every_manifest(case: str, version: str) -> None:
    """Strictly: a field that this version does not know is an error."""
    for manifest in manifests(values(case)):
        if manifest["apiVersion"] not in OWN:
            kubernetes_validate.validate(dict(manifest), version, strict=True)


def test_the_chart_packages(tmp_path: Path) -> None:
    """Boards and rules are in the package; the cases of its tests are not."""
    with Chart.load(package(CHART, destination=tmp_path)) as chart:
        names = {file["name"] for file in chart.files}

    assert {"files/dashboards/overview.json", "files/rules/dte-drift.yaml"} <= names
    assert not [name for name in names if name.startswith("ci/")]


@EVERY_CASE
def test_the_pod_is_of_the_restricted_standard(case: str) -> None:
    """Rule by rule of https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted."""
    spec = pod(values(case))["spec"]
    every = [*spec["containers"], *spec.get("initContainers", [])]

    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["runAsUser"] != 0
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert not {"hostNetwork", "hostPID", "hostIPC", "hostUsers"} & spec.keys()
    allowed = {
        "configMap",
        "csi",
        "downwardAPI",
        "emptyDir",
        "ephemeral",
        "persistentVolumeClaim",
        "projected",
        "secret",
    }
    assert {key for volume in spec["volumes"] for key in volume} <= {"name", *allowed}
    for container in every:
        context = container["securityContext"]
        assert context["allowPrivilegeEscalation"] is False
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert "privileged" not in context
        assert not [port for port in container.get("ports", ()) if "hostPort" in port]


@EVERY_CASE
def test_the_pod_writes_nowhere_but_where_it_may(case: str) -> None:
    """Beyond the standard: a read-only root, no token of a service account, no links to services."""
    spec = pod(values(case))["spec"]
    container = exporter(values(case))

    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert (spec["automountServiceAccountToken"], spec["enableServiceLinks"]) == (False, False)
    writable = {mount["mountPath"] for mount in container["volumeMounts"] if not mount.get("readOnly")}
    assert writable == {"/var/lib/dte-exporter", "/tmp"}  # noqa: S108  inside the container
    assert container["workingDir"] == "/var/lib/dte-exporter"


def test_history_on_a_volume_makes_a_stateful_set() -> None:
    """Without one there is nothing to hold on to."""
    kept = {"history": {"persistence": {"enabled": True}}}

    assert [one["kind"] for one in manifests(kept)].count("StatefulSet") == 1
    assert of_kind("Deployment", kept) == []
    for loose in ({"history": {"persistence": {"enabled": False}}}, {"history": {"enabled": False}}):
        assert of_kind("StatefulSet", loose) == []
        (deployment,) = of_kind("Deployment", loose)
        assert {"name": "data", "emptyDir": {}} in deployment["spec"]["template"]["spec"]["volumes"]


@pytest.mark.parametrize("case", ["config", "everything"])
def test_the_rendered_config_is_one(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It passes what check-config asks, with the places and budgets that the chart decides."""
    monkeypatch.setenv("LOANS", "/data/loans.parquet")
    (map_,) = [one for one in of_kind("ConfigMap", values(case)) if "config.yaml" in one["data"]]
    (tmp_path / "config.yaml").write_text(map_["data"]["config.yaml"])
    (tmp_path / "conf.d").mkdir()

    config = load(tmp_path / "config.yaml", Registry.discover())

    assert str(config.cache) == "/var/lib/dte-exporter/cache"
    assert (config.settings.max_series, config.settings.workers) == (100_000, 2)
    assert config.settings.history is not None


@pytest.mark.parametrize(
    ("watch", "changed", "rolls"),
    [
        ("10s", {"workers": 3}, True),
        ("10s", {"history": {"persistence": {"enabled": False}, "keep": "7d"}}, True),
        ("10s", {"maxSeries": 5}, False),
        ("10s", {"config": {"datasets": {}}}, False),
        ("", {"maxSeries": 5}, True),
    ],
)
def test_a_changed_config_rolls_the_pod_only_where_it_must(watch: str, changed: dict[str, Any], rolls: bool) -> None:
    """What the exporter takes up by itself needs no restart, as long as it looks at its files."""
    one = values("config") | {"watch": watch}

    assert pod(one) == pod(one)
    assert (pod(one) != pod(one | changed)) is rolls


def test_the_config_is_a_folder_that_is_watched() -> None:
    """Kubernetes never brings a change to a file that is mounted by subPath; so it is with an existing ConfigMap."""
    for given in (values("everything"), values("existing")):
        container = exporter(given)
        mounts = {mount["name"]: mount for mount in container["volumeMounts"]}

        assert mounts["config"] == {"name": "config", "mountPath": "/etc/dte-exporter/config", "readOnly": True}
        assert not [mount for mount in container["volumeMounts"] if "subPath" in mount]
        assert {"--config.file=/etc/dte-exporter/config/config.yaml", "--config.watch=10s"} <= set(container["args"])
    assert not [flag for flag in exporter(values("config"))["args"] if flag.startswith("--config.watch")]


def test_an_existing_config_map_is_mounted_instead_of_one_of_the_chart() -> None:
    """Under the name that it has."""
    assert of_kind("ConfigMap", values("existing")) == []
    volumes = pod(values("existing"))["spec"]["volumes"]
    assert {"name": "config", "configMap": {"name": "written-elsewhere"}} in volumes


def test_teams_need_no_config_beside_their_own() -> None:
    """The main file then includes theirs, where the demo would have been served without a word."""
    given = {"teams": {"configMaps": ["team-risk"]}}
    (map_,) = of_kind("ConfigMap", given)
    mounts = {mount["name"]: mount["mountPath"] for mount in exporter(given)["volumeMounts"]}

    assert yaml.safe_load(map_["data"]["config.yaml"])["include"] == f"{mounts['teams']}/*.yaml"


def test_containers_of_the_user_stand_beside_the_exporter() -> None:
    """One before it, one with it."""
    spec = pod(values("everything"))["spec"]

    assert [one["name"] for one in spec["containers"]] == ["exporter", "beside"]
    assert [one["name"] for one in spec["initContainers"]] == ["before"]


def test_a_deployment_never_runs_two_exporters_at_once() -> None:
    """Its checks would run twice and its series be exported twice; whoever wants that says so."""
    loose = {"history": {"persistence": {"enabled": False}}}

    (usual,), (chosen,) = of_kind("Deployment", loose), of_kind("Deployment", values("config"))

    assert usual["spec"]["strategy"] == {"type": "Recreate"}
    assert chosen["spec"]["strategy"]["rollingUpdate"] == {"maxSurge": 0, "maxUnavailable": 1}


def test_a_stateful_set_has_a_headless_service_and_says_what_becomes_of_its_volume() -> None:
    """Kept by default; and how it is updated is a value."""
    (usual,), (chosen,) = of_kind("StatefulSet", {}), of_kind("StatefulSet", values("everything"))
    headless = [one["metadata"]["name"] for one in of_kind("Service", {}) if one["spec"].get("clusterIP") == "None"]

    assert [usual["spec"]["serviceName"]] == headless
    assert usual["spec"]["persistentVolumeClaimRetentionPolicy"] == {"whenDeleted": "Retain", "whenScaled": "Retain"}
    assert chosen["spec"]["persistentVolumeClaimRetentionPolicy"] == {"whenDeleted": "Delete", "whenScaled": "Retain"}
    assert (usual["spec"]["updateStrategy"], chosen["spec"]["updateStrategy"]) == (
        {"type": "RollingUpdate"},
        {"type": "OnDelete"},
    )
    assert len(of_kind("Service", values("config"))) == 1


@EVERY_CASE
def test_there_is_no_budget_that_protects_nothing(case: str) -> None:
    """Of one replica a PodDisruptionBudget either lets all of it go, or blocks every drain of its node."""
    assert of_kind("PodDisruptionBudget", values(case)) == []


@pytest.mark.parametrize("kind", ["ServiceMonitor", "PrometheusRule"])
def test_the_default_selector_of_the_stack_finds_it(kind: str) -> None:
    """By the label that NOTES says how to find out."""
    (found,) = of_kind(kind, values("operator"))

    assert STACK.items() <= found["metadata"]["labels"].items()
    assert "release=" in texts(values("operator"))["NOTES.txt"]


def test_the_service_monitor_selects_the_service() -> None:
    """By labels, namespace and the port's name."""
    given = values("operator")
    (monitor,) = of_kind("ServiceMonitor", given)
    (service,) = [one for one in of_kind("Service", given) if one["spec"].get("clusterIP") != "None"]

    assert monitor["spec"]["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
    assert monitor["spec"]["namespaceSelector"]["matchNames"] == [service["metadata"]["namespace"]]
    assert [one["port"] for one in monitor["spec"]["endpoints"]] == [port["name"] for port in service["spec"]["ports"]]
    assert service["spec"]["selector"].items() <= pod(given)["metadata"]["labels"].items()


def test_promtool_takes_the_rendered_rules(tmp_path: Path, promtool: Path) -> None:
    """Helm's own quoting has broken none of them."""
    (rule,) = of_kind("PrometheusRule", values("everything"))
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump(rule["spec"]))

    found = subprocess.run([promtool, "check", "rules", tmp_path / "rules.yaml"], capture_output=True, text=True)

    assert found.returncode == 0, found.stdout + found.stderr


def test_the_sidecar_finds_every_board() -> None:
    """A ConfigMap each, with the label that it looks for and the JSON as it is in the repository."""
    boards = [
        one for one in of_kind("ConfigMap", values("operator")) if "grafana_dashboard" in one["metadata"]["labels"]
    ]

    shown = {name: text for one in boards for name, text in one["data"].items()}
    files = list((REPOSITORY / "grafana/dashboards").glob("*.json"))
    assert {f"dte-{file.name}": yaml.safe_load(file.read_text()) for file in files} == {
        name: yaml.safe_load(text) for name, text in shown.items()
    }


def test_the_network_policy_lets_in_prometheus_and_out_what_is_declared() -> None:
    """DNS and the one source of the case, and nothing else."""
    (policy,) = of_kind("NetworkPolicy", values("everything"))

    assert policy["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert policy["spec"]["ingress"][0]["from"][0]["podSelector"]["matchLabels"] == {
        "app.kubernetes.io/name": "prometheus"
    }
    assert [rule["ports"][0]["port"] for rule in policy["spec"]["egress"]] == [53, 5000]


def test_where_tls_is_spoken_the_probes_speak_it() -> None:
    """Kubernetes asks in the clear otherwise, and would restart a healthy pod."""
    container = exporter(values("everything"))

    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert container[probe]["httpGet"]["scheme"] == "HTTPS"
    assert {container[probe]["httpGet"]["path"] for probe in ("livenessProbe", "readinessProbe")} == {
        "/-/healthy",
        "/-/ready",
    }


def test_notes_say_why_there_is_no_autoscaler() -> None:
    """And that the demo is served where nothing was configured."""
    notes = texts({})["NOTES.txt"]

    assert "no HorizontalPodAutoscaler, on purpose" in notes
    assert "It serves the demo of its image" in notes
    assert "It serves the demo" not in texts(values("config"))["NOTES.txt"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"replicas": 2}, "additional properties 'replicas' not allowed"),
        ({"history": {"kept": "90d"}}, "additional properties 'kept' not allowed"),
        ({"workers": 0}, "minimum: got 0, want 1"),
        ({"workers": "two"}, "got string, want null or integer"),
        ({"log": {"level": "loud"}}, "value must be one of 'debug', 'info', 'warn', 'error'"),
        ({"service": {"port": 70000}}, "maximum: got 70,000, want 65,535"),
        ({"config": "config.yaml"}, "got string, want object"),
        ({"podDisruptionBudget": {"enabled": True}}, "additional properties 'podDisruptionBudget' not allowed"),
        ({"job": 'dte"} or vector(1) or up{job="'}, "does not match pattern"),
        ({"prometheusRule": {"grafanaUrl": "grafana"}}, "does not match pattern"),
        ({"watch": "soon"}, "does not match pattern"),
        ({"history": {"persistence": {"retention": {"whenDeleted": "Keep"}}}}, "must be one of 'Retain', 'Delete'"),
    ],
)
def test_wrong_values_are_refused_with_a_sentence(given: dict[str, Any], told: str) -> None:
    """The place and what would be right are in it."""
    with pytest.raises(HelmError) as raised:
        texts(given)

    assert told in str(raised.value)
    assert next(iter(given)) in str(raised.value)


EXISTING = {"existingConfigMap": "mine"}
MAIN: dict[str, Any] = {"config": {"datasets": {}, "checks": {}}}


def own(**config: Any) -> dict[str, Any]:
    """Return values with a config that says more."""
    return {"config": {**MAIN["config"], **config}}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (EXISTING | MAIN, "existingConfigMap mine is the whole config, so that config would have no effect"),
        (EXISTING | {"workers": 4, "maxSeries": 5}, "so that workers, maxSeries would have no effect: write it in"),
        (EXISTING | {"history": {"keep": "7d"}}, "so that history.keep would have no effect"),
        (EXISTING | {"history": {"enabled": False}}, "so that history.enabled=false would have no effect"),
        (EXISTING | {"teams": {"configMaps": ["risk"]}}, "so that teams.configMaps would have no effect"),
        ({"workers": 4}, "without config the demo of the image is served, in which workers has no effect"),
        (own(history={"url": "${HISTORY}"}), "config.history.url keeps the history in a database"),
        (own(history={"path": "h.db"}), "config.history.path is set by the chart, to a file on its volume"),
        (
            own(history={"keep": "1d"}) | {"history": {"keep": "2d"}},
            "config.history.keep and history.keep say the same",
        ),
        (MAIN | {"history": {"enabled": False, "keep": "2d"}}, "history.keep has no effect with history.enabled=false"),
        (own(cache="c"), "config.cache is set by the chart, to a folder on its volume: leave it out"),
        (own(web={"listen_address": ":1"}), "config.web.listen_address is set by the chart"),
        (own(workers=3) | {"workers": 4}, "config.workers and workers say the same: keep one of the two"),
        (own(max_series=3) | {"maxSeries": 4}, "config.max_series and maxSeries say the same: keep one of the two"),
        (own(include="x") | {"teams": {"configMaps": ["risk"]}}, "config.include and teams.configMaps both name"),
    ],
)
def test_values_that_contradict_each_other_are_refused_with_a_sentence(given: dict[str, Any], told: str) -> None:
    """One of them would have had no effect, or the exporter would not have started."""
    with pytest.raises(HelmError) as raised:
        texts(given)

    assert told in str(raised.value)


def test_a_history_in_a_database_is_as_the_config_says() -> None:
    """Once the chart keeps none in a file, and then without a volume."""
    given = own(history={"url": "${HISTORY}"}) | {"history": {"enabled": False}}
    (map_,) = of_kind("ConfigMap", given)

    assert yaml.safe_load(map_["data"]["config.yaml"])["history"] == {"url": "${HISTORY}"}
    assert of_kind("StatefulSet", given) == []


def test_what_values_leave_open_is_as_the_config_says() -> None:
    """Budgets and what the history keeps may stand in the config as well."""
    (map_,) = of_kind("ConfigMap", own(workers=3, max_series=7, history={"keep": "1d"}))

    assert yaml.safe_load(map_["data"]["config.yaml"]) | MAIN["config"] == {
        **MAIN["config"],
        "workers": 3,
        "max_series": 7,
        "cache": "/var/lib/dte-exporter/cache",
        "history": {"path": "/var/lib/dte-exporter/history.db", "keep": "1d"},
    }


def test_every_object_is_known_by_the_same_labels() -> None:
    """Of its own namespace, and with the user's labels too."""
    for manifest in manifests(values("everything")):
        labels: Manifest = manifest["metadata"]["labels"]
        assert (labels["app.kubernetes.io/instance"], labels["cost-centre"]) == ("trust", "42")
        assert manifest["metadata"]["namespace"] == "observability"
