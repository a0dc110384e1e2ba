"""``grafana/dashboards/*.json``: the boards, as Grafana provisions and imports them."""

import json
from collections.abc import Mapping

from grafana_foundation_sdk.cog.encoder import JSONEncoder

from dte_exporter.registry import Registry
from grafana.build.boards import everything


def make(registry: Registry) -> Mapping[str, str]:
    """Return every board by its file; they read the catalogue of `registry`, which is the one that is installed."""
    return {
        f"grafana/dashboards/{name}.json": json.dumps(board, cls=JSONEncoder, indent=2, sort_keys=True) + "\n"
        for name, board in everything().items()
    }
