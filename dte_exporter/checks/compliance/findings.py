"""What every check of the pillar finds: how many things a rule applies to, and how many of them break it."""

from collections.abc import Iterable, Mapping
from typing import Any

from dte_exporter.checks.left_out import COMPLIANCE
from dte_exporter.metric import Better, MetricSpec, Sample
from dte_exporter.outcome import Findings, LeftOut

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


def without(
    left_out: Iterable[LeftOut], read: Mapping[str, int], samples: Iterable[Sample], details: Mapping[str, Any]
) -> Findings:
    """Return findings on rows of which some are `left_out`, with the gauges that say so.

    Parameters
    ----------
    left_out : iterable of LeftOut
        Each of other rows.
    read : mapping of str to int
        All rows of each window and further data set.
    """
    left_out = tuple(left_out)
    used = dict(read)
    for one in left_out:
        used[one.window] -= one.rows
    samples = (*samples, *COMPLIANCE.samples(left_out, read))
    return Findings(samples, details=details, used=used, left_out=left_out)
