"""Models: whether they are still right, and what is recommended for them."""

from dte_exporter.rules.objectives import unmet
from dte_exporter.rules.routing_labels import sum_with_routing_labels
from dte_exporter.rules.rule import BRIDGE, Alert, Group, Record

PILLAR = "model"


def _reasons(metric: str) -> Record:
    return Record(
        f"model:{metric}:reasons",
        sum_with_routing_labels("reason", metric),
        "Reasons that hold, with who minds the entry that has the policy, whether its registry answers or not.",
    )


def _recommended(name: str, metric: str, summary: str, reading: str) -> Alert:
    reasons = f'max by (reason) ({metric}{{job=%q,model=%q}}) == 1"'
    return Alert(
        name,
        f"model:{metric}:reasons > 0",
        "The recommendation has its own patience, in runs, and clears by itself.",
        summary,
        f'{reading}\nReasons: {{{{ range $i, $each := query (printf "{reasons} $labels.job $labels.model) '
        f'| sortByLabel "reason" }}}}{{{{ if $i }}}}, {{{{ end }}}}{{{{ $each.Labels.reason }}}}{{{{ end }}}}\n',
        "dte-model",
        bridged_for=BRIDGE,
        labels={"pillar": PILLAR},
        variables=("model",),
    )


_RETRAINING = "dte_model_retraining_recommended"
_INVESTIGATION = "dte_model_investigation_recommended"

GROUP = Group(
    "dte-model",
    (
        _reasons(_RETRAINING),
        _reasons(_INVESTIGATION),
        unmet(
            "DteModelObjectiveUnmet",
            f'pillar="{PILLAR}"',
            "A figure of the model on rows whose truth is known, or its estimate, is beyond its limit.",
            "dte-model",
        ),
        _recommended(
            "DteModelRetrainingRecommended",
            _RETRAINING,
            "{{ $labels.model }} should be retrained",
            "By the policy of its entry in the config, the model got worse or too old.",
        ),
        _recommended(
            "DteModelInvestigationRecommended",
            _INVESTIGATION,
            "Somebody should look at {{ $labels.model }}",
            "Rows that the model reads breach an objective, which retraining alone would not mend.",
        ),
    ),
)
