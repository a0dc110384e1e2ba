"""Synthetic data: objectives on whether they are faithful, valid, private and useful."""

from dte_exporter.rules.objectives import unmet
from dte_exporter.rules.rule import Group

PILLAR = "synthetic"

GROUP = Group(
    "dte-synthetic",
    (
        unmet(
            "DteSyntheticObjectiveUnmet",
            f'pillar="{PILLAR}"',
            "One alert an objective, however many columns are beyond it; each of them is a subject.",
            "dte-synthetic",
        ),
    ),
)
