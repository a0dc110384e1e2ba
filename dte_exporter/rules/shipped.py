"""The rules that suit every config: they stand on objectives and checks, whatever these measure."""

from dte_exporter.rules import compliance, drift, exporter, fairness, lineage, model, objectives, quality, synthetic
from dte_exporter.rules.rule import Group
from dte_exporter.rules.settings import RuleSettings

_PILLARS = (drift, fairness, model, compliance, quality, lineage, synthetic)
"""Pillars with rules of their own, a file each."""


def groups(settings: RuleSettings) -> tuple[Group, ...]:
    """Return every group, in the order in which one builds on another."""
    return (
        objectives.group(pillar.PILLAR for pillar in _PILLARS),
        *(pillar.GROUP for pillar in _PILLARS),
        exporter.group(settings.job),
    )
