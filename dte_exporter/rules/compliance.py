"""Compliance: controls that are violated or without evidence, and deadlines that come near."""

from dte_exporter.rules import phrases
from dte_exporter.rules.objectives import unmet
from dte_exporter.rules.routing_labels import with_routing_labels
from dte_exporter.rules.rule import BRIDGE, Alert, Group, Record

PILLAR = "compliance"
_BOARD = "dte-compliance"
_OURS = {"severity": "ticket", "pillar": PILLAR}
_LEFT = "{{ $value | humanizeDuration }}"

_MINDED = """\
max without (instance, pod, state) (
    (dte_compliance_control_state{state="violated"} == 1)
  * on (job, instance, dataset) group_left (team, owner)
    (
        dte_dataset_info{team!=""} * on (job, instance, dataset) group_left (owner) dte_dataset_about_info
      or
        dte_dataset_info * on (job, instance, dataset) group_left (owner) dte_dataset_about_info{owner!=""}
    )
  or on (job, instance, framework, control, dataset)
    (dte_compliance_control_state{state="violated"} == 1)
  * on (job, instance, framework) group_left (team, owner)
    dte_compliance_framework_info
)"""
_VIOLATED = Record(
    "control_dataset:dte_compliance_control_state:violated",
    _MINDED,
    "Violated controls, with who minds the data set, or the framework where nobody does or it is about none.",
)
_CONTROL_VIOLATED = Alert(
    "DteComplianceControlViolated",
    "control_dataset:dte_compliance_control_state:violated > 0",
    "One alert a control and data set, as each has its owner. A violation is a fact: there is nothing to wait for.",
    "{{ $labels.control }} is violated{{ with $labels.dataset }} on {{ . }}{{ end }}",
    "Article {{ $labels.article }} of {{ $labels.framework }}.\n"
    '{{ range query (printf "max by (control) (dte_compliance_control_violations'
    '{job=%q,framework=%q,control=%q,dataset=%q})" $labels.job $labels.framework $labels.control $labels.dataset) -}}\n'
    "Violations: {{ .Value }}\n"
    "{{ end -}}\n",
    _BOARD,
    bridged_for=BRIDGE,
    labels=_OURS,
    variables=("dataset",),
)
_NO_EVIDENCE = Alert(
    "DteComplianceEvidenceMissing",
    """\
max without (instance, pod, state) (
    (dte_compliance_controls{state="no_evidence"} > 0)
  * on (job, instance, framework) group_left (team, owner)
    dte_compliance_framework_info
)""",
    "One alert a framework: at first there are many. An hour lets every check run after a start.",
    "{{ $value }} controls of {{ $labels.framework }} have no evidence",
    "They are not met as long as nobody knows. The first of them:\n"
    '{{ range query (printf "topk(3, max by (control) (dte_compliance_control_state'
    '{job=%q,framework=%q,state=%q}) == 1)" $labels.job $labels.framework "no_evidence") -}}\n'
    "- {{ .Labels.control }}\n"
    "{{ end -}}\n",
    _BOARD,
    held_for="1h",
    bridged_for=BRIDGE,
    labels=_OURS,
)


def _near(name: str, metric: str, seconds: int, why: str, summary: str, description: str) -> Alert:
    return Alert(
        name,
        with_routing_labels(f"{metric} - time() < {seconds}"),
        why,
        summary,
        f"{phrases.ABOUT}{description}\n",
        _BOARD,
        bridged_for=BRIDGE,
        labels={"pillar": PILLAR},
        variables=("dataset",),
    )


_DEADLINES = (
    _near(
        "DteBreachDeadlineNear",
        "dte_compliance_breaches_deadline_timestamp_seconds",
        86_400,
        "A day of the 72 hours of Art. 33 GDPR is left.",
        f"A breach has to be notified within {_LEFT}",
        "The authority has not been notified of it.",
    ),
    _near(
        "DteRequestDeadlineNear",
        "dte_compliance_requests_deadline_timestamp_seconds",
        604_800,
        "A week of the month of Art. 12 (3) GDPR is left.",
        f"A request ({{{{ $labels.right }}}}) has to be answered within {_LEFT}",
        "It is open, and not overdue yet.",
    ),
    _near(
        "DteDocumentEndsSoon",
        "dte_compliance_document_deadline_timestamp_seconds",
        2_592_000,
        "30 days are time to renew a contract.",
        f"A document of the record of processing ends within {_LEFT}",
        "A contract with a processor, a safeguard or an adequacy decision: what rests on it has no basis from then on.",
    ),
)

GROUP = Group(
    "dte-compliance",
    (
        _VIOLATED,
        unmet(
            "DteComplianceObjectiveUnmet",
            f'pillar="{PILLAR}"',
            "A limit that somebody set on a figure of compliance, beside what the frameworks ask for.",
            _BOARD,
        ),
        _CONTROL_VIOLATED,
        _NO_EVIDENCE,
        *_DEADLINES,
    ),
)
