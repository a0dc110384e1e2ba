"""The DTE Trust Dashboard, one HTML file."""

from collections.abc import Mapping
from pathlib import Path

from dev.generate import sample
from dev.generate.single_file import SingleFile
from dte_exporter.registry import Registry

PLACES = (
    "tools/data-trust-dashboard/DTE_Trust_Dashboard.html",
    "dte_exporter/web/page/DTE_Trust_Dashboard.html",
)

_REPOSITORY = Path(__file__).parents[2]
_PAGE = SingleFile(_REPOSITORY / "tools/data-trust-dashboard/src", _REPOSITORY / PLACES[0], "http: https: ws: wss:")


def make(registry: Registry) -> Mapping[str, str]:
    """Return the page by the files in which it is kept: the one to open, and the one that the exporter serves."""
    kept = sample.kept(registry)
    page = _PAGE.built(sample.answers(kept, registry))
    return {sample.PLACE: kept, **dict.fromkeys(PLACES, page)}
