"""The sentences that alerts have in common: templates that Prometheus fills in when an alert fires.

They ask Prometheus for what the alert's own labels do not carry, so that an alert on 40 columns names the worst of
them without being 40 alerts.
"""

_OBJECTIVE = "job=%q,check=%q,objective=%q"
_OF_OBJECTIVE = "$labels.job $labels.check $labels.objective"

OBJECTIVE = "{{ $labels.objective }} of {{ $labels.check }}"
"""Which objective, for the line that people see first."""

ABOUT = (
    '{{ range query (printf "dte_check_about_info{job=%q,check=%q}" $labels.job $labels.check) -}}\n'
    "{{ with .Labels.title }}{{ . }}.\n{{ end -}}\n"
    "{{ with .Labels.runbook }}What its team does about it: {{ . }}\n{{ end -}}\n"
    "{{ end -}}\n"
)
"""The check's title, and the address of the runbook that its own config names; each where there is one."""

WORST = (
    '{{ range $worst := query (printf "topk(3, check_objective_subject:dte_objective_value:excess'
    f'{{{_OBJECTIVE}}} and on (subject) dte_objective_value{{{_OBJECTIVE}}})" {_OF_OBJECTIVE} {_OF_OBJECTIVE}) -}}}}\n'
    '- {{ or $worst.Labels.subject "overall" }}: '
    f'{{{{ range query (printf "max by (subject) (dte_objective_value{{{_OBJECTIVE},subject=%q}})" '
    f'{_OF_OBJECTIVE} $worst.Labels.subject) }}}}{{{{ .Value | printf "%.4g" }}}}{{{{ end }}}}'
    f'{{{{ range query (printf "max by (bound) (dte_objective_limit{{{_OBJECTIVE},bound=%q}})" '
    f"{_OF_OBJECTIVE} $worst.Labels.bound) }}}}, "
    '{{ .Labels.bound }} {{ .Value | printf "%.4g" }}{{ end }}\n'
    "{{ else -}}\n"
    "- no value beyond its limit just now: unknown, or met again in too few runs to end the breach\n"
    "{{ end -}}\n"
)
"""The three subjects that lie furthest beyond their limit, each with value and limit.

How far was recorded by another group, up to an evaluation ago: a subject whose value has vanished since is left out.
"""

MODELS = (
    '{{ with query (printf "max by (model) (dte_dataset_model_info{job=%q,dataset=%q})" '
    "$labels.job $labels.dataset) -}}\n"
    'Models that these rows touch: {{ range $i, $each := sortByLabel "model" . }}{{ if $i }}, {{ end }}'
    "{{ $each.Labels.model }}{{ end }}\n{{ end -}}\n"
)
"""The models that the alert's data set touches, where there are any."""

OUTCOME = (
    '{{ range query (printf "max by (outcome) (dte_check_outcome{job=%q,check=%q}) == 1" '
    "$labels.job $labels.check) -}}\n"
    "The check's last run: {{ .Labels.outcome }}\n{{ end -}}\n"
)
"""How the check's last run ended."""
