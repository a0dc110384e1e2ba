"""``docs/reference/catalogue.json``: the catalogue for programs, as ``dte-exporter catalogue --format json`` has it."""

import json
from collections.abc import Mapping

from dte_exporter.exposition.description import entries
from dte_exporter.registry import Registry


def make(registry: Registry) -> Mapping[str, str]:
    """Return the catalogue by its file."""
    told = [entry.as_json() for entry in entries(registry)]
    return {"docs/reference/catalogue.json": json.dumps(told, indent=2) + "\n"}
