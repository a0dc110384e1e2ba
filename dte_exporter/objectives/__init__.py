"""Results of results: what became of the limits that people set, and how far the data can be trusted."""

from dte_exporter.metric import MetricSpec
from dte_exporter.objectives import adherence, objective, retraining, trust
from dte_exporter.objectives.judge import judge
from dte_exporter.objectives.watch import watch

__all__ = ["SPECS", "judge", "watch"]

SPECS: tuple[MetricSpec, ...] = (*objective.SPECS, *retraining.SPECS, *trust.SPECS, *adherence.SPECS)
"""Every family of this package."""
