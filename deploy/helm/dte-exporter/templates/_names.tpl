{{- define "dte.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "dte.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains (include "dte.name" .) .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "dte.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "dte.selector" -}}
app.kubernetes.io/name: {{ include "dte.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "dte.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "dte.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: data-trust
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "dte.metadata" -}}
name: {{ include "dte.fullname" . }}
namespace: {{ .Release.Namespace }}
labels:
  {{- include "dte.labels" . | nindent 2 }}
{{- end -}}

{{/* Only the Service that is scraped has this label: the other one would have Prometheus scrape the pod twice. */}}
{{- define "dte.scraped" -}}
app.kubernetes.io/component: exporter
{{- end -}}

{{- define "dte.headless" -}}
{{- printf "%s-headless" (include "dte.fullname" . | trunc 54 | trimSuffix "-") -}}
{{- end -}}

{{- define "dte.job" -}}
{{- default (include "dte.fullname" .) .Values.job -}}
{{- end -}}

{{- define "dte.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "dte.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "dte.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ default $.Chart.AppVersion .tag }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "dte.keepsVolume" -}}
{{- if and .Values.history.enabled .Values.history.persistence.enabled }}true{{ end -}}
{{- end -}}
