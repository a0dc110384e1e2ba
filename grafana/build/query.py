"""Queries: selectors of what the catalogue has, narrowed by the variables of the board.

A name or a label that the catalogue does not have ends the build, so that no panel can outlive its metric.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dte_exporter.exposition.catalogue import catalogue, segmented
from dte_exporter.metric import MetricSpec, Unit
from dte_exporter.registry import Registry
from dte_exporter.rules.rule import Alert, Record
from dte_exporter.rules.settings import RuleSettings
from dte_exporter.rules.shipped import groups

SCRAPED = ('job=~"$job"', 'instance=~"$instance"')
NARROWING = ("dataset", "model")
"""Labels that have a variable of their name: a selector is narrowed by it wherever the metric has the label."""

NOT_OURS = frozenset({"up", "scrape_duration_seconds", "scrape_samples_scraped"})
"""What Prometheus itself notes of each scrape."""

OF_THE_PROCESS = frozenset({"process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds"})
"""What every Prometheus client tells of its process."""

ALERTS = "ALERTS"
"""What Prometheus tells of the alerts that it evaluates."""

_MATCHED = re.compile(r"[a-z_]+")


@dataclass(frozen=True, slots=True)
class Query:
    """One query of a panel.

    Parameters
    ----------
    expression : str
        In PromQL.
    legend : str
        How its series are called, with labels in double braces.
    instant : bool
        Whether only the present counts.
    """

    expression: str
    legend: str = ""
    instant: bool = False


@functools.cache
def metrics() -> Mapping[str, MetricSpec]:
    """Return every metric of the catalogue by its name."""
    return catalogue(_registry())


@functools.cache
def _registry() -> Registry:
    return Registry.discover()


def spec(name: str) -> MetricSpec:
    """Return the declaration of a metric.

    Raises
    ------
    LookupError
        If the catalogue has none of that name.
    """
    if name not in metrics():
        raise LookupError(f"a board asks for {name!r}, which the catalogue does not have")
    return metrics()[name]


def of(name: str, *matchers: str) -> str:
    """Return the selector of a metric's series of all rows, narrowed by the board's variables and by `matchers`.

    Raises
    ------
    LookupError
        If the catalogue has no such metric, or the metric no label that is matched.
    """
    labels = spec(name).labels
    for matcher in matchers:
        found = _MATCHED.match(matcher)
        if found is None or found[0] not in labels:
            raise LookupError(f"a board matches {matcher!r}, and {name} has the labels {', '.join(labels)}")
    narrowed = (f'{label}=~"${label}"' for label in NARROWING if label in labels)
    of_all_rows = ('segment=""',) if name in segmented(_registry()) else ()
    return _selector(name, *SCRAPED, *narrowed, *of_all_rows, *matchers)


def recorded(name: str, *matchers: str) -> str:
    """Return the selector of what a recording rule keeps of objectives, most often a series an objective.

    What a rule has made one series of, whichever exporter tells it, has no ``instance`` to be chosen by.

    Raises
    ------
    LookupError
        If the rules that ship record nothing of that name.
    """
    if name not in recordings():
        raise LookupError(f"a board asks for {name!r}, which no rule records")
    return _selector(name, *scraped_of(name), *_narrowed(), *matchers)


def firing(*matchers: str) -> str:
    """Return the selector of alerts on objectives that fire, as Prometheus tells of them."""
    names = "|".join(sorted(objective_alerts()))
    fire = (f'alertname=~"{names}"', 'alertstate="firing"')
    return _selector(ALERTS, *scraped_of(ALERTS), *_narrowed(), *fire, *matchers)


def scraped_of(name: str) -> tuple[str, ...]:
    """Return what chooses the exporters of a metric, a record or an alert: job and instance, where it has both."""
    return SCRAPED[:1] if name == ALERTS or "without (instance" in recordings().get(name, "") else SCRAPED


@functools.cache
def recordings() -> Mapping[str, str]:
    """Return what the rules record: names, each with its expression."""
    return {rule.name: rule.expr for rule in _rules() if isinstance(rule, Record)}


@functools.cache
def objective_alerts() -> frozenset[str]:
    """Return the names of the alerts that fire on what is recorded of objectives."""
    return frozenset(
        rule.name for rule in _rules() if isinstance(rule, Alert) and rule.expr.lstrip().startswith("check_objective:")
    )


def of_scrape(name: str) -> str:
    """Return the selector of a metric that is not ours.

    Raises
    ------
    LookupError
        If neither Prometheus nor its client has it.
    """
    if name not in NOT_OURS | OF_THE_PROCESS:
        raise LookupError(f"a board asks for {name!r}, which neither Prometheus nor its client has")
    return _selector(name, *SCRAPED)


def by(labels: str, expression: str) -> str:
    """Return `expression` with one series for each of `labels`, however many exporters tell of it."""
    return f"max by ({labels}) ({expression})"


def unit(name: str) -> str:
    """Return the unit of a metric as Grafana calls it."""
    return {Unit.RATIO: "percentunit", Unit.SECONDS: "s", Unit.TIMESTAMP: "dateTimeFromNow", Unit.ROWS: "short"}.get(
        spec(name).unit, "none"
    )


def _rules() -> Iterator[Record | Alert]:
    for group in groups(RuleSettings()):
        yield from group.rules


def _narrowed() -> tuple[str, ...]:
    return tuple(f'{label}=~"${label}"' for label in NARROWING)


def _selector(name: str, *matchers: str) -> str:
    return f"{name}{{{', '.join(matchers)}}}"
