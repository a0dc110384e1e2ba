"""``deploy/prometheus/rules/*.yaml``: the rules that suit every config, a file a group."""

from collections.abc import Mapping

from dte_exporter.registry import Registry
from dte_exporter.rules.rules_file import rules_file
from dte_exporter.rules.settings import RuleSettings
from dte_exporter.rules.shipped import groups

_TITLE = """\
Made by `make generate` from dte_exporter/rules: change them there.
`dte-exporter rules generate` writes the same for another job, address or speed, and adds budgets from a config."""


def make(_registry: Registry) -> Mapping[str, str]:
    """Return each group by its file."""
    return {f"deploy/prometheus/rules/{name}": text for name, text in files(RuleSettings()).items()}


def files(settings: RuleSettings) -> Mapping[str, str]:
    """Return the text of each group's file by its name."""
    return {f"{group.name}.yaml": rules_file([group], settings, _TITLE) for group in groups(settings)}
