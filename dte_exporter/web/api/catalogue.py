"""``/api/v1/catalogue``: every metric that there can be."""

from collections.abc import Mapping

from dte_exporter.exposition.description import entries
from dte_exporter.metric import Better, Kind, Unit
from dte_exporter.web.api.answer import Answer
from dte_exporter.web.api.endpoint import Endpoint
from dte_exporter.web.service import Service


class MetricAnswer(Answer):
    """The declaration of a metric."""

    name: str
    key: str
    pillar: str
    check: str | None
    type: Kind
    unit: Unit
    labels: list[str]
    segmented: bool
    low: float | None
    high: float | None
    better: Better
    scheduled: bool
    role: str
    of: str
    help: str
    reference: str


class CatalogueAnswer(Answer):
    """All metrics, in the order of the exposition."""

    metrics: list[MetricAnswer]


def _answer(service: Service, _: Mapping[str, str]) -> CatalogueAnswer:
    return CatalogueAnswer(metrics=[MetricAnswer(**entry.as_json()) for entry in entries(service.registry)])


CATALOGUE = Endpoint("catalogue", "Every metric that the exporter can show.", CatalogueAnswer, _answer)
