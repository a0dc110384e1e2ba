"""The past as a real Prometheus tells it, which has scraped the demo."""

import time
from collections.abc import Callable

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.registry import Registry
from dte_exporter.storage.history.past import Span
from dte_exporter.storage.history.prometheus import PrometheusValues
from tests.integration.asked import Prometheus

Eventually = Callable[[Callable[[], bool], str], None]

pytestmark = pytest.mark.integration

RATIO, IMPACT = "dte_trust_ratio", "dte_fairness_group_impact_ratio"


@pytest.fixture
def values(server: Prometheus) -> PrometheusValues:
    """Return what asks it."""
    return PrometheusValues(server.api.removesuffix("/api/v1"), catalogue(Registry.discover()))


def _shown(demo: str, metric: str) -> dict[frozenset[tuple[str, str]], float]:
    """Return what the exporter shows of a metric now, by labels; those that are empty Prometheus does not have."""
    families = text_string_to_metric_families(httpx.get(f"http://{demo}/metrics").text)
    samples = [sample for family in families for sample in family.samples if sample.name == metric]
    return {
        frozenset((label, value) for label, value in sample.labels.items() if value): sample.value for sample in samples
    }


@pytest.mark.parametrize("metric", [RATIO, IMPACT])
def test_the_last_moment_is_what_the_exporter_shows(
    values: PrometheusValues, demo: str, metric: str, eventually: Eventually
) -> None:
    """The same series, without the labels of the scrape, with the same values; and nothing an hour ago."""

    def last() -> dict[frozenset[tuple[str, str]], float | None]:
        now = time.time()
        found = values.series(metric, {}, Span(now - 3_600, now, step=60.0))
        assert all(one.points[0][1] is None for one in found)
        return {frozenset(one.labels.items()): one.points[-1][1] for one in found}

    eventually(lambda: last() == _shown(demo, metric) != {}, "Prometheus never told what the exporter shows")


def test_a_label_chooses(values: PrometheusValues) -> None:
    """One pillar of several."""
    now = time.time()

    assert [one.labels for one in values.series(RATIO, {"pillar": "drift"}, Span(now - 60, now))] == [
        {"pillar": "drift"}
    ]
