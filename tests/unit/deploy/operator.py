"""What the Prometheus Operator makes of the chart: a scrape config, and the labels that targets get by it.

The relabelling is the Operator's own, of ``generateServiceMonitorConfig`` in its ``pkg/prometheus/promcfg.go``, less
what only matters with several shards.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.unit.deploy.chart import Manifest

Labels = Mapping[str, str]
_SNAKE = {"sourceLabels": "source_labels", "targetLabel": "target_label"}


def scrape_config(found: Sequence[Manifest], address: str) -> dict[str, Any]:
    """Return the scrape config for the one ServiceMonitor among `found`, whose pod listens at `address`."""
    (monitor,) = [one for one in found if one["kind"] == "ServiceMonitor"]
    (endpoint,) = monitor["spec"]["endpoints"]
    metadata = monitor["metadata"]
    return {
        "job_name": f"serviceMonitor/{metadata['namespace']}/{metadata['name']}/0",
        "scrape_interval": endpoint["interval"],
        "scrape_timeout": endpoint["scrapeTimeout"],
        "metrics_path": endpoint["path"],
        "scheme": endpoint["scheme"],
        "static_configs": [{"targets": [address], "labels": dict(meta)} for meta in _endpoints(found)],
        "relabel_configs": [*_relabelling(monitor), *map(_step, endpoint.get("relabelings", ()))],
        "metric_relabel_configs": [*map(_step, endpoint.get("metricRelabelings", ()))],
    }


def targets(config: Mapping[str, Any]) -> list[Labels]:
    """Return the labels of each target that is scraped by `config`."""
    return [labels for discovered in config["static_configs"] if (labels := _target(config, discovered))]


def _target(config: Mapping[str, Any], discovered: Mapping[str, Any]) -> dict[str, str] | None:
    (address,) = discovered["targets"]
    labels = {"job": config["job_name"], "__address__": address, **discovered["labels"]}
    for step in config["relabel_configs"]:
        value = step.get("separator", ";").join(labels.get(name, "") for name in step.get("source_labels", ()))
        match = re.fullmatch(step.get("regex", "(.*)"), value)
        action = step.get("action", "replace")
        if action in {"keep", "drop"} and (match is None) is (action == "keep"):
            return None
        if action == "replace" and match:
            labels[step["target_label"]] = match.expand(step.get("replacement", "$1").replace("$", "\\"))
    labels.setdefault("instance", address)
    return {name: value for name, value in labels.items() if value and not name.startswith("__")}


def _endpoints(found: Sequence[Manifest]) -> Iterator[Labels]:
    """Yield what Kubernetes tells of the pod behind each Service that selects it."""
    (workload,) = [one for one in found if one["kind"] in {"StatefulSet", "Deployment"}]
    pod = workload["spec"]["template"]
    for service in (one for one in found if one["kind"] == "Service"):
        assert service["spec"]["selector"].items() <= pod["metadata"]["labels"].items()
        (port,) = service["spec"]["ports"]
        yield {
            "__meta_kubernetes_namespace": service["metadata"]["namespace"],
            "__meta_kubernetes_service_name": service["metadata"]["name"],
            "__meta_kubernetes_endpoint_port_name": port["name"],
            "__meta_kubernetes_endpoint_address_target_kind": "Pod",
            "__meta_kubernetes_endpoint_address_target_name": f"{workload['metadata']['name']}-0",
            "__meta_kubernetes_pod_name": f"{workload['metadata']['name']}-0",
            "__meta_kubernetes_pod_container_name": "exporter",
            "__meta_kubernetes_pod_node_name": "node-1",
            "__meta_kubernetes_pod_phase": "Running",
            **{_label(name): value for name, value in service["metadata"]["labels"].items()},
        }


def _label(name: str) -> str:
    return "__meta_kubernetes_service_label_" + re.sub(r"[^a-zA-Z0-9_]", "_", name)


def _relabelling(monitor: Manifest) -> Iterator[dict[str, Any]]:
    for name, value in monitor["spec"]["selector"]["matchLabels"].items():
        yield {"action": "keep", "source_labels": [_label(name)], "regex": re.escape(value).replace("\\-", "-")}
    (endpoint,) = monitor["spec"]["endpoints"]
    yield {"action": "keep", "source_labels": ["__meta_kubernetes_endpoint_port_name"], "regex": endpoint["port"]}
    yield {
        "source_labels": [f"__meta_kubernetes_endpoint_address_target_{what}" for what in ("kind", "name")],
        "regex": "Pod;(.*)",
        "target_label": "pod",
    }
    yield _copied("namespace", "namespace")
    yield _copied("service_name", "service")
    yield _copied("pod_name", "pod")
    yield _copied("pod_container_name", "container")
    yield {"action": "drop", "source_labels": ["__meta_kubernetes_pod_phase"], "regex": "(Failed|Succeeded)"}
    yield _copied("service_name", "job")
    yield {"target_label": "endpoint", "replacement": endpoint["port"]}


def _copied(meta: str, label: str) -> dict[str, Any]:
    return {"source_labels": [f"__meta_kubernetes_{meta}"], "target_label": label}


def _step(relabeling: Mapping[str, Any]) -> dict[str, Any]:
    return {_SNAKE.get(key, key): value for key, value in relabeling.items()}
