"""What every check of the pillar finds: how many things a rule applies to, and how many of them break it."""

from dte_exporter.metric import Better, MetricSpec, Sample

EXAMINED = MetricSpec(
    "dte_compliance_examined",
    "Things that the rule of the check applies to.",
    "compliance",
    ("check", "dataset"),
    low=0,
    reference="A count.",
)
VIOLATIONS = MetricSpec(
    "dte_compliance_violations",
    "Things that break the rule of the check; 0 is none.",
    "compliance",
    ("check", "dataset"),
    better=Better.LOWER,
    low=0,
    reference="A count.",
)


def found(violations: int, examined: int) -> tuple[Sample, Sample]:
    """Return both counts as samples.

    Raises
    ------
    ValueError
        If more things break the rule than it applies to.
    """
    if not 0 <= violations <= examined:
        raise ValueError(f"{violations} violations among {examined}")
    return VIOLATIONS.sample(violations), EXAMINED.sample(examined)
