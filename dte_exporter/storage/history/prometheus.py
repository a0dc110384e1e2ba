"""Values of the past, asked of a Prometheus that scrapes this exporter."""

import json
import math
from base64 import b64encode
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import unquote, urlencode, urlsplit
from urllib.request import Request, urlopen

from dte_exporter.errors import HistoryError
from dte_exporter.metric import MetricSpec
from dte_exporter.storage.history.past import MAX_POINTS, PastSeries, Span, too_many

_PATIENCE = 30.0
"""Seconds that an answer may take."""

_LARGEST = 64 * 2**20
"""Bytes that an answer may have."""

_STEPS = 1_000
"""How many steps a span has where none is asked for: a Prometheus does not tell every value as it was scraped."""

_SHORTEST = 15.0


class PrometheusValues:
    """Reads values by range queries.

    Parameters
    ----------
    address : str
        Of the Prometheus, ``http://user:password@host:9090``.
    specs : mapping of str to MetricSpec
        Every metric, with the labels that are its own: those that scraping adds are not told.
    """

    def __init__(self, address: str, specs: Mapping[str, MetricSpec]) -> None:
        parts = urlsplit(address)
        self._query = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path.rstrip('/')}/api/v1/query_range"
        self._headers = {}
        if parts.username:
            credentials = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            self._headers = {"Authorization": f"Basic {b64encode(credentials.encode()).decode()}"}
        self._specs = specs

    def series(self, metric: str, labels: Mapping[str, str], span: Span) -> list[PastSeries]:
        """Return every series of `metric` that has these `labels` and a value in `span`; see `PastValues`."""
        if not labels.keys() <= set(self._specs[metric].labels):
            return []  # nor may what is no label become a part of the query
        step = span.step or max((span.end - span.start) / _STEPS, _SHORTEST)
        asked = {"query": self._promql(metric, labels), "start": span.start, "end": span.end, "step": step}
        found = self._answer(asked)
        if sum(len(one["values"]) for one in found) > MAX_POINTS or len(found) * span.steps > MAX_POINTS:
            raise too_many()
        return [PastSeries(one["metric"], tuple(_points(one["values"], span))) for one in found]

    def _promql(self, metric: str, labels: Mapping[str, str]) -> str:
        """Return the query: what several scrapers or targets have of one series is one series."""
        matchers = ", ".join(f"{label}={json.dumps(value, ensure_ascii=False)}" for label, value in labels.items())
        return f"max by ({', '.join(self._specs[metric].labels)}) ({metric}{{{matchers}}})"

    def _answer(self, asked: Mapping[str, object]) -> list[dict[str, Any]]:
        request = Request(self._query, urlencode(asked).encode(), self._headers)  # noqa: S310  the config allows http only
        try:
            with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310  the same
                result: list[dict[str, Any]] = json.loads(answer.read(_LARGEST))["data"]["result"]
                return result
        except HTTPError as refusal:
            with refusal:
                raise HistoryError(f"Prometheus does not tell the past: {refusal.code} {refusal.reason}") from refusal
        except (OSError, HTTPException) as error:
            raise HistoryError(f"Prometheus cannot be asked for the past: {getattr(error, 'reason', error)}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise HistoryError("what answers is no Prometheus, or its answer is too large") from error


def _points(values: list[tuple[float, str]], span: Span) -> Iterator[tuple[float, float | None]]:
    """Yield times and values; with a step, of each of its moments, None where Prometheus had none."""
    told = {float(time): float(value) for time, value in values}
    if span.step is None:
        yield from ((time, value) for time, value in told.items() if math.isfinite(value))
        return
    at = {round((time - span.start) / span.step): value for time, value in told.items()}
    for place, moment in enumerate(span.moments):
        value = at.get(place, math.nan)
        yield moment, value if math.isfinite(value) else None
