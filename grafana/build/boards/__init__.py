"""The boards, a file each: `everything` finds whatever lies here and has a function `board`."""

import importlib
import pkgutil
from collections.abc import Mapping

from grafana_foundation_sdk.models.dashboard import Dashboard


def everything() -> Mapping[str, Dashboard]:
    """Return every board by the name of its file."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return {name: importlib.import_module(f"{__name__}.{name}").board().build() for name in names}
