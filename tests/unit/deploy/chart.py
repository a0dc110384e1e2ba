"""What is in the Helm chart, as the real Helm inside helm-python-sdk renders it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from dev.render_chart import texts

REPOSITORY = Path(__file__).parents[3]

Manifest = Mapping[str, Any]


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


def exporter(given: Mapping[str, Any]) -> Manifest:
    """Return the pod's container that is ours."""
    (own,) = [one for one in pod(given)["spec"]["containers"] if one["name"] == "exporter"]
    container: Manifest = own
    return container
