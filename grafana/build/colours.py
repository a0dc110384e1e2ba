"""Colours stand for state alone, the same on every board and on the Trust Dashboard; each state has a word as well."""

from grafana_foundation_sdk.builders.dashboard import ThresholdsConfig
from grafana_foundation_sdk.models.dashboard import (
    RangeMap,
    RegexMap,
    SpecialValueMap,
    Threshold,
    ThresholdsMode,
    ValueMap,
    ValueMappingResult,
)

from dte_exporter.metric import Better, MetricSpec

MET = "#2D9CB8"
UNMET = "#E0662F"
UNKNOWN = "#8A94A3"
INSUFFICIENT = "#A85FD0"
PLAIN = "#7F8FD6"
ACCEPTED = "#B79A3E"
ATTENTION = "#C5719A"
IDLE = "#5B6470"

Mapping = ValueMap | RangeMap | RegexMap | SpecialValueMap
"""How values read."""


def steps(*rising: tuple[float | None, str]) -> ThresholdsConfig:
    """Return thresholds: from each value on, its colour; the first value is None."""
    return (
        ThresholdsConfig()
        .mode(ThresholdsMode.ABSOLUTE)
        .steps([Threshold(value=value, color=colour) for value, colour in rising])
    )


def plain() -> ThresholdsConfig:
    """Return one colour for every value: it is neither good nor bad by itself."""
    return steps((None, PLAIN))


def judged(spec: MetricSpec) -> ThresholdsConfig:
    """Return the thresholds of a metric whose best value the catalogue knows: only the best is good.

    A metric without a best value, or without a good direction, is neither good nor bad by itself.
    """
    if spec.better is Better.LOWER and spec.low is not None:
        return steps((None, MET), (spec.low + 1e-9, UNMET))
    if spec.better is Better.HIGHER and spec.high is not None:
        return steps((None, UNMET), (spec.high, MET))
    return plain()


def words(**meanings: str) -> list[Mapping]:
    """Return how 0 and 1 read, as ``_0="met", _1="drifted"``."""
    return [ValueMap(options={key.removeprefix("_"): ValueMappingResult(text=text) for key, text in meanings.items()})]
