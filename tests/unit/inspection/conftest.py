"""A folder with files of data, a config that a test writes in sight, and what is found of the two."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.inspection.child import answers
from dte_exporter.inspection.finding import Finding, Look
from dte_exporter.inspection.inspect import Inspection, inspect
from dte_exporter.inspection.subject import Subject
from dte_exporter.registry import Registry

NOW = 1_546_300_800.0
"""2019-01-01 in UTC."""

Inspecting = Callable[[str], Inspection]


def look(subject: Subject) -> Look:
    """Look at `subject` in this process, by what the child process does."""
    *found, end = answers(subject, Registry.discover())
    return Look(tuple(Finding.from_json(one["finding"]) for one in found), end["rows"], end["usable"])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that the test is in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def inspected(folder: Path) -> Inspecting:
    """Return what is found of a config, written to config.yaml, at the start of 2019."""

    def inspecting(text: str) -> Inspection:
        file = Path("config.yaml")
        file.write_text(text)
        return inspect(load(file, Registry.discover()), NOW, look)

    return inspecting
