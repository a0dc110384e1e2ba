"""What the exporter says of its own build."""

import platform
from collections.abc import Iterator

from dte_exporter import __version__
from dte_exporter.exposition.exporter.exporter_role import ExporterRole
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.storage.snapshot import Snapshot

BUILD_INFO = MetricSpec(
    "dte_build_info",
    "The exporter's version and that of its Python; always 1.",
    "exporter",
    ("version", "python_version"),
    low=1,
    high=1,
    scheduled=False,
    role=ExporterRole.BUILD,
)
SPECS = (BUILD_INFO,)


def samples(snapshot: Snapshot) -> Iterator[Sample]:
    """Yield the one value of `SPECS`, which is the same in every snapshot."""
    yield BUILD_INFO.sample(1, version=__version__, python_version=platform.python_version())
