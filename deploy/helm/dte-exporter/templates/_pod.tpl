{{/* The one pod of the chart, whichever workload it runs in: of the restricted Pod Security Standard. */}}
{{- define "dte.pod" -}}
metadata:
  labels:
    {{- include "dte.labels" . | nindent 4 }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    checksum/restart: {{ include "dte.restart" . }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "dte.serviceAccountName" . }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    fsGroup: 65532
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile: {type: RuntimeDefault}
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with .Values.initContainers }}
  initContainers:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: exporter
      image: {{ include "dte.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      workingDir: /var/lib/dte-exporter
      args:
        - serve
        {{- if include "dte.configMap" . }}
        - --config.file=/etc/dte-exporter/config/config.yaml
        {{- with .Values.watch }}
        - --config.watch={{ . }}
        {{- end }}
        {{- else }}
        - --config.file=/usr/share/dte-exporter/demo/config.yaml
        {{- end }}
        - --web.listen-address=:10610
        {{- if .Values.web.existingSecret }}
        - --web.config.file=/etc/dte-exporter/web/web.yaml
        {{- end }}
        - --log.level={{ .Values.log.level }}
        - --log.format={{ .Values.log.format }}
        {{- with .Values.extraArgs }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      env:
        - name: HOME
          value: /var/lib/dte-exporter
        {{- with .Values.env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with .Values.envFrom }}
      envFrom:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      ports:
        - name: http
          containerPort: 10610
          protocol: TCP
      startupProbe:
        {{- include "dte.probe" (dict "path" "/-/healthy" "root" .) | nindent 8 }}
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        {{- include "dte.probe" (dict "path" "/-/healthy" "root" .) | nindent 8 }}
        periodSeconds: 15
        timeoutSeconds: 5
        failureThreshold: 4
      readinessProbe:
        {{- include "dte.probe" (dict "path" "/-/ready" "root" .) | nindent 8 }}
        periodSeconds: 10
        timeoutSeconds: 5
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: {drop: [ALL]}
      volumeMounts:
        - {name: data, mountPath: /var/lib/dte-exporter}
        - {name: tmp, mountPath: /tmp}
        {{- if include "dte.configMap" . }}
        # As a folder: Kubernetes never brings a change to a file that is mounted by subPath.
        - {name: config, mountPath: /etc/dte-exporter/config, readOnly: true}
        {{- end }}
        {{- if .Values.teams.configMaps }}
        - {name: teams, mountPath: /etc/dte-exporter/conf.d, readOnly: true}
        {{- end }}
        {{- if .Values.web.existingSecret }}
        - {name: web, mountPath: /etc/dte-exporter/web, readOnly: true}
        {{- end }}
        {{- with .Values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    {{- with .Values.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    {{- if not (include "dte.keepsVolume" .) }}
    - {name: data, emptyDir: {}}
    {{- end }}
    - {name: tmp, emptyDir: {}}
    {{- if include "dte.configMap" . }}
    - name: config
      configMap: {name: {{ include "dte.configMap" . }}}
    {{- end }}
    {{- with .Values.teams.configMaps }}
    - name: teams
      projected:
        sources:
          {{- range . }}
          - configMap: {name: {{ . }}, optional: true}
          {{- end }}
    {{- end }}
    {{- with .Values.web.existingSecret }}
    - name: web
      secret: {secretName: {{ . }}, defaultMode: 0440}
    {{- end }}
    {{- with .Values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "dte.probe" -}}
httpGet:
  path: {{ .path }}
  port: http
  {{- if .root.Values.web.tls }}
  scheme: HTTPS
  {{- end }}
{{- end -}}
