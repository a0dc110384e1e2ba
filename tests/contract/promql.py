"""What a PromQL query names: the metrics that it selects, with the labels that it asks of each, and those it groups by.

Rules, boards and runbooks are held to the catalogue by it.
"""

import re
from dataclasses import dataclass

import promql_parser

from dte_exporter.exposition.catalogue import catalogue, segmented
from dte_exporter.metric import SEGMENT
from dte_exporter.registry import Registry

SCRAPED = frozenset({"job", "instance", "pod", "namespace"})
"""Labels that scraping adds to every series."""

FOREIGN = {"up": SCRAPED, "ALERTS": SCRAPED | {"alertname", "alertstate", "severity", "pillar", "team", "check"}}
"""Metrics that are Prometheus's own."""

_TEMPLATE_QUERY = re.compile(r'query \(printf "((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Named:
    """What one query names.

    Parameters
    ----------
    selected : frozenset of (str, str)
        Pairs of a metric and a label that is matched on it; the label is empty where there is none.
    grouped : frozenset of str
        Labels in ``by``, ``without``, ``on`` and ``ignoring``.
    """

    selected: frozenset[tuple[str, str]]
    grouped: frozenset[str]

    @property
    def metrics(self) -> frozenset[str]:
        """The metrics that are selected."""
        return frozenset(metric for metric, _ in self.selected)


def named(query: str) -> Named:
    """Return what `query` names.

    Raises
    ------
    ValueError
        If it does not parse.
    """
    selected: set[tuple[str, str]] = set()
    grouped: set[str] = set()

    def visit(node: object) -> None:
        if isinstance(node, promql_parser.VectorSelector):
            labels = [matcher.name for matcher in node.matchers.matchers if matcher.name != "__name__"]
            selected.update((node.name or "", label) for label in ("", *labels))
        elif isinstance(node, promql_parser.MatrixSelector):
            visit(node.vector_selector)
        elif isinstance(node, promql_parser.AggregateExpr) and node.modifier:
            grouped.update(node.modifier.labels)
        elif isinstance(node, promql_parser.BinaryExpr) and node.modifier:
            grouped.update(node.modifier.matching.labels if node.modifier.matching else ())
            grouped.update(node.modifier.group_labels or ())

    promql_parser.walk(promql_parser.parse(query), visit)
    return Named(frozenset(selected), frozenset(grouped))


def queries_of(template: str) -> list[str]:
    """Return the queries that an annotation asks when its alert fires, with a stand-in for each label's value."""
    return [found.replace("%q", '"x"') for found in _TEMPLATE_QUERY.findall(template)]


def unknown(query: str, recorded: frozenset[str] = frozenset()) -> list[str]:
    """Return what `query` names that neither the catalogue has nor a recording rule of `recorded` makes.

    What a recording rule makes may carry any label of the catalogue.
    """
    registry = Registry.discover()
    specs, of_segments = catalogue(registry), dict.fromkeys(segmented(registry), (SEGMENT,))
    labels = {name: SCRAPED.union(spec.labels, of_segments.get(name, ())) for name, spec in specs.items()} | FOREIGN
    every = SCRAPED.union(*labels.values())
    found = named(query)
    strange = [metric for metric in found.metrics if metric not in labels and metric not in recorded]
    strange += [
        f"{metric}{{{label}}}" for metric, label in found.selected if label and label not in labels.get(metric, every)
    ]
    return sorted([*strange, *found.grouped - every])
