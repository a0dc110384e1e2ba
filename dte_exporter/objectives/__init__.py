"""Results of results: what became of the limits that people set, and how far the data can be trusted."""

from dte_exporter.metric import MetricSpec
from dte_exporter.objectives import inheritance, objective, retraining, trust
from dte_exporter.objectives.alarms import watch
from dte_exporter.objectives.judge import judge

__all__ = ["SPECS", "judge", "watch"]

SPECS: tuple[MetricSpec, ...] = (*objective.SPECS, *retraining.SPECS, *trust.SPECS, *inheritance.SPECS)
"""Every family of this package."""
