"""The same objectives as a file of Sloth (https://sloth.dev), for those who let it write their SLO rules."""

from collections.abc import Iterable
from typing import Any

import yaml

from dte_exporter.rules.targets.targeted_objectives import JUDGED, MISSED, TargetedObjective

_SHORTEST = 300.0
"""Seconds of the window that Sloth builds all others from: it must hold a run."""

_FEWEST_RUNS = 12
_SHORT_PAGE, _SHORT_TICKET = 300.0, 7_200.0


def sloth_file(targeted: Iterable[TargetedObjective]) -> str:
    """Return the file, which says in a comment which objectives it leaves out because they are run too seldom."""
    targeted = tuple(targeted)
    kept = [one for one in targeted if one.interval <= _SHORTEST]
    left_out = [one for one in targeted if one.interval > _SHORTEST]
    comments = [
        f"# {_name(one)} is left out: it is judged less than once in five minutes, Sloth's shortest window.\n"
        for one in left_out
    ]
    tree = {"version": "prometheus/v1", "service": "dte-exporter", "slos": [_slo(one) for one in kept]}
    return "".join(comments) + yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=10_000)


def _slo(targeted: TargetedObjective) -> dict[str, Any]:
    return {
        "name": _name(targeted),
        "objective": round(targeted.target * 100, 10),
        "description": targeted.objective.title or f"{targeted.key} of {targeted.check.name} within its limits",
        "sli": {
            "events": {
                "error_query": _query(targeted, MISSED),
                "total_query": _query(targeted, JUDGED),
            }
        },
        "alerting": {
            "name": "DteErrorBudgetBurning",
            "labels": {"pillar": targeted.check.pillar, "dataset": targeted.check.settings.dataset, **targeted.people},
            "page_alert": _alert(targeted, _SHORT_PAGE, targeted.severity),
            "ticket_alert": _alert(targeted, _SHORT_TICKET, "ticket"),
        },
    }


def _name(targeted: TargetedObjective) -> str:
    return f"{targeted.check.name}-{targeted.key}"


def _query(targeted: TargetedObjective, which: str) -> str:
    return f"sum(rate(dte_objective_runs_total{{{targeted.selector},{which}}}[{{{{.window}}}}]))"


def _alert(targeted: TargetedObjective, window: float, severity: str) -> dict[str, Any]:
    """Return one of both alerts: off where its short window holds too few runs."""
    if targeted.runs_in(window) < _FEWEST_RUNS:
        return {"disable": True}
    return {"labels": {"severity": severity}}
