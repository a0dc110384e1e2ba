import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

Eventually = Callable[[Callable[[], bool], str], None]

pytestmark = pytest.mark.integration

CALCULATORS = {
    *(
        "apache_atlas",
        "duckdb",
        "evidently",
        "fairlearn",
        "great_expectations",
        "ibis",
        "mlflow",
        "numpy",
        "pandas",
        "pyarrow",
    ),
    *("scipy", "sklearn"),
}

FROM_INSIDE = """
import atexit, json, sys
from dte_exporter.cli import main
atexit.register(lambda: print(json.dumps(sorted(sys.modules))))
main()
"""
"""The exporter's own command, which tells as its last word what it has imported in its life."""

PAGES = (
    "/",
    "/metrics",
    "/status",
    "/-/healthy",
    "/-/ready",
    "/api/v1/catalogue",
    "/api/v1/results",
    "/api/v1/checks",
    "/api/v1/config",
    "/api/v1/history?metric=dte_trust_overall_ratio&step=1m",
    "/api/v1/history/objectives",
)


def answers(url: str) -> bool:
    """Return whether the exporter listens and all its checks have run."""
    try:
        return "dte_checks_pending 0.0" in httpx.get(f"{url}/metrics").text
    except httpx.TransportError:
        return False


@pytest.fixture
def demo_of_its_own(demo_config: Path, tmp_path: Path) -> Path:
    """Return the demo's config in a folder where nobody has served it: else a history would spare it its checks."""
    kept = shutil.ignore_patterns("data", "log")
    return shutil.copytree(demo_config.parent, tmp_path / "demo", symlinks=True, ignore=kept) / demo_config.name


@pytest.fixture
def modules(demo_of_its_own: Path, free_port: Callable[[], int], eventually: Eventually) -> set[str]:
    """Serve the demo, ask for every page, reload, stop; return the top-level modules that the process had by then."""
    url = f"http://127.0.0.1:{free_port()}"
    serve = ("serve", "--config.file", demo_of_its_own, "--web.listen-address", url.removeprefix("http://"))
    with subprocess.Popen([sys.executable, "-c", FROM_INSIDE, *serve], stdout=subprocess.PIPE) as process:
        try:
            eventually(lambda: answers(url), "the demo's checks did not end")
            for page in PAGES:
                httpx.get(url + page).raise_for_status()
            httpx.get(f"{url}/metrics", headers={"Accept": "application/openmetrics-text"}).raise_for_status()
            process.send_signal(signal.SIGHUP)
            assert "dte_check_success" in httpx.get(f"{url}/metrics").text
        finally:
            process.terminate()
        told, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    return {name.partition(".")[0] for name in json.loads(told)}


def test_the_process_that_answers_scrapes_has_no_calculator(modules: set[str]) -> None:
    """After checks, scrapes, pages and a reload, none of what computes was ever imported there."""
    assert modules & CALCULATORS == set()
    assert {"dte_exporter", "starlette", "prometheus_client"} <= modules
