"""Nothing that the service says of the demo names anybody in it: not in metrics, API, pages, log, report or explain."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from dte_exporter.cli import app

pytestmark = pytest.mark.integration

TABLES = Path(__file__).parents[2] / "deploy/demo/compliance"
ABOUT_PEOPLE = {"person", "name", "email", "phone", "note", "parent", "id"}
"""Columns of the made-up shop whose values are of one person, or number what happened to one."""

FORMATS = ("text/plain", "application/openmetrics-text; version=1.0.0")


@pytest.fixture(scope="module")
def personal() -> frozenset[str]:
    """Return every value of the shop's tables that is of a person, and the words of their names and notes."""
    values = set()
    for file in TABLES.glob("*.parquet"):
        table = pq.read_table(file)
        for column in ABOUT_PEOPLE.intersection(table.column_names):
            values |= {str(value) for value in table[column].to_pylist() if value is not None}
    assert len(values) > 1_000
    return frozenset(value for value in values if len(value) >= 4)


def _disclosed(text: str, personal: frozenset[str]) -> list[str]:
    """Return the first few of the values that `text` holds."""
    return [value for value in personal if value in text][:3]


def _pages(address: str) -> Iterator[tuple[str, str]]:
    """Yield everything that can be got from the service without naming anything, by its path."""
    with httpx.Client(base_url=f"http://{address}", timeout=30) as client:
        described = client.get("/api/v1/openapi.json").json()["paths"]
        paths = [path for path, verbs in described.items() if "get" in verbs and "{" not in path]
        for path in dict.fromkeys([*paths, "/", "/status", "/-/ready", "/-/healthy"]):
            yield path, client.get(path).text
        for accepted in FORMATS:
            yield accepted, client.get("/metrics", headers={"Accept": accepted}).text


def test_no_page_names_anybody(demo: str, personal: frozenset[str]) -> None:
    """The API's every answer, the pages for people, and the metrics in both formats."""
    said = dict(_pages(demo))

    assert "dte_compliance_violations" in said["text/plain"]
    assert "violations" in said["/api/v1/results"]
    assert {path: found for path, text in said.items() if (found := _disclosed(text, personal))} == {}


def test_the_log_names_nobody(demo: str, demo_config: Path, personal: frozenset[str]) -> None:
    """It tells of runs, not of rows."""
    log = demo_config.with_name("log").read_text()

    assert "listening" in log
    assert _disclosed(log, personal) == []


def test_explain_names_nobody(demo: str, personal: frozenset[str]) -> None:
    """What stands behind the values of each check of compliance: counts, and names of columns."""
    results = httpx.get(f"http://{demo}/api/v1/results", timeout=30).json()["results"]
    checks = [one["check"] for one in results if "dte_compliance_violations" in str(one)]
    assert len(checks) >= 16
    for check in checks:
        told = CliRunner().invoke(app, ["explain", check, "--url", f"http://{demo}"])
        assert told.exit_code == 0
        assert _disclosed(told.output, personal) == [], check


def test_the_report_names_nobody(exporter: Path, demo_config: Path, tmp_path: Path, personal: frozenset[str]) -> None:
    """Nor what is said on the way to it."""
    report = tmp_path / "report.html"
    command: list[str | Path] = [exporter, "compliance", "report", "--config.file", demo_config, "-o", report]
    told = subprocess.run(command, capture_output=True, text=True, check=True)

    assert "General Data Protection Regulation" in report.read_text()
    assert _disclosed(told.stdout + told.stderr + report.read_text(), personal) == []
