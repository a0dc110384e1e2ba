{{/* The groups of a file of rules, with the job, the addresses and the cluster of this release. */}}
{{- define "dte.rules" -}}
{{- $values := .root.Values -}}
{{- $text := .text | replace "@job@" (include "dte.job" .root) | replace "@grafana@" (trimSuffix "/" $values.prometheusRule.grafanaUrl) -}}
{{- $groups := get ($text | fromYaml) "groups" -}}
{{- range $group := $groups -}}
{{- range $rule := $group.rules -}}
{{- if $rule.alert -}}
{{- $_ := set $rule.annotations "runbook_url" (replace "{alert}" $rule.alert $values.prometheusRule.runbookUrl) -}}
{{- with $values.cluster -}}
{{- $_ := set $rule "labels" (merge (dict "cluster" .) (default dict $rule.labels)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toYaml $groups -}}
{{- end -}}
