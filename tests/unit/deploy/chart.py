"""The Helm chart, rendered by the real Helm inside helm-python-sdk."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from helm_python.chart import Chart

REPOSITORY = Path(__file__).parents[3]
CHART = REPOSITORY / "deploy/helm/dte-exporter"
CASES = sorted(file.name.removesuffix("-values.yaml") for file in (CHART / "ci").glob("*.yaml"))

Manifest = Mapping[str, Any]


def values(case: str) -> dict[str, Any]:
    """Return the values of a case."""
    tree: dict[str, Any] = yaml.safe_load((CHART / f"ci/{case}-values.yaml").read_text()) or {}
    return tree


def texts(given: Mapping[str, Any]) -> Mapping[str, str]:
    """Return what Helm renders by the file of the template."""
    with Chart.load(CHART) as chart:
        found = chart.render(values=dict(given), name="trust", namespace="observability")
    return {Path(name).name: text for name, text in found.items()}


def manifests(given: Mapping[str, Any]) -> list[Manifest]:
    """Return every object that Helm would send to the cluster."""
    rendered = (text for name, text in texts(given).items() if name != "NOTES.txt")
    return [one for text in rendered for one in yaml.safe_load_all(text) if one]


def of_kind(kind: str, given: Mapping[str, Any]) -> list[Manifest]:
    """Return the objects of one kind."""
    return [one for one in manifests(given) if one["kind"] == kind]


def pod(given: Mapping[str, Any]) -> Manifest:
    """Return the template of the one pod."""
    (workload,) = [one for one in manifests(given) if one["kind"] in {"StatefulSet", "Deployment"}]
    template: Manifest = workload["spec"]["template"]
    return template
