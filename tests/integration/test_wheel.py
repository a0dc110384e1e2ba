import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

Eventually = Callable[[Callable[[], bool], str], None]

pytestmark = pytest.mark.integration

REPOSITORY = Path(__file__).parents[2]


def answer(url: str) -> str:
    """Return what `url` answers, nothing while it does not."""
    try:
        return httpx.get(url).text
    except httpx.TransportError:
        return ""


def run(*command: str | Path, cwd: Path) -> str:
    """Return what a command prints; fail with all that it said unless it exits 0."""
    ended = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(uv: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    run(uv, "build", "--wheel", "--out-dir", folder, cwd=REPOSITORY)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(uv: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel where no trace of the repository is, with the libraries of the lock; return its command."""
    folder = tmp_path_factory.mktemp("environment")
    locked = folder / "requirements.txt"
    export = ("export", "--frozen", "--no-dev", "--no-emit-project", "--no-hashes", "--quiet", "--output-file", locked)
    run(uv, *export, "--extra", "pii", cwd=REPOSITORY)  # which the demo asks for
    run(uv, "venv", "--python", REPOSITORY / ".venv/bin/python", ".venv", cwd=folder)
    run(uv, "pip", "install", "--python", ".venv", "--no-deps", "--requirement", locked, wheel, cwd=folder)
    return folder / ".venv/bin/dte-exporter"


def test_the_installed_command_tells_its_version(installed: Path, tmp_path: Path) -> None:
    """The wheel brings the command and its metadata."""
    assert run(installed, "--version", cwd=tmp_path) == "dte-exporter 0.1.0\n"


def test_the_installed_command_accepts_the_demos_config(installed: Path, demo_config: Path) -> None:
    """All modules that a config needs are in the wheel, checks and sources included."""
    run(installed, "check-config", demo_config, cwd=demo_config.parent)


def test_the_installed_command_measures(installed: Path, demo_config: Path) -> None:
    """A run from the wheel gives gauges."""
    arguments = ("run", "--config.file", demo_config, "--check", "employment-fairness", "--format", "openmetrics")
    assert "dte_fairness_demographic_parity_difference{" in run(installed, *arguments, cwd=demo_config.parent)


def test_the_installed_command_serves_the_page(
    installed: Path, demo_config: Path, free_port: Callable[[], int], eventually: Eventually
) -> None:
    """The very page of the repository is in the wheel, and comes first."""
    address = f"127.0.0.1:{free_port()}"
    command = (installed, "serve", "--config.file", demo_config, "--web.listen-address", address)
    built = REPOSITORY / "dte_exporter/web/page/DTE_Trust_Dashboard.html"
    tracker = REPOSITORY / "dte_exporter/web/lineage/DTE_Lineage_Tracker.html"
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=demo_config.parent) as process:
        try:
            eventually(lambda: answer(f"http://{address}/") == built.read_text(), "the page did not come")
            assert answer(f"http://{address}/lineage") == tracker.read_text()
        finally:
            process.terminate()


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """Neither tests nor data of the demo travel, but the licence and the mark of types do."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.partition("/")[0] for name in names} == {"dte_exporter", "dte_exporter-0.1.0.dist-info"}
    assert "dte_exporter/py.typed" in names
    assert any(name.endswith("licenses/LICENSE.md") for name in names)
