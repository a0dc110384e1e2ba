"""What a Prometheus answers to the queries of a panel, at the moment and over a span."""

import json
import re
import time
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import Any

_STEPS = 120
_LEGEND = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class Answers:
    """A Prometheus and a span of time that ends now.

    Parameters
    ----------
    address : str
        Of the Prometheus.
    seconds : int
        How long the span is.
    variables : mapping of str to str
        What stands for each variable of a board, with its ``$``.
    """

    def __init__(self, address: str, seconds: int, variables: Mapping[str, str]) -> None:
        self._address = address.rstrip("/")
        self.end = time.time()
        self.start = self.end - seconds
        self.step = seconds / _STEPS
        self._variables = {"$__rate_interval": "1m", "$__range": f"{seconds}s", **variables}

    def of(self, panel: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the series of every query of `panel`: its legend, its labels, and points of time and value."""
        return [
            {"query": target["refId"], "name": _named(target.get("legendFormat", ""), series["metric"]), **series}
            for target in panel["targets"]
            for series in self._asked(self.filled(target["expr"]), bool(target.get("instant")))
        ]

    def values(self, query: str) -> list[str]:
        """Return what ``label_values(series, label)`` finds."""
        series, _, label = self.filled(query).removeprefix("label_values(").rstrip(")").rpartition(", ")
        found = self._get(f"label/{label}/values", {"match[]": series})
        return [str(value) for value in found]

    def filled(self, text: str) -> str:
        """Return `text` with its variables filled in."""
        for variable, value in sorted(self._variables.items(), reverse=True):
            text = text.replace(variable, value)
        return text

    def _asked(self, expression: str, instant: bool) -> list[dict[str, Any]]:
        if instant:
            result = self._get("query", {"query": expression, "time": self.end})["result"]
            return [{"metric": one["metric"], "points": [one["value"]]} for one in result]
        span = {"start": self.start, "end": self.end, "step": self.step}
        result = self._get("query_range", {"query": expression, **span})["result"]
        return [{"metric": one["metric"], "points": one["values"]} for one in result]

    def _get(self, path: str, parameters: Mapping[str, Any]) -> Any:
        address = f"{self._address}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  the address that the caller named
            return json.load(answer)["data"]


def _named(legend: str, labels: Mapping[str, str]) -> str:
    return _LEGEND.sub(lambda found: labels.get(found[1], ""), legend) or labels.get("__name__", "value")
