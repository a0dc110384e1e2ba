"""The Dockerfile, the compose file and the systemd unit, read by the programs that know them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from dev.render_chart import CHART
from tests.integration.conftest import program
from tests.unit.deploy.chart import REPOSITORY

DEPLOY = REPOSITORY / "deploy"
UNIT = DEPLOY / "systemd/dte-exporter.service"
HARDEST = 1.5
"""What the unit keeps below, on systemd's scale from 0, locked in, to 10, wide open."""

WORD = {"SystemCallFilter": "@resources", "RestrictAddressFamilies": "AF_UNIX", "DeviceAllow": "char-rtc"}
"""By which a comment of the unit gives the reason for what is left open, where it is not the setting's name."""


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """Return the compose file as Docker's own program resolves it."""
    command: list[str | Path] = [program("docker-compose", "run make tools"), "-f", DEPLOY / "compose.yaml", "config"]
    found = subprocess.run(command, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    tree: dict[str, Any] = yaml.safe_load(found.stdout)
    return tree


def test_hadolint_has_nothing_to_say() -> None:
    """The Dockerfile follows the rules that images are built by."""
    command = [Path(sys.executable).with_name("hadolint"), DEPLOY / "Dockerfile"]

    found = subprocess.run(command, capture_output=True, text=True)

    assert found.returncode == 0, found.stdout


def test_image_chart_and_setup_agree() -> None:
    """The same user, port and folders everywhere, and the uv that setup uses."""
    image, pod = (DEPLOY / "Dockerfile").read_text(), (CHART / "templates/_pod.tpl").read_text()
    (version,) = re.findall(r"^UV_VERSION := (\S+)$", (REPOSITORY / "Makefile").read_text(), re.MULTILINE)

    for shared in ("65532", "10610", "/var/lib/dte-exporter", "/usr/share/dte-exporter/demo"):
        assert shared in image, shared
        assert shared in pod, shared
    assert f"uv=={version}" in image


def test_every_service_of_the_compose_file_is_pinned_and_watched(compose: dict[str, Any]) -> None:
    """Each has a version, a restart policy and, but for the exporter whose image has one, a health check."""
    assert set(compose["services"]) == {"exporter", "prometheus", "alertmanager", "grafana", "mlflow"}
    for name, service in compose["services"].items():
        assert re.search(r":(v?\d+\.\d+\.\d+|local)$", service["image"]), name
        assert service["restart"] == "unless-stopped"
        assert "healthcheck" in service or name == "exporter"
        assert all(port["host_ip"] == "127.0.0.1" for port in service["ports"]), name


def test_what_the_compose_file_mounts_is_there(compose: dict[str, Any]) -> None:
    """Boards, rules, Alertmanager's config and the demo's store, from where the repository has them."""
    bound = [
        Path(volume["source"])
        for service in compose["services"].values()
        for volume in service.get("volumes", [])
        if volume["type"] == "bind"
    ]

    assert len(bound) == 5
    assert all(path.exists() for path in bound)


def test_promtool_takes_the_prometheus_of_the_compose_file(
    compose: dict[str, Any], tmp_path: Path, promtool: Path
) -> None:
    """With the rules of the repository in the place where the container has them."""
    text = compose["configs"]["prometheus"]["content"].replace("/etc/prometheus/rules", f"{DEPLOY}/prometheus/rules")
    (tmp_path / "prometheus.yaml").write_text(text)

    found = subprocess.run([promtool, "check", "config", tmp_path / "prometheus.yaml"], capture_output=True, text=True)

    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this system has no systemd to ask")
def test_systemd_finds_the_unit_locked_in(tmp_path: Path) -> None:
    """It understands the unit and rates its exposure; what is left open has its reason in a comment."""
    shutil.copy(UNIT, tmp_path)
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={HARDEST * 10:.0f}"]

    found = subprocess.run([*command, tmp_path / UNIT.name], capture_output=True, text=True)

    assert found.returncode == 0, found.stdout[-600:] + found.stderr
    comments = "\n".join(line for line in UNIT.read_text().splitlines() if line.startswith("#"))
    for finding in re.findall(r"^✗ (\w+)=", found.stdout, re.MULTILINE):
        assert WORD.get(finding, finding) in comments, finding
