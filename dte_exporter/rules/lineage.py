"""Lineage: objectives on it, and what is told of a data set that is made from a broken one.

That one is told of by its own alerts. An alert on each of those that are made from it would say the same again: it is
there for Alertmanager, which silences by it what follows, and is sent to nobody.
"""

from dte_exporter.rules import phrases
from dte_exporter.rules.objectives import unmet
from dte_exporter.rules.rule import Alert, Group

PILLAR = "lineage"
_BOARD = "dte-lineage"
_REMAKING = "2h"
"""How long the alert outlives its condition: once the root is mended, what is made from it has to be made anew, and its
checks have to run, before its own alerts end."""

_UPSTREAM_UNTRUSTED = Alert(
    "DteUpstreamUntrusted",
    "max without (instance, pod) (dte_lineage_culprit_info) == 1",
    "Fires for each data set that is made from a broken one, for as long as that is and two hours more, in which it is "
    "to be made anew. It silences what follows from the fault there, so that one alert is sent, at its root; it is as "
    "loud as that one.",
    "{{ $labels.dataset }} is made from {{ $labels.culprit }}, which is not to be trusted",
    "An objective on {{ $labels.culprit }} is in breach, and {{ $labels.dataset }} is made from it.\n"
    "{{ range query (printf "
    '"max by (dataset) (dte_lineage_upstream_objectives_unmet{job=%q,dataset=%q})" $labels.job $labels.dataset) -}}\n'
    "Objectives in breach upstream: {{ .Value }}\n{{ end -}}\n"
    f"{phrases.MODELS}",
    _BOARD,
    bridged_for=_REMAKING,
    labels={"pillar": PILLAR},
    variables=("dataset",),
)

GROUP = Group(
    "dte-lineage",
    (
        unmet(
            "DteLineageObjectiveUnmet",
            f'pillar="{PILLAR}"',
            "One alert an objective, however many data sets are beyond it; each of them is a subject.",
            _BOARD,
        ),
        _UPSTREAM_UNTRUSTED,
    ),
)
