"""Drift: the data have moved from what the model was trained on."""

from dte_exporter.rules.objectives import unmet
from dte_exporter.rules.rule import Group, Record

PILLAR = "drift"

GROUP = Group(
    "dte-drift",
    (
        Record(
            "check:dte_drift_detected:sum",
            'sum without (column, method) (dte_drift_detected{segment=""})',
            "How many columns have drifted, so that a board over all data sets reads one series a check.",
        ),
        unmet(
            "DteDriftObjectiveUnmet",
            f'pillar="{PILLAR}"',
            "One alert an objective, however many columns are beyond it.",
            "dte-drift",
        ),
    ),
)
