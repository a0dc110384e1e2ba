"""Fairness: outcomes differ between groups of people by more than was promised."""

from dte_exporter.rules.objectives import unmet
from dte_exporter.rules.rule import Group, Record

PILLAR = "fairness"
_IMPACT = "group_impact_ratio"

GROUP = Group(
    "dte-fairness",
    (
        Record(
            "check_sensitive_feature:dte_fairness_group_impact_ratio:min",
            "min without (group) (dte_fairness_group_impact_ratio)",
            "The impact ratio of the worst-off group, the number that the four-fifths rule looks at.",
        ),
        unmet(
            "DteFourFifthsRuleUnmet",
            f'pillar="{PILLAR}",objective="{_IMPACT}"',
            "Apart from other disparities, since it has a meaning of its own in law.",
            "dte-fairness",
            "A group gets the favourable decision much less often than the best-off group.\n",
        ),
        unmet(
            "DteFairnessObjectiveUnmet",
            f'pillar="{PILLAR}",objective!="{_IMPACT}"',
            "Every other disparity between groups.",
            "dte-fairness",
        ),
    ),
)
