{{/* The exporter's config with what the chart decides: where things are kept, and the budgets of the process. */}}
{{- define "dte.config" -}}
{{- $own := dict "cache" "/var/lib/dte-exporter/cache" "max_series" (int .Values.maxSeries) "workers" (int .Values.workers) -}}
{{- if .Values.history.enabled -}}
{{- $_ := set $own "history" (dict "path" "/var/lib/dte-exporter/history.db" "keep" .Values.history.keep) -}}
{{- end -}}
{{- if .Values.teams.configMaps -}}
{{- $_ := set $own "include" "conf.d/*.yaml" -}}
{{- end -}}
{{- toYaml (mergeOverwrite (deepCopy .Values.config) $own) -}}
{{- end -}}

{{- define "dte.configMap" -}}
{{- if .Values.existingConfigMap -}}
{{ .Values.existingConfigMap }}
{{- else if .Values.config -}}
{{ include "dte.fullname" . }}
{{- end -}}
{{- end -}}
