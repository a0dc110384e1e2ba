"""The DTE Lineage Tracker, one HTML file."""

from collections.abc import Mapping
from pathlib import Path

from dev.generate import tracker_sample
from dev.generate.single_file import SingleFile
from dte_exporter.registry import Registry

PLACES = (
    "tools/lineage-tracker/DTE_Lineage_Tracker.html",
    "dte_exporter/web/lineage/DTE_Lineage_Tracker.html",
)

_REPOSITORY = Path(__file__).parents[2]
_PAGE = SingleFile(_REPOSITORY / "tools/lineage-tracker/src", _REPOSITORY / PLACES[0], "'self' ws: wss:")


def make(registry: Registry) -> Mapping[str, str]:
    """Return the page by the files in which it is kept: the one to open, and the one that the exporter serves."""
    return dict.fromkeys(PLACES, _PAGE.built(tracker_sample.answers(registry)))
