"""The real child process, with a source of a third party that does what sources should not."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.inspection import process as inspection_process
from dte_exporter.inspection.inspect import Inspection, inspect
from dte_exporter.inspection.process import LookingProcess
from dte_exporter.registry import Registry
from tests.unit.inspection.conftest import NOW

PLUGIN = Path(__file__).parent / "plugin"
LIMIT = 20.0

CONFIG = """\
datasets:
  good:
    source: {{type: files, path: good.csv}}
    windows: {{reference: {{dataset: bad}}, current: {{dataset: good}}}}
  bad:
    source: {{type: toy, how: {how}, path: fifo}}
checks:
  drift: {{check: drift, dataset: good, every: 1h}}
"""

Looking = Callable[[str], Inspection]


@pytest.fixture
def told() -> list[str]:
    """Return the data sets that were waited for."""
    return []


@pytest.fixture
def inspected(folder: Path, told: list[str], monkeypatch: pytest.MonkeyPatch) -> Looking:
    """Return what the child process finds of a bad data set and of a good one that has a window on it."""
    monkeypatch.syspath_prepend(PLUGIN)
    monkeypatch.setenv("PYTHONPATH", str(PLUGIN))
    os.mkfifo("fifo")
    (folder / "good.csv").write_text("a,b\n1,1\n2,1\n")

    def inspecting(how: str) -> Inspection:
        (folder / "config.yaml").write_text(CONFIG.format(how=how))
        with LookingProcess(LIMIT, told.append) as process:
            return inspect(load(Path("config.yaml"), Registry.discover()), NOW, process.look)

    return inspecting


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        (
            "hang",
            "it is not read within 20s: allow more by --data.timeout, or leave all data unread with --no-data",
        ),
        ("crash", "the process that reads it was killed by SIGABRT: leave all data unread with --no-data"),
        ("exit", "the process that reads it ended with exit code 7: leave all data unread with --no-data"),
        ("allocate", "looking at it takes more than 2 GiB: leave all data unread with --no-data"),
        ("chatter", "looking at it fails with RuntimeError in dte_toy_sources, line 40"),
    ],
)
def test_a_bad_source_costs_its_own_data_set(inspected: Looking, how: str, sentence: str) -> None:
    """It is told where the config names it; one with a window on it is looked at after it, and without it."""
    found = inspected(how)

    assert found.problems == (f"config.yaml:6: datasets.bad.source: {sentence}",)
    assert (found.notes, found.datasets, found.rows) == ((), 1, 2)


def test_who_is_waited_for_is_told_once(inspected: Looking, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while, which passes at once here."""
    monkeypatch.setattr(inspection_process, "PATIENCE", 0.0)

    inspected("hang")

    assert told == ["bad", "good"]
