"""The vocabulary of rules: what is recorded, what is alerted on, and the group in which that happens."""

from collections.abc import Mapping
from dataclasses import dataclass, field

BRIDGE = "15m"
"""How long an alert outlives its condition: long enough for an exporter to start again and run its checks."""

CAUSE_BRIDGE = "17m"
"""How long one does that silences others, which follow from it and end a few evaluations later."""

ROOT_BRIDGE = "19m"
"""How long one does that silences some of those as well."""


@dataclass(frozen=True, slots=True)
class Record:
    """A recording rule.

    Parameters
    ----------
    name : str
        ``level:metric:operations``: the labels that are left, what it is made of, and how.
    expr : str
        PromQL.
    why : str
        What it is there for, in a sentence or two.
    labels : mapping of str to str
        Labels added to each series.
    """

    name: str
    expr: str
    why: str
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alert:
    """An alerting rule.

    Parameters
    ----------
    name : str
        ``Dte…``, which is also the name of its runbook.
    expr : str
        PromQL.
    why : str
        Why it fires when it does, in a sentence or two.
    summary, description : str
        What people read: one line, and the facts behind it. Templates of Prometheus.
    board : str
        The uid of the Grafana board that shows more.
    held_for : str
        How long the condition must hold; empty where one evaluation is enough.
    bridged_for : str
        How long it is kept firing when its condition is gone.
    labels : mapping of str to str
        Labels added to those of the series.
    variables : tuple of str
        Labels that the board takes as variables.
    """

    name: str
    expr: str
    why: str
    summary: str
    description: str
    board: str
    held_for: str = ""
    bridged_for: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    variables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Rules that are evaluated together, one after the other.

    Parameters
    ----------
    name : str
        ``dte-<pillar>`` or what else it is about.
    rules : tuple of Record or Alert
        In the order of evaluation.
    interval : str
        Between evaluations; empty for Prometheus's own.
    """

    name: str
    rules: tuple[Record | Alert, ...]
    interval: str = ""
