"""Fairness: outcomes differ between groups of people by more than was promised."""

from dataclasses import replace

from dte_exporter.rules.objectives import unmet
from dte_exporter.rules.rule import Group, Record

PILLAR = "fairness"
_IMPACT = "group_impact_ratio"
_FOUR_FIFTHS = 0.8

_UPPER = f"dte_fairness_{_IMPACT}_ci_upper"
_OF_SEGMENTS = f'dte_objective_met{{pillar="{PILLAR}",objective="{_IMPACT}",subject=~".+/.+=.*"}}'
_BELOW = f"""\
(
      {_UPPER}{{segment=""}} < {_FOUR_FIFTHS}
    or
      {_UPPER}{{segment!=""}} < {_FOUR_FIFTHS} and on (job, check) {_OF_SEGMENTS}
  )"""
"""That the whole interval of a group lies below four fifths: a lower ratio of few people may be chance.

A group of a segment counts only where the objective is on segments: its subjects then end with what the segment shares.
"""

_STRICTER = f'dte_objective_limit{{pillar="{PILLAR}",objective="{_IMPACT}",bound="min"}} > {_FOUR_FIFTHS}'
"""That more than four fifths is promised."""

_IMPACT_UNMET = unmet(
    "DteFourFifthsRuleUnmet",
    f'pillar="{PILLAR}",objective="{_IMPACT}"',
    "Apart from other disparities, since it has a meaning of its own in law; and only where the whole interval of a "
    "group lies below four fifths, whatever the objective decides by.",
    "dte-fairness",
    "A group gets the favourable decision much less often than the best-off group.\n",
)
_OTHERS_UNMET = unmet(
    "DteFairnessObjectiveUnmet",
    f'pillar="{PILLAR}",objective!="{_IMPACT}"',
    "Every other disparity between groups, and a ratio that keeps four fifths where more is promised.",
    "dte-fairness",
)

GROUP = Group(
    "dte-fairness",
    (
        Record(
            "check_sensitive_feature:dte_fairness_group_impact_ratio:min",
            'min without (group) (dte_fairness_group_impact_ratio{segment=""})',
            "The impact ratio of the worst-off group, the number that the four-fifths rule looks at.",
        ),
        replace(_IMPACT_UNMET, expr=f"  {_IMPACT_UNMET.expr}\nand on (job, check)\n  {_BELOW}"),
        replace(
            _OTHERS_UNMET,
            expr=f"""\
  {_OTHERS_UNMET.expr}
or
  (
      {_IMPACT_UNMET.expr}
    and on (job, check)
      {_STRICTER}
    unless on (job, check)
      {_BELOW}
  )""",
        ),
    ),
)
