"""A pillar is a folder of checks: put beside the others it is served, listed, drawn, and completed by editors."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

import dte_exporter
from tests.page.conftest import Reader
from tests.page.running import exporter_of, scraped

FOLDER = Path(__file__).parent / "toy_pillar"
CONFIG = """
datasets:
  people: {source: {type: files, path: people.csv}}
checks:
  enough:
    check: plenty
    dataset: people
    every: 1h
    asked: 4
    objectives: {plenty_ratio: {min: 0.9}}
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the package as it ships and, among its checks, the folder of one more pillar."""
    folder = tmp_path_factory.mktemp("with-a-toy")
    shutil.copytree(Path(str(dte_exporter.__file__)).parent, folder / "dte_exporter")
    shutil.copytree(FOLDER, folder / "dte_exporter/checks/toy")
    return folder


@pytest.fixture(scope="module")
def exporter(package: Path) -> Iterator[str]:
    """Return the address of an exporter of three rows, where four are asked for."""
    (package / "people.csv").write_text("age,sex\n31,f\n47,m\n52,f\n")
    (package / "config.yaml").write_text(CONFIG)
    with exporter_of(package / "config.yaml", package) as url:
        yield url


def test_its_metrics_and_objectives_are_scraped(exporter: str) -> None:
    """Three rows of four are 0.75, below 0.9; trust is told of the pillar as of any."""
    lines = scraped(exporter).splitlines()

    assert 'dte_toy_plenty_ratio{check="enough",dataset="people",model=""} 0.75' in lines
    assert 'dte_trust_ratio{pillar="toy"} 0.0' in lines
    assert [line.rpartition(" ")[2] for line in lines if line.startswith("dte_objective_met{")] == ["0.0"]


def test_its_metrics_are_in_the_catalogue(exporter: str) -> None:
    """With the pillar that they are of, and the check that emits them."""
    with urlopen(f"{exporter}/api/v1/catalogue") as answer:
        metrics = json.load(answer)["metrics"]

    assert [(one["name"], one["check"]) for one in metrics if one["pillar"] == "toy"] == [
        ("dte_toy_plenty_ratio", "plenty")
    ]


def test_editors_complete_its_parameters(package: Path) -> None:
    """The schema of a config knows the check and what it asks for."""
    command = [sys.executable, "-m", "dte_exporter", "schema"]
    environment = {**os.environ, "PYTHONPATH": str(package)}
    schema = subprocess.run(command, env=environment, cwd=package, capture_output=True, check=True).stdout

    assert b"How many rows there should be." in schema


def test_the_page_draws_it(exporter: str, visit: Callable[..., Reader]) -> None:
    """It has a band like every pillar, with the value, and the objective is among those that are not met."""
    reader = visit().open(exporter)
    band = "[aria-labelledby=pillar-toy]"
    reader.page.locator(band, has_text="0.75").wait_for()
    reader.open_all()

    expect(reader.page.locator(band)).to_contain_text("dte_toy_plenty_ratio")
    assert reader.page.locator("nav[aria-label=Pillars] a", has_text="Toy").count() == 1
    assert reader.complaints == []
