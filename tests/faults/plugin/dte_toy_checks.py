"""Toy: a check of a third party that misbehaves as it is told.

Found through its entry point by any process that has this folder on its path.
"""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.metric import MetricSpec
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

VALUE = MetricSpec("dte_toy_value", "Always 1.", "toy", ("check", "dataset"))


class Params(Model):
    """What it does, and a file by which it tells that it has begun."""

    how: Literal["succeed", "hang", "allocate", "numpy_value", "numpy_detail", "unpicklable", "exit", "crash"]
    begun: str = ""


class UnpicklableError(Exception):
    """Needs two arguments to be made, and pickle gives it one."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what}: {why}")


def _succeed() -> Findings:
    return Findings((VALUE.sample(1.0),))


def _hang() -> Findings:
    while True:
        time.sleep(60)


def _allocate() -> Findings:
    return Findings((VALUE.sample(len(bytearray(64 * 2**30))),))


def _numpy_value() -> Findings:
    import numpy as np

    return Findings((VALUE.sample(np.float64(1.0)),))


def _numpy_detail() -> Findings:
    import numpy as np

    return Findings((VALUE.sample(1.0),), details={"mean": np.float32(0.5)})


def _unpicklable() -> Findings:
    raise UnpicklableError("one", "two")


def _exit() -> Findings:
    os._exit(7)


def _crash() -> Findings:
    os.abort()


_WAYS: Mapping[str, Callable[[], Findings]] = {
    "succeed": _succeed,
    "hang": _hang,
    "allocate": _allocate,
    "numpy_value": _numpy_value,
    "numpy_detail": _numpy_detail,
    "unpicklable": _unpicklable,
    "exit": _exit,
    "crash": _crash,
}


def needs(params: Params, roles: Roles) -> Mapping[str, Any]:
    """Need nothing of the rows."""
    return {}


@check("toy", params=Params, needs=needs, emits=[VALUE], example=Example({}, {}, "none"))
def toy(statistics: Mapping[str, Any], params: Params, roles: Roles, now: float) -> Findings:
    """Do what the parameters say."""
    if params.begun:
        with Path(params.begun).open("a", encoding="utf-8") as begun:
            begun.write(f"{os.getpid()}\n")
    return _WAYS[params.how]()
