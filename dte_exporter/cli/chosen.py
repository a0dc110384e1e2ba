"""The checks of a config that a verb runs."""

from collections.abc import Container
from dataclasses import replace

from dte_exporter.config.configured import Config


def only(config: Config, names: Container[str]) -> Config:
    """Return `config` with the checks called `names`, and no more workers than they need."""
    checks = {name: check for name, check in config.checks.items() if name in names}
    workers = min(config.settings.workers, len(checks)) or 1
    return replace(config, checks=checks, settings=config.settings.model_copy(update={"workers": workers}))
