"""A source of a third party that misbehaves as it is told. Found by any process that has this folder on its path."""

import os
import resource
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from dte_exporter.config.models import Model
from dte_exporter.declared_source import source


class Toy(Model):
    """What it does, and a path to do it with."""

    type: Literal["toy"]
    how: Literal["hang", "crash", "exit", "allocate", "chatter"]
    path: str = ""


def _hang(path: Path) -> Any:
    return path.read_bytes()  # of a FIFO that nobody writes to


def _crash(path: Path) -> Any:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.abort()


def _exit(path: Path) -> Any:
    os._exit(7)


def _allocate(path: Path) -> Any:
    return bytearray(64 * 2**30)


def _chatter(path: Path) -> Any:
    print("not an answer")
    raise RuntimeError("hunter2")


_WAYS: Mapping[str, Callable[[Path], Any]] = {
    "hang": _hang,
    "crash": _crash,
    "exit": _exit,
    "allocate": _allocate,
    "chatter": _chatter,
}


@source("toy", config=Toy)
def toy(config: Toy, base: Path) -> Any:
    """Do what the settings say."""
    return _WAYS[config.how](base / config.path)
