"""``/api/v1/history``: what was measured and how objectives changed, over a span of the past."""

import math
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime

from starlette.exceptions import HTTPException

from dte_exporter.config.types import parse_duration
from dte_exporter.errors import HistoryError
from dte_exporter.storage.history.past import Past, Span
from dte_exporter.storage.snapshot import Judgement
from dte_exporter.web.api.answer import Answer
from dte_exporter.web.api.endpoint import Endpoint
from dte_exporter.web.service import Service

_DAY = 86_400.0
_SPAN = {
    "from": "The first moment, in seconds since the epoch or RFC 3339; a day before `to` by default.",
    "to": "The last moment, likewise; now by default.",
}
_QUERY = {
    "metric": "The name of the metric.",
    **_SPAN,
    "step": "How far apart values are, as in 5m or in seconds; without it, every value that was kept.",
}


class SeriesAnswer(Answer):
    """One series: its labels, and pairs of a time in seconds since the epoch and a value, null where none was shown."""

    labels: dict[str, str]
    points: list[tuple[float, float | None]]


class HistoryAnswer(Answer):
    """The values of a metric. With a step, each is what a scrape would have shown at that moment."""

    metric: str
    start: float
    end: float
    step_seconds: float | None
    series: list[SeriesAnswer]


class ChangeAnswer(Answer):
    """An objective that came to stand otherwise."""

    time: float
    check: str
    objective: str
    subject: str
    before: Judgement
    after: Judgement
    value: float | None


class StandAnswer(Answer):
    """How an objective stands, and since when, in seconds since the epoch."""

    check: str
    objective: str
    subject: str
    judgement: Judgement
    since: float


class ObjectivesAnswer(Answer):
    """The newest changes first, a thousand at most, and how each objective in force stands that was ever known."""

    start: float
    end: float
    changes: list[ChangeAnswer]
    standing: list[StandAnswer]


def _values(service: Service, query: Mapping[str, str]) -> HistoryAnswer:
    past, metric = _past(service), query.get("metric", "")
    if not metric:
        raise HTTPException(400, "Name a metric, as in ?metric=dte_trust_overall_ratio: /api/v1/catalogue lists all.")
    if metric not in service.exposition.catalogue:
        raise HTTPException(404, f"There is no metric {metric!r}: /api/v1/catalogue lists all there are.")
    labels = {_label(key): value for key, value in query.items() if key not in _QUERY}
    try:
        span = _span(service, query)
        found = past.series(metric, labels, span)
    except ValueError as error:
        raise HTTPException(400, f"{error}.") from error
    except HistoryError as error:
        raise HTTPException(503, f"{error}.") from error
    series = [SeriesAnswer(labels=dict(one.labels), points=list(one.points)) for one in found]
    return HistoryAnswer(metric=metric, start=span.start, end=span.end, step_seconds=span.step, series=series)


def _objectives(service: Service, query: Mapping[str, str]) -> ObjectivesAnswer:
    past, check = _past(service), query.get("check")
    records = service.store.current.records
    try:
        span = _span(service, {key: query[key] for key in _SPAN if key in query})
        changes = [one for one in past.changes(span.start, span.end) if check in {None, one.check}]
        standing = [one for one in past.standing() if check in {None, one.check} and one.check in records]
    except ValueError as error:
        raise HTTPException(400, f"{error}.") from error
    except HistoryError as error:
        raise HTTPException(503, f"{error}.") from error
    in_force = {name: record.check.settings.objectives for name, record in records.items()}
    return ObjectivesAnswer(
        start=span.start,
        end=span.end,
        changes=[ChangeAnswer(**_fields(one, ChangeAnswer)) for one in changes],
        standing=[StandAnswer(**_fields(one, StandAnswer)) for one in standing if one.objective in in_force[one.check]],
    )


def _label(key: str) -> str:
    """Return the label that a parameter means: ``label_metric`` is the label by the name of another parameter."""
    label = key.removeprefix("label_")
    return label if label in _QUERY else key


def _fields(kept: object, model: type[Answer]) -> dict[str, object]:
    return {name: getattr(kept, name) for name in model.model_fields}


def _past(service: Service) -> Past:
    if service.past is None:
        raise HTTPException(404, "No history is kept: the config has no section history.")
    return service.past


def _span(service: Service, query: Mapping[str, str]) -> Span:
    """Return the span that a query asks for.

    Raises
    ------
    ValueError
        If it asks for none.
    """
    end = _moment(query["to"], "to") if "to" in query else service.clock.now()
    start = _moment(query["from"], "from") if "from" in query else end - _DAY
    return Span(start, end, _step(query["step"]) if "step" in query else None)


def _moment(text: str, key: str) -> float:
    with suppress(ValueError):
        if math.isfinite(seconds := float(text)):
            return seconds
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()
    raise ValueError(f"{key}={text} is no moment: write seconds since the epoch or 2026-01-31T14:00:00Z")


def _step(text: str) -> float:
    with suppress(ValueError):
        if 0 < (seconds := float(text)) < math.inf:
            return seconds
    try:
        return parse_duration(text)
    except ValueError as error:
        raise ValueError(f"step={text}: {error}") from error


HISTORY = Endpoint(
    "history",
    "The values of a metric over a span of the past.",
    HistoryAnswer,
    _values,
    _QUERY,
    further="Labels that the series have: any other name; label_metric for a label that is called metric.",
)
OBJECTIVES = Endpoint(
    "history/objectives",
    "How objectives changed over a span of the past, and since when they stand as they do.",
    ObjectivesAnswer,
    _objectives,
    {**_SPAN, "check": "The name of the only check to answer for."},
)
