from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, DataSet, Objective
from dte_exporter.rules.targets.targeted_objectives import TargetedObjective

Promised = Callable[..., TargetedObjective]


@pytest.fixture
def promised() -> Promised:
    """Return a function that makes a promise on the gap of a check `fair` that runs every `interval` seconds."""

    def make(target: float = 0.99, interval: float = 10.0, objective: Any = None, **settings: Any) -> TargetedObjective:
        given = objective or {}
        check = CheckSettings(check="fairness", dataset="loans", every="1m", **settings)
        configured = ConfiguredCheck("fair", check, None, {"loans": DataSet(source=None)}, Path(), "fairness")
        return TargetedObjective(configured, "gap", Objective(max=0.1, target=target, **given), target, interval)

    return make
