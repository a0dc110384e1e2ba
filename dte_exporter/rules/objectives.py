"""What holds for objectives of every pillar: what is recorded of them, and the alert that one cannot be judged."""

from collections.abc import Iterable

from dte_exporter.rules import phrases
from dte_exporter.rules.routing_labels import sum_with_routing_labels
from dte_exporter.rules.rule import BRIDGE, Alert, Group, Record

_EXCESS = Record(
    "check_objective_subject:dte_objective_value:excess",
    """\
max without (instance, pod) (
  (
      dte_objective_value - ignoring (subject, bound) group_left (bound) dte_objective_limit{bound="max"}
    or
      -(dte_objective_value - ignoring (subject, bound) group_left (bound) dte_objective_limit{bound="min"})
  ) > 0
  unless ignoring (bound)
    (dte_objective_met == 1 or dte_objective_insufficient_evidence == 1)
)""",
    "How far beyond its limit a value lies, for those that do: alerts name the worst by it. Which do is the exporter's "
    "to judge, which knows what is only rounding, and what the evidence cannot tell.",
)
_BREACHED = Record(
    "check_objective:dte_objective_unmet_runs:breached_subjects",
    sum_with_routing_labels(
        "subject", "dte_objective_unmet_runs >= bool ignoring (subject) group_left () dte_objective_after_runs"
    ),
    "Subjects (columns, groups) by which an objective is breached. Patience is in after_runs, which counts runs.",
)
_UNKNOWN = Record(
    "check_objective:dte_objective_known:unknown_subjects",
    sum_with_routing_labels(
        "subject",
        """\
  dte_objective_known == bool 0
and on (job, instance, check)
  dte_check_last_run_timestamp_seconds
unless on (job, instance, check)
  (dte_check_failed_runs == 1 and dte_check_interval_seconds < 900)""",
    ),
    "Subjects by which an objective could not be judged. A check that has not run yet is left out, and so is one that "
    "failed once and runs again within a quarter of an hour.",
)
_SUMS = tuple(
    Record(
        f"check_objective:{metric}:{operation}",
        f"{operation} without (subject) ({metric})",
        f"{what} of each objective, so that a board over all data sets reads one series an objective and exporter.",
    )
    for metric, operation, what in (
        ("dte_objective_met", "sum", "Subjects that are met"),
        ("dte_objective_known", "sum", "Subjects that are known"),
        ("dte_objective_known", "count", "All subjects"),
        ("dte_objective_insufficient_evidence", "sum", "Subjects of insufficient evidence"),
    )
)
_MET = Record(
    "dataset_pillar:dte_objective_met:ratio",
    "avg without (check, objective, model, subject) (max without (instance, pod) (dte_objective_met))",
    "Share of a data set's objectives that are known and met, by pillar.",
)
_MODELS = Record(
    "dataset_model:dte_objective_unmet_runs:breached_subjects",
    """\
  max without (instance, pod) (dte_dataset_model_info)
* ignoring (model) group_left ()
  sum without (check, objective, pillar, model, severity, team, owner) (
    check_objective:dte_objective_unmet_runs:breached_subjects
  )""",
    "The same breaches by each model that the data set touches. Columns by models is many to many: one side is summed "
    "first.",
)
_ALERT_UNKNOWN = Alert(
    "DteObjectiveUnknown",
    "check_objective:dte_objective_known:unknown_subjects > 0",
    "Unknown is not met. The runs that it takes are in the record; the five minutes let a group come back.",
    f"{phrases.OBJECTIVE} cannot be judged",
    f"{phrases.ABOUT}"
    "{{ $value }} of its subjects have no fresh value from the last run: nobody knows whether the objective is met.\n"
    f"{phrases.OUTCOME}{phrases.MODELS}",
    "dte-overview",
    held_for="5m",
    bridged_for=BRIDGE,
    variables=("dataset",),
)


def group(own_alert: Iterable[str]) -> Group:
    """Return the group, with an alert on breaches in every pillar that is not one of `own_alert`."""
    others = "|".join(sorted(own_alert))
    return Group(
        "dte-objectives",
        (
            _EXCESS,
            _BREACHED,
            _UNKNOWN,
            *_SUMS,
            _MET,
            _MODELS,
            unmet("DteObjectiveUnmet", f'pillar!~"{others}"', "The alert of every pillar that has none of its own."),
            _ALERT_UNKNOWN,
        ),
    )


def unmet(name: str, selector: str, why: str, board: str = "dte-overview", reading: str = "") -> Alert:
    """Return the alert on breached objectives that `selector` chooses; `reading` says what to make of one.

    It waits for nothing: ``after_runs`` has waited already, and a value that is held between two runs is no new
    evidence.
    """
    return Alert(
        name,
        f"check_objective:dte_objective_unmet_runs:breached_subjects{{{selector}}} > 0",
        why,
        f"{phrases.OBJECTIVE} is not met",
        f"{phrases.ABOUT}{reading}"
        "Breached by {{ $value }} of its subjects, the worst of which are:\n"
        f"{phrases.WORST}{phrases.MODELS}",
        board,
        bridged_for=BRIDGE,
        variables=("dataset",),
    )
