{{/* What the chart itself writes into the config: where things are kept, and what values say of budgets, history and teams. */}}
{{- define "dte.ownConfig" -}}
{{- $own := dict "cache" "/var/lib/dte-exporter/cache" -}}
{{- with .Values.maxSeries }}{{ $_ := set $own "max_series" (int .) }}{{ end -}}
{{- with .Values.workers }}{{ $_ := set $own "workers" (int .) }}{{ end -}}
{{- if .Values.history.enabled -}}
{{- $history := dict "path" "/var/lib/dte-exporter/history.db" -}}
{{- with .Values.history.keep }}{{ $_ := set $history "keep" . }}{{ end -}}
{{- $_ := set $own "history" $history -}}
{{- end -}}
{{- if .Values.teams.configMaps }}{{ $_ := set $own "include" "/etc/dte-exporter/conf.d/*.yaml" }}{{ end -}}
{{- toYaml $own -}}
{{- end -}}

{{- define "dte.config" -}}
{{- toYaml (mergeOverwrite (deepCopy .Values.config) (include "dte.ownConfig" . | fromYaml)) -}}
{{- end -}}

{{- define "dte.configMap" -}}
{{- if .Values.existingConfigMap -}}
{{ .Values.existingConfigMap }}
{{- else if or .Values.config .Values.teams.configMaps -}}
{{ include "dte.fullname" . }}
{{- end -}}
{{- end -}}

{{/* What of the config takes a restart: all of it where nobody watches the files, else what a reload cannot change. */}}
{{- define "dte.restart" -}}
{{- $config := include "dte.config" . | fromYaml -}}
{{- if .Values.watch }}{{ $config = pick $config "history" "workers" }}{{ end -}}
{{- $config | toJson | sha256sum -}}
{{- end -}}
