"""One run of the bench: what was measured, and where, as a file that the documentation is made from."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Self

from dev.bench.row import Row

_LIBRARIES = ("duckdb", "ibis-framework", "pyarrow", "fairlearn", "evidently", "scikit-learn", "prometheus-client")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the bench.

    Parameters
    ----------
    machine : str
        Processor, cores, memory and system.
    versions : str
        Python, and the libraries that compute.
    day : str
        When, ISO 8601.
    rows : sequence of Row
        What was measured, in order.
    """

    machine: str
    versions: str
    day: str
    rows: Sequence[Row]

    def save(self, file: Path) -> None:
        """Write it."""
        file.write_text(json.dumps(asdict(self), indent=1) + "\n")

    @classmethod
    def load(cls, file: Path) -> Self:
        """Return what was written."""
        tree = json.loads(file.read_text())
        return cls(**{**tree, "rows": [Row(**row) for row in tree["rows"]]})


def machine() -> str:
    """Return what this machine is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}"


def versions() -> str:
    """Return what computes here."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return f"Python {platform.python_version()}, {libraries}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:  # no Linux
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()
