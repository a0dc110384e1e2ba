"""``docs/reference/openapi.json``: the description of the API."""

import json
from collections.abc import Mapping

from dte_exporter.registry import Registry
from dte_exporter.web.api.openapi import document
from dte_exporter.web.api.routes import ENDPOINTS, POSTS


def make(registry: Registry) -> Mapping[str, str]:
    """Return the document by its file."""
    return {"docs/reference/openapi.json": json.dumps(document(ENDPOINTS, POSTS), indent=2) + "\n"}
