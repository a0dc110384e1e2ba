"""The same promises as a file of Sloth (https://sloth.dev), for those who let it write their SLO rules."""

from collections.abc import Iterable
from typing import Any

import yaml

from dte_exporter.rules.promise import Promise

_SHORTEST = 300.0
"""Seconds of the window that Sloth builds all others from: it must hold a run."""

_FEWEST_RUNS = 12
_SHORT_PAGE, _SHORT_TICKET = 300.0, 7_200.0


def sloth_file(promises: Iterable[Promise]) -> str:
    """Return the file, which says in a comment which promises it leaves out because they are run too seldom."""
    promises = tuple(promises)
    kept = [promise for promise in promises if promise.interval <= _SHORTEST]
    left_out = [promise for promise in promises if promise.interval > _SHORTEST]
    comments = [
        f"# {_name(promise)} is left out: it is judged less than once in five minutes, Sloth's shortest window.\n"
        for promise in left_out
    ]
    tree = {"version": "prometheus/v1", "service": "dte-exporter", "slos": [_slo(promise) for promise in kept]}
    return "".join(comments) + yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=10_000)


def _slo(promise: Promise) -> dict[str, Any]:
    return {
        "name": _name(promise),
        "objective": round(promise.target * 100, 10),
        "description": promise.objective.title or f"{promise.key} of {promise.check.name} within its limits",
        "sli": {
            "events": {
                "error_query": _query(promise, ',result!="met"'),
                "total_query": _query(promise),
            }
        },
        "alerting": {
            "name": "DteErrorBudgetBurning",
            "labels": {"pillar": promise.check.pillar, "dataset": promise.check.settings.dataset, **promise.people},
            "page_alert": _alert(promise, _SHORT_PAGE, promise.severity),
            "ticket_alert": _alert(promise, _SHORT_TICKET, "ticket"),
        },
    }


def _name(promise: Promise) -> str:
    return f"{promise.check.name}-{promise.key}"


def _query(promise: Promise, which: str = "") -> str:
    return f"sum(rate(dte_objective_runs_total{{{promise.selector}{which}}}[{{{{.window}}}}]))"


def _alert(promise: Promise, window: float, severity: str) -> dict[str, Any]:
    """Return one of both alerts: off where its short window holds too few runs."""
    if promise.runs_in(window) < _FEWEST_RUNS:
        return {"disable": True}
    return {"labels": {"severity": severity}}
