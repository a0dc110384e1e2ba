{{/* Values that contradict each other, or that would have no effect: each is told in a sentence instead of rendered. */}}
{{- define "dte.refuse" -}}
{{- $own := list -}}
{{- if .Values.workers }}{{ $own = append $own "workers" }}{{ end -}}
{{- if .Values.maxSeries }}{{ $own = append $own "maxSeries" }}{{ end -}}
{{- if .Values.history.keep }}{{ $own = append $own "history.keep" }}{{ end -}}
{{- if .Values.existingConfigMap -}}
{{- if not .Values.history.enabled }}{{ $own = append $own "history.enabled=false" }}{{ end -}}
{{- if .Values.config }}{{ $own = append $own "config" }}{{ end -}}
{{- if .Values.teams.configMaps }}{{ $own = append $own "teams.configMaps" }}{{ end -}}
{{- if $own -}}
{{- printf "existingConfigMap %s is the whole config, so that %s would have no effect: write it in that ConfigMap, or config instead of existingConfigMap" .Values.existingConfigMap (join ", " $own) | fail -}}
{{- end -}}
{{- else if and $own (not (include "dte.configMap" .)) -}}
{{- printf "without config the demo of the image is served, in which %s has no effect: write config as well" (join ", " $own) | fail -}}
{{- end -}}
{{- include "dte.refuseTwice" . -}}
{{- end -}}

{{- define "dte.refuseTwice" -}}
{{- $config := .Values.config -}}
{{- $history := default dict (get $config "history") -}}
{{- if hasKey $config "cache" -}}
{{- fail "config.cache is set by the chart, to a folder on its volume: leave it out" -}}
{{- end -}}
{{- if get (default dict (get $config "web")) "listen_address" -}}
{{- fail "config.web.listen_address is set by the chart, whose Service and probes ask port 10610: leave it out, and set service.port" -}}
{{- end -}}
{{- if and (hasKey $config "workers") .Values.workers }}{{ fail "config.workers and workers say the same: keep one of the two" }}{{ end -}}
{{- if and (hasKey $config "max_series") .Values.maxSeries }}{{ fail "config.max_series and maxSeries say the same: keep one of the two" }}{{ end -}}
{{- if and (hasKey $config "include") .Values.teams.configMaps -}}
{{- fail "config.include and teams.configMaps both name the files of teams: keep one of the two; those of teams.configMaps are /etc/dte-exporter/conf.d/*.yaml" -}}
{{- end -}}
{{- if .Values.history.enabled -}}
{{- if get $history "url" -}}
{{- fail "config.history.url keeps the history in a database, and history.enabled in a file on the chart's volume: set history.enabled=false" -}}
{{- end -}}
{{- if get $history "path" -}}
{{- fail "config.history.path is set by the chart, to a file on its volume: leave it out, or set history.enabled=false" -}}
{{- end -}}
{{- if and (get $history "keep") .Values.history.keep }}{{ fail "config.history.keep and history.keep say the same: keep one of the two" }}{{ end -}}
{{- else if .Values.history.keep -}}
{{- fail "history.keep has no effect with history.enabled=false: write config.history.keep" -}}
{{- end -}}
{{- end -}}
