"""The exporter itself: checks that do not work, and an exporter that is not there."""

from dte_exporter.rules import phrases
from dte_exporter.rules.routing_labels import with_routing_labels
from dte_exporter.rules.rule import BRIDGE, CAUSE_BRIDGE, ROOT_BRIDGE, Alert, Group, Record

PILLAR = "exporter"
_BOARD = "dte-exporter"
_OURS = {"severity": "ticket", "pillar": PILLAR}

_FAILING = Record(
    "check:dte_check_outcome:failing",
    with_routing_labels(
        """\
  dte_check_outcome{outcome!="ok"} == 1
and on (job, instance, check)
  (dte_check_failed_runs >= 2 or (dte_check_failed_runs == 1 and dte_check_interval_seconds >= 900))"""
    ),
    "Checks that fail, by outcome: twice in a row, or once where the next run is a quarter of an hour away.",
)
_OUTCOMES = Record(
    "outcome:dte_check_outcome:sum",
    "sum without (check, pillar) (max without (instance, pod) (dte_check_outcome))",
    "How many checks ended how.",
)
_CHECK_FAILING = Alert(
    "DteCheckFailing",
    """\
  check:dte_check_outcome:failing{outcome!~"no_data|source_error"}
or
  check:dte_check_outcome:failing{dataset=""}""",
    "Data sets that cannot be read have alerts of their own; a registry of models has none.",
    "{{ $labels.check }} fails: {{ $labels.outcome }}",
    f"{phrases.ABOUT}Its values are those of its last good run, and vanish when they are stale.\n",
    _BOARD,
    bridged_for=CAUSE_BRIDGE,
    variables=("dataset",),
)


def _dataset(name: str, outcome: str, summary: str, reading: str) -> Alert:
    return Alert(
        name,
        f"""\
  count without (check, model, pillar, severity, team, owner) (
    check:dte_check_outcome:failing{{outcome="{outcome}",dataset!=""}}
  )
* on (job, namespace, dataset) group_left (severity, team, owner)
  topk by (job, namespace, dataset) (1, max without (instance, pod) (
    dte_dataset_info * on (job, instance, dataset) group_left (owner) dte_dataset_about_info
  ))""",
        "One alert a data set, however many checks of whomever read it, to who minds it. Empty is not broken: each has "
        "an alert of its own.",
        summary,
        f"{reading}\nChecks without new values: {{{{ $value }}}}\n{phrases.MODELS}",
        _BOARD,
        bridged_for=ROOT_BRIDGE,
        labels={"pillar": PILLAR},
        variables=("dataset",),
    )


_STALE = Alert(
    "DteCheckStale",
    with_routing_labels("time() >= dte_check_stale_timestamp_seconds"),
    "Its last good values have vanished, by whatever cause.",
    "{{ $labels.check }} has no values any more",
    f"{phrases.ABOUT}Its last good values are of {{{{ range query (printf "
    '"max(dte_check_last_success_timestamp_seconds{job=%q,check=%q})" $labels.job $labels.check) }}'
    '{{ (.Value | toTime).Format "2006-01-02 15:04 UTC" }}{{ end }}.\n'
    f"{phrases.OUTCOME}",
    _BOARD,
    bridged_for=BRIDGE,
    variables=("dataset",),
)
_NEVER_RAN = Alert(
    "DteCheckNeverRan",
    with_routing_labels(
        """\
  dte_check_info
unless on (job, instance, check)
  dte_check_last_run_timestamp_seconds
and on (job, instance, check) (
    dte_check_next_run_timestamp_seconds <= time()
  or
    dte_check_next_run_timestamp_seconds and on (job, instance) rate(dte_worker_busy_seconds_total[10m]) == 0
)"""
    ),
    "The first run is due within the check's interval, and comes earlier where a worker is idle. Half an hour is time "
    "for a run and for the wait for a worker.",
    "{{ $labels.check }} has not run since the exporter started",
    f"{phrases.ABOUT}It waits for a worker, or its first run does not end.\n",
    _BOARD,
    held_for="30m",
    variables=("dataset",),
)
_FLAPPING = Alert(
    "DteCheckFlapping",
    with_routing_labels("changes(dte_check_success[6h]) >= 6"),
    "Three failures and recoveries in six hours: single failures that no other alert waits long enough for.",
    "{{ $labels.check }} fails every now and then",
    f"{phrases.ABOUT}It went from good to bad or back {{{{ $value }}}} times in six hours.\n",
    _BOARD,
    variables=("dataset",),
)
_CAPPED = Alert(
    "DteSeriesDropped",
    with_routing_labels("dte_check_series_dropped > 0"),
    "The budget of series keeps the worst and cuts the rest: what is cut is watched by nobody.",
    "{{ $labels.check }} measures more than it may export",
    f"{phrases.ABOUT}{{{{ $value }}}} series of its last run were cut.\n",
    _BOARD,
    variables=("dataset",),
)
_OVERLOADED = Alert(
    "DteExporterOverloaded",
    """\
max without (instance, pod) (
    sum without (check, pillar) (increase(dte_check_runs_skipped_total[10m])) > 0
  or
    count without (check, pillar) (dte_check_lateness_seconds > dte_check_interval_seconds / 2)
)""",
    "Runs were left out in the last ten minutes, or began half an interval late or later. A quarter of an hour of that "
    "is no start and no single slow run.",
    "The exporter cannot keep its schedule",
    "{{ range query (printf "
    '"max by (job) (sum by (job, instance) (increase(dte_check_runs_skipped_total{job=%q}[10m])))" $labels.job) }}'
    'Runs left out in ten minutes: {{ .Value | printf "%.0f" }}\n{{ end }}'
    "{{ range query (printf "
    '"max by (job) (rate(dte_worker_busy_seconds_total{job=%q}[10m]) / dte_workers)" $labels.job) }}'
    "Workers busy: {{ .Value | humanizePercentage }}\n{{ end }}"
    "{{ range query (printf "
    '"max by (job) (dte_checks_waiting{job=%q})" $labels.job) }}'
    "Checks that wait for a worker: {{ .Value }}\n{{ end }}"
    "{{ range query (printf "
    '"topk(3, max by (check) (dte_check_lateness_seconds{job=%q}))" $labels.job) }}'
    "- {{ .Labels.check }} began {{ .Value | humanizeDuration }} after its turn\n{{ end }}",
    _BOARD,
    held_for="15m",
    labels=_OURS,
)
_RELOAD = Alert(
    "DteConfigReloadFailed",
    "max without (instance, pod) (dte_config_last_reload_successful == bool 0) == 1",
    "Ten minutes are time to mend a mistake that was just made.",
    "The exporter could not read its config",
    "The config from before the last reload is in force. Its log and `dte-exporter check-config` say what is wrong.\n",
    _BOARD,
    held_for="10m",
    labels=_OURS,
)
_TEAM = Alert(
    "DteTeamConfigReloadFailed",
    "max without (instance, pod) (dte_config_team_last_reload_successful == bool 0) == 1",
    "The team is in a label, so that the mistake finds its way to who made it. Ten minutes are time to mend it.",
    "The exporter could not read the file of {{ $labels.team }}",
    "What the file said before is in force, and every other team's is as it is. "
    "The log, `/api/v1/config` and `dte-exporter check-config` say what is wrong.\n",
    _BOARD,
    held_for="10m",
    labels=_OURS,
)
_WEB = Alert(
    "DteWebConfigReloadFailed",
    "max without (instance, pod) (dte_web_config_last_reload_successful == bool 0) == 1",
    "A certificate that cannot be renewed is found before it expires. Ten minutes are time to write two files.",
    "The exporter could not read its web config",
    "The certificate, the users and the tokens from before are in force. "
    "Its log and `dte-exporter check-config --web.config.file` say what is wrong.\n",
    _BOARD,
    held_for="10m",
    labels=_OURS,
)
_HISTORY = Alert(
    "DteHistoryUnavailable",
    "max without (instance, pod) (dte_history_available == bool 0) == 1",
    "Results are served all the same, but a restart would forget them. Ten minutes are time for a disk to come back.",
    "The exporter cannot keep its history",
    "What is measured now will be missing from the history, and standings would be lost with a restart.\n",
    _BOARD,
    held_for="10m",
    labels=_OURS,
)


def group(job: str) -> Group:
    """Return the group for an exporter that is scraped as `job`."""
    return Group(
        "dte-exporter",
        (
            _FAILING,
            _OUTCOMES,
            _CHECK_FAILING,
            _dataset(
                "DteDatasetUnreadable",
                "source_error",
                "{{ $labels.dataset }} cannot be read",
                "Its source answers with an error, or is not what the config says.",
            ),
            _dataset(
                "DteDatasetEmpty",
                "no_data",
                "{{ $labels.dataset }} has no rows to look at",
                "Its source can be read, but the window that is looked at holds nothing.",
            ),
            _STALE,
            _NEVER_RAN,
            _FLAPPING,
            _CAPPED,
            _OVERLOADED,
            _RELOAD,
            _TEAM,
            _WEB,
            _HISTORY,
            *_presence(job),
        ),
    )


def _presence(job: str) -> tuple[Record | Alert, ...]:
    asked = f'{_PAGING}{{job="{job}"}} > 0'
    return (
        _paging(job),
        _absent(job, "page", f"and on () ({asked})"),
        _absent(job, "ticket", f"unless on () ({asked})"),
        Alert(
            "DteExporterInstanceDown",
            f'up{{job="{job}"}} == 0 and on (job) (up{{job="{job}"}} == 1)',
            "One of several exporters.",
            "The trust exporter {{ $labels.instance }} cannot be scraped",
            "Others of the job {{ $labels.job }} can. What only this one measures is missing.\n",
            _BOARD,
            held_for="5m",
            labels=_OURS,
        ),
    )


_PAGING = "job:dte_check_info:paging_checks"


def _paging(job: str) -> Record:
    return Record(
        _PAGING,
        f"""\
  count by (job) (dte_check_info{{job="{job}",severity="page"}})
or
  0 * count by (job) (dte_check_info{{job="{job}"}})
or
  last_over_time({_PAGING}{{job="{job}"}}[1h])""",
        "How many checks ask to page somebody. It is remembered when nobody can be asked any more.",
    )


def _absent(job: str, severity: str, whether: str) -> Alert:
    return Alert(
        "DteExporterAbsent",
        f'absent(up{{job="{job}"}} == 1) {whether}',
        "No exporter answers, or Prometheus has no such job. It silences all others by Alertmanager's inhibition, so "
        "that it is as loud as the loudest of them: a page where any check asked for one.",
        "No trust exporter can be scraped",
        f"Prometheus gets no answer from any target of the job {job}: whether promises on data are kept "
        "is known to nobody.\n",
        _BOARD,
        held_for="5m",
        labels={"job": job, "severity": severity, "pillar": PILLAR},  # absent() of a comparison has no labels
    )
