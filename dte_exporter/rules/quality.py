"""Quality: objectives on facts, and promises that need none, since writing the check down has made them.

Who names an age, a contract or a suite has said what is to hold. What is only measured (shares, volumes, changes of the
schema) is nobody's alert until an objective limits it.
"""

from dte_exporter.rules import phrases
from dte_exporter.rules.objectives import unmet
from dte_exporter.rules.routing_labels import with_routing_labels
from dte_exporter.rules.rule import CAUSE_BRIDGE, Alert, Group, Record

PILLAR = "quality"
_BOARD = "dte-quality"
_NAMED = 10
"""How many fields or expectations the text of an alert names."""

_NOT_FRESH = """\
    time() - dte_quality_freshness_deadline_timestamp_seconds{segment=""} > 0
  unless on (job, instance, check, of)
    (
        dte_quality_fresh{segment=""} == 1
      and on (job, instance, check)
        time() - dte_check_last_success_timestamp_seconds <= dte_check_interval_seconds + 900
    )
or on (job, instance, check, of)
    dte_quality_fresh{segment=""} == 0
  unless on (job, instance, check, of)
    dte_quality_freshness_deadline_timestamp_seconds{segment=""}"""
"""That newer rows are overdue, or none have a time at all; segments are an objective's to limit.

Rows that were fresh when the check looked may have been followed by others since: its next run is waited for, and a
quarter of an hour for what that takes. If none ends well by then, the deadline counts that the last one told.
"""

_BROKEN = Record(
    "check_contract:dte_quality_contract_rule_met:broken_rules",
    """\
max without (instance, pod) (
    count without (rule, field) (dte_quality_contract_rule_met == 0)
  * on (job, instance, check) group_left (severity, team)
    dte_check_info
  * on (job, instance, check, contract) group_left (owner)
    (
        max without (version, status) (dte_quality_contract_info{owner!=""})
      or on (job, instance, check, contract)
        max without (version, status, owner) (dte_quality_contract_info)
      * on (job, instance, check) group_left (owner)
        dte_check_about_info
    )
)""",
    "Rules of a contract that are not kept, with its owner, or the check's where it names none.",
)
_CRITICAL = Record(
    "check_suite:dte_quality_unmet_expectations:critical",
    with_routing_labels('sum without (severity) (dte_quality_unmet_expectations{severity="critical"})'),
    "Critical expectations of a suite that are not met. How loud that is says the check, not the suite.",
)


def _kept(name: str, expr: str, why: str, summary: str, reading: str) -> Alert:
    """Return the alert on a promise that the check itself makes: it silences objectives of that check."""
    return Alert(
        name,
        expr,
        why,
        summary,
        f"{phrases.ABOUT}{reading}{phrases.MODELS}",
        _BOARD,
        bridged_for=CAUSE_BRIDGE,
        labels={"pillar": PILLAR},
        variables=("dataset",),
    )


def _listed(by: str, metric: str, of: str, line: str) -> str:
    """Return a line for each of the first series of `metric` that are 0, for the check and the label `of`."""
    asked = f'printf "min by ({by}) ({metric}{{job=%q,check=%q,{of}=%q}}) == 0"'
    in_order = " | ".join(f'sortByLabel "{label}"' for label in reversed(by.split(", ")))
    return (
        f"{{{{ range $i, $each := query ({asked} $labels.job $labels.check $labels.{of}) | {in_order} -}}}}\n"
        f"{{{{ if lt $i {_NAMED} }}}}- {line}\n{{{{ end -}}}}\n"
        "{{ end -}}\n"
    )


_DATA_NOT_FRESH = _kept(
    "DteDataNotFresh",
    with_routing_labels(_NOT_FRESH),
    "The age is in the check, so that no objective is needed. A moment that passes between two runs says nothing of "
    "rows that came meanwhile: the next run is waited for, and no longer than a quarter of an hour after its time.",
    "{{ $labels.dataset }} is not fresh: {{ if $value }}a newer {{ $labels.of }} is overdue by "
    "{{ $value | humanizeDuration }}{{ else }}there is no {{ $labels.of }} yet{{ end }}",
    "{{ range query (printf "
    '"max(dte_check_last_success_timestamp_seconds{job=%q,check=%q})" $labels.job $labels.check) -}}\n'
    'The check looked last at {{ (.Value | toTime).Format "2006-01-02 15:04 UTC" }}.\n{{ end -}}\n',
)
_CONTRACT_BROKEN = _kept(
    "DteContractBroken",
    f"{_BROKEN.name} > 0",
    "One alert a contract, which names the fields. Naming a contract is a promise that it is kept.",
    "The contract {{ $labels.contract }} is broken on {{ $labels.dataset }}",
    '{{ range query (printf "max by (version, status, owner) (dte_quality_contract_info'
    '{job=%q,check=%q,contract=%q})" $labels.job $labels.check $labels.contract) -}}\n'
    "Version {{ .Labels.version }}, {{ .Labels.status }}{{ with .Labels.owner }}, of {{ . }}{{ end }}.\n{{ end -}}\n"
    "Rules that are not kept: {{ $value }}\n"
    + _listed(
        "field, rule",
        "dte_quality_contract_rule_met",
        "contract",
        "{{ with $each.Labels.field }}{{ . }}: {{ end }}{{ $each.Labels.rule }}",
    ),
)
_EXPECTATIONS_UNMET = _kept(
    "DteExpectationsUnmet",
    f"{_CRITICAL.name} > 0",
    "One alert a suite, for what its author calls critical. Warnings are on the board; an objective may limit them.",
    "{{ $value }} critical expectations of {{ $labels.suite }} are not met on {{ $labels.dataset }}",
    "Of whatever severity, these are not met:\n"
    + _listed(
        "column, expectation",
        "dte_quality_expectation_met",
        "suite",
        "{{ with $each.Labels.column }}{{ . }}: {{ end }}{{ $each.Labels.expectation }}",
    ),
)
_VALIDATION_OUTDATED = _kept(
    "DteValidationOutdated",
    with_routing_labels("dte_quality_validation_current == bool 0") + " == 1",
    "The age is in the check. Results that no longer come look as good as the last of them did.",
    "{{ $labels.suite }} was not validated in time on {{ $labels.dataset }}",
    '{{ range query (printf "max(dte_quality_validated_timestamp_seconds{job=%q,check=%q,suite=%q})" '
    "$labels.job $labels.check $labels.suite) -}}\n"
    'Its last results are of {{ (.Value | toTime).Format "2006-01-02 15:04 UTC" }}.\n{{ end -}}\n',
)

GROUP = Group(
    "dte-quality",
    (
        _BROKEN,
        _CRITICAL,
        unmet(
            "DteQualityObjectiveUnmet",
            f'pillar="{PILLAR}"',
            "One alert an objective, however many columns are beyond it; it names the models that read the rows.",
            _BOARD,
        ),
        _DATA_NOT_FRESH,
        _CONTRACT_BROKEN,
        _EXPECTATIONS_UNMET,
        _VALIDATION_OUTDATED,
    ),
)
