"""Every rule that there is: those that ship, and those that are generated for a config with error budgets."""

from pathlib import Path

from dte_exporter.config.loading.load import load
from dte_exporter.registry import Registry
from dte_exporter.rules.rule import Alert, Record
from dte_exporter.rules.settings import RuleSettings
from dte_exporter.rules.shipped import groups as shipped
from dte_exporter.rules.targets.budgets import groups as budgets
from dte_exporter.rules.targets.targeted_objectives import targeted_objectives

_CONFIG = Path(__file__).parents[1] / "integration/budgets/config.yaml"

GROUPS = (*shipped(RuleSettings()), *budgets(targeted_objectives(load(_CONFIG, Registry.discover()), 0.0)))
RULES = tuple(rule for group in GROUPS for rule in group.rules)
ALERTS = {rule.name: rule for rule in RULES if isinstance(rule, Alert)}
"""One alert of each name."""

RECORDED = frozenset(rule.name for rule in RULES if isinstance(rule, Record))
"""What rules record, by name."""
