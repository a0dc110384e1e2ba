"""A config of one check, without a file behind it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from dte_exporter.config.models import CheckSettings, ConfiguredCheck, DataSet

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
