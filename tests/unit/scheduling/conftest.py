"""Checks without a config file behind them, and work for real worker processes."""

import importlib
import multiprocessing
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, DataSet

Configure = Callable[..., ConfiguredCheck]


class NoParams(BaseModel):
    """The parameters of a check that has none."""


@pytest.fixture
def configure(tmp_path: Path) -> Configure:
    """Return a maker of checks: the settings given are those that matter to a test."""

    def make(name: str = "fair", **settings: Any) -> ConfiguredCheck:
        if "cron" not in settings:
            settings.setdefault("every", 300.0)
        whole = CheckSettings(check="fairness", dataset="people", **settings)
        return ConfiguredCheck(name, whole, NoParams(), {"people": DataSet(source=None)}, tmp_path, "fairness")

    return make


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the module of toy work, in reach of child processes too."""
    monkeypatch.syspath_prepend(Path(__file__).parent / "work")
    return importlib.import_module("ill_behaved")


@pytest.fixture
def no_orphans() -> Iterator[None]:
    """Check that every process that a test started has gone."""
    yield
    assert multiprocessing.active_children() == []
